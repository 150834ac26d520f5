import Determinism

/// Jobs that are held. What of them waits is in no queue, so that passes do not meet it; what runs is asked to end, and comes to
/// wait as after any other such end. Their time goes on: deadlines, dependencies and new versions are what they are for
/// every job.
extension FleetState {
    /// Holds a job, or releases it: `reason` is nil then. Doing either again changes nothing.
    mutating func hold(_ id: JobID, reason: String?, actor: String) -> Verdict {
        guard let job = jobs[id] else { return .notFound("there is no job \(id); see `muster job list`") }
        guard let reason else { return release(job) }
        guard job.desired == .running, !isFinished(job) else {
            return .conflict("job \(id) is over, so that there is nothing to hold")
        }
        if let hold = job.hold { return .done("job \(id) is \(hold.inWords) already", identifier: job.version) }
        let kept = reason.limited(toBytes: JobHold.reasonBytes)
        guard !kept.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            return .invalid("the reason to hold job \(id) has a line break or control character; write it in one line")
        }
        jobs.update(id) { [time] in $0.hold = JobHold(since: time, actor: actor, reason: kept) }
        waitingByJob[id] = nil
        changes.append(.jobChanged(id))
        var ending = 0
        for member in job.allocations {
            for attempt in allocations[member]?.live ?? [] {
                ask(attempt.id, toEnd: .held)
                ending += 1
            }
        }
        let tasks = ending == 0 ? "" : "; \(ending) of its tasks \(ending == 1 ? "is" : "are") asked to end"
        return .done("job \(id) is held\(tasks)", identifier: job.version)
    }

    private mutating func release(_ job: Job) -> Verdict {
        let id = job.definition.id
        guard job.hold != nil else { return .done("job \(id) is not held", identifier: job.version) }
        endHold(of: id)
        for member in job.allocations where allocations[member]?.state == .pending {
            // It has not waited for room while it was held.
            allocations.update(member) { [time] in $0.pendingSince = time }
            enqueue(member, of: id)
            changes.append(.allocationPending(member))
        }
        return .done("job \(id) is released", identifier: job.version)
    }

    /// A job is not held any more: it was released, or is to end.
    mutating func endHold(of id: JobID) {
        guard jobs[id]?.hold != nil else { return }
        jobs.update(id) { $0.hold = nil }
        changes.append(.jobChanged(id))
    }
}
