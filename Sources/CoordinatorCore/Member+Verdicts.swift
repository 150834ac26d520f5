import Consensus
import Determinism
import Fleet

/// Suspicion and verdicts (docs/ARCHITECTURE.md, leases): the look at every server that a leader takes.
extension Member {
    mutating func scan(now: Instant) {
        var next = now + Leadership.scanInterval
        // While this leader may not grant, silence says nothing about the servers; and nothing could be committed.
        guard mayGrant(now: now) else {
            leadership?.scanAt = next
            return
        }
        for (id, node) in fleet.nodes {
            let isSilent = beats.isSilent(id, patience: patience, now: now)
            if isSilent { tellSuspicion(id, now: now) }
            judge(node, isSilent: isSilent, next: &next, now: now)
        }
        settleStaleCommands(now: now)
        if let reopens = leadership?.brake.reopensAt(settings: fleet.settings), reopens > now {
            next = min(next, reopens)
        }
        leadership?.scanAt = max(next, now + .milliseconds(1))
    }

    private mutating func tellSuspicion(_ id: NodeID, now: Instant) {
        guard let entry = beats.entry(id), !entry.isSuspect, fleet.nodes[id]?.session == entry.session else { return }
        beats.setSuspect(id, true)
        out.append(.event(.suspect(id, silent: now.since(entry.heardAt))))
    }

    /// Gives the verdicts over one server's attempts that are due, and notes in `next` when the next one will be.
    private mutating func judge(_ node: Node, isSilent: Bool, next: inout Instant, now: Instant) {
        var bySession = SortedMap<SessionID, [Attempt]>()
        for id in node.liveAttempts {
            if let attempt = fleet.attempt(id) { bySession[attempt.session, default: []].append(attempt) }
        }
        if let session = node.session, isSilent { bySession[session, default: []] += [] }
        for (session, attempts) in bySession {
            // A heard session keeps what it runs: its lease is being renewed, or its agent ends what has lapsed.
            guard session != node.session || isSilent, leadership?.verdictsUnderWay.contains(session) == false else {
                continue
            }
            var lost: [AttemptID] = []
            for attempt in attempts {
                let mayMoveNow =
                    session == node.session && hasListened(now: now)
                    && fleet.allocations[attempt.id.allocation]
                        .flatMap { fleet.jobs[$0.job] }?.definition.duplicatesAllowed == true
                let at = leadership?.leases.verdictAt(session, lease: attempt.lease) ?? .never
                if mayMoveNow || now >= at { lost.append(attempt.id) } else { next = min(next, at) }
            }
            let idleAt = leadership?.leases.verdictAt(session, lease: Leadership.idleLease) ?? .never
            let isOver = session == node.session && lost.count == attempts.count && now >= idleAt
            if session == node.session, lost.count == attempts.count, !isOver { next = min(next, idleAt) }
            guard !lost.isEmpty || isOver else { continue }
            let (known, settings) = (fleet.nodes.count, fleet.settings)
            if session == node.session,
                leadership?.brake.allows(node.id, of: known, settings: settings, now: now) != true
            {
                if leadership?.brake.isNewlyHeld(node.id) == true { out.append(.event(.braked(node.id))) }
                continue
            }
            condemn(
                lost, of: session, sessionIsOver: isOver,
                reason: session == node.session
                    ? "no word from \(node.id) since its lease ran out" : "\(node.id) came back without it", now: now)
        }
    }

    /// Proposes attempts as lost. From now on every acknowledgement to their session names them (rule 6).
    mutating func condemn(
        _ attempts: [AttemptID], of session: SessionID, sessionIsOver: Bool, reason: String, now: Instant
    ) {
        guard leadership?.verdictsUnderWay.contains(session) == false else { return }
        for attempt in attempts { leadership?.condemned[session, default: SortedSet()].insert(attempt) }
        leadership?.verdictsUnderWay.insert(session)
        out.append(.event(.verdict(session.node, attempts: attempts, sessionIsOver: sessionIsOver)))
        propose(
            .declareLost(session: session, lost: attempts, sessionIsOver: sessionIsOver, reason: reason),
            for: .verdict(session), now: now)
    }

    /// Whether this leader has led long enough for silence to say something: one that was just started has heard nobody yet.
    func hasListened(now: Instant) -> Bool {
        guard let leadership else { return false }
        return now >= leadership.since + patience
    }

    /// Ends a session on evidence: everything of it is over.
    mutating func end(_ session: SessionID, reason: String, now: Instant) {
        condemnAll(of: session)
        propose(.closeSession(session: session, reason: reason), for: .verdict(session), now: now)
    }

    /// Every live attempt of the session is named in its acknowledgements from now on.
    mutating func condemnAll(of session: SessionID) {
        for attempt in fleet.liveAttempts(of: session) {
            leadership?.condemned[session, default: SortedSet()].insert(attempt.id)
        }
        leadership?.verdictsUnderWay.insert(session)
    }

    /// What the coordinators think of a server. Followers know too, from what they hear themselves.
    public func standing(of id: NodeID, now: Instant) -> NodeStanding {
        guard let node = fleet.nodes[id] else { return .unseen }
        guard node.session != nil else { return node.facts == NodeFacts() ? .unseen : .down }
        return beats.isSilent(id, patience: patience, now: now) ? .suspect : .ready
    }

    /// How long nothing was heard of a server; nil for never.
    public func silence(of id: NodeID, now: Instant) -> Span? {
        beats.entry(id).map { now.since($0.heardAt) }
    }

    /// What the server's agent reported last of an attempt.
    public func lastReport(of attempt: AttemptID, on node: NodeID) -> TaskReport? {
        beats.entry(node)?.tasks.first { $0.attempt == attempt }
    }

    /// The servers over which the brake holds verdicts back.
    public var braked: SortedSet<NodeID> { leadership?.brake.held ?? SortedSet() }
}

extension Member {
    /// Whether this member, as leader, has proposed that attempt of that session as lost.
    public func isCondemned(_ attempt: AttemptID, of session: SessionID) -> Bool {
        leadership?.condemned[session]?.contains(attempt) ?? false
    }
}
