import Fleet

/// Work comes back.
extension CommittedHistory {
    /// What an entry has just ended as lost or lapsed waits for a place again, unless its job was stopped.
    func checkReturn(of id: AttemptID) -> Violation.Finding? {
        guard let attempt = fleet.attempt(id), case .ended(let end) = attempt.state,
            end.cause == .lost || end.cause == .lapsed, attempt.stopping != .jobStopped,
            let allocation = fleet.allocations[id.allocation], allocation.live.isEmpty,
            fleet.jobs[allocation.job]?.desired == .running, allocation.isFinished
        else { return nil }
        return .init(.lostNotQueued, "attempt \(id) is \(end.cause), and its allocation is over: \(allocation.state)")
    }
}
