import Fleet

/// Which jobs are held, by the orders that were carried out: judged without what the state says of it.
extension CommittedHistory {
    /// An entry was applied. Returns what of a job that it held goes on all the same.
    mutating func noteHold(by entry: FleetEntry, outcome: Outcome, at index: UInt64) -> Violation.Finding? {
        // A repeated request changes nothing.
        guard case .holdJob(let id, let reason) = entry.operation, outcome.code == .done, outcome.index == index else {
            return nil
        }
        held[id] = reason == nil ? nil : fleet.jobs[id]?.submittedIndex
        guard reason != nil, let job = fleet.jobs[id] else { return nil }
        for member in job.allocations {
            for attempt in fleet.allocations[member]?.live ?? [] where attempt.stopping == nil {
                return .init(.begunWhileHeld, "\(attempt.id) of \(id) goes on although that is held")
            }
        }
        return nil
    }

    /// Whether a job is held in its present run.
    func isHeld(_ job: Job) -> Bool { held[job.definition.id] == job.submittedIndex }

    /// Nothing of it begins.
    func checkHold(of id: AttemptID) -> Violation.Finding? {
        guard let job = fleet.allocations[id.allocation].flatMap({ fleet.jobs[$0.job] }), isHeld(job) else {
            return nil
        }
        return .init(.begunWhileHeld, "\(id) was placed although \(job.definition.id) is held")
    }
}
