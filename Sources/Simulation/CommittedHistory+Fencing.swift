import Fleet

/// What storage relies on when it refuses a zombie by its token.
extension CommittedHistory {
    /// An attempt that an entry has just authorised bears that entry's token, which is greater than those of the attempts
    /// before it; the members of a gang that live bear one.
    func checkToken(of id: AttemptID, index: UInt64) -> Violation.Finding? {
        guard let attempt = fleet.attempt(id), let allocation = fleet.allocations[id.allocation],
            let job = fleet.jobs[allocation.job]
        else { return nil }
        let due = FencingToken(generation: fleet.generation, index: index)
        guard attempt.token == due else {
            return .init(
                .wrongToken, "attempt \(id) was authorised by entry \(index) and bears the token \(attempt.token)")
        }
        if let former = allocation.attempts.dropLast().last, former.token >= attempt.token {
            return .init(.wrongToken, "attempt \(id) has no greater token than \(former.id)")
        }
        guard job.definition.gang else { return nil }
        for member in job.allocations {
            for other in fleet.allocations[member]?.live ?? [] where other.token != attempt.token {
                return .init(
                    .gangInPieces, "\(other.id) and \(id) of the gang \(job.definition.id) live under two tokens")
            }
        }
        return nil
    }
}
