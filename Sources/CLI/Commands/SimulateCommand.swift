import ArgumentParser
import Foundation
import Simulation
import Synchronization

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Plays what would happen, with the code that would really decide.",
        subcommands: [Fleet.self, Consensus.self])

    struct Fleet: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Plays histories of a fleet under faults, and checks every promise in them.",
            discussion: """
                Each history is a cluster of three coordinators and some servers on virtual time: a bad network, crashes, \
                power losses, freezes, slow disks, drifting clocks, and a busy operator. Its course follows from its seed. \
                Needs no cluster. Exit code 1 when a promise was broken.
                """)

        @Option(help: "How many histories are played.")
        var seeds: UInt64 = 100
        @Option(help: "The seed of the first one; the others follow.")
        var first: UInt64 = 1
        @Option(help: "How many are played at the same time; by default as many as there are processors.")
        var threads: Int?
        @Flag(help: "Print what happens in each history.")
        var trace = false
        @Flag(help: "Print each history's fingerprint: the same in every process.")
        var printHashes = false

        func validate() throws {
            guard seeds > 0 else { throw ValidationError("--seeds: it must be at least 1") }
            guard (threads ?? 1) > 0 else { throw ValidationError("--threads: it must be at least 1") }
        }

        func run() throws {
            let began = DispatchTime.now().uptimeNanoseconds
            let progress = SimulationProgress(seeds: seeds, first: first)
            let options = FleetSimulation.Options(trace: trace, traceLength: trace ? 1_000_000 : 200)
            let workers = min(threads ?? ProcessInfo.processInfo.activeProcessorCount, Int(min(seeds, 1_024)))
            DispatchQueue.concurrentPerform(iterations: workers) { _ in
                while let seed = progress.nextSeed() {
                    progress.add(FleetSimulation.run(seed: seed, options: options))
                }
            }
            let seconds = Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9
            let (run, reports) = progress.result
            if trace || printHashes {
                for report in reports.sorted(by: { $0.seed < $1.seed }) {
                    if trace { for line in report.trace { print(line) } }
                    if printHashes { print("seed \(report.seed) \(SimulationText.hex(report.hash))") }
                }
            }
            for failure in run.failures.prefix(5) { print(SimulationText.failure(failure)) }
            if run.failures.count > 5 { print("... and \(run.failures.count - 5) more") }
            print(SimulationText.summary(run, seconds: seconds))
            if !run.failures.isEmpty {
                throw CLIError(.failed, "\(run.failures.count) of \(run.histories) histories broke a promise")
            }
            if let gap = run.gap {
                throw CLIError(.failed, "the run does not count: \(gap); play more seeds")
            }
        }
    }
}

/// Hands out seeds to threads and gathers what they found.
private final class SimulationProgress: Sendable {
    private struct State {
        var next: UInt64
        var left: UInt64
        var run = RunReport()
        var reports: [HistoryReport] = []
    }
    private let state: Mutex<State>

    init(seeds: UInt64, first: UInt64) { state = Mutex(State(next: first, left: seeds)) }

    func nextSeed() -> UInt64? {
        state.withLock { state in
            guard state.left > 0 else { return nil }
            state.left -= 1
            defer { state.next &+= 1 }
            return state.next
        }
    }

    func add(_ report: HistoryReport) {
        state.withLock { state in
            state.run.add(report)
            state.reports.append(report)
        }
    }

    var result: (run: RunReport, reports: [HistoryReport]) { state.withLock { ($0.run, $0.reports) } }
}

/// What a run says to people.
enum SimulationText {
    static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    static func failure(_ report: HistoryReport) -> String {
        guard let violation = report.violation else { return "" }
        var lines = [
            "seed \(report.seed) broke a promise after \(time(violation.at.nanoseconds)) s: \(violation.invariant.rawValue)",
            "  \(violation.detail)", "  what led there:",
        ]
        lines += violation.trace.suffix(200).map { "    \($0)" }
        lines.append("  play it again: muster simulate fleet --seeds 1 --first \(report.seed) --trace")
        return lines.joined(separator: "\n")
    }

    static func summary(_ run: RunReport, seconds: Double) -> String {
        var lines = [
            "\(run.histories) histories of \(time(run.virtualTime.nanoseconds)) virtual seconds in "
                + "\(Int(seconds.rounded(.up))) s (\(Int(Double(run.histories) / max(seconds, 0.001) * 60)) a minute)",
            "\(run.entries) entries committed, \(run.taskStarts) tasks and \(run.commandStarts) command runs started, "
                + "\(run.moves) tasks moved for other jobs and \(run.balanceMoves) for the load's sake; "
                + "messages: \(run.messagesLost) lost, \(run.messagesDoubled) doubled, \(run.messagesLate) late",
            "faults: \(run.faults.total)",
        ]
        lines += FaultKind.allCases.map { row($0.description, run.faults[$0]) }
        lines.append("operations: \(run.operations.total)")
        lines += OperationKind.allCases.map { row($0.description, run.operations[$0]) }
        lines.append("fingerprint: \(hex(run.hash))")
        lines.append(
            run.failures.isEmpty
                ? "every history kept every promise" : "\(run.failures.count) histories broke a promise")
        return lines.joined(separator: "\n")
    }

    static func row(_ name: String, _ count: UInt64) -> String {
        let number = String(count)
        return "  " + name + String(repeating: " ", count: max(1, 44 - name.count - number.count)) + number
    }

    static func time(_ nanoseconds: UInt64) -> String {
        let tenths = nanoseconds / 100_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
