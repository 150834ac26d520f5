import ConsensusSimulation
import Glibc
import Synchronization

/// Plays histories until one breaks a promise and says which, in one line: what judges planted mistakes. It depends on
/// the simulator alone, so that it is built in seconds after a change of the code that it judges.
struct Arguments {
    var seeds: UInt64 = 500
    var first: UInt64 = 1
    var members: Int?
    var stopsAtFirst = false
    var tellsStory = false
    var tellsMessages = false

    init?(_ words: [String]) {
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "--stop-at-first": stopsAtFirst = true
            case "--story": tellsStory = true
            case "--messages": tellsMessages = true
            case "--seeds", "--first", "--members":
                guard let value = rest.popFirst().flatMap(UInt64.init) else { return nil }
                if word == "--seeds" { seeds = value }
                if word == "--first" { first = value }
                if word == "--members" {
                    guard [3, 5, 7].contains(value) else { return nil }
                    members = Int(value)
                }
            default: return nil
            }
        }
    }
}

guard let arguments = Arguments(Array(CommandLine.arguments.dropFirst())) else {
    print("usage: consensus-judge [--seeds N] [--first S] [--members 3|5|7] [--stop-at-first] [--story [--messages]]")
    exit(2)
}

struct Progress {
    var next: UInt64
    var left: UInt64
    var failures: [HistoryReport] = []
    var played = 0
}

let progress = Mutex(Progress(next: arguments.first, left: arguments.seeds))
let options = ConsensusSimulation.Options(
    members: arguments.members, messages: arguments.tellsMessages, shrinks: arguments.tellsStory)
let workers = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
await withTaskGroup(of: Void.self) { group in
    for _ in 0..<workers {
        group.addTask {
            while true {
                let seed = progress.withLock { state -> UInt64? in
                    if state.left == 0 || arguments.stopsAtFirst && !state.failures.isEmpty { return nil }
                    state.left -= 1
                    defer { state.next &+= 1 }
                    return state.next
                }
                guard let seed else { return }
                let report = ConsensusSimulation.run(seed: seed, options: options)
                progress.withLock { state in
                    state.played += 1
                    if report.violation != nil { state.failures.append(report) }
                }
            }
        }
    }
}

let (failures, played) = progress.withLock { ($0.failures.sorted { $0.seed < $1.seed }, $0.played) }
for report in arguments.stopsAtFirst ? failures.prefix(1) : failures[...] {
    guard let violation = report.violation else { continue }
    print("seed \(report.seed): \(violation.invariant.rawValue): \(violation.detail)")
    for line in report.story { print("    \(line)") }
}
if failures.isEmpty { print("\(played) histories kept every promise") }
exit(failures.isEmpty ? 0 : 1)
