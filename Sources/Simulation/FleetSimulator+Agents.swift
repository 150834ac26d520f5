import AgentCore
import CoordinatorCore
import Determinism
import Fleet

/// The agents' shells: processes, disks, sockets.
extension FleetSimulator {
    mutating func startAgent(_ index: Int) {
        guard servers[index].agent == nil, servers[index].hasPower else { return }
        if servers[index].isFrozen {
            servers[index].heldEvents.append(.agentStarts(index))
            return
        }
        servers[index].life += 1
        servers[index].isLeaving = false
        servers[index].highestStamp = nil
        servers[index].tickAt = .never
        let recovered = servers[index].recovered
        let server = servers[index]
        servers[index].agent = AgentCore(
            node: server.node, boot: server.bootName, nonce: random.next(), facts: server.facts, recovered: recovered,
            seed: random.next(), now: server.clock.local(now))
        note(
            "\(servers[index].node): the agent starts, \(recovered.adopted.count) adopted, "
                + "\(recovered.ended.count) ended, \(recovered.claimed.count) claimed")
        stepAgent(index, .tick)
    }

    /// The agent's process ends; the supervisors go on.
    mutating func killAgent(_ index: Int, isTold: Bool) {
        guard servers[index].agent != nil else { return }
        note("\(servers[index].node): the agent is killed")
        servers[index].agent = nil
        servers[index].life += 1
        servers[index].doom = nil
        servers[index].heldInputs = []
        guard isTold else { return }
        for coordinator in coordinators.indices where network.isOpen(hostOfServer(index), coordinator) {
            schedule(
                .memberInput(coordinator, life: nil, .agent(Heard(node: servers[index].node, event: .disconnected))),
                after: .microseconds(100 + random.below(2_000)))
        }
    }

    mutating func tickAgent(_ index: Int, life: UInt64) {
        guard servers[index].life == life else { return }
        if servers[index].tickAt <= now { servers[index].tickAt = .never }
        if servers[index].isFrozen { return }
        guard let deadline = servers[index].agent?.nextDeadline else { return }
        if deadline <= servers[index].clock.local(now) { stepAgent(index, .tick) } else { armAgent(index) }
    }

    private mutating func armAgent(_ index: Int) {
        guard let agent = servers[index].agent else { return }
        let due = servers[index].clock.trueTime(of: agent.nextDeadline, now: now + .microseconds(50))
        guard due < servers[index].tickAt else { return }
        servers[index].tickAt = due
        queue.schedule(.agentTick(index, life: servers[index].life), at: due)
    }

    mutating func stepAgent(_ index: Int, _ input: AgentInput) {
        guard servers[index].agent != nil else { return }
        if servers[index].isFrozen {
            servers[index].heldInputs.append(input)
            return
        }
        let local = servers[index].clock.local(now)
        let session = servers[index].agent?.session
        let effects = servers[index].agent?.step(input, now: local) ?? []
        if case .order(_, let stamped) = input, let session {
            judge(stamped, on: index, before: session, effects: effects)
        }
        if diesWithin(effects, of: index) { return }
        for effect in effects { carryOut(effect, of: index) }
        armAgent(index)
    }

    mutating func carryOut(_ effect: AgentEffect, of index: Int) {
        let life = servers[index].life
        switch effect {
        case .sendAll(let message):
            for coordinator in coordinators.indices { send(message, from: index, to: coordinator) }
        case .send(let member, let message):
            guard let target = coordinators.firstIndex(where: { $0.id.rawValue == member }) else { return }
            send(message, from: index, to: target)
        case .renewLease(let sentAt):
            judgeRenewal(sentAt: sentAt, of: index)
            servers[index].leasePage = max(servers[index].leasePage, sentAt)
        case .claimAndStart(let assignment):
            note("\(servers[index].node): claims \(assignment.attempt)")
            schedule(
                .supervisorStarts(
                    index, boot: servers[index].boot, assignment.attempt,
                    SupervisorStart(definition: assignment.definition, gpus: assignment.gpus, life: life)),
                after: random.span(from: .milliseconds(1), through: .milliseconds(15)))
        case .stop(let attempt, let reason):
            note("\(servers[index].node): stops \(attempt) (\(reason))")
            ask(index, attempt, isKill: false)
        case .kill(let attempt):
            checkReason(index, attempt)
            note("\(servers[index].node): kills \(attempt)")
            ask(index, attempt, isKill: true)
        case .forget(let attempt):
            servers[index].claims.removeValue(forKey: attempt)
            servers[index].ends.removeValue(forKey: attempt)
        case .runCommand(let command, let definition):
            schedule(
                .commandStarts(index, boot: servers[index].boot, life: life, command, definition),
                after: random.span(from: .milliseconds(1), through: .milliseconds(10)))
        case .forgetCommand(let command): servers[index].journal.removeValue(forKey: command)
        case .readLog(let member, let request, _, let stream, let offset, _):
            let chunk = OutputChunk(
                source: .log(request: request), stream: stream, offset: offset, data: [0x68, 0x69], isLast: true)
            schedule(.agentInput(index, life: life, .log(to: member, chunk)), after: .milliseconds(1))
        case .coordinatorsChanged: break
        case .left:
            killAgent(index, isTold: true)
            schedule(.agentStarts(index), after: random.span(from: .milliseconds(500), through: .seconds(4)))
        case .event(let event): note("\(servers[index].node): \(event)")
        }
    }

