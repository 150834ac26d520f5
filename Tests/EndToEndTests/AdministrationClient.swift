import Glibc
import Settings
import Wire

/// An administrator's end of the administration conversation, for tests: follows the leader, and repeats a change with the
/// same id until it is answered.
final class AdministrationClient {
    /// What a coordinator refused.
    struct Refused: Error, CustomStringConvertible {
        var code: RefusalCode
        var message: String
        var description: String { "refused (\(code)): \(message)" }
    }

    private let context: ZMQContext
    private let keys: CurveKeyPair
    private let loop = EventLoop()
    private var links: [UInt64: Connection] = [:]
    private var answers: [UInt64: AdministrationMessage] = [:]
    private var correlation: UInt64 = 0
    private var preferred: UInt64?
    private(set) var keyRefusals = 0

    /// Connects to every coordinator with that key pair.
    init(_ coordinators: [Endpoint], keys: CurveKeyPair) throws {
        context = try ZMQContext()
        self.keys = keys
        for endpoint in coordinators { try meet(endpoint) }
    }

    /// Connects to one more coordinator.
    func meet(_ endpoint: Endpoint) throws {
        guard links[endpoint.member] == nil else { return }
        links[endpoint.member] = try Connection(
            context, loop: loop, host: endpoint.host, port: endpoint.basePort, serverKey: endpoint.publicKey,
            keys: keys, conversation: .administration, patience: .quick,
            handlers: Connection.Handlers(
                message: { [unowned self] frame in
                    if case .message(let message) = Codec.decode(frame, as: AdministrationMessage.self) {
                        answers[AdministrationClient.correlation(of: message)] = message
                    }
                }, refused: { [unowned self] in keyRefusals += 1 }))
    }

    /// Connects to a leader that it was pointed to and did not know.
    private func meet(_ address: CoordinatorAddress?) throws {
        guard let address else { return }
        try meet(
            Endpoint(
                member: address.member, host: address.host, basePort: UInt64(address.basePort),
                publicKey: address.publicKey))
    }

    deinit {
        for link in links.values { link.close() }
        links.removeAll()
    }

    /// Whether the coordinator let this key in.
    func isUp(_ member: UInt64) -> Bool { links[member]?.isUp ?? false }

    /// Lets the loop run until the condition holds or the time is over; tells whether it holds.
    func pump(seconds: Double, until condition: () -> Bool) throws -> Bool {
        try loop.run(
            until: loop.now + UInt64(seconds * 1e9),
            while: {
                if condition() { return false }
                return true
            })
        return condition()
    }

    /// Asks one coordinator once; nil when no answer came in time.
    func askOnce(
        _ member: UInt64, seconds: Double, _ make: (UInt64) -> AdministrationMessage
    ) throws -> AdministrationMessage? {
        guard let link = links[member] else { return nil }
        let deadline = loop.now + UInt64(seconds * 1e9)
        while !link.isUp, loop.now < deadline { try loop.run(until: loop.now + 2_000_000, while: { !link.isUp }) }
        guard link.isUp else { return nil }
        correlation += 1
        let number = correlation
        guard link.send(try Codec.encode(make(number))) == .sent else { return nil }
        while answers[number] == nil, link.isUp, loop.now < deadline {
            try loop.run(until: min(deadline, loop.now + 50_000_000), while: { answers[number] == nil && link.isUp })
        }
        return answers.removeValue(forKey: number)
    }

    /// Asks until the leader answers; throws what it refused for good, or the last reason when the time is over.
    func ask(seconds: Double = 30, _ make: (UInt64) -> AdministrationMessage) throws -> AdministrationMessage {
        let deadline = loop.now + UInt64(seconds * 1e9)
        var last = Refused(code: .unavailable, message: "no coordinator can be reached")
        var turn = 0
        while loop.now < deadline {
            let members = links.keys.sorted()
            let candidate = preferred.flatMap { isUp($0) ? $0 : nil }
            let up = members.filter(isUp)
            guard let member = candidate ?? (up.isEmpty ? nil : up[turn % up.count]) else {
                try loop.run(until: min(deadline, loop.now + 2_000_000), while: { !members.contains(where: isUp) })
                continue
            }
            turn += 1
            let left = Double(deadline - min(deadline, loop.now)) / 1e9
            switch try askOnce(member, seconds: min(left, 10), make) {
            case .refusal(let refusal)?:
                last = Refused(code: refusal.code, message: refusal.message)
                switch refusal.code {
                case .notLeader:
                    try meet(refusal.leader)
                    preferred = refusal.leader?.member
                case .unavailable, .overloaded:
                    preferred = nil
                default: throw last
                }
                if preferred.map(isUp) != true { try loop.run(until: loop.now + 2_000_000, while: { true }) }
            case let answer?:
                preferred = member
                return answer
            case nil:
                preferred = nil
                // What has become of the connections is only learned here.
                try loop.run(until: loop.now + 2_000_000, while: { true })
            }
        }
        throw last
    }

    /// Makes a change; its outcome, which must be "done".
    @discardableResult
    func change(seconds: Double = 30, _ change: Mutation.Change) throws -> MutationOutcome {
        let outcome = try attempt(seconds: seconds, change)
        guard outcome.code == 0 else {
            throw Failure("the change was answered with \(outcome.code): \(outcome.message)")
        }
        return outcome
    }

    /// Makes a change; its outcome, whatever it is.
    func attempt(seconds: Double = 30, _ change: Mutation.Change) throws -> MutationOutcome {
        let id = AdministrationClient.newID()
        let answer = try ask(seconds: seconds) { .mutation(Mutation(correlation: $0, id: id, change: change)) }
        guard case .mutationOutcome(let outcome) = answer else { throw Failure("no outcome: \(answer)") }
        return outcome
    }

    /// Reads a view.
    func view(_ topic: Topic, _ object: String = "", seconds: Double = 30) throws -> View {
        let answer = try ask(seconds: seconds) { .query(Query(correlation: $0, topic: topic, object: object)) }
        guard case .view(let view) = answer else { throw Failure("no view: \(answer)") }
        return view
    }

    static func newID() -> MutationID { MutationID(high: .random(in: 0...(.max)), low: .random(in: 0...(.max))) }

    private static func correlation(of message: AdministrationMessage) -> UInt64 {
        switch message {
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
