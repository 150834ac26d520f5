import Fleet

/// Work comes back.
extension CommittedHistory {
    /// What an entry has just ended as lost or lapsed waits for a place again, unless its job was stopped.
    func checkReturn(of id: AttemptID) -> Violation.Finding? {
        guard let attempt = fleet.attempt(id), case .ended(let end) = attempt.state,
            end.cause == .lost || end.cause == .lapsed, attempt.stopping?.isFinal != true,
            let allocation = fleet.allocations[id.allocation], allocation.live.isEmpty,
            let job = fleet.jobs[allocation.job], job.desired == .running, allocation.isFinished
        else { return nil }
        // What could not end before its deadline is not begun again.
        if let latest = job.latestStart, latest < fleet.time { return nil }
        return .init(.lostNotQueued, "attempt \(id) is \(end.cause), and its allocation is over: \(allocation.state)")
    }
}
