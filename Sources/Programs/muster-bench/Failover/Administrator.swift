import Settings
import Wire

/// An administrator that asks one thing after the other: it follows the leader, and repeats a change with the same id until it
/// is answered.
final class Administrator {
    private let context: ZMQContext
    private let loop = EventLoop()
    private var links: [UInt64: Connection] = [:]
    private var answers: [UInt64: AdministrationMessage] = [:]
    private var correlation: UInt64 = 0
    private var preferred: UInt64?

    init(_ coordinators: [Endpoint], keys: CurveKeyPair) throws {
        context = try ZMQContext(sockets: 64, threads: 1)
        for endpoint in coordinators {
            links[endpoint.member] = try Connection(
                context, loop: loop, host: endpoint.host, port: endpoint.basePort, serverKey: endpoint.publicKey,
                keys: keys, conversation: .administration, patience: .quick,
                handlers: Connection.Handlers(
                    message: { [unowned self] frame in
                        if case .message(let message) = Codec.decode(frame, as: AdministrationMessage.self),
                            let number = Self.correlation(of: message)
                        {
                            answers[number] = message
                        }
                    }))
        }
    }

    deinit {
        for link in links.values { link.close() }
        links.removeAll()
    }

    /// Makes a change, which must be done.
    func change(_ change: Mutation.Change) throws {
        let id = MutationID(high: .random(in: 0...(.max)), low: .random(in: 0...(.max)))
        let answer = try ask { .mutation(Mutation(correlation: $0, id: id, change: change)) }
        guard case .mutationOutcome(let outcome) = answer, outcome.code == 0 else {
            throw BenchError(sentence: "a change was answered with \(answer)")
        }
    }

    /// Reads a view.
    func view(_ topic: Topic, _ object: String = "") throws -> View {
        let answer = try ask { .query(Query(correlation: $0, topic: topic, object: object)) }
        guard case .view(let view) = answer else {
            throw BenchError(sentence: "a question was answered with \(answer)")
        }
        return view
    }

    private func ask(seconds: UInt64 = 30, _ make: (UInt64) -> AdministrationMessage) throws -> AdministrationMessage {
        let deadline = loop.now + seconds * 1_000_000_000
        var last = "no coordinator can be reached"
        var turn = 0
        while loop.now < deadline {
            let up = links.keys.sorted().filter { links[$0]?.isUp == true }
            guard
                let member = preferred.flatMap({ up.contains($0) ? $0 : nil })
                    ?? (up.isEmpty ? nil : up[turn % up.count])
            else {
                try rest(2)
                continue
            }
            turn += 1
            switch try askOnce(member, until: min(deadline, loop.now + 2_000_000_000), make) {
            case .refusal(let refusal)?:
                last = refusal.message
                switch refusal.code {
                case .notLeader: preferred = refusal.leader?.member
                case .unavailable, .overloaded: preferred = nil
                default: throw BenchError(sentence: "a coordinator refused: \(refusal.message)")
                }
                try rest(2)
            case let answer?:
                preferred = member
                return answer
            case nil:
                preferred = nil
                try rest(2)
            }
        }
        throw BenchError(sentence: "no answer within \(seconds) s: \(last)")
    }

    private func rest(_ milliseconds: UInt64) throws {
        _ = try loop.run(until: loop.now + milliseconds * 1_000_000) { true }
    }

    private func askOnce(
        _ member: UInt64, until deadline: UInt64, _ make: (UInt64) -> AdministrationMessage
    ) throws -> AdministrationMessage? {
        guard let link = links[member] else { return nil }
        correlation += 1
        let number = correlation
        guard link.send(try Codec.encode(make(number))) == .sent else { return nil }
        while answers[number] == nil, link.isUp, loop.now < deadline {
            _ = try loop.run(until: min(deadline, loop.now + 50_000_000)) { answers[number] == nil && link.isUp }
        }
        return answers.removeValue(forKey: number)
    }

    private static func correlation(of message: AdministrationMessage) -> UInt64? {
        switch message {
        case .mutationOutcome(let message): message.correlation
        case .view(let message): message.correlation
        case .refusal(let message): message.correlation
        default: nil
        }
    }
}
