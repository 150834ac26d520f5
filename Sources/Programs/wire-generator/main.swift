// wire-generator PROTOCOLS OUTPUT: reads every .proto file of the first directory and writes one Swift file for each
// into the second; a third argument names the file for the tests' samples.
import Foundation

do {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 || arguments.count == 4 else {
        throw GeneratorError(
            description: "Usage: wire-generator DIRECTORY-OF-PROTO-FILES OUTPUT-DIRECTORY [SAMPLES-FILE].")
    }
    try Generator.run(
        protocols: URL(fileURLWithPath: arguments[1]), output: URL(fileURLWithPath: arguments[2]),
        samples: arguments.count == 4 ? URL(fileURLWithPath: arguments[3]) : nil)
} catch {
    FileHandle.standardError.write(Data("wire-generator: \(error)\n".utf8))
    exit(1)
}
