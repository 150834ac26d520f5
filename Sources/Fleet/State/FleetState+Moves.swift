import Determinism

/// Planned moves for the sake of others: a task that could as well run elsewhere goes there, so that what is larger fits, or the
/// load is spread better.
extension FleetState {
    /// For how long a task that was moved for others is not moved so again: whoever runs must get on with it.
    public static let restAfterMove = Span.seconds(3_600)
    /// What a task may lose by a move for others that cannot save its work: as much as it has run.
    public static let lossAtMost = Span.seconds(600)
    /// How long a plan may take to be committed: what was within bounds when it was made need not be any more.
    static let planDelay = Span.seconds(60)

    /// Whether an attempt may be asked to go on elsewhere so that a job fits: one of no higher priority that loses little by
    /// it. How many of its job may be out of action at a time is for `DisruptionBudget` to say.
    ///
    /// - Parameters:
    ///   - now: not before the state's time.
    ///   - delay: how long it may have taken since that was decided.
    public func isMovable(
        _ attempt: Attempt, for beneficiary: Job, at now: WallTime, decidedWithin delay: Span = .zero
    ) -> Bool {
        guard let job = allocations[attempt.id.allocation].flatMap({ jobs[$0.job] })?.definition,
            job.id != beneficiary.definition.id, job.priority <= beneficiary.definition.priority
        else { return false }
        return isMovable(attempt, at: now, decidedWithin: delay)
    }

    /// Whether an attempt that could stay may be asked to go on elsewhere, so that others are better off.
    ///
    /// A service loses nothing, a task with a checkpoint contract what that says; any other one starts over, and may have run
    /// for no longer than `lossAtMost`. Members of gangs stay, since all of them would have to go; so do the tasks of system jobs, which
    /// have no other place, and what lost its server lately.
    public func isMovable(_ attempt: Attempt, at now: WallTime, decidedWithin delay: Span = .zero) -> Bool {
        guard attempt.stopping == nil, !attempt.notDead, attempt.state.isLive, let node = nodes[attempt.node],
            node.session == attempt.session, node.eligibility == .eligible,
            let allocation = allocations[attempt.id.allocation], allocation.pinned == nil, !allocation.failover,
            let job = jobs[allocation.job], job.desired == .running
        else { return false }
        let definition = job.definition
        guard !definition.gang, definition.type != .system, definition.tolerance > 0,
            definition.checkpoint != nil || definition.type == .service
                || now.since(attempt.assignedAt) <= FleetState.lossAtMost + delay
        else { return false }
        return !allocation.attempts.contains {
            $0.stopping?.isMove == true && now.since($0.endedAt) < FleetState.restAfterMove
        }
    }

    /// The job that a stop is to make room for, if that still waits for room.
    func beneficiary(of stop: PlannedStop) -> Job? {
        guard let id = stop.beneficiary, let job = jobs[id], job.desired == .running, job.waitsFor.isEmpty,
            waiting(of: id) != nil
        else { return nil }
        return job
    }

    /// An attempt is asked to end for the sake of a job.
    mutating func noteDisplaced(_ id: AttemptID, by beneficiary: JobID) {
        jobs.update(beneficiary) { job in
            job.displaced.append(id)
            if job.displaced.count > Job.displacedKept { job.displaced.removeFirst() }
        }
    }
}

extension Allocation {
    /// The job behind which it waits, since it was moved so that this fits; nil for none.
    public var yieldsTo: JobID? {
        guard state == .pending, !failover, let attempt = current, attempt.stopping == .rebalanced else { return nil }
        return attempt.beneficiary
    }
}
