import CoordinatorCore
import Determinism
import Fleet
import FleetWire
import Glibc
import Wire

/// The conversation with administrators. Every message kind needs a role (`Authorisation`); changes and reads are the
/// leader's alone, and others point to it.
extension CoordinatorServer {
    /// How long a request waits for its answer, in nanoseconds, before it is refused as unavailable.
    static let patience: UInt64 = 8_000_000_000
    /// The same for a question to a BMC, which takes its time.
    private static let powerPatience: UInt64 = 25_000_000_000

    func listenToAdministrators() throws(SocketError) {
        administrationListener = try Listener(
            context, loop: loop, address: configuration.listen, port: port(.administration), keys: keys,
            conversation: .administration, budget: 256, quota: PeerQuota(perSecond: 200_000, burst: 50_000),
            handlers: Listener.Handlers(
                message: { [unowned self] peer, frame in serve(frame, peer) },
                disconnected: { [unowned self] key in
                    clients.followers.removeAll { $0.peer.key == key }
                },
                dropped: { [unowned self] reason, peer in
                    drop(reason, .administration, peer: peer.key)
                    if reason == .overQuota { refuse(peer, 0, .overloaded, "too many requests; slow down") }
                }))
        expiry = loop.timer(deadline: loop.now + 1_000_000_000) { [unowned self] in
            for ticket in clients.expire(now: loop.now) {
                refuse(ticket, .unavailable, "no answer in time; ask again")
            }
            expiry?.deadline = loop.now + 1_000_000_000
        }
    }

    private func serve(_ frame: [UInt8], _ peer: Listener.Peer) {
        let record = records[peer.key]
        let name = record?.name ?? peer.key
        switch Codec.decode(frame, as: AdministrationMessage.self) {
        case .unknown(let version, let kind):
            drop(.unknownKind, .administration, peer: name, detail: "version \(version), kind \(kind)")
        case .malformed(let error): drop(.malformed, .administration, peer: name, detail: "\(error)")
        case .message(let message):
            guard let need = Authorisation.need(for: message) else {
                drop(.forbidden, .administration, peer: name, detail: "only coordinators say this")
                return
            }
            // Before a cluster's first entry nobody's role is known: the leader is not there yet either.
            guard let record else {
                if member.fleet.cluster.isEmpty {
                    refuse(peer, message.correlation, .unavailable, "the cluster is still being formed; ask again")
                } else {
                    drop(.forbidden, .administration, peer: name)
                    refuse(peer, message.correlation, .forbidden, "this key is not known any more")
                }
                return
            }
            guard Authorisation.allows(record.role, need) else {
                drop(.forbidden, .administration, peer: name)
                refuse(
                    peer, message.correlation, .forbidden,
                    "the key of \(record.name) may not do that; ask an administrator for another role")
                return
            }
            serve(message, peer, actor: record.name)
        }
    }

