import Determinism

extension FleetState {
    /// Takes an agent's reports. One counts if the attempt is bound to the session that speaks; the record of an exit also
    /// counts from a later session of the same boot, since nothing but the exit itself could have made it.
    mutating func take(_ reports: [AttemptReport], from session: SessionID) -> Verdict {
        var taken: UInt64 = 0
        for report in reports {
            guard let attempt = attempt(report.attempt), attempt.state.isLive else { continue }
            let isBound = attempt.session == session
            switch report.progress {
            case .running where isBound && attempt.state == .assigned:
                update(attempt.id) { [time] in
                    $0.state = .running
                    $0.runningAt = time
                }
                changes.append(.attemptRunning(attempt.id))
            case .notDead where isBound && !attempt.notDead:
                update(attempt.id) { $0.notDead = true }
                noteJob(of: attempt.id)
            case .ended(let attemptEnd) where isBound || isRecord(attemptEnd, of: attempt, foundBy: session):
                end(attempt.id, with: attemptEnd)
            default: continue
            }
            taken += 1
        }
        return .done("\(taken) of \(reports.count) reports taken", identifier: taken)
    }

    /// Whether that end, told by a session that the attempt is not bound to, is the record of an exit that counts.
    public func isRecord(_ end: AttemptEnd, of attempt: Attempt, foundBy session: SessionID) -> Bool {
        guard attempt.node == session.node, attempt.session.boot == session.boot, end.exit != nil else { return false }
        switch end.cause {
        case .completed, .failed, .lapsed, .stopped, .timeLimit: return true
        case .notStarted, .lost: return false
        }
    }

    /// Asks a live attempt to end. What ends the job prevails over every other reason, since it is final; else the first
    /// reason stays.
    ///
    /// - Parameters:
    ///   - beneficiary: the job that is to have its room; nil for none.
    ///   - note: what is to be said of it, for whoever asks later.
    mutating func ask(
        _ id: AttemptID, toEnd reason: StopReason, for beneficiary: JobID? = nil, note: String = ""
    ) {
        guard let attempt = attempt(id), attempt.state.isLive, attempt.stopping != reason else { return }
        if let former = attempt.stopping {
            guard reason == .jobStopped || reason.isFinal && !former.isFinal else { return }
        }
        update(id) {
            $0.stopping = reason
            $0.beneficiary = beneficiary
            $0.stopNote = note.limited(toBytes: Attempt.noteBytes)
        }
        if reason.isMove { beingMoved.insert(id) } else { beingMoved.remove(id) }
        if let beneficiary { noteDisplaced(id, by: beneficiary) }
        changes.append(.attemptStopping(id))
    }

    /// Ends a live attempt: frees what it held and moves its allocation on.
    mutating func end(_ id: AttemptID, with attemptEnd: AttemptEnd) {
        guard let attempt = attempt(id), attempt.state.isLive else { return }
        var final = attemptEnd
        final.message = final.message.limited(toBytes: FleetState.messageBytes)
        update(id) { [time] in
            $0.state = .ended(final)
            $0.endedAt = time
        }
        release(attempt)
        beingMoved.remove(id)
        noteUsage(of: attempt)
        noteService(of: attempt, ended: final.cause)
        changes.append(.attemptEnded(id))
        if allocations[id.allocation]?.live.isEmpty ?? false {
            moveOn(id.allocation, after: attempt, ended: final.cause)
        }
    }

    /// Changes an attempt in place.
    mutating func update(_ id: AttemptID, _ body: (inout Attempt) -> Void) {
        let node = allocations.update(id.allocation) { allocation -> NodeID? in
            guard let place = allocation.attempts.lastIndex(where: { $0.id == id }) else { return nil }
            body(&allocation.attempts[place])
            return allocation.attempts[place].node
        }
        if let node = node ?? nil { nodeRevisions[node] = lastIndex }
    }

    /// Lets an attempt hold its server's resources.
    mutating func hold(_ attempt: Attempt) {
        usage[attempt.node, default: .zero] = used(on: attempt.node) + attempt.resources
        if let job = allocations[attempt.id.allocation]?.job {
            settleUsage(of: job.namespace)
            noteHeld(attempt, by: job.namespace)
        }
        changeNode(attempt.node) { node in
            var place = node.liveAttempts.count
            while place > 0, attempt.id < node.liveAttempts[place - 1] { place -= 1 }
            node.liveAttempts.insert(attempt.id, at: place)
        }
    }

