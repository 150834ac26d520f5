import Determinism

/// A moment at which something of a job may be over for want of time.
struct DueTime: Comparable, Sendable {
    var time: WallTime
    var job: JobID

    static func < (left: DueTime, right: DueTime) -> Bool {
        left.time == right.time ? left.job < right.job : left.time < right.time
    }
}

/// Jobs with a deadline. Time passes by entries alone: the leader proposes `endOverdue` when its own time has come to `nextDue`,
/// and what is due by that entry's time ends.
extension FleetState {
    /// When something of a job is due next; nil for never.
    public var nextDue: WallTime? { due.elements.first?.time }

    /// Ends what is due: what has not begun and could not end before its job's deadline, and all of a job at its deadline.
    mutating func endOverdue() -> Verdict {
        let passed = due.elements.prefix { [time] in $0.time <= time }
        due.removeFirst(passed.count)
        var count: UInt64 = 0
        for moment in passed where endIfDue(moment.job) { count += 1 }
        return .done("\(count) jobs had no time left", identifier: count)
    }

    /// Why a job cannot be begun now; nil if it can.
    func deadlineProblem(of definition: JobDefinition) -> String? {
        let trial = Job(
            definition: definition, version: 1, owner: "", desired: .running, submittedAt: time, submittedIndex: 0,
            allocations: [])
        guard let deadline = trial.deadline, let latest = trial.latestStart, deadline <= time || latest < time else {
            return nil
        }
        if deadline <= time {
            return "job \(definition.id): its deadline, \(deadline), is past; give it a later one, or none"
        }
        return
            "job \(definition.id): its deadline, \(deadline), is nearer than its time limit: a run could not end before; give "
            + "it a later deadline or a shorter `time-limit`"
    }

    /// The moments of a job are looked at when they come.
    mutating func noteDue(_ job: Job) {
        for moment in job.dueTimes { due.insert(moment) }
    }

    /// The moments of a job, or of an older version of it, are not looked at any more.
    mutating func forgetDue(_ job: Job) {
        for moment in job.dueTimes { due.remove(moment) }
    }

    /// Whether it is too late to start anything of a job.
    func isTooLate(for job: Job) -> Bool { job.latestStart.map { $0 < time } ?? false }

    /// Ends what of a job has no time left; tells whether there was something.
    @discardableResult
    mutating func endIfDue(_ id: JobID) -> Bool {
        guard let job = jobs[id], job.desired == .running, !isFinished(job), let deadline = job.deadline else {
            return false
        }
        let isOver = deadline <= time
        guard isOver || isTooLate(for: job) else { return false }
        if isOver {
            endHold(of: id)
            setWaits(of: id, for: [])
            jobs.update(id) {
                $0.desired = .stopped
                $0.isPastDeadline = true
            }
            changes.append(.jobChanged(id))
        }
        for member in job.allocations {
            guard let allocation = allocations[member] else { continue }
            switch allocation.state {
            case .pending: finish(member, .deadlinePassed)
            case .active where isOver: for attempt in allocation.live { ask(attempt.id, toEnd: .deadline) }
            case .active, .finished: break
            }
        }
        if isOver { noteEndIfOver(id) }
        return true
    }
}

extension Job {
    /// When it is to be looked at: as soon as nothing of it may be started any more, and at its deadline.
    var dueTimes: [DueTime] {
        guard let deadline, let latestStart else { return [] }
        let times = [latestStart + Span(nanoseconds: 1), deadline]
        return times.map { DueTime(time: $0, job: definition.id) }
    }
}
