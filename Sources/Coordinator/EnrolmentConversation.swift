import Consensus
import CoordinatorCore
import Determinism
import Fleet
import FleetWire
import Wire

/// The conversation with machines that join. Who is heard has proved that it holds a token: the handshake admits no other keys.
/// Whether the token is still good is the state's to say.
extension CoordinatorServer {
    /// Connections that have not said anything yet at the most; beyond, the oldest are cut.
    private static let strangersAtMost = 512
    /// How long a handshake may take there, in milliseconds.
    private static let handshakeMilliseconds: Int32 = 5_000

    /// Listens on the enrolment port. A port that is taken is no reason for a member not to run.
    func listenToEnrolments() {
        do {
            enrolmentListener = try Listener(
                context, loop: loop, address: configuration.listen, port: port(.enrolment), keys: keys,
                conversation: .enrolment, budget: 64, quota: PeerQuota(perSecond: 200, burst: 400),
                handshakeMilliseconds: CoordinatorServer.handshakeMilliseconds,
                strangersAtMost: CoordinatorServer.strangersAtMost,
                handlers: Listener.Handlers(
                    message: { [unowned self] peer, frame in hearJoin(frame, peer) },
                    dropped: { [unowned self] reason, peer in drop(reason, .enrolment, peer: tokenName(peer.key)) }))
        } catch {
            log.error("No machine can join at member \(configuration.member): \(error) Free port \(port(.enrolment)).")
        }
    }

    private func tokenName(_ key: String) -> String {
        member.fleet.token(withKey: key).map(\.actor) ?? "a token that is gone"
    }

    private func hearJoin(_ frame: [UInt8], _ peer: Listener.Peer) {
        guard let token = member.fleet.token(withKey: peer.key) else {
            drop(.forbidden, .enrolment, peer: tokenName(peer.key))
            return
        }
        switch Codec.decode(frame, as: EnrolmentMessage.self) {
        case .unknown(let version, let kind):
            drop(.unknownKind, .enrolment, peer: token.actor, detail: "version \(version), kind \(kind)")
        case .malformed(let error): drop(.malformed, .enrolment, peer: token.actor, detail: "\(error)")
        case .message(.joinAnswer):
            drop(.forbidden, .enrolment, peer: token.actor, detail: "only coordinators say this")
        case .message(.joinRequest(let request)): serve(request, token, peer)
        }
    }

    private func serve(_ request: JoinRequest, _ token: JoinToken, _ peer: Listener.Peer) {
        guard leads else { return refuseJoin(peer, request.correlation, notLeader: member.raft.leader) }
        let who: Enrolment
        do {
            who = try Enrolment(wire: request.who)
        } catch {
            drop(.invalid, .enrolment, peer: token.actor, detail: "\(error)")
            return refuseJoin(peer, request.correlation, "\(error)")
        }
        // What the state would refuse again and again makes no entries.
        let now = member.knownTime(now: Instant(nanoseconds: loop.now))
        if let refusal = token.refusal(at: now), !token.lastKeys.contains(who.publicKey) {
            drop(.forbidden, .enrolment, peer: token.actor, detail: refusal)
            return refuseJoin(
                peer, request.correlation, "token \(token.id) \(refusal); ask for a new one (`muster token create`)")
        }
        if case .coordinator = who, let complaint = complaint(about: request, token) {
            return refuseJoin(peer, request.correlation, complaint.sentence, mayRetry: complaint.mayRetry)
        }
        guard let ticket = open(.join(request), peer, request.correlation) else { return }
        let id = RequestID(high: .random(in: 1...(.max)), low: .random(in: 0...(.max)))
        feed(.change(ticket: ticket, id, actor: token.actor, .operation(.enrol(who, token: peer.key))))
    }

    /// The state has decided.
    func finishJoin(_ request: JoinRequest, _ ticket: Clients.Ticket, _ outcome: Outcome) {
        guard outcome.code == .done else {
            var isTaken = false
            if case .agent(let join) = request.who { isTaken = member.fleet.nodes[NodeID(join.name)]?.session != nil }
            drop(.forbidden, .enrolment, peer: tokenName(ticket.peer.key), detail: outcome.message)
            return refuseJoin(
                ticket.peer, ticket.correlation, outcome.message, mayRetry: isTaken && outcome.code == .conflict)
        }
        switch request.who {
        case .agent(let join):
            log.notice("\(join.name) has joined by \(tokenName(ticket.peer.key)).")
            let labels = member.fleet.token(withKey: ticket.peer.key)?.terms.labels ?? SortedMap()
            answerJoin(
                ticket,
                JoinAnswer(
                    correlation: ticket.correlation, isDone: true, message: outcome.message,
                    cluster: member.fleet.cluster, labels: labels.map { Wire.Pair(name: $0.key, value: $0.value) },
                    coordinators: coordinatorPeers()))
        case .coordinator(let join): admit(join, request, ticket)
        case nil: refuseJoin(ticket.peer, ticket.correlation, "the request names nobody; use a newer program")
        }
    }

    // MARK: Coordinators

