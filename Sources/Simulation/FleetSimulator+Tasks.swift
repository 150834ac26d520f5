import AgentCore
import Determinism
import Fleet

/// Supervisors, tasks and command runs of the servers.
extension FleetSimulator {
    mutating func handleTask(_ event: SimulatedEvent) {
        guard let (index, boot) = event.place, servers[index].hasPower, servers[index].boot == boot else { return }
        if servers[index].isFrozen {
            servers[index].heldEvents.append(event)
            return
        }
        switch event {
        case .supervisorStarts(_, _, let attempt, let start): startSupervisor(index, attempt, start)
        case .supervisorWakes(_, _, let attempt, let timer):
            guard servers[index].tasks[attempt]?.timer == timer else { return }
            stepSupervisor(index, attempt, .leaseRead(renewedAt: servers[index].leasePage))
            guard let wake = servers[index].tasks[attempt]?.supervisor.nextWake else { return }
            if wake <= servers[index].clock.local(now) {
                stepSupervisor(index, attempt, .timer)
            } else {
                // The clock runs slower since the wake-up was set.
                arm(index, attempt, timer: timer, wake: wake)
            }
        case .taskExits(_, _, let attempt, let run, let status):
            guard let task = servers[index].tasks[attempt], task.run == run, task.isAlive, task.hang != .hangs
            else { return }
            witness.rests(attempt)
            servers[index].tasks.update(attempt) { $0.isAlive = false }
            stepSupervisor(index, attempt, .childExited(status))
        case .checkpointWritten(_, _, let attempt):
            stepSupervisor(index, attempt, .leaseRead(renewedAt: servers[index].leasePage))
            stepSupervisor(index, attempt, .checkpointWritten)
        case .treeEmpties(_, _, let attempt): empty(index, attempt, isSeen: true)
        case .commandStarts(_, _, let life, let command, let definition):
            startCommand(index, command, definition, life: life)
        case .commandEnds(_, _, let life, let command, let result):
            guard servers[index].life == life else { return }
            if !servers[index].isDiskFull {
                servers[index].journal[command] = CommandReport(command: command, result: result)
            }
            stepAgent(index, .commandEnded(command, result))
        default: break
        }
    }

    mutating func tell(_ index: Int, _ input: AgentInput) {
        guard servers[index].agent != nil else { return }
        schedule(
            .agentInput(index, life: servers[index].life, input),
            after: random.span(from: .microseconds(100), through: .milliseconds(3)))
    }

    private mutating func startSupervisor(_ index: Int, _ attempt: AttemptID, _ start: SupervisorStart) {
        let isOrphan = servers[index].life != start.life
        // The agent died between the order to itself and the start: perhaps the claim became durable, nothing else did.
        if isOrphan, random.oneIn(2) { return }
        guard servers[index].claims[attempt] == nil else {
            return tell(index, .startFailed(attempt, reason: "it was claimed before"))
        }
        if servers[index].isDiskFull, !isOrphan { return failToStart(attempt, on: index) }
        servers[index].claims[attempt] = servers[index].boot
        if isOrphan { return }
        if countermanded.remove(attempt) {
            servers[index].ends[attempt] = AttemptEnd(cause: .stopped)
            return tell(index, .ended(attempt, AttemptEnd(cause: .stopped)))
        }
        let lease = start.definition.lease
        servers[index].tasks[attempt] = SimulatedTask(
            supervisor: SupervisorCore(
                terms: .init(
                    leaseLength: lease, killLead: AgentSettings().lead(for: lease), limit: limit(of: start.definition))),
            definition: start.definition, gpus: start.gpus)
        stepSupervisor(index, attempt, .begin(renewedAt: servers[index].leasePage))
    }

    private func limit(of definition: JobDefinition) -> SupervisorCore.Limit? {
        definition.timeLimit.map { span in
            SupervisorCore.Limit(
                span: span, signal: Int32(definition.stop.signal), grace: definition.stop.grace,
                checkpoint: definition.checkpoint.map { .init(signal: Int32($0.signal), grace: $0.grace) })
        }
    }