    private func serve(_ message: AdministrationMessage, _ peer: Listener.Peer, actor: String) {
        if case .backupQuery(let query) = message, query.backup != 0 || query.member == configuration.member {
            serve(query, peer)
            return
        }
        guard leads else {
            refuse(peer, message.correlation, notLeader: member.raft.leader?.rawValue)
            return
        }
        switch message {
        case .mutation(let mutation):
            if let change = MembershipChange(wire: mutation.change) {
                take(change, mutation, peer, actor: actor)
            } else {
                self.change(mutation, peer, actor: actor)
            }
        case .backupQuery(let query):
            guard query.member == 0 else {
                refuse(peer, query.correlation, .invalid, "member \(query.member) answers for its own state only")
                return
            }
            guard let ticket = open(.backup(query), peer, query.correlation) else { return }
            feed(.read(ticket: ticket))
        case .query(let query):
            guard let ticket = open(.query(query), peer, query.correlation) else { return }
            feed(.read(ticket: ticket))
        case .followCommand(let follow):
            guard clients.followers.count < Clients.atMost else {
                refuse(peer, follow.correlation, .overloaded, "too many follow commands; try again later")
                return
            }
            guard member.fleet.commands[CommandID(follow.command)] != nil else {
                refuse(peer, follow.correlation, .notFound, "there is no command \(follow.command)")
                return
            }
            clients.followers.append(
                Clients.Follower(peer: peer, correlation: follow.correlation, command: CommandID(follow.command)))
            clients.mustPush = true
        case .logQuery(let query):
            guard let stream = UInt8(exactly: query.stream).flatMap(Fleet.OutputChunk.Stream.init(rawValue:)) else {
                refuse(peer, query.correlation, .invalid, "the stream is 0 for output or 1 for errors")
                return
            }
            let allocation = AllocationID(query.allocation)
            let number = query.attempt == 0 ? nil : query.attempt
            let attempt =
                number.map { AttemptID(allocation: allocation, number: $0) }
                ?? member.fleet.allocations[allocation]?.current?.id
            let node = attempt.flatMap { member.fleet.attempt($0)?.node }
            guard let ticket = open(.log(node), peer, query.correlation) else { return }
            feed(
                .readLog(
                    ticket: ticket, allocation, attempt: number,
                    stream: stream, offset: query.offset, limit: min(query.limit, 65_536)))
        case .mutationOutcome, .view, .commandEvent, .logPiece, .refusal, .backupPiece: break
        }
    }

    private func change(_ mutation: Wire.Mutation, _ peer: Listener.Peer, actor: String) {
        guard let id = mutation.id, let wire = mutation.change else {
            refuse(peer, mutation.correlation, .invalid, "the request has no id or no content; use a newer `muster`")
            return
        }
        let change: ChangeRequest
        do {
            change = try ChangeRequest(wire: wire)
        } catch {
            refuse(peer, mutation.correlation, .invalid, "\(error)")
            return
        }
        let isTest = if case .testPower = change { true } else { false }
        guard
            let ticket = open(
                .change, peer, mutation.correlation,
                patience: isTest ? CoordinatorServer.powerPatience : CoordinatorServer.patience)
        else { return }
        feed(.change(ticket: ticket, RequestID(wire: id), actor: actor, change))
    }

    func open(
        _ waiting: Clients.Waiting, _ peer: Listener.Peer, _ correlation: UInt64,
        patience: UInt64 = CoordinatorServer.patience
    ) -> UInt64? {
        let ticket = clients.open(
            Clients.Ticket(
                peer: peer, correlation: correlation, waiting: waiting,
                deadline: loop.now + patience))
        if ticket == nil {
            refuse(
                Clients.Ticket(peer: peer, correlation: correlation, waiting: waiting, deadline: 0), .overloaded,
                "too many requests wait; try again later")
        }
        return ticket
    }

    // MARK: Answers

    func answer(_ number: UInt64, _ outcome: Outcome) {
        guard let ticket = clients.tickets.removeValue(forKey: number) else { return }
        if case .recordedChange(let change) = ticket.waiting, outcome.code == .done {
            carryOut(change, for: ticket)
            return
        }
        switch ticket.waiting {
        case .join(let request): return finishJoin(request, ticket, outcome)
        case .joinMembership(let request):
            if outcome.code == .done { return finishMembership(request, ticket) }
            return refuse(ticket, .unavailable, outcome.message)
        default: break
        }
        send(
            .mutationOutcome(
                MutationOutcome(
                    correlation: ticket.correlation, code: UInt32(outcome.code.rawValue), message: outcome.message,
                    identifier: outcome.identifier, index: outcome.index)), to: ticket.peer)
    }

