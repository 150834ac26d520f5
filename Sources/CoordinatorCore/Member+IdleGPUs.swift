import Determinism
import Fleet

/// How a leader gives GPUs that do nothing to those who wait for them: it warns, and then holds the job. `muster job release` brings
/// that back.
extension Member {
    /// The warning that holds for a job, as this leader knows it; nil where there is none, and on a follower.
    public func idleWarning(of job: JobID) -> IdleWarning? {
        // One that is held has nothing left to lose.
        fleet.jobs[job]?.hold == nil ? leadership?.idle.warnings[job] : nil
    }

    /// The jobs that are warned, with their warnings.
    public var idleWarnings: [(job: JobID, warning: IdleWarning)] {
        (leadership?.idle.warnings ?? SortedMap()).compactMap { id, _ in idleWarning(of: id).map { (id, $0) } }
    }

    /// Asks from time to time what the GPUs do of jobs whose namespaces have a policy.
    mutating func lookAtIdleGPUs(now: Instant) {
        guard now >= leadership?.idle.nextAt ?? .never else { return }
        leadership?.idle.nextAt = now + IdleWatch.interval
        // Without a quorum nothing can be decided.
        guard mayGrant(now: now) else { return }
        var watched = SortedSet<JobID>()
        if fleet.idleGPUPolicies.values.contains(where: { $0.warnAfter != nil }) {
            for (id, job) in fleet.jobs where isWatchedForIdleness(job) { watched.insert(id) }
        }
        leadership?.idle.keepOnly { watched.contains($0) }
        if !watched.isEmpty { out.append(.measureGPUs(watched.elements)) }
    }

    /// Takes what was measured.
    mutating func take(_ uses: [JobGPUUse], now: Instant) {
        guard isReadyNow(), mayGrant(now: now) else { return }
        let time = leaderTime(now: now)
        for use in uses {
            guard let job = fleet.jobs[use.job], isWatchedForIdleness(job) else { continue }
            let policy = fleet.idleGPUPolicy(of: use.job.namespace)
            let attempts = fleet.steadyAttempts(of: job)
            guard
                let decision = leadership?.idle.decide(
                    use, attempts: attempts, policy: policy, time: time, now: now)
            else { continue }
            carryOut(decision, on: use, now: now)
        }
    }

    private mutating func carryOut(_ decision: IdleWatch.Decision, on use: JobGPUUse, now: Instant) {
        let id = use.job
        let whose = use.gpus == 1 ? "its GPU" : "its \(use.gpus) GPUs"
        let operation: Operation
        switch decision {
        case .warn(let span):
            let until =
                leadership?.idle.warnings[id]?.reclaimAt.map { ", and it is held at \($0.wholeSecond) if that goes on" }
                ?? ""
            operation = .recordAct(
                "job warn \(id) because \(whose) \(use.gpus == 1 ? "has" : "have") been idle for \(span.inWholeMinutes)\(until)"
            )
        case .withdraw: operation = .recordAct("job unwarn \(id)")
        case .reclaim(let span):
            operation = .holdJob(
                id, reason: "\(whose) \(use.gpus == 1 ? "was" : "were") idle for \(span.inWholeMinutes)")
        }
        leadership?.idle.underWay.insert(id)
        propose(operation, for: .idleGPUs(id), now: now)
    }

    /// Whether a job may have GPUs for nothing. System jobs belong to their servers.
    private func isWatchedForIdleness(_ job: Job) -> Bool {
        let definition = job.definition
        return definition.gpus.count > 0 && job.desired == .running && job.hold == nil && definition.type != .system
            && fleet.liveCount(of: definition.id) > 0
            && fleet.idleGPUPolicy(of: definition.id.namespace).warnAfter != nil
    }
}

extension FleetState {
    /// A job's live attempts where all of them run and none is to end; else none.
    public func steadyAttempts(of job: Job) -> [AttemptID] {
        let live = job.allocations.flatMap { allocations[$0]?.live ?? [] }
        return live.allSatisfy { $0.state == .running && $0.stopping == nil && !$0.notDead } ? live.map(\.id) : []
    }
}

extension Span {
    /// For people: `2 h`, `1 h 30 min`, `45 min`.
    fileprivate var inWholeMinutes: String {
        let (hours, minutes) = (nanoseconds / 60_000_000_000).quotientAndRemainder(dividingBy: 60)
        if hours == 0 { return "\(minutes) min" }
        return minutes == 0 ? "\(hours) h" : "\(hours) h \(minutes) min"
    }
}
