import Glibc

/// The cases by name; each is a file of its own.
let cases: [(name: String, run: () throws -> [Measurement])] = [("log", LogCase.run)]

let arguments = CommandLine.arguments.dropFirst()
let asJSON = arguments.contains("--json")
let names = arguments.filter { $0 != "--json" }
let known = cases.map(\.name).joined(separator: ", ")

func complain(_ sentence: String, status: Int32) -> Never {
    let line = Array("muster-bench: \(sentence)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(status)
}

guard names.count == 1, let chosen = cases.first(where: { $0.name == names.first }) else {
    complain("name one case (\(known)), and --json for one object a line", status: 64)
}
do {
    let measurements = try chosen.run()
    if !asJSON { print(Measurement.heading) }
    for measurement in measurements { print(asJSON ? measurement.json : measurement.row) }
} catch {
    complain("\(chosen.name): \(error)", status: 1)
}