    func answerQuery(_ number: UInt64) {
        guard let ticket = clients.tickets.removeValue(forKey: number) else { return }
        if case .backup(let query) = ticket.waiting { beginBackup(query, ticket.peer) }
        guard case .query(let query) = ticket.waiting else { return }
        let views = Views(
            member: member, telemetry: telemetry, now: Instant(nanoseconds: loop.now),
            counters: { [unowned self] in allCounters }, residentBytes: { ProcessMemory.resident },
            disk: { [unowned self] in disk }, taskUsage: taskUsage, gpuUsage: gpuUsage, peerNews: peerNews)
        switch views.answer(query) {
        case .success(let view): send(.view(view), to: ticket.peer)
        case .failure(let refusal): refuse(ticket.peer, ticket.correlation, refusal.code, refusal.sentence)
        }
    }

    func answerLog(_ number: UInt64, _ chunk: Fleet.OutputChunk, from node: NodeID) {
        // Only the server that was asked may answer.
        guard let ticket = clients.tickets[number], case .log(node) = ticket.waiting else { return }
        clients.tickets[number] = nil
        send(
            .logPiece(LogPiece(correlation: ticket.correlation, chunk: chunk.wire, node: node.name)), to: ticket.peer)
    }

    func refuse(_ number: UInt64, _ refusal: MemberRefusal) {
        guard let ticket = clients.tickets.removeValue(forKey: number) else { return }
        switch refusal {
        case .notLeader(let leader):
            if ticket.waiting.isJoin {
                refuseJoin(ticket.peer, ticket.correlation, notLeader: leader)
            } else {
                refuse(ticket.peer, ticket.correlation, notLeader: leader?.rawValue)
            }
        case .interrupted:
            refuse(
                ticket, .unavailable,
                "the leader or its quorum was lost meanwhile; asking again with the same id is safe")
        case .noSpace:
            refuse(
                ticket, .overloaded,
                "the coordinators' disks are nearly full, and nothing new is accepted until there is room; free some")
        case .overloaded: refuse(ticket, .overloaded, "too much is under way; try again")
        case .notFound(let sentence): refuse(ticket, .notFound, sentence)
        case .invalid(let sentence):
            // A change of the members was looked at before: it only has to wait for another one.
            switch ticket.waiting {
            case .membership, .joinMembership: refuse(ticket, .unavailable, sentence)
            default: refuse(ticket, .invalid, sentence)
            }
        }
    }

    /// Says on its own conversation that a request was not carried out.
    private func refuse(_ ticket: Clients.Ticket, _ code: RefusalCode, _ sentence: String) {
        if ticket.waiting.isJoin {
            refuseJoin(
                ticket.peer, ticket.correlation, sentence, mayRetry: code == .unavailable || code == .overloaded)
        } else {
            refuse(ticket.peer, ticket.correlation, code, sentence)
        }
    }

    /// Followers of commands go to the new leader, who knows as much.
    func refuseFollowers() {
        guard member.raft.role != .leader else { return }
        for follower in clients.followers {
            refuse(follower.peer, follower.correlation, notLeader: member.raft.leader?.rawValue)
        }
        clients.followers.removeAll()
    }

    private func refuse(_ peer: Listener.Peer, _ correlation: UInt64, notLeader leader: UInt64?) {
        let address = member.addresses.first { $0.member == leader && leader != configuration.member }
        guard let address else {
            refuse(
                peer, correlation, .unavailable,
                "there is no leader: an election is under way, or a majority of the coordinators cannot be reached")
            return
        }
        send(
            .refusal(
                Refusal(
                    correlation: correlation, code: .notLeader, message: "member \(address.member) leads",
                    leader: address.wire)), to: peer)
    }

    func refuse(_ peer: Listener.Peer, _ correlation: UInt64, _ code: RefusalCode, _ sentence: String) {
        send(.refusal(Refusal(correlation: correlation, code: code, message: sentence)), to: peer)
    }

