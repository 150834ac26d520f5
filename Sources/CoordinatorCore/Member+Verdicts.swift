import Consensus
import Determinism
import Fleet

/// Suspicion and verdicts (docs/ARCHITECTURE.md, leases): the look at every server that a leader takes.
extension Member {
    /// A verdict whose time has come, or will come soon.
    private struct Due: Comparable {
        /// When.
        var at: Instant
        /// The highest priority of what it sets free.
        var priority: UInt64
        var session: SessionID
        var lost: [AttemptID]
        var sessionIsOver: Bool

        /// What frees the most important work is proposed first: it is first to be let through by the brake, and first
        /// to be committed.
        static func < (left: Due, right: Due) -> Bool {
            left.priority != right.priority ? left.priority > right.priority : left.session < right.session
        }
    }

    mutating func scan(now: Instant) {
        var next = now + Leadership.scanInterval
        // While this leader may not grant, silence says nothing about the servers; and nothing could be committed.
        guard mayGrant(now: now) else {
            leadership?.scanAt = next
            return
        }
        if let until = leadership?.listensUntil, until > now {
            leadership?.scanAt = min(next, until)
            return
        }
        var due: [Due] = []
        var coming: [Due] = []
        for (id, node) in fleet.nodes {
            let isSilent = beats.isSilent(id, patience: patience, now: now)
            if isSilent { tellSuspicion(id, now: now) }
            if beats.endPenalty(id, now: now) { leadership?.mustSchedule = true }
            judge(node, isSilent: isSilent, due: &due, coming: &coming, next: &next, now: now)
        }
        for verdict in due.sorted() where !mustGiveWay(verdict, to: coming, now: now) { give(verdict, now: now) }
        settleStaleCommands(now: now)
        next = min(next, attendPower(now: now))
        if let reopens = leadership?.brake.reopensAt(settings: fleet.settings), reopens > now {
            next = min(next, reopens)
        }
        leadership?.scanAt = max(next, now + .milliseconds(1))
    }

    private mutating func tellSuspicion(_ id: NodeID, now: Instant) {
        guard let entry = beats.entry(id), !entry.isSuspect, fleet.nodes[id]?.session == entry.session else { return }
        beats.suspect(id, now: now)
        // Standbys are prepared for what runs there.
        if !fleet.pools.isEmpty { leadership?.mustSchedule = true }
        out.append(.event(.suspect(id, silent: now.since(entry.heardAt))))
    }

    /// Finds the verdicts over one server's attempts that are due, and notes in `next` when the next one will be.
    private mutating func judge(
        _ node: Node, isSilent: Bool, due: inout [Due], coming: inout [Due], next: inout Instant, now: Instant
    ) {
        var bySession = SortedMap<SessionID, [Attempt]>()
        // A heard session keeps what it runs: its lease is being renewed, or its agent ends what has lapsed.
        for id in node.liveAttempts {
            guard let attempt = fleet.attempt(id), isSilent || attempt.session != node.session else { continue }
            guard !isNotDead(attempt) else {
                tellNotDead(attempt, now: now)
                continue
            }
            bySession[attempt.session, default: []].append(attempt)
        }
        if let session = node.session, isSilent { bySession[session, default: []] += [] }
        for (session, attempts) in bySession {
            guard leadership?.verdictsUnderWay.contains(session) == false else {
                continue
            }
            var lost: [AttemptID] = []
            var priority: UInt64 = 0
            var earliest = Instant.never
            var (nextAt, nextPriority) = (Instant.never, UInt64(0))
            for attempt in attempts {
                let definition = fleet.allocations[attempt.id.allocation].flatMap { fleet.jobs[$0.job] }?.definition
                let mayMoveNow =
                    session == node.session && hasListened(now: now) && definition?.duplicatesAllowed == true
                let at = leadership?.leases.verdictAt(session, lease: attempt.lease) ?? .never
                if mayMoveNow || now >= at {
                    lost.append(attempt.id)
                    priority = max(priority, definition?.priority ?? 0)
                    earliest = min(earliest, min(at, now))
                } else {
                    next = min(next, at)
                    if at < nextAt { (nextAt, nextPriority) = (at, 0) }
                    if at == nextAt { nextPriority = max(nextPriority, definition?.priority ?? 0) }
                }
            }
            let idleAt = leadership?.leases.verdictAt(session, lease: Leadership.idleLease) ?? .never
            let isOver = session == node.session && lost.count == attempts.count && now >= idleAt
            if session == node.session, lost.count == attempts.count, !isOver { next = min(next, idleAt) }
            guard !lost.isEmpty || isOver else {
                if session == node.session, nextAt != .never {
                    coming.append(
                        Due(at: nextAt, priority: nextPriority, session: session, lost: [], sessionIsOver: false))
                }
                continue
            }
            due.append(
                Due(
                    at: lost.isEmpty ? idleAt : earliest, priority: priority, session: session, lost: lost,
                    sessionIsOver: isOver))
        }
    }

