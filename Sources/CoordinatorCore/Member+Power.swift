import Determinism
import Fleet

/// What BMCs are asked and what their answers prove (docs/ARCHITECTURE.md, leases): power that is off ends a session's leases,
/// and an order to switch is carried out for the session that it was decided for.
extension Member {
    /// Asks what is to be asked now; called with every look at the servers. Returns when to look again at the latest.
    mutating func attendPower(now: Instant) -> Instant {
        var next = Instant.never
        guard !fleet.power.isEmpty else { return next }
        for (id, control) in fleet.power {
            fence(id, control, now: now, next: &next)
            let isOver = leadership?.power.entries[id]?.question.map { now >= $0.askedAt + PowerWatch.patience } == true
            if isOver { take(failure: "no answer from the fence agent", about: id, now: now) }
        }
        // Who has waited longest is first.
        var due: [(at: Instant, node: NodeID)] = []
        for (id, control) in fleet.power {
            let session = silentSession(of: id, now: now)
            guard session != nil || control.order != nil else { continue }
            var entry = leadership?.power.entries[id] ?? PowerWatch.Entry()
            entry.attend(session: session, order: control.order?.index)
            leadership?.power.entries[id] = entry
            guard entry.question == nil else { continue }
            if entry.nextAt <= now { due.append((entry.nextAt, id)) } else { next = min(next, entry.nextAt) }
        }
        due.sort { ($0.at, $0.node) < ($1.at, $1.node) }
        for (_, id) in due.prefix(max(leadership?.power.room ?? 0, 0)) { askPower(of: id, now: now) }
        return next
    }

    /// The session that a reading could end: the present one while it is silent, or, where there is none, one of which
    /// something is left.
    private func silentSession(of id: NodeID, now: Instant) -> SessionID? {
        guard let node = fleet.nodes[id], hasListened(now: now), beats.isSilent(id, patience: patience, now: now)
        else { return nil }
        let session = node.session ?? fleet.liveAttempts(on: id).first?.session
        // What is read before that proves nothing.
        guard let session, isBeyondRenewal(now, of: session) else { return nil }
        return session
    }

    /// Whether a reading that began then came after the last moment at which anybody can have renewed the session's lease: this
    /// leader's last acknowledgement or, for a while after the election, an earlier leader's. It must be later by as much as
    /// makes a server suspect, since what some BMCs say is a moment old.
    private func isBeyondRenewal(_ instant: Instant, of session: SessionID) -> Bool {
        guard let leadership else { return false }
        return instant > leadership.leases.lastGrant(session) + patience
    }

    private mutating func askPower(of id: NodeID, now: Instant) {
        guard let control = fleet.power[id], let node = fleet.nodes[id] else { return }
        guard let order = control.order, leadership?.power.entries[id]?.actedAt == nil else {
            ask(.status, of: id, control, session: leadership?.power.entries[id]?.session ?? node.session, now: now)
            return
        }
        leadership?.power.entries.update(id) { $0.acts += 1 }
        ask(.act(order.action), of: id, control, session: order.session, now: now)
    }

    private mutating func ask(
        _ action: PowerRequest.Action, of id: NodeID, _ control: PowerControl, session: SessionID?, now: Instant
    ) {
        powerRequests += 1
        let request = PowerRequest(
            node: id, bmc: control.bmc, action: action, number: powerRequests, session: session)
        leadership?.power.entries.update(id) {
            $0.question = PowerWatch.Question(request: request, askedAt: now, order: control.order?.index)
        }
        out.append(.power(request))
    }

    // MARK: Answers

    /// A fence agent has answered. A late or repeated answer is none.
    mutating func take(_ answer: PowerAnswer, now: Instant) {
        guard isReadyNow(),
            let place = leadership?.power.entries.first(where: { $0.value.question?.request.number == answer.number }),
            let question = place.value.question
        else { return }
        let (id, request) = (place.key, question.request)
        // Nothing was read before it was asked.
        guard answer.beganAt >= question.askedAt else { return }
        leadership?.power.entries.update(id) { $0.question = nil }
        switch (request.action, answer.result) {
        case (.status, .on), (.status, .off):
            note(answer, of: id, now: now)
            if answer.result == .off, let session = request.session, provesTheEnd(answer, of: session, now: now) {
                out.append(.event(.powerOff(id)))
                end(session, reason: "the BMC of \(id) says that it has no power", now: now)
            }
            settle(answer, of: id, question, now: now)
        case (.act, .done), (.act, .on), (.act, .off):
            // What was done counts only for the order that is there.
            leadership?.power.entries.update(id) {
                if $0.order == question.order { ($0.actedAt, $0.looks) = (now, 0) }
                $0.nextAt = now
            }
            leadership?.scanAt = now
        case (_, .failed(let sentence)): take(failure: sentence, about: id, now: now)
        case (.status, .done): take(failure: "the fence agent did not say whether there is power", about: id, now: now)
        }
    }

