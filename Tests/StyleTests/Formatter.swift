import Foundation

/// The toolchain's formatter, as a process.
enum Formatter {
    /// Whether `swift format` can be run here.
    static let isInstalled: Bool = {
        guard let (status, _) = try? run(["--version"]) else { return false }
        return status == 0
    }()

    /// Runs `swift format` in the repository's root; its exit status and all that it printed.
    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["swift", "format"] + arguments
        process.currentDirectoryURL = SourceTree.root
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
