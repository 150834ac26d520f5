import Determinism

extension FleetState {
    /// An agent said hello. Its session counts from now on; attempts that it adopted become the session's own, all other
    /// live attempts on the server stay with the session that they were authorised for until that one is ended. One that is over
    /// stays so: a hello of it may have been sent before its agent read what it was assigned then, and was lost since.
    mutating func open(_ session: SessionID, facts: NodeFacts, adopted: [AttemptID], index: UInt64) -> Verdict {
        let id = session.node
        guard let node = nodes[id] else {
            return .notFound("server \(id) is not known; let it join by a token (`muster token create`)")
        }
        guard admitsAgent(of: id) else {
            return .conflict(
                "server \(id) has no admitted agent key any more; let it join by a token (`muster token create`)")
        }
        if node.session == session { return .done("the session is open already", identifier: node.sessionIndex) }
        if node.formerSessions.contains(session) {
            return .conflict("session \(session) is over; its agent is told to open a new one")
        }
        noteService(of: id)
        noteReturn(of: id)
        if let former = node.session { changes.append(.sessionClosed(former)) }
        endOrder(of: id, becauseOf: session)
        var facts = facts
        facts.gpus = GPU.distinct(facts.gpus)
        changeNode(id) { [time, facts] in
            if let former = $0.session { $0.remember(former) }
            $0.session = session
            $0.sessionIndex = index
            $0.sessionSince = time
            $0.facts = facts
            $0.losses.noteReturn(at: time)
        }
        for attemptID in adopted {
            guard let attempt = attempt(attemptID), attempt.state.isLive, attempt.node == id,
                attempt.session.boot == session.boot
            else { continue }
            update(attemptID) { $0.session = session }
        }
        changes.append(.sessionOpened(session))
        changes.append(.nodeChanged(id))
        if node.sessionIndex == 0 || node.facts.labels != facts.labels { pinSystemJobs(to: id) }
        return .done("session of \(id) opened", identifier: index)
    }

    /// Ends attempts that are certainly over although nobody saw it, and, if asked, the session itself.
    mutating func declareLost(
        _ session: SessionID, lost: [AttemptID], sessionIsOver: Bool, reason: String
    ) -> Verdict {
        guard nodes[session.node] != nil else {
            return .notFound("there is no server \(session.node); see `muster node list`")
        }
        var count: UInt64 = 0
        for id in lost {
            guard let attempt = attempt(id), attempt.state.isLive, attempt.session == session else { continue }
            // Its lease is over and it may live all the same: the arithmetic of leases says nothing about it.
            if attempt.notDead { continue }
            end(id, with: AttemptEnd(cause: .lost, message: reason))
            count += 1
        }
        if nodes[session.node]?.session == session, count > 0 || sessionIsOver {
            noteAutomaticLoss(of: session, sessionIsOver: sessionIsOver)
        }
        if sessionIsOver, nodes[session.node]?.session == session {
            endSession(session)
            noteAbsence(of: session.node)
        }
        return .done("\(count) attempts of \(session) ended as lost", identifier: count)
    }

    /// Ends attempts that their agent reports as not dead, on the word of a person who has seen that they are over.
    mutating func confirmDead(_ attempts: [AttemptID], of session: SessionID, reason: String) -> Verdict {
        var count: UInt64 = 0
        for id in attempts {
            guard let attempt = attempt(id), attempt.state.isLive, attempt.session == session, attempt.notDead
            else { continue }
            end(id, with: AttemptEnd(cause: .lost, message: reason))
            count += 1
        }
        guard count > 0 else {
            return .conflict(
                "nothing of that is not dead in session \(session.nonce) of \(session.node) any more; see "
                    + "`muster node show \(session.node)`")
        }
        return .done("\(count) attempts on \(session.node) count as over", identifier: count)
    }

    /// Ends a session and every live attempt that is bound to it. A goodbye, which comes when nothing is left, is no loss; a
    /// death that a person has seen, or that took work with it, is.
    mutating func close(_ session: SessionID, reason: String, isPersonsWord: Bool) -> Verdict {
        guard nodes[session.node] != nil else {
            return .notFound("there is no server \(session.node); see `muster node list`")
        }
        let live = liveAttempts(of: session)
        for attempt in live { end(attempt.id, with: AttemptEnd(cause: .lost, message: reason)) }
        let isLoss = (isPersonsWord || !live.isEmpty) && nodes[session.node]?.session == session
        endSession(session)
        if isLoss {
            changeNode(session.node) { $0.service.losses += 1 }
            noteAbsence(of: session.node)
        }
        return .done("session \(session) closed with \(live.count) attempts", identifier: UInt64(live.count))
    }

    private mutating func endSession(_ session: SessionID) {
        guard nodes[session.node]?.session == session else { return }
        noteService(of: session.node)
        changeNode(session.node) {
            $0.session = nil
            $0.remember(session)
        }
        changes.append(.sessionClosed(session))
        changes.append(.nodeChanged(session.node))
    }
}
