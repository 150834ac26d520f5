import Determinism
import Fleet

/// Why something waits that no server could help: words about the job's own order.
extension Scheduler {
    /// What a job waits for that is to begin after others, and where each of those stands.
    static func explain(
        _ dependencies: [Dependency], of allocation: Allocation, in state: FleetState,
        into explanation: inout Explanation
    ) {
        let sentence = dependencies.map(\.description).joined(separator: " and for ")
        explanation.summary = "\(allocation.name) waits for \(sentence)"
        let standings = dependencies.map { standing(of: $0.job, in: state) }.joined(separator: "; ")
        let first = dependencies.first.map { "\($0.job)" } ?? ""
        explanation.remedy =
            "nothing; it is placed once that has happened. \(standings); see `muster job why \(first)`, or end the wait by "
            + "submitting this job again without `after`"
    }

    /// That a job is held, and how that ends.
    static func explain(
        _ hold: JobHold, of allocation: Allocation, job: Job, into explanation: inout Explanation
    ) {
        let id = job.definition.id
        explanation.summary = "\(allocation.name) waits: its job is \(hold.inWords)"
        explanation.remedy = "`muster job release \(id)`"
        explanation.remedy +=
            job.waitsFor.first.map { "; it then waits for \($0)" }
            ?? " lets it wait for a place, with the rank that it had"
        if let latest = job.latestStart, let deadline = job.deadline {
            explanation.remedy +=
                latest == deadline
                ? ". It is given up at its deadline, \(deadline)"
                : ". It is given up at \(latest): with its time limit it could not end before its deadline, \(deadline)"
        }
    }

    /// Where a job stands: `train has 2 of 8 tasks left, 1 of these at work`.
    private static func standing(of id: JobID, in state: FleetState) -> String {
        guard let job = state.jobs[id] else { return "\(id) is gone" }
        if job.hold != nil { return "\(id) itself is held" }
        if let dependency = job.waitsFor.first { return "\(id) itself waits for \(dependency)" }
        var left = 0
        var active = 0
        for member in job.allocations {
            switch state.allocations[member]?.state {
            case .pending: left += 1
            case .active:
                left += 1
                active += 1
            case .finished, nil: break
            }
        }
        let total = job.definition.type == .system ? UInt64(job.allocations.count) : job.definition.count
        return "\(id) has \(left) of \(total) tasks left, \(active) of these at work"
    }

    /// Why an allocation is over that had no time left.
    static func explain(
        _ result: Allocation.Result, of allocation: Allocation, job: Job, into explanation: inout Explanation
    ) {
        let name = job.definition.id
        switch result {
        case .timeLimit:
            let limit = job.definition.timeLimit.map { " of \($0.inWords)" } ?? ""
            explanation.summary = "\(allocation.name) is over: it ran into its time limit\(limit)"
            explanation.remedy =
                "give it a longer `time-limit`, or let it go on from its checkpoint by `restart: { policy: always }`, and run "
                + "\(name) again with `muster job run`"
        case .deadlinePassed:
            let deadline = job.deadline.map { ", \($0)" } ?? ""
            explanation.summary =
                allocation.attemptCount == 0
                ? "\(allocation.name) never began: it could not have ended before its deadline\(deadline)"
                : "\(allocation.name) is over: it did not end before its deadline\(deadline)"
            explanation.remedy =
                "give \(name) a later `deadline`"
                + (job.definition.timeLimit == nil ? "" : " or a shorter `time-limit`")
                + ", or a higher priority than what kept it waiting, and run it again with `muster job run`"
        case .complete, .failed, .stopped, .dependencyFailed: break
        }
    }

    /// What to do about a job that was cancelled for a dependency.
    static func remedy(for missed: MissedDependency, of job: Job) -> String {
        let other = missed.dependency.job
        let own = job.definition.id
        switch missed.dependency.condition {
        case .ok, .any:
            return
                "see `muster job show \(other)` for how it ended, run \(other) again with `muster job run`, and then \(own)"
        case .failed:
            return "nothing: \(own) is only for when \(other) fails; to run it all the same, submit it without `after`"
        }
    }
}

extension Span {
    /// For people, in the largest unit that says it exactly: `2 h`, `90 s`, `1500 ms`.
    var inWords: String {
        for (unit, length) in [("h", 3_600_000_000_000), ("min", 60_000_000_000), ("s", 1_000_000_000)]
            as [(String, UInt64)]
        where nanoseconds > 0 && nanoseconds % length == 0 { return "\(nanoseconds / length) \(unit)" }
        return "\(wholeMilliseconds) ms"
    }
}