    mutating func stepSupervisor(_ index: Int, _ attempt: AttemptID, _ input: SupervisorCore.Input) {
        guard servers[index].tasks[attempt]?.isOrphan == false else { return }
        let local = servers[index].clock.local(now)
        let effects = servers[index].tasks.update(attempt) { $0.supervisor.step(input, now: local) } ?? []
        for effect in effects {
            switch effect {
            case .start: startTask(index, attempt)
            case .awaitCheckpoint: writeCheckpoint(index, attempt)
            case .kill(let number): signal(index, attempt, number)
            case .killTree:
                guard servers[index].tasks[attempt]?.isDying == false else { continue }
                if case .childExited = input {
                } else if servers[index].tasks[attempt]?.isAlive == true {
                    noteLapse(index, attempt, input)
                }
                servers[index].tasks.update(attempt) { $0.isDying = true }
                if servers[index].tasks[attempt]?.hang == .hangs {
                    witness.rests(attempt)
                    continue
                }
                schedule(.treeEmpties(index, boot: servers[index].boot, attempt), after: timeToDie(index, attempt))
            case .reportNotDead:
                note("\(servers[index].node): \(attempt) is not dead")
                servers[index].tasks.update(attempt) { $0.isNotDead = true }
                tell(index, .notDead(attempt))
            case .record(let end):
                note("\(servers[index].node): \(attempt) ended: \(end.cause)")
                let record = end.attemptEnd
                servers[index].ends[attempt] = record
                if servers[index].tasks[attempt]?.isAlive == true { witness.rests(attempt) }
                servers[index].tasks.removeValue(forKey: attempt)
                tell(index, .ended(attempt, record))
            case .wakeAt(let wake):
                servers[index].tasks.update(attempt) { $0.timer += 1 }
                guard wake != .never, let timer = servers[index].tasks[attempt]?.timer else { continue }
                arm(index, attempt, timer: timer, wake: wake)
            }
        }
    }

    /// A killed tree is gone at once, or takes what the kill lead leaves it: much memory to give back, a busy driver.
    mutating func timeToDie(_ index: Int, _ attempt: AttemptID) -> Span {
        let lease = servers[index].tasks[attempt]?.definition.lease ?? .seconds(5)
        let longest = AgentSettings().lead(for: lease) * 95 / 100
        return random.oneIn(4)
            ? random.span(from: .milliseconds(1), through: longest)
            : random.span(from: .milliseconds(1), through: .milliseconds(25))
    }

    private mutating func arm(_ index: Int, _ attempt: AttemptID, timer: UInt64, wake: Instant) {
        let due = servers[index].clock.trueTime(of: wake, now: now)
        guard due != .never else { return }
        queue.schedule(.supervisorWakes(index, boot: servers[index].boot, attempt, timer: timer), at: due)
    }

    /// In calm times no lease runs out.
    private mutating func noteLapse(_ index: Int, _ attempt: AttemptID, _ input: SupervisorCore.Input) {
        guard let task = servers[index].tasks[attempt] else { return }
        guard case .timer = input, servers[index].clock.local(now) >= task.supervisor.killTime else { return }
        note("\(servers[index].node): the lease of \(attempt) has run out")
        if isCalm, now > calmSince + .seconds(15) {
            fail(.init(.endedWithoutReason, "the lease of \(attempt) ran out on \(servers[index].node), which is well"))
        }
    }

