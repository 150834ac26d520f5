import Glibc
import Simulation
import Synchronization

/// Plays fleet histories until one breaks a promise and says which: what judges planted mistakes, and what plays very many
/// histories. It depends on the simulator alone, so that it is built in seconds after a change of the code that it judges.
struct Arguments {
    var seeds: UInt64 = 300
    var first: UInt64 = 1
    var workers = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    var stopsAtFirst = false
    var tellsStory = false
    var tellsTotals = false

    init?(_ words: [String]) {
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "--stop-at-first": stopsAtFirst = true
            case "--story": tellsStory = true
            case "--totals": tellsTotals = true
            case "--seeds", "--first", "--workers":
                guard let value = rest.popFirst().flatMap(UInt64.init) else { return nil }
                if word == "--seeds" { seeds = value }
                if word == "--first" { first = value }
                if word == "--workers" {
                    guard (1...256).contains(value) else { return nil }
                    workers = Int(value)
                }
            default: return nil
            }
        }
    }
}

guard let arguments = Arguments(Array(CommandLine.arguments.dropFirst())) else {
    print(
        "usage: fleet-judge [--seeds N] [--first S] [--workers N] [--stop-at-first] [--story] [--totals]")
    exit(2)
}

struct Progress {
    var next: UInt64
    var left: UInt64
    var run = RunReport()
}

let progress = Mutex(Progress(next: arguments.first, left: arguments.seeds))
let options = FleetSimulation.Options()
let clock = ContinuousClock()
let began = clock.now
await withTaskGroup(of: Void.self) { group in
    for _ in 0..<arguments.workers {
        group.addTask {
            while true {
                let seed = progress.withLock { state -> UInt64? in
                    if state.left == 0 || arguments.stopsAtFirst && !state.run.failures.isEmpty { return nil }
                    state.left -= 1
                    defer { state.next &+= 1 }
                    return state.next
                }
                guard let seed else { return }
                let report = FleetSimulation.run(seed: seed, options: options)
                progress.withLock { state in
                    state.run.add(report)
                    guard let violation = report.violation, !arguments.stopsAtFirst else { return }
                    print("seed \(report.seed): \(violation.invariant.rawValue): \(violation.detail)")
                    fflush(nil)
                }
            }
        }
    }
}

let run = progress.withLock { $0.run }
if arguments.stopsAtFirst, let report = run.failures.first, let violation = report.violation {
    print("seed \(report.seed): \(violation.invariant.rawValue): \(violation.detail)")
}
if arguments.tellsStory {
    for report in run.failures.prefix(3) {
        print("seed \(report.seed):")
        for line in report.violation?.trace ?? [] { print("    \(line)") }
    }
}
if arguments.tellsTotals {
    let seconds = Double((clock.now - began).components.seconds) + 0.001
    for kind in FaultKind.allCases { print("fault \(kind): \(run.faults[kind])") }
    for kind in OperationKind.allCases { print("operation \(kind): \(run.operations[kind])") }
    print("virtual seconds: \(run.virtualTime.nanoseconds / 1_000_000_000)")
    print("entries: \(run.entries), task starts: \(run.taskStarts), command runs: \(run.commandStarts)")
    print("messages lost: \(run.messagesLost), doubled: \(run.messagesDoubled), late: \(run.messagesLate)")
    print("tasks beside another after a stopped clock: \(run.stretches)")
    print("tasks moved for another job: \(run.moves), for the load's sake: \(run.balanceMoves)")
    print("histories a minute: \(Int(Double(run.histories) / seconds * 60))")
    if let gap = run.gap { print(gap) }
}
if run.failures.isEmpty {
    print("\(run.histories) histories kept every promise")
} else {
    print("\(run.failures.count) of \(run.histories) histories broke a promise")
}
exit(run.failures.isEmpty && (!arguments.tellsTotals || run.gap == nil) ? 0 : 1)
