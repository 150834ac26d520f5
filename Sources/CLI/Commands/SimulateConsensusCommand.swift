import ArgumentParser
import ConsensusSimulation
import Foundation
import Synchronization

extension SimulateCommand {
    struct Consensus: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Plays histories of the coordinators' consensus under faults, and checks every promise in them.",
            discussion: """
                Each history is a cluster of 3, 5 or 7 members with their real logs on virtual time: a bad network, crashes, \
                torn writes, flipped bits, full and slow disks, wrong clocks, pauses, members that come and go, and clients \
                whose view is checked for linearizability. Its course follows from its seed. A history that breaks a promise \
                is told as the shortest story that does. Needs no cluster. Exit code 1 when a promise was broken.
                """)

        @Option(help: "How many histories are played.")
        var seeds: UInt64 = 1_000
        @Option(help: "The seed of the first one; the others follow.")
        var first: UInt64 = 1
        @Option(help: "Voters at the beginning of each history: 3, 5 or 7; by default all three, by the seed.")
        var members: Int?
        @Option(help: "How many are played at the same time; by default as many as there are processors.")
        var threads: Int?
        @Flag(help: "Print what happens in each history.")
        var trace = false
        @Flag(help: "Print each history's fingerprint: the same in every process.")
        var printHashes = false

        func validate() throws {
            guard seeds > 0 else { throw ValidationError("--seeds: it must be at least 1") }
            guard (threads ?? 1) > 0 else { throw ValidationError("--threads: it must be at least 1") }
            guard [3, 5, 7].contains(members ?? 3) else { throw ValidationError("--members: it must be 3, 5 or 7") }
        }

        func run() throws {
            let began = DispatchTime.now().uptimeNanoseconds
            let progress = ConsensusProgress(seeds: seeds, first: first, keepsReports: trace || printHashes)
            let options = ConsensusSimulation.Options(members: members, trace: trace)
            let workers = min(threads ?? ProcessInfo.processInfo.activeProcessorCount, Int(min(seeds, 1_024)))
            DispatchQueue.concurrentPerform(iterations: workers) { _ in
                while let seed = progress.nextSeed() {
                    progress.add(ConsensusSimulation.run(seed: seed, options: options))
                }
            }
            let seconds = Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9
            let (run, reports) = progress.result
            for report in reports.sorted(by: { $0.seed < $1.seed }) {
                if trace { for line in report.trace { print(line) } }
                if printHashes { print("seed \(report.seed) \(SimulationText.hex(report.hash))") }
            }
            for failure in run.failures.prefix(5) { print(ConsensusText.failure(failure, members: members)) }
            if run.failures.count > 5 { print("... and \(run.failures.count - 5) more") }
            print(ConsensusText.summary(run, seconds: seconds))
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
private final class ConsensusProgress: Sendable {
    private struct State {
        var next: UInt64
        var left: UInt64
        var run = RunReport()
        var reports: [HistoryReport] = []
    }
    private let state: Mutex<State>
    private let keepsReports: Bool

    init(seeds: UInt64, first: UInt64, keepsReports: Bool) {
        state = Mutex(State(next: first, left: seeds))
        self.keepsReports = keepsReports
    }

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
            if keepsReports { state.reports.append(report) }
        }
    }

    var result: (run: RunReport, reports: [HistoryReport]) { state.withLock { ($0.run, $0.reports) } }
}

/// What a run says to people.
private enum ConsensusText {
    static func failure(_ report: HistoryReport, members: Int?) -> String {
        guard let violation = report.violation else { return "" }
        let size = members.map { " --members \($0)" } ?? ""
        var lines = [
            "seed \(report.seed) with \(report.members) members broke a promise after "
                + "\(SimulationText.time(violation.at.nanoseconds)) s: \(violation.invariant.rawValue)",
            "  \(violation.detail)", "  the shortest story that breaks it, with instants in seconds:",
        ]
        lines += report.story.map { "    \($0)" }
        lines.append("  play it again: muster simulate consensus --seeds 1 --first \(report.seed)\(size) --trace")
        return lines.joined(separator: "\n")
    }

    static func summary(_ run: RunReport, seconds: Double) -> String {
        let sizes = zip(["3", "5", "7"], run.bySize).map { "\($1) of \($0) members" }.joined(separator: ", ")
        var lines = [
            "\(run.histories) histories (\(sizes)) of \(SimulationText.time(run.virtualTime.nanoseconds)) virtual seconds in "
                + "\(Int(seconds.rounded(.up))) s (\(Int(Double(run.histories) / max(seconds, 0.001) * 60)) a minute)",
            "\(run.entries) entries committed, \(run.elections) leaders elected, \(run.restores) snapshots taken over, "
                + "\(run.unknownOutcomes) outcomes never learned; "
                + "\(run.messages) messages: \(run.messagesLost) lost, \(run.messagesDoubled) doubled",
            "faults: \(run.faults.total)",
        ]
        lines += FaultKind.allCases.map { SimulationText.row($0.description, run.faults[$0]) }
        lines.append("operations: \(run.operations.total)")
        lines += OperationKind.allCases.map { SimulationText.row($0.description, run.operations[$0]) }
        if run.unchecked > 0 {
            lines.append("\(run.unchecked) histories of clients were too tangled to be checked for linearizability")
        }
        lines.append("fingerprint: \(SimulationText.hex(run.hash))")
        lines.append(
            run.failures.isEmpty
                ? "every history kept every promise" : "\(run.failures.count) histories broke a promise")
        return lines.joined(separator: "\n")
    }
}
