import Determinism
import Fleet

/// What the agent does with orders: each is for a session and bears a leader's stamp; those of another session or of a
/// leader that has been followed by another are refused.
extension AgentCore {
    mutating func obey(_ stamped: StampedOrder, from member: UInt64, now: Instant) {
        guard departure != .left else { return }
        guard stamped.stamp >= highestStamp else {
            refuse("an order of term \(stamped.stamp.term), which is over")
            return
        }
        highestStamp = stamped.stamp
        if let meant = stamped.order.session, meant != session {
            refuse("an order for session \(meant)")
            return
        }
        // While a session is being given up nothing new is begun.
        if reopensAfter != nil {
            switch stamped.order {
            case .assign, .run, .acknowledge: return
            default: break
            }
        }
        switch stamped.order {
        case .acknowledge(let acknowledgement): take(acknowledgement, now: now)
        case .openNewSession(_, let end): giveUpSession(end: end, now: now)
        case .assign(let assignment): take(assignment, now: now)
        case .stop(_, let attempt, let reason): stop(attempt, reason, now: now)
        case .run(_, let command, let definition, let leaseSequence):
            run(command, definition, leaseSequence: leaseSequence, now: now)
        case .readLog(_, let request, let attempt, let stream, let offset, let limit):
            out.append(
                .readLog(
                    to: member, request: request, attempt, stream: stream, offset: offset,
                    limit: min(limit, AgentCore.chunkBytesAtMost)))
        case .coordinators(let list):
            guard list != coordinators, !list.isEmpty else { return }
            coordinators = list
            out.append(.coordinatorsChanged(list))
        }
    }

    private mutating func refuse(_ what: String) {
        refusedOrders += 1
        out.append(.event(.refused(what)))
    }

    private mutating func take(_ acknowledgement: Acknowledgement, now: Instant) {
        guard sendInstant(of: acknowledgement.sequence) != nil else { return }
        noteOpen()
        adopt(beatInterval: acknowledgement.beatInterval)
        acknowledged = max(acknowledged, acknowledgement.sequence)
        for attempt in acknowledgement.settledTasks {
            if let task = tasks[attempt], !task.isLive {
                tasks.removeValue(forKey: attempt)
                out.append(.forget(attempt))
            }
        }
        for command in acknowledgement.settledCommands where commands[command]?.result != nil {
            commands.removeValue(forKey: command)
            noteSettled(command)
            out.append(.forgetCommand(command))
        }
        raiseWatermark(to: acknowledgement.commandsSettledThrough)

        let living = kill(acknowledgement.end)
        // An older acknowledgement that still waits must not lose what it waits for: its ends were ordered too.
        var waits = renewal?.waitsFor ?? SortedSet()
        for attempt in living { waits.insert(attempt) }
        renewal = Renewal(sequence: max(renewal?.sequence ?? 0, acknowledgement.sequence), waitsFor: waits)
        renewIfDead()
    }

    /// Kills what lives of these and sees to it that none of them is ever started. Returns those that must be waited for.
    private mutating func kill(_ attempts: [AttemptID]) -> [AttemptID] {
        var living: [AttemptID] = []
        for attempt in attempts {
            if tasks[attempt] == nil, !tombstoneSet.contains(attempt) { tellNeverStarts(attempt) }
            bury(attempt)
            // What cannot be killed is being killed for good already, and not waited for (`noteNotDead`).
            guard let task = tasks[attempt], task.isLive, task.state != .notDead else { continue }
            living.append(attempt)
            if !task.isBeingKilled {
                tasks.update(attempt) { $0.isBeingKilled = true }
                out.append(.kill(attempt))
            }
        }
        if !living.isEmpty { out.append(.event(.endsUnauthorised(living))) }
        return living
    }

    private mutating func giveUpSession(end: [AttemptID], now: Instant) {
        if reopensAfter == nil { out.append(.event(.sessionLost(session))) }
        // What the coordinators did not name goes on as long as the old lease, and may be adopted by the new session. What
        // an earlier order had to end is not offered for adoption: that it dies is waited for, too.
        var waits = reopensAfter ?? renewal?.waitsFor ?? SortedSet()
        renewal = nil
        for attempt in kill(end) { waits.insert(attempt) }
        reopensAfter = waits
        reopenIfDead(now: now)
    }

    private mutating func take(_ assignment: Assignment, now: Instant) {
        let attempt = assignment.attempt
        if tasks[attempt] != nil {
            hasNews = true
            return
        }
        guard !tombstoneSet.contains(attempt) else { return }
        guard let sent = sendInstant(of: assignment.leaseSequence) else {
            refuse("attempt \(attempt) under a lease that is not known")
            return
        }
        let lease = assignment.definition.lease
        guard isOpen, sent + (lease - settings.lead(for: lease)) > now else {
            refuse("attempt \(attempt) under a lease that is over")
            return
        }
        guard departure == .staying, tasks.count < settings.tasksAtMost else {
            refuse("attempt \(attempt): the agent has \(tasks.count) tasks, or is leaving")
            return
        }
        // An older attempt of the same allocation must be gone first; the leader sends again with the next beat.
        if tasks.contains(where: { $0.key.allocation == attempt.allocation && $0.value.isLive })
            && !assignment.definition.duplicatesAllowed
        {
            return
        }
        bury(attempt)
        tasks[attempt] = Task(state: .starting)
        out.append(.claimAndStart(assignment))
    }

    /// An attempt of this session that is not known here: nothing of it lives and nothing ever will, which is its end. That
    /// a leader named it as lost does not mean that this was committed, so the end is told, once.
    private mutating func tellNeverStarts(_ attempt: AttemptID) {
        guard tasks.count < settings.tasksAtMost else { return }
        bury(attempt)
        tasks[attempt] = Task(state: .ended(AttemptEnd(cause: .stopped, message: "it had not been started")))
        hasNews = true
    }

    private mutating func stop(_ attempt: AttemptID, _ reason: StopReason, now: Instant) {
        guard let task = tasks[attempt] else {
            if !tombstoneSet.contains(attempt) { tellNeverStarts(attempt) }
            return
        }
        guard task.isLive, !task.isStopping else { return }
        tasks.update(attempt) { $0.isStopping = true }
        out.append(.stop(attempt, reason))
        hasNews = true
    }

    private mutating func run(
        _ command: CommandID, _ definition: CommandDefinition, leaseSequence: UInt64, now: Instant
    ) {
        if commands[command] != nil {
            hasNews = true
            return
        }
        guard command > settledThrough, !settledAhead.contains(command) else {
            refuse("command \(command), which is settled")
            return
        }
        // By order, too, and not by this clock alone, which a hypervisor may have stopped: once an agent has heard what was sent after a
        // command's last possible start, its leader takes silence about the command for a proof that it did not start it.
        guard leaseSequence >= acknowledged, let sent = sendInstant(of: leaseSequence),
            sent + definition.startWithin > now
        else {
            refuse("command \(command), which came too late")
            return
        }
        guard isOpen, departure == .staying, commands.count < settings.commandsAtMost else {
            refuse("command \(command): the agent has \(commands.count) of them, or is leaving")
            return
        }
        commands[command] = Run(result: nil)
        out.append(.runCommand(command, definition))
    }
}
