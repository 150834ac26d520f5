import Consensus
import Determinism
import Fleet

/// What is heard from agents: noted on every member; answered by the leader.
extension Member {
    mutating func hear(_ heard: Heard, by route: Beats.Route, now: Instant) {
        let node = heard.node
        guard case .message(let message) = heard.event else {
            switch route {
            case .direct: beats.close(node: node, now: now)
            case .relay(let member): beats.closeRelay(node: node, by: member)
            }
            // A closed connection makes a server suspect: look at once.
            leadership?.scanAt = now
            return
        }
        guard message.session.node == node else {
            out.append(.event(.foreignSession(node)))
            return
        }
        // Strangers with an old key take no memory.
        guard fleet.nodes[node] != nil else { return }
        switch message {
        case .hello(let hello):
            if isSecondIdentity(hello, now: now) { return }
            let isNews = beats.hear(
                node: node, session: hello.session, sequence: hello.sequence, acknowledged: 0,
                tasks: hello.adopted.map { TaskReport(attempt: $0, state: .running) }, open: fleet.nodes[node]?.session,
                by: route, now: now)
            if isNews { answer(hello, now: now) }
        case .beat(let beat):
            // A late beat of a former session must not displace what is known of the present one.
            // Only the leader may say so: a follower's state may lag behind the session that the leader has just opened.
            if isReadyLeader, let known = beats.entry(node)?.session, known != beat.session,
                known == fleet.nodes[node]?.session
            {
                // By the way that it came: the ways that are known lead to the present one, which may be gone.
                send(.openNewSession(session: beat.session, end: beat.liveTasks), to: node, by: route)
                return
            }
            let remnantsBefore = remnants(on: node)
            let isNews = beats.hear(
                node: node, session: beat.session, sequence: beat.sequence, acknowledged: beat.acknowledged,
                tasks: beat.tasks, open: fleet.nodes[node]?.session, by: route, now: now)
            // A server with remnants gets nothing new; without them it does.
            if isReadyLeader, remnantsBefore != remnants(on: node) { leadership?.mustSchedule = true }
            if isNews {
                notePromptness(of: beat, now: now)
                answer(beat, now: now)
            }
        case .goodbye(let session, let isEmpty):
            guard isReadyLeader, isEmpty, fleet.nodes[node]?.session == session else { return }
            end(session, reason: "the agent said goodbye with nothing left running", now: now)
        case .output(_, let chunk):
            out.append(.output(node, chunk))
        }
    }

    /// Whether another machine with the same key still beats in the session that counts: a cloned disk, or a stolen identity.
    /// The newcomer waits until the first one has fallen silent; an agent that was merely restarted has closed its connection.
    private mutating func isSecondIdentity(_ hello: Hello, now: Instant) -> Bool {
        let node = hello.session.node
        guard isReadyLeader, let current = fleet.nodes[node]?.session, current != hello.session,
            beats.entry(node)?.session == current, !beats.isSilent(node, patience: patience, now: now)
        else { return false }
        if leadership?.doubles[node] != hello.session {
            leadership?.doubles[node] = hello.session
            out.append(.event(.doubleIdentity(node)))
        }
        return true
    }

    private mutating func answer(_ hello: Hello, now: Instant) {
        guard isReadyLeader, let node = fleet.nodes[hello.session.node] else { return }
        if node.session == hello.session {
            welcome(hello.session, now: now)
            return
        }
        if node.formerSessions.contains(hello.session) {
            // What it would adopt and may still have goes on in the new session.
            let over = hello.adopted.filter { fleet.attempt($0)?.state.isLive != true }
            send(.openNewSession(session: hello.session, end: over), to: node.id, now: now)
            return
        }
        if leadership?.opening[node.id] == hello.session { return }
        var opening = Operation.openSession(session: hello.session, facts: hello.facts, adopted: hello.adopted)
        let schema = FleetEntry.schema(of: opening)
        if memberThatDoesNotRead(schema, countsUnheard: false) != nil {
            // Coordinators are brought to a newer version one by one: the server is known by what all of them read.
            opening = .openSession(session: hello.session, facts: hello.facts.plain, adopted: hello.adopted)
        } else if memberThatDoesNotRead(schema) != nil, let since = leadership?.since,
            now < since + Member.patienceWithUnheard
        {
            // The others have not yet said what they read; the hello comes again. One that stays silent is not waited for:
            // what the server is would else be known in part for the whole session.
            return
        }
        leadership?.opening[node.id] = hello.session
        propose(opening, for: .session(node.id), now: now, countsUnheard: false)
    }

