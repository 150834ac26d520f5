import Determinism
import Fleet

/// One pass, made to see why allocations wait, with what the servers were to each of them before.
struct Inquiry: Sendable {
    /// What allocations have in common to which all servers are alike.
    private struct Likeness: Hashable {
        var job: JobID
        var pinned: NodeID?
        var failover: Bool
        /// One that failed to start somewhere is alike to none.
        var own: AllocationID?

        init(_ allocation: Allocation) {
            job = allocation.job
            pinned = allocation.pinned
            failover = allocation.failover
            own = allocation.failedStarts.isEmpty ? nil : allocation.id
        }
    }

    let state: FleetState
    let circumstances: Circumstances
    let pass: SchedulingPass
    /// The servers before the pass.
    let floor: Floor
    private var surveys: [Likeness: Survey] = [:]

    /// - Parameter allocations: what wait, and for no other job.
    init(
        _ state: FleetState, _ circumstances: Circumstances, about allocations: [AllocationID], index: PlaceIndex
    ) {
        self.state = state
        self.circumstances = circumstances
        var run = PassRun(
            state, unavailable: circumstances.unavailable, endangered: circumstances.endangered,
            now: circumstances.now, limit: .max, index: index)
        run.begin()
        for id in allocations {
            guard let allocation = state.allocations[id], let job = state.jobs[allocation.job] else { continue }
            let likeness = Likeness(allocation)
            if surveys[likeness] != nil { continue }
            surveys[likeness] = Survey(
                of: allocation, of: job, in: state, circumstances, on: &run.floor, by: &run.index)
        }
        floor = run.floor
        run.placeAll()
        pass = run.result
    }

    func explanation(of id: AllocationID) -> Explanation {
        var explanation = Explanation(id)
        guard let allocation = state.allocations[id], let job = state.jobs[allocation.job],
            let survey = surveys[Likeness(allocation)]
        else { return explanation }
        explanation.removed = survey.removed
        explanation.candidates = survey.candidates
        if let placement = pass.plans.lazy.flatMap(\.placements).first(where: { $0.allocation == id }) {
            explanation.summary = "\(allocation.name) can be placed on \(placement.session.node) now"
            return explanation
        }
        let position = pass.blocked.firstIndex { $0.allocation == id }
        var reason = position.map { pass.blocked[$0].reason }
        if reason == nil, let bound = job.definition.atMost, job.desired == .running { reason = .bounded(bound) }
        let wait = Wait(
            allocation: allocation, job: job, survey: survey, reason: reason,
            ahead: pass.blocked.prefix(position ?? 0).map(\.allocation), inquiry: self)
        wait.tell(&explanation)
        return explanation
    }
}