    /// Whether a reading of no power is proof that all of the session is over (rule 8): the session is the one that was asked
    /// about, nothing of it is heard, and the reading began when nobody could have renewed its lease any more.
    private func provesTheEnd(_ answer: PowerAnswer, of session: SessionID, now: Instant) -> Bool {
        session == silentSession(of: session.node, now: now) && isBeyondRenewal(answer.beganAt, of: session)
            && leadership?.verdictsUnderWay.contains(session) == false
    }

    private mutating func note(_ answer: PowerAnswer, of id: NodeID, now: Instant) {
        var tickets: [UInt64] = []
        leadership?.power.entries.update(id) {
            $0.reading = PowerReading(result: answer.result, at: answer.beganAt)
            $0.nextAt = now + PowerWatch.pause(after: $0.order == nil ? $0.failures : 0)
            $0.failures += 1
            tickets = $0.tickets
            $0.tickets = []
        }
        answerTests(tickets, id, answer.result)
    }

    private mutating func take(failure sentence: String, about id: NodeID, now: Instant) {
        var tickets: [UInt64] = []
        var isGivenUp = false
        var isNews = false
        let order = fleet.power[id]?.order
        leadership?.power.entries.update(id) { entry in
            isNews = entry.reading?.result != .failed(sentence)
            entry.question = nil
            entry.reading = PowerReading(result: .failed(sentence), at: now)
            entry.nextAt = now + PowerWatch.pause(after: entry.failures)
            entry.failures += 1
            tickets = entry.tickets
            entry.tickets = []
            guard let order, order.index == entry.order else { return }
            isGivenUp = entry.acts >= PowerWatch.actsAtMost && entry.actedAt == nil
            if entry.actedAt != nil { entry.looks += 1 }
            if entry.looks >= PowerWatch.looksAtMost { entry.actedAt = nil }
        }
        if isNews { out.append(.event(.powerUnknown(id, sentence))) }
        answerTests(tickets, id, .failed(sentence))
        if isGivenUp, let order { end(order, of: id, "not done: \(sentence)", now: now) }
    }

    private mutating func answerTests(_ tickets: [UInt64], _ id: NodeID, _ result: PowerAnswer.Result) {
        for ticket in tickets {
            switch result {
            case .on: answer(ticket, "server \(id) has power: on")
            case .off: answer(ticket, "server \(id) has no power: off")
            case .done: answer(ticket, "server \(id) was switched")
            case .failed(let sentence):
                out.append(.refused(ticket: ticket, .invalid("the power of \(id) could not be read: \(sentence)")))
            }
        }
    }

    private mutating func answer(_ ticket: UInt64, _ sentence: String) {
        out.append(
            .answered(ticket: ticket, Outcome(code: .done, message: sentence, index: fleet.lastIndex)))
    }

    // MARK: Orders

    /// A reading after the order was carried out: it is over once power is as it shall be.
    private mutating func settle(
        _ answer: PowerAnswer, of id: NodeID, _ question: PowerWatch.Question, now: Instant
    ) {
        guard let order = fleet.power[id]?.order, question.order == order.index,
            let actedAt = leadership?.power.entries[id]?.actedAt, answer.beganAt >= actedAt
        else { return }
        if (answer.result == .off) == (order.action == .off) {
            end(order, of: id, "done", now: now)
            return
        }
        var isGivenUp = false
        leadership?.power.entries.update(id) {
            $0.looks += 1
            guard $0.looks >= PowerWatch.looksAtMost else { return }
            $0.actedAt = nil
            isGivenUp = $0.acts >= PowerWatch.actsAtMost
        }
        if isGivenUp { end(order, of: id, "not done: the fence agent says so, and its status does not", now: now) }
    }