    private mutating func startTask(_ index: Int, _ attempt: AttemptID) {
        guard let task = servers[index].tasks[attempt] else { return }
        if !isCalm, random.oneIn(60) {
            stepSupervisor(index, attempt, .startFailed(stage: 1, error: 12))
            return
        }
        let local = servers[index].clock.local(now)
        servers[index].tasks.update(attempt) {
            $0.isAlive = true
            $0.beganAt = local
        }
        note("\(servers[index].node): \(attempt) runs")
        mark(attempt.allocation.number << 16 | attempt.number)
        noteRunning(attempt, isFirst: true, duplicatesAllowed: task.definition.duplicatesAllowed)
        judgeDevices(of: attempt, on: index)
        judgeBound(of: attempt)
        stepSupervisor(index, attempt, .started(pid: Int32(attempt.number)))
        tell(index, .started(attempt, supervisor: attempt.allocation.number * 100 + attempt.number))
        let failsEarly = !isCalm && random.oneIn(8)
        if task.definition.type == .batch || failsEarly {
            let status = failsEarly ? ExitStatus.code(1) : .code(0)
            scheduleExit(
                index, attempt, status: status, after: random.span(from: .milliseconds(300), through: .seconds(12)))
        }
    }

    /// A task of a job with a bound begins: no more of them run at this instant than may. A job that was revised may have had a
    /// wider bound; duplicates and what runs on a stopped clock are excused as elsewhere.
    private mutating func judgeBound(of attempt: AttemptID) {
        guard let job = history.fleet.allocations[attempt.allocation].flatMap({ history.fleet.jobs[$0.job] }),
            let bound = job.definition.atMost, job.version == 1, !job.definition.duplicatesAllowed
        else { return }
        let running = job.allocations.flatMap { witness.running[$0] ?? [] }.filter { id in
            guard let index = servers.firstIndex(where: { $0.tasks[id] != nil }) else { return false }
            return !isStretched(id, on: index)
        }
        guard UInt64(running.count) > bound else { return }
        let names = running.map(\.description).joined(separator: ", ")
        fail(.init(.overBound, "\(names) of \(job.definition.id) run at the same instant, of at most \(bound)"))
    }

    mutating func scheduleExit(_ index: Int, _ attempt: AttemptID, status: ExitStatus, after span: Span) {
        let at = now + span
        let run = servers[index].tasks.update(attempt) { task in
            task.run += 1
            task.exitsAt = at
            task.exitStatus = status
            return task.run
        }
        guard let run else { return }
        queue.schedule(.taskExits(index, boot: servers[index].boot, attempt, run: run, status), at: at)
    }

    /// A task is asked for a checkpoint: most write it, some take longer than they may, and some never do.
    private mutating func writeCheckpoint(_ index: Int, _ attempt: AttemptID) {
        guard let contract = servers[index].tasks[attempt]?.definition.checkpoint, !random.oneIn(5),
            servers[index].tasks[attempt]?.hang != .hangs
        else { return }
        schedule(
            .checkpointWritten(index, boot: servers[index].boot, attempt),
            after: random.span(
                from: .milliseconds(1), through: max(contract.grace + contract.grace / 4, .milliseconds(2))))
    }

    /// A task is asked to end by a signal: most do in time, some do not care. A checkpoint's signal ends none.
    private mutating func signal(_ index: Int, _ attempt: AttemptID, _ number: Int32) {
        if servers[index].tasks[attempt]?.supervisor.awaitsCheckpoint == true { return }
        guard let task = servers[index].tasks[attempt], task.isAlive, task.hang != .hangs, !random.oneIn(4) else {
            return
        }
        let grace = max(task.definition.stop.grace, .milliseconds(2))
        scheduleExit(
            index, attempt, status: .signal(15), after: random.span(from: .milliseconds(1), through: grace))
    }

    /// Nothing is left of a killed task.
    mutating func empty(_ index: Int, _ attempt: AttemptID, isSeen: Bool) {
        guard let task = servers[index].tasks[attempt], task.isDying, task.hang != .hangs else { return }
        if task.isAlive {
            if isSeen {
                if task.hang == .none { judgeDeath(of: attempt, on: index) }
                witness.rests(attempt)
            }
            servers[index].tasks.update(attempt) { $0.isAlive = false }
            stepSupervisor(index, attempt, .childExited(.signal(9)))
        }
        if task.isOrphan { return finishOrphan(index, attempt) }
        stepSupervisor(index, attempt, .treeEmpty)
    }