    @discardableResult
    func send(_ message: AdministrationMessage, to peer: Listener.Peer) -> ZMQSocket.SendResult {
        var result = ZMQSocket.SendResult.tooLarge
        do throws(WireError) {
            result = administrationListener?.send(try Codec.encode(message), to: peer) ?? .unreachable
        } catch {
            drop(.notSent, .administration, peer: peer.key, detail: "\(error)")
        }
        // Whoever asked learns it at once, instead of asking again in vain.
        if result == .tooLarge, !message.isRefusal {
            refuse(
                peer, message.correlation, .invalid,
                "the answer is too large for one message; ask for less (one server, one job, one namespace)")
        }
        return result
    }

    // MARK: Followers of commands

    /// Bytes of output in one message.
    private static let pieceBytes = 64 * 1024

    func pushToFollowers() {
        guard clients.mustPush else { return }
        clients.mustPush = false
        var remaining: [Clients.Follower] = []
        for var follower in clients.followers where !push(to: &follower) { remaining.append(follower) }
        clients.followers = remaining
    }

    /// Sends what is new; true when nothing follows. What does not fit into the follower's queue is sent later, from the same
    /// place on.
    private func push(to follower: inout Clients.Follower) -> Bool {
        guard let command = member.fleet.commands[follower.command] else { return true }
        for (key, stream) in outputs.streams(of: command.id) {
            while let place = follower.next(of: key, in: stream) {
                let end = min(stream.bytes.count, place + CoordinatorServer.pieceBytes)
                let event = CommandEvent(
                    correlation: follower.correlation, node: key.node.name,
                    output: Wire.OutputChunk(
                        source: .command(command.id.number), stream: UInt32(key.stream), offset: UInt64(place),
                        data: Array(stream.bytes[place..<end])))
                if let isOver = isRefused(event, follower) { return isOver }
                follower.sentBytes[key] = end
            }
        }
        for (node, run) in command.runs {
            guard let result = run.result, !follower.sentResults.contains(node) else { continue }
            let event = CommandEvent(correlation: follower.correlation, node: node.name, result: result.wire)
            if let isOver = isRefused(event, follower) { return isOver }
            follower.sentResults.insert(node)
        }
        guard command.isSettled else { return false }
        return isRefused(CommandEvent(correlation: follower.correlation, isSettled: true), follower) ?? true
    }

    /// Nil when the event was sent; else whether the follower is gone. One whose queue is full is tried again.
    private func isRefused(_ event: CommandEvent, _ follower: Clients.Follower) -> Bool? {
        switch send(.commandEvent(event), to: follower.peer) {
        case .sent: return nil
        case .full:
            clients.mustPush = true
            return false
        case .unreachable, .tooLarge: return true
        }
    }

    /// Everything that this coordinator counts, by name.
    private var allCounters: [Wire.Counter] {
        var all: [Wire.Counter] = []
        for conversation in Conversation.allCases {
            for (reason, count) in (counters[conversation] ?? WireCounters()).all where count > 0 {
                all.append(Wire.Counter(name: "dropped_\(conversation)_\(reason.rawValue)", value: count))
            }
        }
        if let count = enrolmentListener?.wordless, count > 0 {
            all.append(Wire.Counter(name: "wordless_connections_enrolment", value: count))
        }
        for (conversation, count) in admission.refused {
            all.append(Wire.Counter(name: "refused_handshakes_\(conversation)", value: count))
        }
        return all
    }
}

extension AdministrationMessage {
    var isRefusal: Bool {
        if case .refusal = self { return true }
        return false
    }

    /// The number by which the client knows its request.
    var correlation: UInt64 {
        switch self {
        case .mutation(let message): message.correlation
        case .query(let message): message.correlation
        case .followCommand(let message): message.correlation
        case .logQuery(let message): message.correlation
        case .mutationOutcome(let message): message.correlation
        case .view(let message): message.correlation
        case .commandEvent(let message): message.correlation
        case .logPiece(let message): message.correlation
        case .refusal(let message): message.correlation
        case .backupQuery(let message): message.correlation
        case .backupPiece(let message): message.correlation
        }
    }
}