    /// What a silent server's last word called not dead is so by the state, too: that word may have come before this leader could
    /// commit anything.
    private mutating func tellNotDead(_ attempt: Attempt, now: Instant) {
        guard !attempt.notDead, fleet.nodes[attempt.node]?.session == attempt.session,
            beats.entry(attempt.node)?.session == attempt.session
        else { return }
        report([AttemptReport(attempt: attempt.id, progress: .notDead)], session: attempt.session, now: now)
    }

    /// Servers that failed together are not due together, since their beats are spread over an interval. Where the brake has
    /// not the room for all of them, one with less important work waits for that long.
    private mutating func mustGiveWay(_ due: Due, to coming: [Due], now: Instant) -> Bool {
        let node = due.session.node
        guard fleet.nodes[node]?.session == due.session, leadership?.brake.isFree(node, now: now) == false,
            now < due.at + fleet.settings.beatInterval
        else { return false }
        let (known, settings) = (fleet.nodes.count, fleet.settings)
        let room = leadership?.brake.room(of: known, settings: settings, now: now) ?? 0
        var before: UInt64 = 0
        for other in coming where other.priority > due.priority && other.at <= due.at + settings.beatInterval {
            if leadership?.brake.isFree(other.session.node, now: now) == false { before += 1 }
        }
        return before > 0 && before >= room && room > 0
    }

    /// Gives a verdict, unless the brake holds it back.
    private mutating func give(_ due: Due, now: Instant) {
        let node = due.session.node
        let isPresent = fleet.nodes[node]?.session == due.session
        if isPresent {
            let (known, settings, isOnHold) = (fleet.nodes.count, fleet.settings, fleet.brake.isOnHold)
            guard
                leadership?.brake.allows(node, of: known, settings: settings, isOnHold: isOnHold, now: now) == true
            else {
                if leadership?.brake.isNewlyHeld(node) == true { out.append(.event(.braked(node))) }
                return
            }
        }
        condemn(
            due.lost, of: due.session, sessionIsOver: due.sessionIsOver,
            reason: isPresent ? "no word from \(node) since its lease ran out" : "\(node) came back without it",
            now: now)
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

    /// What earlier leaders have declared lost of sessions that are still open is named to these, too: a server whose clock
    /// was stopped may read only now what it was assigned before, after the first beat to this leader, which does not list it
    /// (rule 6).
    mutating func recallVerdicts() {
        for (_, allocation) in fleet.allocations {
            for attempt in allocation.attempts {
                guard case .ended(let end) = attempt.state, end.cause == .lost,
                    fleet.nodes[attempt.node]?.session == attempt.session
                else { continue }
                leadership?.condemned[attempt.session, default: SortedSet()].insert(attempt.id)
            }
        }
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

    /// What the server's agent reported last of an attempt.
    public func lastReport(of attempt: AttemptID, on node: NodeID) -> TaskReport? {
        beats.entry(node)?.tasks.first { $0.attempt == attempt }
    }

    /// The servers over which the brake holds verdicts back.
    public var braked: SortedSet<NodeID> { leadership?.brake.held ?? SortedSet() }

    /// The servers that count within the brake's window, oldest first.
    public func takenByVerdicts(now: Instant) -> [NodeID] {
        leadership?.brake.takenNow(settings: fleet.settings, now: now) ?? []
    }

    /// When the brake's window next has room for a server that it holds back; nil where it holds nothing, or only a person can
    /// release it.
    public var brakeReopensAt: Instant? {
        fleet.brake.isOnHold ? nil : leadership?.brake.reopensAt(settings: fleet.settings)
    }

    /// How many servers the brake allows to be taken within its window.
    public var brakeLimit: UInt64 { Brake.limit(fleetSize: fleet.nodes.count, settings: fleet.settings) }
}

extension Member {
    /// Whether this member, as leader, has proposed that attempt of that session as lost.
    public func isCondemned(_ attempt: AttemptID, of session: SessionID) -> Bool {
        leadership?.condemned[session]?.contains(attempt) ?? false
    }
}
