import Determinism

/// How many more allocations of each job planned moves may end now. Counted once for each job and then counted down, so that
/// the moves of one pass, or of one entry, are bounded together.
public struct DisruptionBudget: Sendable {
    /// Only looked up, never iterated.
    private var left: [JobID: UInt64] = [:]

    /// A budget of which nothing is spent.
    public init() {}

    /// Takes one move from the budget; false, and nothing taken, where the job tolerates no further one. What does no work
    /// now (it starts, its server is not there) costs nothing.
    public mutating func take(_ attempt: Attempt, of job: Job, in state: FleetState) -> Bool {
        let name = job.definition.id
        let rest = left[name] ?? Self.rest(of: job, in: state)
        left[name] = rest
        guard state.isAtWork(attempt) else { return job.definition.tolerance > 0 }
        guard rest > 0 else { return false }
        left[name] = rest - 1
        return true
    }

    /// What a job tolerates, less what of it does no work already. Of a gang nothing works where one member does not.
    private static func rest(of job: Job, in state: FleetState) -> UInt64 {
        let tolerance = job.definition.tolerance
        guard tolerance > 0, !job.definition.gang, job.definition.type != .system else { return tolerance }
        var idle: UInt64 = 0
        for id in job.allocations {
            guard let allocation = state.allocations[id], !allocation.isFinished else { continue }
            if !allocation.attempts.contains(where: { state.isAtWork($0) }) { idle += 1 }
        }
        return tolerance > idle ? tolerance - idle : 0
    }
}

extension FleetState {
    /// Whether an attempt does its work as far as is known: reported running, in its server's open session, and not asked to
    /// end.
    public func isAtWork(_ attempt: Attempt) -> Bool {
        attempt.state == .running && attempt.stopping == nil && nodes[attempt.node]?.session == attempt.session
    }
}