    private mutating func release(_ attempt: Attempt) {
        let rest = used(on: attempt.node) - attempt.resources
        usage[attempt.node] = rest == .zero ? nil : rest
        if let job = allocations[attempt.id.allocation]?.job {
            settleUsage(of: job.namespace)
            noteReleased(attempt, by: job.namespace)
        }
        changeNode(attempt.node) { $0.liveAttempts.removeAll { $0 == attempt.id } }
    }

    // MARK: What follows from an end

    private mutating func moveOn(_ id: AllocationID, after attempt: Attempt, ended cause: EndCause) {
        guard let allocation = allocations[id] else { return }
        let job = jobs[allocation.job]
        let isBatch = job?.definition.type == .batch
        if attempt.stopping?.isFinal == true || job?.desired != .running {
            let isLate = attempt.stopping == .deadline || job?.isPastDeadline == true && attempt.stopping != .jobStopped
            return finish(id, cause == .completed ? .complete : isLate ? .deadlinePassed : .stopped)
        }
        switch (cause, attempt.stopping) {
        case (.completed, _) where isBatch: finish(id, .complete)
        case (.lost, _), (.lapsed, _):
            queue(id, failover: true)
        case (.timeLimit, _) where attempt.stopping != .superseded:
            // Another run would take as long, so that only who asks for it by name gets one.
            guard let policy = job?.definition.restart, policy.condition == .always else {
                return finish(id, .timeLimit)
            }
            restart(allocation, policy: policy, failed: true)
        case (_, .some):
            queue(id)
        case (.stopped, nil):
            // The agent ended what the state never asked it to end: it was told that the attempt is lost or not its own.
            queue(id, failover: true)
        case (.completed, nil), (.failed, nil), (.notStarted, nil), (.timeLimit, nil):
            restart(allocation, policy: job?.definition.restart ?? RestartPolicy(), failed: cause != .completed)
        }
    }

    private mutating func restart(_ allocation: Allocation, policy: RestartPolicy, failed: Bool) {
        let mayRestart = policy.condition == .always || policy.condition == .onFailure && failed
        let recent = allocation.recentRestarts.filter { time.since($0) < policy.window }
        guard mayRestart else { return finish(allocation.id, failed ? .failed : .complete) }
        guard UInt64(recent.count) < policy.attempts else { return finish(allocation.id, .failed) }
        if let job = jobs[allocation.job], isTooLate(for: job) {
            return finish(allocation.id, failed ? .failed : .complete)
        }
        allocations.update(allocation.id) { $0.recentRestarts = recent + [time] }
        queue(allocation.id, notBefore: policy.delay == .zero ? .epoch : time + policy.delay)
    }

    /// Lets an allocation wait for a place again. The other members of a gang end with it: a generation of a gang begins as
    /// one, with one token.
    private mutating func queue(_ id: AllocationID, notBefore: WallTime = .epoch, failover: Bool = false) {
        guard let queued = allocations[id] else { return }
        if queued.state == .active { noteInactive(queued.job) }
        allocations.update(id) { [time] in
            $0.state = .pending
            $0.pendingSince = time
            $0.notBefore = notBefore
            if failover { $0.failover = true }
        }
        enqueue(id, of: queued.job)
        changes.append(.allocationPending(id))
        guard let job = jobs[queued.job] else { return }
        if isTooLate(for: job) { finish(id, .deadlinePassed) }
        guard job.definition.gang else { return }
        for member in job.allocations where member != id {
            for attempt in allocations[member]?.live ?? [] { ask(attempt.id, toEnd: .superseded) }
        }
    }

    /// Ends an allocation for good.
    mutating func finish(_ id: AllocationID, _ result: Allocation.Result) {
        guard let allocation = allocations[id], !allocation.isFinished else { return }
        if allocation.state == .active { noteInactive(allocation.job) }
        allocations.update(id) { [time] in
            if $0.state == .pending { $0.pendingSince = time }
            $0.state = .finished(result)
            $0.recentRestarts = []
            $0.notBefore = .epoch
        }
        dequeue(id, of: allocation.job)
        changes.append(.jobChanged(allocation.job))
        let rest = (unfinished[allocation.job] ?? 1) - 1
        unfinished[allocation.job] = rest == 0 ? nil : rest
        if rest == 0 { noteEndIfOver(allocation.job) }
    }

    private mutating func noteJob(of attempt: AttemptID) {
        if let job = allocations[attempt.allocation]?.job { changes.append(.jobChanged(job)) }
    }
}
