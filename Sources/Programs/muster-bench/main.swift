import Glibc

/// The cases by name; each is a file of its own.
let cases: [(name: String, run: (Options) throws -> [Measurement])] = [
    ("log", LogCase.run), ("consensus", ConsensusCase.run), ("elections", ElectionsCase.run),
    ("snapshot", SnapshotCase.run), ("placement", PlacementCase.run), ("scale", ScaleCase.run),
    ("handout", HandoutCase.run),
    (
        "failover",
        {
            try FailoverCase.run($0)
            return []
        }
    ),
]

func complain(_ sentence: String, status: Int32) -> Never {
    let line = Array("muster-bench: \(sentence)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(status)
}

var words = Array(CommandLine.arguments.dropFirst())
// What the tasks of the failover case run.
if words.count == 3, words[0] == "witness" { WitnessTask.run(directory: words[1], job: words[2]) }
guard let place = words.firstIndex(where: { !$0.hasPrefix("-") }),
    let chosen = cases.first(where: { $0.name == words[place] })
else {
    complain("name one case\n\(Options.usage)", status: 64)
}
words.remove(at: place)
let options: Options
do { options = try Options(words) } catch { complain("\(error)", status: 64) }
// A client that is told of an end by a closed pipe must not be ended by it.
signal(SIGPIPE, SIG_IGN)
do {
    let measurements = try chosen.run(options)
    if !options.asJSON, !measurements.isEmpty { print(Measurement.heading) }
    for measurement in measurements { print(options.asJSON ? measurement.json : measurement.row) }
} catch {
    complain("\(chosen.name): \(error)", status: (error as? BenchError)?.status ?? 1)
}
