import Determinism
import Fleet

/// Empties draining servers, a few tasks of a job at a time, so that a service does not vanish at once.
enum Drain {
    /// Attempts of one job that may be on their way out at a time.
    static let atOncePerJob = 4

    /// The stops that are due, one plan a server.
    static func plans(_ state: FleetState, atMost limit: Int) -> [Plan] {
        var plans: [Plan] = []
        var underWay: [JobID: Int] = [:]
        var count = 0
        for (id, node) in state.nodes where node.eligibility == .draining {
            guard let session = node.session else { continue }
            var stops: [PlannedStop] = []
            for attempt in state.liveAttempts(on: id) where attempt.session == session && attempt.stopping == nil {
                guard count < limit, let job = state.allocations[attempt.id.allocation].flatMap({ state.jobs[$0.job] })
                else { continue }
                let name = job.definition.id
                let already = underWay[name] ?? drained(of: job, in: state)
                underWay[name] = already
                guard already < atOncePerJob else { continue }
                underWay[name] = already + 1
                count += 1
                stops.append(PlannedStop(attempt: attempt.id, reason: .drained))
            }
            if !stops.isEmpty { plans.append(Plan(stops: stops)) }
        }
        return plans
    }

    private static func drained(of job: Job, in state: FleetState) -> Int {
        job.allocations.filter { id in
            guard let attempt = state.allocations[id]?.current else { return false }
            return attempt.state.isLive && attempt.stopping == .drained
        }.count
    }
}