    /// The agent wants a task to end.
    mutating func ask(_ index: Int, _ attempt: AttemptID, isKill: Bool) {
        if let task = servers[index].tasks[attempt] {
            let contract = task.definition.stop
            let checkpoint = task.definition.checkpoint.map {
                SupervisorCore.Checkpoint(signal: Int32($0.signal), grace: $0.grace)
            }
            stepSupervisor(
                index, attempt,
                isKill
                    ? .stopRequested(signal: 9, grace: .zero)
                    : .stopRequested(signal: Int32(contract.signal), grace: contract.grace, checkpoint: checkpoint))
        } else if let end = servers[index].ends[attempt] {
            tell(index, .ended(attempt, end))
        } else {
            countermanded.insert(attempt)
        }
    }

    private mutating func startCommand(
        _ index: Int, _ command: CommandID, _ definition: CommandDefinition, life: UInt64
    ) {
        let isOrphan = servers[index].life != life
        if isOrphan, random.oneIn(2) { return }
        guard servers[index].journal[command] == nil else {
            return fail(.init(.commandRanTwice, "command \(command) was ordered again on \(servers[index].node)"))
        }
        if servers[index].isDiskFull {
            // Half of them leave an entry behind that says nothing.
            if random.oneIn(2) { servers[index].journal[command] = CommandReport(command: command, result: nil) }
            if isOrphan { return }
            return stepAgent(index, .commandEnded(command, .notStarted("there is no room on the disk")))
        }
        servers[index].journal[command] = CommandReport(command: command, result: nil)
        // The agent died after the journal was written: whether the command ran is not known to anybody.
        if isOrphan { return }
        if random.oneIn(30) {
            let result = CommandResult.notStarted("there is no such program")
            servers[index].journal[command] = CommandReport(command: command, result: result)
            return stepAgent(index, .commandEnded(command, result))
        }
        mark(command.number)
        note("\(servers[index].node): command \(command) runs")
        fail(witness.runs(command, on: servers[index].node))
        schedule(
            .commandEnds(
                index, boot: servers[index].boot, life: life, command, .exited(.code(random.below(2)))),
            after: random.span(from: .milliseconds(5), through: .seconds(2)))
    }

    /// What the newest entry ended as lost must not be alive, and of what it ended otherwise nothing may be left.
    mutating func judgeNewEnds() {
        for id in history.newlyTold {
            guard let server = servers.first(where: { $0.tasks[id] != nil }) else { continue }
            fail(.init(.endToldTooEarly, "the end of \(id) was told, and something of it is left on \(server.node)"))
        }
        for id in history.newlyLost {
            noteLoss(of: id)
            guard let attempt = history.fleet.attempt(id),
                let index = servers.firstIndex(where: { $0.tasks[id] != nil }),
                let task = servers[index].tasks[id], task.isAlive, !task.isDying, !task.definition.duplicatesAllowed,
                !isStretched(id, on: index)
            else { continue }
            let isLapsed = task.supervisor.killTime <= servers[index].clock.local(now)
            let hasLapsed = servers[index].leasePage + task.definition.lease <= servers[index].clock.local(now)
            if servers[index].isFrozen ? !hasLapsed : !isLapsed {
                fail(
                    .init(
                        .lostTooEarly, "attempt \(id) was declared lost, and lives on \(attempt.node) under its lease"))
            }
        }
    }
}

extension SimulatedEvent {
    /// The server and its boot, for what happens below an agent.
    fileprivate var place: (index: Int, boot: UInt64)? {
        switch self {
        case .supervisorStarts(let index, let boot, _, _), .supervisorWakes(let index, let boot, _, _),
            .taskExits(let index, let boot, _, _, _), .treeEmpties(let index, let boot, _),
            .checkpointWritten(let index, let boot, _),
            .commandStarts(let index, let boot, _, _, _), .commandEnds(let index, let boot, _, _, _):
            (index, boot)
        default: nil
        }
    }
}