    private mutating func send(_ message: AgentMessage, from index: Int, to coordinator: Int) {
        for delay in deliveries(from: hostOfServer(index), to: coordinator) {
            servers[index].spokeAt[coordinator] = now
            schedule(
                .memberInput(
                    coordinator, life: nil, .agent(Heard(node: servers[index].node, event: .message(message)))),
                after: delay)
        }
    }

    /// An agent kills only what is not (or no longer) authorised for its session.
    private mutating func checkReason(_ index: Int, _ id: AttemptID) {
        guard let session = servers[index].agent?.session, let attempt = history.fleet.attempt(id),
            attempt.state.isLive, attempt.session == session, history.fleet.nodes[session.node]?.session == session
        else { return }
        for coordinator in coordinators {
            if coordinator.member?.isCondemned(id, of: session) == true { return }
        }
        // A leader that has lost its leadership since may have condemned it; then its verdict is in the agent's hands.
        guard isCalm, now > calmSince + .seconds(30) else { return }
        fail(.init(.endedWithoutReason, "\(session.node) kills \(id), which is authorised there"))
    }

    // MARK: Servers

    mutating func cutPower(_ index: Int) {
        guard servers[index].hasPower else { return }
        note("\(servers[index].node) loses its power")
        killAgent(index, isTold: false)
        servers[index].hasPower = false
        power.note(servers[index].node, isOn: !isDead(servers[index].node), at: now)
        servers[index].isFrozen = false
        servers[index].freeze += 1
        servers[index].heldEvents = []
        for (attempt, task) in servers[index].tasks where task.isAlive { witness.rests(attempt) }
        servers[index].tasks.removeAll()
        servers[index].leasePage = .origin
        servers[index].boot += 1
        forgetClock(of: index)
    }

    mutating func bootServer(_ index: Int) {
        guard !servers[index].hasPower, index < serverCount else { return }
        // Nobody switches a server on while it is being confirmed to be dead.
        if open.contains(where: { requests[$0].isConfirmation(of: servers[index].node) }) {
            return schedule(.serverBoots(index), after: .milliseconds(500))
        }
        servers[index].hasPower = true
        power.note(servers[index].node, isOn: true, at: now)
        startClock(of: index)
        note("\(servers[index].node) boots")
        schedule(.agentStarts(index), after: random.span(from: .milliseconds(100), through: .seconds(2)))
    }

    mutating func freezeServer(_ index: Int) {
        guard servers[index].hasPower, !servers[index].isFrozen else { return }
        note("\(servers[index].node) freezes")
        servers[index].isFrozen = true
        servers[index].freeze += 1
        for attempt in servers[index].tasks.keys {
            servers[index].tasks.update(attempt) { task in
                task.run += 1
                task.leftWhenFrozen = task.exitsAt == .never ? nil : task.exitsAt.since(now)
            }
            if servers[index].tasks[attempt]?.isAlive == true { witness.rests(attempt) }
        }
    }

    /// Supervisors look at their leases before anything else; what they let go on goes on; then the agent reads its sockets.
    mutating func thawServer(_ index: Int, freeze: UInt64) {
        guard servers[index].isFrozen, servers[index].freeze == freeze else { return }
        servers[index].isFrozen = false
        resumeClock(of: index)
        note("\(servers[index].node) goes on")
        for attempt in servers[index].tasks.keys {
            stepSupervisor(index, attempt, .leaseRead(renewedAt: servers[index].leasePage))
            if let wake = servers[index].tasks[attempt]?.supervisor.nextWake, wake <= servers[index].clock.local(now) {
                stepSupervisor(index, attempt, .timer)
            }
            guard let task = servers[index].tasks[attempt], task.isAlive else { continue }
            if task.isDying {
                // Killed as the first act after the freeze: it does not get to run.
                empty(index, attempt, isSeen: false)
                continue
            }
            noteRunning(attempt, isFirst: false, duplicatesAllowed: task.definition.duplicatesAllowed)
            judgeDevices(of: attempt, on: index)
            if let left = task.leftWhenFrozen {
                scheduleExit(index, attempt, status: task.exitStatus, after: left)
            }
        }
        let events = servers[index].heldEvents
        let inputs = servers[index].heldInputs
        servers[index].heldEvents = []
        servers[index].heldInputs = []
        for event in events { handle(event) }
        for input in inputs { stepAgent(index, input) }
        stepAgent(index, .tick)
    }
}