    private mutating func end(_ order: PowerOrder, of id: NodeID, _ outcome: String, now: Instant) {
        guard leadership?.power.entries[id]?.isProposing == false else { return }
        leadership?.power.entries.update(id) {
            $0.isProposing = true
            // What is not dead after that waits again before it is fenced again.
            $0.undeadSince = nil
        }
        propose(
            .settlePower(id, order: order.index, outcome: "power \(order.action): \(outcome)"), for: .power(id),
            now: now)
    }

    /// Orders power off for a server on which something has been not dead for as long as was said, where people allow this
    /// without their word. Never beyond what the brake leaves room for.
    private mutating func fence(_ id: NodeID, _ control: PowerControl, now: Instant, next: inout Instant) {
        guard let fenceAfter = control.bmc.fenceAfter, control.order == nil else { return }
        guard let node = fleet.nodes[id], isUndead(node) else {
            leadership?.power.entries.update(id) { $0.undeadSince = nil }
            return
        }
        var entry = leadership?.power.entries[id] ?? PowerWatch.Entry()
        let since = entry.undeadSince ?? now
        entry.undeadSince = since
        leadership?.power.entries[id] = entry
        guard now >= since + fenceAfter else {
            next = min(next, since + fenceAfter)
            return
        }
        let (known, settings) = (fleet.nodes.count, fleet.settings)
        guard !entry.isProposing, !fleet.brake.isOnHold,
            leadership?.brake.isFree(id, now: now) == true
                || leadership?.brake.room(of: known, settings: settings, now: now) ?? 0 > 0,
            leadership?.brake.allows(id, of: known, settings: settings, now: now) == true
        else { return }
        leadership?.power.entries.update(id) {
            $0.isProposing = true
            $0.undeadSince = now
        }
        out.append(.event(.fences(id)))
        propose(.orderPower(id, session: node.session, .off, isAutomatic: true), for: .power(id), now: now)
    }

    /// Whether something on the server is over by its lease, or by the state, and cannot be killed. What the state takes for
    /// over counts only in the session that reported it: the server may have been off since.
    private func isUndead(_ node: Node) -> Bool {
        if fleet.liveAttempts(on: node.id).contains(where: { isNotDead($0) }) { return true }
        return node.session != nil && beats.entry(node.id)?.session == node.session && !remnants(on: node.id).isEmpty
    }

    /// A proposal about the server's power is settled.
    mutating func endPowerProposal(_ id: NodeID) {
        leadership?.power.entries.update(id) { $0.isProposing = false }
    }

    // MARK: What administrators ask

    /// Switches power for the session that the administrator was shown.
    mutating func orderPower(
        _ action: PowerAction, of id: NodeID, session: SessionID?, ticket: UInt64, request: RequestID, actor: String,
        now: Instant
    ) {
        propose(
            .orderPower(id, session: session, action, isAutomatic: false), for: .client(ticket: ticket),
            request: request, actor: actor, now: now)
    }

    /// Reads a server's power now. Whoever asks while a reading is under way shares it.
    mutating func testPower(of id: NodeID, ticket: UInt64, now: Instant) {
        guard let control = fleet.power[id] else {
            out.append(
                .refused(
                    ticket: ticket,
                    .notFound("server \(id) is not there or has no BMC set; see `muster node bmc set`")))
            return
        }
        var entry = leadership?.power.entries[id] ?? PowerWatch.Entry()
        let isBusy = entry.question != nil
        guard isBusy || leadership?.power.room ?? 0 > 0 else {
            out.append(.refused(ticket: ticket, .overloaded))
            return
        }
        entry.tickets.append(ticket)
        leadership?.power.entries[id] = entry
        guard !isBusy else { return }
        let session = silentSession(of: id, now: now) ?? fleet.nodes[id]?.session
        ask(.status, of: id, control, session: session, now: now)
    }

    /// A server's power is reached no longer.
    mutating func forgetPower(of id: NodeID) {
        let tickets = leadership?.power.entries[id]?.tickets ?? []
        leadership?.power.entries[id] = nil
        answerTests(tickets, id, .failed("its BMC is no longer set"))
    }

    /// The leadership is over: whoever waits asks the next leader.
    mutating func abandonPowerTests() {
        for (_, entry) in leadership?.power.entries ?? SortedMap() {
            for ticket in entry.tickets { out.append(.refused(ticket: ticket, .interrupted)) }
        }
    }

    /// What this leader last read of a server's power.
    public func powerReading(of id: NodeID) -> PowerReading? { leadership?.power.entries[id]?.reading }
}
