import Consensus
import Determinism
import Linearizability

/// Clients and what they see.
extension ConsensusSimulator {
    func ask(_ request: SimulatedClient.Request, by client: SimulatedClient) {
        client.queue.append(request)
        startNext(client)
    }

    private func startNext(_ client: SimulatedClient) {
        guard client.current == nil, let request = client.queue.first else { return }
        client.queue.removeFirst()
        operations[request.kind] += 1
        let operation: RegisterModel.Operation =
            switch request.kind {
            case .get: .get(request.key)
            case .compareAndSet:
                .compareAndSet(
                    request.key, expected: client.seen[Int(request.key)] ?? request.guess, new: request.value)
            default: .put(request.key, request.value)
            }
        client.asked.append(operation)
        let ticket = Ticket(client: client.id, number: UInt64(client.asked.count), attempt: 1)
        client.current = SimulatedClient.Current(
            ticket: ticket, kind: request.kind,
            id: history.invoke(client: UInt64(client.id), operation: operation, at: now), floor: witness.acknowledged)
        note("client \(client.id) asks \(history.model.describe(operation, nil)) as its request \(ticket.number)")
        if request.givesUp { schedule(.givesUp(ticket), after: .seconds(3)) }
        send(client)
    }

    private func send(_ client: SimulatedClient) {
        guard let ticket = client.current?.ticket else { return }
        schedule(.request(member: client.target, ticket), after: delay(client))
        schedule(
            .impatience(ticket), after: client.random.span(from: .milliseconds(600), through: .milliseconds(1_400)))
    }

    private func delay(_ client: SimulatedClient) -> Span {
        client.random.span(from: .microseconds(200), through: .milliseconds(5))
    }

    /// A request arrives at a member.
    func request(_ ticket: Ticket, on member: SimulatedMember) {
        guard member.isUp else { return answer(ticket, .refused(leader: nil)) }
        let operation = clients[ticket.client].asked[Int(ticket.number) - 1]
        if case .get = operation { return step(member, .read(ticket: ticket.rawValue)) }
        let command = KeyValueCommand(client: UInt64(ticket.client), number: ticket.number, operation: operation)
        step(member, .propose(ticket: ticket.rawValue, payload: command.canonicalBytes))
    }

    func answer(_ ticket: Ticket, _ answer: Answer) {
        schedule(.answer(ticket, answer), after: delay(clients[ticket.client]))
    }

    func answerRead(_ ticket: Ticket, from member: SimulatedMember) {
        let client = clients[ticket.client]
        guard case .get(let key) = client.asked[Int(ticket.number) - 1] else { return }
        if let current = client.current, current.ticket.number == ticket.number, member.applied < current.floor {
            witness.breaks(
                .freshReads,
                "\(member.name) answers a read of client \(client.id) with the state at index "
                    + "\(member.applied.rawValue); index \(current.floor.rawValue) had been acknowledged before it began"
            )
        }
        answer(ticket, .done(.value(member.state.value(key))))
    }

    func hears(_ answer: Answer, _ ticket: Ticket) {
        let client = clients[ticket.client]
        guard let current = client.current, current.ticket.number == ticket.number else { return }
        switch answer {
        case .done(let output):
            if current.kind != .get { witness.acknowledges(client: UInt64(client.id), number: ticket.number) }
            let operation = client.asked[Int(ticket.number) - 1]
            note("client \(client.id) is answered \(history.model.describe(operation, output))")
            history.complete(current.id, output, at: now)
            remember(operation, output, client)
            client.current = nil
            startNext(client)
        case .refused(let leader):
            guard current.ticket.attempt == ticket.attempt else { return }
            if let leader, leader != members[client.target].id {
                client.target = Int(leader.rawValue) - 1
            } else if leader == nil {
                lookElsewhere(client)
            }
            again(client, after: .milliseconds(20 + client.random.below(150)))
        case .lost:
            guard current.ticket.attempt == ticket.attempt else { return }
            again(client, after: .milliseconds(5 + client.random.below(50)))
        }
    }

    private func remember(
        _ operation: RegisterModel.Operation, _ output: RegisterModel.Output, _ client: SimulatedClient
    ) {
        switch (operation, output) {
        case (.get(let key), .value(let value)): client.seen[Int(key)] = value
        case (.put(let key, let value), _): client.seen[Int(key)] = value
        case (.compareAndSet(let key, _, let new), .swapped(true)): client.seen[Int(key)] = new
        default: break
        }
    }

    private func lookElsewhere(_ client: SimulatedClient) {
        client.target = (client.target + 1 + Int(client.random.below(UInt64(members.count - 1)))) % members.count
    }

    private func again(_ client: SimulatedClient, after span: Span) {
        guard var current = client.current else { return }
        current.ticket.attempt = min(current.ticket.attempt + 1, 0xFFFF)
        client.current = current
        schedule(.request(member: client.target, current.ticket), after: span + delay(client))
        schedule(
            .impatience(current.ticket),
            after: span + client.random.span(from: .milliseconds(600), through: .milliseconds(1_400)))
    }

    func impatient(_ ticket: Ticket) {
        let client = clients[ticket.client]
        guard client.current?.ticket == ticket else { return }
        lookElsewhere(client)
        again(client, after: .zero)
    }

    /// The client goes on without ever learning the outcome.
    func giveUp(_ ticket: Ticket) {
        let client = clients[ticket.client]
        guard client.current?.ticket.number == ticket.number, !isResting else { return }
        note("client \(client.id) gives up its request \(ticket.number)")
        client.current = nil
        startNext(client)
    }
}