    /// The session is committed: its hello is answered, with the lease that its attempts have been waiting for. What its
    /// agent would adopt and the state did not let it (lost meanwhile) must end before.
    mutating func welcome(_ session: SessionID, now: Instant) {
        guard let entry = beats.entry(session.node), entry.session == session else { return }
        let condemned = leadership?.condemned[session] ?? SortedSet()
        let unauthorised = entry.tasks.map(\.attempt).filter { id in
            guard let attempt = fleet.attempt(id), attempt.state.isLive else { return true }
            return attempt.session != session || condemned.contains(id)
        }
        acknowledge(
            session, sequence: entry.sequence, end: SortedSet(unauthorised + condemned.elements).elements, settled: [],
            commands: [], now: now)
        leadership?.addressesToldAt[session.node] = nil
        tellAddresses(to: session.node, now: now)
    }

    private mutating func answer(_ beat: Beat, now: Instant) {
        guard isReadyLeader, let node = fleet.nodes[beat.session.node] else { return }
        guard node.session == beat.session else {
            send(.openNewSession(session: beat.session, end: beat.liveTasks), to: node.id, now: now)
            return
        }
        let findings = Reconciliation.compare(
            beat: beat, with: fleet, condemned: leadership?.condemned[beat.session] ?? SortedSet())
        // What cannot be killed would be told with every beat.
        let undead = SortedSet(remnants(on: node.id))
        for attempt in findings.unauthorised where !undead.contains(attempt) {
            out.append(.event(.unauthorised(attempt, node.id)))
        }
        var end = SortedSet(findings.unauthorised)
        for attempt in leadership?.condemned[beat.session] ?? SortedSet() { end.insert(attempt) }
        for attempt in findings.unlisted { endUnlisted(attempt, beat: beat, end: &end, now: now) }
        for listed in beat.tasks { leadership?.unlisted[listed.attempt] = nil }

        acknowledge(
            beat.session, sequence: beat.sequence, end: end.elements, settled: findings.settled,
            commands: settledCommands(of: beat), now: now)
        forgetCondemned(of: beat)
        tellAddresses(to: node.id, now: now)
        report(findings.reports, session: beat.session, now: now)
        for attempt in findings.toAssign { sendAssignment(attempt, now: now) }
        for attempt in findings.toStop { sendStop(attempt, now: now) }
        attendCommands(of: beat, now: now)
        // Also where no suspicion was told, since a new leader had never heard of the server.
        leadership?.brake.forget(node.id)
        if beats.entry(node.id)?.isSuspect == true {
            beats.recover(node.id, now: now)
            leadership?.mustSchedule = true
            lookAtPoolsSoon(now: now)
            out.append(.event(.recovered(node.id)))
        }
    }

    private mutating func notePromptness(of beat: Beat, now: Instant) {
        guard let lateness = beat.lateness else { return }
        let node = beat.session.node
        let tolerance = Promptness.tolerance(beatInterval: fleet.settings.beatInterval)
        guard beats.note(lateness: lateness, of: node, tolerance: tolerance, now: now), isReadyLeader else { return }
        leadership?.mustSchedule = true
        let isSlow = beats.entry(node)?.promptness.isSlow == true
        out.append(.event(isSlow ? .slow(node, by: lateness) : .prompt(node)))
    }