    /// Its use of the token is recorded: now it becomes a member.
    private func admit(_ join: CoordinatorJoin, _ request: JoinRequest, _ ticket: Clients.Ticket) {
        guard let change = membershipChange(join) else {
            return refuseJoin(ticket.peer, ticket.correlation, "the request names no coordinator; use a newer program")
        }
        switch examine(change) {
        case .done: finishMembership(request, ticket)
        case .refused(let code, let sentence):
            refuseJoin(ticket.peer, ticket.correlation, sentence, mayRetry: code == .unavailable)
        case .possible:
            guard case .add(let wire, let learnsOnly) = change, let peer = try? Configuration.Peer(wire),
                let number = open(.joinMembership(request), ticket.peer, ticket.correlation)
            else { return }
            feed(.changeMembers(ticket: number, [learnsOnly ? .addLearner(peer) : .addVoter(peer)]))
        }
    }

    /// It is a member: it is told which, and who the others are.
    func finishMembership(_ request: JoinRequest, _ ticket: Clients.Ticket) {
        guard case .coordinator(let join) = request.who, let key = join.peer?.publicKey,
            let own = member.raft.configuration.peers.first(where: { $0.publicKey == key })
        else {
            return refuseJoin(ticket.peer, ticket.correlation, "the members have changed; ask again", mayRetry: true)
        }
        log.notice("Member \(own.id.rawValue) has joined by \(tokenName(ticket.peer.key)).")
        answerJoin(
            ticket,
            JoinAnswer(
                correlation: ticket.correlation, isDone: true, message: "member \(own.id.rawValue) has joined",
                cluster: member.fleet.cluster, coordinators: coordinatorPeers(), member: own.id.rawValue))
    }

    /// The change that lets it in. A number is never given twice: who asks again has the one that its key has.
    private func membershipChange(_ join: CoordinatorJoin) -> MembershipChange? {
        guard var peer = join.peer else { return nil }
        let peers = member.raft.configuration.peers
        let known = peers.first { $0.publicKey == peer.publicKey }
        peer.member = (known?.id ?? MemberID((peers.map(\.id.rawValue).max() ?? 0) + 1)).rawValue
        return .add(peer, learnsOnly: join.learnsOnly)
    }

    /// Why a coordinator cannot join as it stands: found before its use of the token is recorded.
    private func complaint(about request: JoinRequest, _ token: JoinToken) -> (sentence: String, mayRetry: Bool)? {
        guard case .coordinator(let join) = request.who, let change = membershipChange(join) else {
            return ("the request names no coordinator; use a newer program", false)
        }
        guard token.terms.purpose == .coordinator else {
            return ("token \(token.id) is not for coordinators; `muster token create --coordinator` makes one", false)
        }
        guard case .refused(let code, let sentence) = examine(change) else { return nil }
        return (sentence, code == .unavailable)
    }

    private func coordinatorPeers() -> [Wire.CoordinatorPeer] {
        member.raft.configuration.peers.compactMap { peer in
            guard let address = member.address(of: peer) else { return nil }
            return Wire.CoordinatorPeer(
                member: address.member, host: address.host, basePort: UInt32(clamping: address.basePort),
                publicKey: address.publicKey, store: peer.store.digits)
        }
    }

    // MARK: Answers

    func refuseJoin(_ peer: Listener.Peer, _ correlation: UInt64, notLeader leader: MemberID?) {
        let address = member.addresses.first { $0.member == leader?.rawValue && $0.member != configuration.member }
        var answer = JoinAnswer(correlation: correlation, message: "there is no leader now", mayRetry: true)
        if let address {
            answer.message = "member \(address.member) leads"
            answer.leader = address.wire
        }
        sendJoin(answer, to: peer)
    }

    func refuseJoin(_ peer: Listener.Peer, _ correlation: UInt64, _ sentence: String, mayRetry: Bool = false) {
        sendJoin(JoinAnswer(correlation: correlation, message: sentence, mayRetry: mayRetry), to: peer)
    }

    private func answerJoin(_ ticket: Clients.Ticket, _ answer: JoinAnswer) { sendJoin(answer, to: ticket.peer) }

    private func sendJoin(_ answer: JoinAnswer, to peer: Listener.Peer) {
        do throws(WireError) {
            let frame = try Codec.encode(EnrolmentMessage.joinAnswer(answer))
            if enrolmentListener?.send(frame, to: peer) != .sent {
                drop(.notSent, .enrolment, peer: tokenName(peer.key))
            }
        } catch {
            drop(.notSent, .enrolment, peer: tokenName(peer.key), detail: "\(error)")
        }
    }
}

extension Enrolment {
    /// Who asks to join; a sentence where that makes no sense.
    init(wire: JoinRequest.Who?) throws(ConversionError) {
        switch wire {
        case .agent(let join):
            try Enrolment.check(join.publicKey, "agent.public_key")
            self = .agent(NodeID(join.name), publicKey: join.publicKey)
        case .coordinator(let join):
            guard var peer = join.peer else { throw ConversionError("coordinator.peer", "is missing") }
            try Enrolment.check(peer.publicKey, "coordinator.peer.public_key")
            // Its number is given to it: any will do for looking at the rest.
            peer.member = 1
            _ = try Configuration.Peer(peer)
            self = .coordinator(publicKey: peer.publicKey, place: "\(peer.host):\(peer.basePort)")
        case nil: throw ConversionError("join_request.who", "is missing; use a newer program")
        }
    }

    private static func check(_ key: String, _ field: String) throws(ConversionError) {
        guard key.utf8.count == 40, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ConversionError(field, "does not have 40 characters of Z85")
        }
    }
}

extension StoreID {
    /// Its number as 32 hexadecimal digits.
    var digits: String {
        func half(_ value: UInt64) -> String {
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return half(high) + half(low)
    }
}
