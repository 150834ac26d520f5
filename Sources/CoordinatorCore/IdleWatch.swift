import Determinism
import Fleet

/// What the GPUs of a job's live attempts do, as the leader's shell measures it.
public struct JobGPUUse: Hashable, Sendable {
    /// The job.
    public var job: JobID
    /// How many GPUs they are on.
    public var gpus: UInt64
    /// For how long none of them has been busy, without a gap in what was heard; nil where one was, or is not known.
    public var idleFor: Span?

    /// A measurement with its parts.
    public init(job: JobID, gpus: UInt64, idleFor: Span?) {
        self.job = job
        self.gpus = gpus
        self.idleFor = idleFor
    }
}

/// That a job is warned, since its GPUs do nothing.
public struct IdleWarning: Hashable, Sendable {
    /// How many GPUs it holds.
    public var gpus: UInt64
    /// Since when they have been seen to do nothing (leader's time).
    public var since: WallTime
    /// When it will be held if they go on so; nil for never.
    public var reclaimAt: WallTime?

    /// A warning with its parts.
    public init(gpus: UInt64, since: WallTime, reclaimAt: WallTime?) {
        self.gpus = gpus
        self.since = since
        self.reclaimAt = reclaimAt
    }
}

/// Which jobs hold GPUs for nothing. All of it is a leader's own memory: a new one begins to count anew, and so does whoever does not
/// hear of one of the GPUs for a while, or sees another task in the place of one that was there. So GPUs are taken from
/// nobody of whom this leader did not see for the whole time that they are idle.
struct IdleWatch: Sendable {
    /// How often it looks.
    static let interval = Span.seconds(30)

    /// What was measured may be a moment old when it is looked at.
    private static let slack = Span.seconds(1)

    /// What is to be done about a job.
    enum Decision: Hashable, Sendable {
        /// People are to be warned.
        case warn(idleFor: Span)
        /// The warning holds no longer.
        case withdraw
        /// It is to be held.
        case reclaim(idleFor: Span)
    }

    private struct Record: Sendable {
        var attempts: [AttemptID]
        /// Since when its GPUs have been seen to do nothing.
        var since: Instant
        var warnedAt: Instant?
    }

    /// When to look again.
    var nextAt: Instant
    /// Jobs about which something is proposed and not yet committed.
    var underWay = SortedSet<JobID>()
    /// The warnings that hold.
    private(set) var warnings = SortedMap<JobID, IdleWarning>()
    private var records = SortedMap<JobID, Record>()

    init(nextAt: Instant) { self.nextAt = nextAt }

    /// What is to be done about a job now.
    ///
    /// - Parameters:
    ///   - attempts: its live attempts; empty where one of them does not run yet, or is to end.
    ///   - time: the leader's time at `now`.
    mutating func decide(
        _ use: JobGPUUse, attempts: [AttemptID], policy: IdleGPUPolicy, time: WallTime, now: Instant
    ) -> Decision? {
        let id = use.job
        guard !underWay.contains(id) else { return nil }
        guard let warnAfter = policy.warnAfter, let idleFor = use.idleFor, use.gpus > 0, !attempts.isEmpty else {
            return forget(id)
        }
        guard let known = records[id], known.attempts == attempts, now.since(known.since) <= idleFor + IdleWatch.slack
        else {
            // Nobody knows what it did before this leader saw it.
            let withdrawal = forget(id)
            records[id] = Record(attempts: attempts, since: now)
            return withdrawal
        }
        let span = now.since(known.since)
        guard let warnedAt = known.warnedAt else {
            guard span >= warnAfter else { return nil }
            records.update(id) { $0.warnedAt = now }
            note(use, idle: span, warnedFor: .zero, policy, time)
            return .warn(idleFor: span)
        }
        // A policy may have become stricter: what was warned has the whole of its notice all the same.
        let warnedFor = now.since(warnedAt)
        note(use, idle: span, warnedFor: warnedFor, policy, time)
        guard let reclaimAfter = policy.reclaimAfter, span >= reclaimAfter,
            warnedFor >= IdleWatch.notice(warnAfter, reclaimAfter)
        else { return nil }
        return .reclaim(idleFor: span)
    }

    /// Forgets jobs that hold no GPUs any more, are over or held.
    mutating func keepOnly(_ isWatched: (JobID) -> Bool) {
        for id in records.keys where !isWatched(id) { _ = forget(id) }
    }

    private mutating func forget(_ id: JobID) -> Decision? {
        records[id] = nil
        return warnings.removeValue(forKey: id) == nil ? nil : .withdraw
    }

    private mutating func note(
        _ use: JobGPUUse, idle: Span, warnedFor: Span, _ policy: IdleGPUPolicy, _ time: WallTime
    ) {
        func before(_ span: Span) -> WallTime { WallTime(nanoseconds: time.since(.epoch + span).nanoseconds) }
        let left = policy.warnAfter.flatMap { warnAfter in
            policy.reclaimAfter.map { reclaimAfter in
                let notice = IdleWatch.notice(warnAfter, reclaimAfter)
                return max(
                    reclaimAfter > idle ? reclaimAfter - idle : .zero, notice > warnedFor ? notice - warnedFor : .zero)
            }
        }
        warnings[use.job] = IdleWarning(gpus: use.gpus, since: before(idle), reclaimAt: left.map { time + $0 })
    }

    /// From the warning until GPUs are reclaimed.
    private static func notice(_ warnAfter: Span, _ reclaimAfter: Span) -> Span {
        reclaimAfter > warnAfter ? reclaimAfter - warnAfter : .zero
    }
}