    /// An attempt that runs by the state and that its agent does not list. The beat may have been sent before it ran; but if
    /// the agent has heard what was sent since and still does not list it, it is told to end it, and tells the end: that it
    /// is silent about it proves nothing.
    private mutating func endUnlisted(
        _ attempt: AttemptID, beat: Beat, end: inout SortedSet<AttemptID>, now: Instant
    ) {
        if let told = leadership?.unlisted[attempt] {
            if beat.acknowledged >= told { end.insert(attempt) }
        } else if mayGrant(now: now) {
            leadership?.unlisted[attempt] = beat.sequence
        }
    }

    /// Renews the session's lease, if this leader may (checked at sending, rule 2).
    private mutating func acknowledge(
        _ session: SessionID, sequence: UInt64, end: [AttemptID], settled: [AttemptID], commands: [CommandID],
        now: Instant
    ) {
        guard mayGrant(now: now) else { return }
        leadership?.leases.grant(session, at: now)
        leadership?.acknowledged[session] = sequence
        for attempt in end where leadership?.condemned[session]?.contains(attempt) == true {
            if leadership?.toldToEnd[attempt] == nil { leadership?.toldToEnd[attempt] = sequence }
        }
        send(
            .acknowledge(
                Acknowledgement(
                    session: session, sequence: sequence, end: end, settledTasks: settled, settledCommands: commands,
                    commandsSettledThrough: commandWatermark(session.node),
                    beatInterval: fleet.settings.beatInterval)),
            to: session.node, now: now)
    }

    mutating func report(_ reports: [AttemptReport], session: SessionID, now: Instant) {
        let news = reports.filter { leadership?.reporting.contains($0.attempt) == false }
        guard !news.isEmpty else { return }
        for report in news { leadership?.reporting.insert(report.attempt) }
        propose(.report(session: session, reports: news), for: .reports(news.map(\.attempt)), now: now)
    }

    /// Sends an order to an agent by the best way that is known, or by all when its answers do not arrive.
    mutating func send(_ order: LeaderOrder, to node: NodeID, now: Instant) {
        let interval = fleet.settings.beatInterval
        for route in beats.routes(to: node, freshness: patience, interval: interval, now: now) {
            send(order, to: node, by: route)
        }
    }

    private mutating func send(_ order: LeaderOrder, to node: NodeID, by route: Beats.Route) {
        let stamped = StampedOrder(stamp: stamp, order: order)
        switch route {
        case .direct: out.append(.sendAgent(node, stamped))
        case .relay(let member): out.append(.sendPeer(member, .forward(node, stamped)))
        }
    }

    /// Hands an attempt to its agent, bound to the newest lease that was granted to the session.
    mutating func sendAssignment(_ id: AttemptID, now: Instant) {
        guard let attempt = fleet.attempt(id), attempt.state == .assigned, attempt.stopping == nil,
            let allocation = fleet.allocations[id.allocation], let job = fleet.jobs[allocation.job],
            let sequence = leadership?.acknowledged[attempt.session], mayGrant(now: now)
        else { return }
        var definition = job.definition
        definition.lease = attempt.lease
        send(
            .assign(
                Assignment(
                    session: attempt.session, attempt: id, token: attempt.token, leaseSequence: sequence,
                    index: allocation.index, definition: definition, gpus: attempt.gpus)),
            to: attempt.node, now: now)
    }

    /// Asks an agent to end an attempt.
    mutating func sendStop(_ id: AttemptID, now: Instant) {
        guard let attempt = fleet.attempt(id), attempt.state.isLive, let reason = attempt.stopping else { return }
        // To an agent these are all ends after which the task may run elsewhere, and an older one knows no other.
        let known = reason.isMove || reason == .held ? .drained : reason
        send(.stop(session: attempt.session, attempt: id, reason: known), to: attempt.node, now: now)
    }
}

extension Beat {
    /// The attempts that it reports as not yet over.
    var liveTasks: [AttemptID] {
        tasks.compactMap { task in
            if case .ended = task.state { return nil }
            return task.attempt
        }
    }
}
