import Determinism
import Fleet

/// What really happened to tasks and commands, seen from outside of every machine.
struct Witness: Sendable {
    /// Where each allocation's tasks run at this very instant.
    private(set) var running = SortedMap<AllocationID, [AttemptID]>()
    private var started = SortedSet<AttemptID>()
    private var commandRuns: [String: Int] = [:]
    private(set) var starts: UInt64 = 0
    private(set) var commandStarts: UInt64 = 0

    /// A task begins, or goes on after it was frozen.
    mutating func runs(_ attempt: AttemptID, isFirst: Bool, duplicatesAllowed: Bool) -> Violation.Finding? {
        if isFirst {
            starts += 1
            if !started.insert(attempt) { return .init(.attemptStartedTwice, "attempt \(attempt) was started again") }
        }
        running[attempt.allocation, default: []].append(attempt)
        let others = running[attempt.allocation] ?? []
        guard others.count > 1, !duplicatesAllowed else { return nil }
        return .init(
            .runsTwice, "attempts \(others.map(\.description).joined(separator: " and ")) run at the same instant")
    }

    /// A task is dead, or frozen.
    mutating func rests(_ attempt: AttemptID) {
        running.update(attempt.allocation) { $0.removeAll { $0 == attempt } }
        if running[attempt.allocation]?.isEmpty == true { running.removeValue(forKey: attempt.allocation) }
    }

    func isRunning(_ attempt: AttemptID) -> Bool { running[attempt.allocation]?.contains(attempt) ?? false }

    private func key(_ command: CommandID, _ node: NodeID) -> String { "\(command)@\(node)" }

    mutating func runs(_ command: CommandID, on node: NodeID) -> Violation.Finding? {
        commandStarts += 1
        commandRuns[key(command, node), default: 0] += 1
        guard commandRuns[key(command, node)] != 1 else { return nil }
        return .init(.commandRanTwice, "command \(command) ran again on \(node)")
    }

    func hasRun(_ command: CommandID, on node: NodeID) -> Bool { commandRuns[key(command, node)] != nil }
}
