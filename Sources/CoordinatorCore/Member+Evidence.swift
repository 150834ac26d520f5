import Determinism
import Fleet
import Scheduler

/// Evidence that ends leases early, and what survives them (docs/ARCHITECTURE.md, leases): each piece counts only for the
/// session that it names.
extension Member {
    /// A person confirms a death. The session is the one that the person was shown: a server that has come back since lives
    /// under another one, to which nothing happens.
    mutating func confirmDead(
        _ session: SessionID, _ attempts: [AttemptID], ticket: UInt64, request: RequestID, actor: String, now: Instant
    ) {
        let id = session.node
        guard let node = fleet.nodes[id] else {
            out.append(.refused(ticket: ticket, .notFound("there is no server `\(id)`")))
            return
        }
        // A leader that was just started may not have heard a server that lives; the administrator's program asks again.
        guard beats.entry(id) != nil || hasListened(now: now) else {
            out.append(.refused(ticket: ticket, .interrupted))
            return
        }
        if let complaint = complaint(about: session, attempts, of: node, now: now) {
            out.append(.refused(ticket: ticket, .invalid(complaint)))
            return
        }
        if attempts.isEmpty {
            condemnAll(of: session)
            propose(
                .closeSession(session: session, reason: "\(actor) confirmed that \(id) is dead"),
                for: .client(ticket: ticket), request: request, actor: actor, now: now)
            leadership?.verdictsUnderWay.remove(session)
        } else {
            propose(
                .confirmDead(
                    session: session, attempts: attempts, reason: "\(actor) confirmed that it is over on \(id)"),
                for: .client(ticket: ticket), request: request, actor: actor, now: now)
        }
    }

    /// Why that may not be confirmed; nil if it may.
    private func complaint(
        about session: SessionID, _ attempts: [AttemptID], of node: Node, now: Instant
    ) -> String? {
        let live = fleet.liveAttempts(of: session)
        guard node.session == session || !live.isEmpty else {
            return node.session == nil
                ? "session \(session.nonce) of \(node.id) is over already"
                : "\(node.id) has come back since: session \(session.nonce) is over and nothing of it is left; see "
                    + "`muster node show \(node.id)`"
        }
        // What cannot be killed may be confirmed on a living server, too: a person sees what the agent cannot.
        if !attempts.isEmpty {
            guard let other = attempts.first(where: { id in !live.contains { $0.id == id && $0.notDead } }) else {
                return nil
            }
            return "attempt \(other) is not reported as not dead in session \(session.nonce) of \(node.id); see "
                + "`muster node show \(node.id)`"
        }
        // A lease of the session that is heard is being renewed: it would run on, beside what replaces it.
        if session == node.session, !beats.isSilent(node.id, patience: patience, now: now) {
            return
                "\(node.id) is alive: its heartbeats arrive. Drain it (`muster node drain \(node.id)`), or switch it off and "
                + "ask again"
        }
        return nil
    }

    /// Whether an attempt may live on although its lease is over: its agent has said that it cannot be killed. Only evidence
    /// ends it.
    func isNotDead(_ attempt: Attempt) -> Bool {
        attempt.notDead || lastReport(of: attempt.id, on: attempt.node)?.state == .notDead
    }

    /// Whether something of a server's present session was declared lost on suspicion (its job allows duplicates) and may run on
    /// under its lease, or start only now: what it holds is free by the state alone.
    func mayStillRun(on id: NodeID, now: Instant) -> Bool {
        guard let leadership, let session = fleet.nodes[id]?.session, let condemned = leadership.condemned[session]
        else { return false }
        return condemned.contains { name in
            guard let attempt = fleet.attempt(name), !attempt.state.isLive else { return false }
            return now < leadership.leases.verdictAt(session, lease: attempt.lease)
        }
    }

    /// What a leader leaves on a draining server for now, and why; empty where this member does not lead.
    public func staying(on node: NodeID) -> [Staying] {
        (leadership?.staying ?? []).filter { fleet.attempt($0.attempt)?.node == node }
    }

    /// What a server's agent reports as not dead although the state takes it for over: it was declared lost before anybody
    /// knew, or a person confirmed its death. It still holds what it holds on the server, which therefore gets nothing new.
    public func remnants(on node: NodeID) -> [AttemptID] {
        guard let entry = beats.entry(node) else { return [] }
        return entry.tasks.compactMap { task in
            guard task.state == .notDead, fleet.attempt(task.attempt)?.state.isLive != true else { return nil }
            return task.attempt
        }
    }
}
