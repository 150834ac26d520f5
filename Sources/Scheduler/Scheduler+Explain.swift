import Determinism
import Fleet

extension Scheduler {
    /// Explains what becomes of allocations: goes through the servers rule by rule, makes a whole pass over everything that waits,
    /// and looks what it decides. For people; costs as much as one pass, and a look at the servers for each kind of allocation
    /// that waits.
    public static func explain(
        state: FleetState, allocations: [AllocationID], _ circumstances: Circumstances,
        index: PlaceIndex = PlaceIndex()
    ) -> [Explanation] {
        var circumstances = circumstances
        circumstances.now = max(circumstances.now, state.time)
        let known = allocations.map { explainWithoutPass($0, in: state) }
        guard known.contains(nil) else { return known.compactMap { $0 } }
        let inquiry = Inquiry(
            state, circumstances, about: zip(allocations, known).filter { $0.1 == nil }.map(\.0), index: index)
        return zip(allocations, known).map { $0.1 ?? inquiry.explanation(of: $0.0) }
    }

    /// The same of one allocation.
    public static func explain(
        state: FleetState, allocation id: AllocationID, unavailable: SortedSet<NodeID>,
        reasons: SortedMap<NodeID, Explanation.Rule> = SortedMap(), now: WallTime, index: PlaceIndex = PlaceIndex()
    ) -> Explanation {
        let circumstances = Circumstances(unavailable: unavailable, reasons: reasons, now: now)
        return explain(state: state, allocations: [id], circumstances, index: index).first ?? Explanation(id)
    }

    /// Why something is asked to end, in words that go on from what it does.
    private static func ending(for reason: StopReason, _ beneficiary: JobID?) -> String {
        switch (reason, beneficiary) {
        case (.rebalanced, let job?): " and is asked to go on elsewhere, so that job \(job) fits"
        case (.held, _): " and is asked to end, since its job is held"
        case (.preempted, let job?): " and is asked to end: job \(job), of a higher priority, needs the room"
        case (.relieved, _): " and is asked to go on elsewhere, since its server has too much to do, or is too hot"
        case (.consolidated, _): " and is asked to go on elsewhere, so that its server can rest"
        default: " and is asked to end: \(reason)"
        }
    }

    /// What is to be said of an allocation that waits for no server; nil of one that does.
    private static func explainWithoutPass(_ id: AllocationID, in state: FleetState) -> Explanation? {
        guard let allocation = state.allocations[id], let job = state.jobs[allocation.job] else {
            return Explanation(
                id, summary: "there is no allocation \(id)",
                remedy: "see `muster job show` for the allocations of a job")
        }
        var explanation = Explanation(id)
        switch allocation.state {
        case .finished(let result):
            explanation.summary = "\(allocation.name) is over: \(result)"
            if let missed = job.missedDependency, result == .dependencyFailed {
                explanation.summary = "\(allocation.name) was cancelled: \(missed)"
                explanation.remedy = remedy(for: missed, of: job)
            }
            explain(result, of: allocation, job: job, into: &explanation)
            if result == .failed {
                explanation.remedy =
                    "see `muster job logs \(job.definition.id)` for what it wrote, and run the job again with "
                    + "`muster job run`"
            }
            return explanation
        case .active:
            guard let attempt = allocation.current else { return nil }
            let doing = attempt.state == .assigned ? "starts" : "runs"
            explanation.summary = "\(allocation.name) \(doing) on \(attempt.node)"
            if let reason = attempt.stopping {
                explanation.summary += ending(for: reason, attempt.beneficiary)
            }
            return explanation
        case .pending:
            if let hold = job.hold {
                explain(hold, of: allocation, job: job, into: &explanation)
                return explanation
            }
            guard !job.waitsFor.isEmpty else { return nil }
            explain(job.waitsFor, of: allocation, in: state, into: &explanation)
            return explanation
        }
    }
}
