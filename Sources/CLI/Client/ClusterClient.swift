import Foundation
import Settings
import Wire

/// Talks to a cluster: finds the leader, follows it when it changes, and tries again what is safe to try again, until its time
/// is over. Used on one thread.
final class ClusterClient {
    private let context: ZMQContext
    private let loop = EventLoop()
    private let keys: CurveKeyPair
    /// The coordinators that are known: those of the configuration, and those that others have pointed to.
    private var endpoints: [UInt64: Endpoint] = [:]
    private let timeout: UInt64
    private var links: [UInt64: Connection] = [:]
    private var preferred: UInt64?
    private var refusedKeys: Set<UInt64> = []
    private var received: [(member: UInt64, message: AdministrationMessage)] = []
    private var nextCorrelation: UInt64 = 1
    private var changes = 0

    /// How long one try may take at first and at the most, in nanoseconds.
    private static let firstPatience: UInt64 = 250_000_000
    private static let longestPatience: UInt64 = 2_000_000_000
    /// The pause after a coordinator that knows no leader.
    private static let pause: UInt64 = 20_000_000

    /// A client with `timeout` nanoseconds for each request.
    init(configuration: ClientConfiguration, keys: CurveKeyPair, timeout: UInt64) throws {
        self.keys = keys
        self.timeout = timeout
        context = try ZMQContext(sockets: 64)
        for endpoint in configuration.coordinators { try connect(endpoint) }
    }

    private func connect(_ endpoint: Endpoint) throws {
        let member = endpoint.member
        links[member]?.close()
        refusedKeys.remove(member)
        endpoints[member] = endpoint
        links[member] = try Connection(
            context, loop: loop, host: endpoint.host, port: endpoint.basePort, serverKey: endpoint.publicKey,
            keys: keys, conversation: .administration, patience: .quick,
            handlers: Connection.Handlers(
                message: { [unowned self] frame in
                    if case .message(let message) = Codec.decode(frame, as: AdministrationMessage.self) {
                        received.append((member, message))
                    }
                }, up: { [unowned self] in changes += 1 }, down: { [unowned self] in changes += 1 },
                refused: { [unowned self] in
                    refusedKeys.insert(member)
                    changes += 1
                }))
    }

    /// Gets to know a coordinator that the configuration does not name, or names elsewhere.
    func meet(_ endpoint: Endpoint) throws {
        if endpoints[endpoint.member] != endpoint { try connect(endpoint) }
    }

    /// Whether it is known where that member is.
    func knows(_ member: UInt64) -> Bool { endpoints[member] != nil }

    private func meet(_ address: CoordinatorAddress?) throws {
        guard let address, !address.host.isEmpty, address.publicKey.utf8.count == 40 else { return }
        try meet(
            Endpoint(
                member: address.member, host: address.host, basePort: UInt64(address.basePort),
                publicKey: address.publicKey))
    }

    /// A view of the cluster, as of now.
    func query(
        _ topic: Topic, object: String = "", namespace: String = "", limit: UInt32 = 0, user: String = "",
        since: DayRef? = nil, until: DayRef? = nil, definitions: [JobDefinition] = [],
        groupBy: String = ""
    ) throws -> Wire.View {
        let answer = try ask { correlation in
            .query(
                Query(
                    correlation: correlation, topic: topic, object: object, namespaceName: namespace, limit: limit,
                    user: user, since: since, until: until, definitions: definitions, groupBy: groupBy))
        }
        guard case .view(let view) = answer else { throw unexpected }
        return view
    }

    /// Carries out a change once, however often it has to be asked for. Throws when it is refused.
    func change(_ change: Mutation.Change) throws -> MutationOutcome {
        let id = MutationID(high: .random(in: 0...(.max)), low: .random(in: 0...(.max)))
        let answer = try ask { .mutation(Mutation(correlation: $0, id: id, change: change)) }
        guard case .mutationOutcome(let outcome) = answer else { throw unexpected }
        guard outcome.code == 0 else { throw CLIError(.failed, sentence: outcome.message) }
        return outcome
    }

    /// A piece of a task's log.
    func log(
        allocation: UInt64, attempt: UInt64, stream: UInt32, offset: UInt64, limit: UInt64
    ) throws -> LogPiece {
        let answer = try ask {
            .logQuery(
                LogQuery(
                    correlation: $0, allocation: allocation, attempt: attempt, stream: stream, offset: offset,
                    limit: limit))
        }
        guard case .logPiece(let piece) = answer else { throw unexpected }
        return piece
    }

    /// A piece of a backup: the first of a new one, of the leader's state or of that member's; or a further one, of the member
    /// that answered the first.
    func backup(_ query: BackupQuery, from member: UInt64?) throws -> BackupPiece {
        if let member, endpoints[member] == nil {
            throw CLIError(.failed, "member \(member) is not known; `muster coordinator list` shows the members.")
        }
        let answer = try ask(only: member) { correlation in
            var query = query
            query.correlation = correlation
            return .backupQuery(query)
        }
        guard case .backupPiece(let piece) = answer else { throw unexpected }
        return piece
    }

    /// Follows a command until every server's result is there, or `seconds` have passed. Follows it to a new leader; what was
    /// told before is not told again.
    func follow(command: UInt64, seconds: Double, _ tell: (CommandEvent) -> Void) throws {
        let deadline = loop.now + UInt64(seconds * 1e9)
        var output = FollowedOutput()
        var results: Set<String> = []
        while loop.now < deadline {
            let correlation = newCorrelation()
            guard
                let member = try send(
                    .followCommand(FollowCommand(correlation: correlation, command: command)), deadline: deadline)
            else { break }
            var vigil = Vigil(until: loop.now + ClusterClient.longestPatience)
            while !vigil.isLost, loop.now < deadline {
                let before = changes
                try loop.run(until: min(deadline, vigil.until)) { self.received.isEmpty && self.changes == before }
                for (_, message) in take() {
                    if let refusal = vigil.hear(message, at: loop.now + ClusterClient.longestPatience) {
                        preferred = refusal.leader?.member
                    }
                    if case .refusal(let refusal) = message, message.correlation == correlation {
                        try meet(refusal.leader)
                        preferred = refusal.leader?.member
                        if refusal.code != .notLeader, refusal.code != .unavailable {
                            throw CLIError(.failed, sentence: refusal.message)
                        }
                        vigil.isLost = true
                    }
                    guard message.correlation == correlation, case .commandEvent(var event) = message else { continue }
                    if event.isSettled { return }
                    if event.result != nil {
                        if results.insert(event.node).inserted { tell(event) }
                    } else if let piece = event.output,
                        let news = output.news(
                            node: event.node, stream: piece.stream, offset: piece.offset, data: piece.data)
                    {
                        event.output?.offset = news.offset
                        event.output?.data = news.data
                        tell(event)
                    }
                }
                if links[member]?.isUp != true { vigil.isLost = true }
                if loop.now >= vigil.until { try attend(&vigil, member) }
            }
            try wait(ClusterClient.pause)
        }
    }

    /// Whether the coordinator that is followed still leads: one that is frozen keeps its connections and says nothing.
    private struct Vigil {
        /// When the silence has lasted long enough.
        var until: UInt64
        /// The question that is under way.
        var question: UInt64?
        var isLost = false

        /// Takes a sign of life; gives the refusal back by which the coordinator says that it does not lead.
        mutating func hear(_ message: AdministrationMessage, at next: UInt64) -> Refusal? {
            until = next
            guard let question, message.correlation == question else { return nil }
            self.question = nil
            guard case .refusal(let refusal) = message, refusal.code == .notLeader || refusal.code == .unavailable
            else { return nil }
            isLost = true
            return refusal
        }
    }

    /// Asks a silent leader for something small, and turns to the others if it has not answered the last time.
    private func attend(_ vigil: inout Vigil, _ member: UInt64) throws {
        guard vigil.question == nil else {
            vigil.isLost = true
            if preferred == member { preferred = nil }
            rotation += 1
            return
        }
        let correlation = newCorrelation()
        vigil.question = correlation
        vigil.until = loop.now + ClusterClient.longestPatience
        links[member]?.send(
            try Codec.encode(AdministrationMessage.query(Query(correlation: correlation, topic: .pools))))
    }

    // MARK: Asking

    private var unexpected: CLIError {
        CLIError(.failed, "the coordinator gave an answer that this version does not understand; update `muster`.")
    }

    private func newCorrelation() -> UInt64 {
        defer { nextCorrelation += 1 }
        return nextCorrelation
    }

    private func take() -> [(member: UInt64, message: AdministrationMessage)] {
        defer { received.removeAll() }
        return received
    }

    /// Lets time pass, with ears open.
    func rest(milliseconds: UInt64) throws { try wait(milliseconds * 1_000_000) }

    private func wait(_ nanoseconds: UInt64) throws {
        try loop.run(until: loop.now + nanoseconds) { true }
    }

    /// Asks until there is an answer that is not about who leads. Whom it asks is the leader, or the one that is named.
    private func ask(
        only: UInt64? = nil, _ make: (UInt64) -> AdministrationMessage
    ) throws -> AdministrationMessage {
        let deadline = loop.now + timeout
        var patience = ClusterClient.firstPatience
        var lastRefusal: Refusal?
        var pointers = 0
        while loop.now < deadline {
            let correlation = newCorrelation()
            guard let member = try send(make(correlation), only: only, deadline: deadline) else { break }
            let tryUntil = min(deadline, loop.now + patience)
            var answer: AdministrationMessage?
            while answer == nil, loop.now < tryUntil, links[member]?.isUp == true {
                let before = changes
                try loop.run(until: tryUntil) { self.received.isEmpty && self.changes == before }
                answer = take().first { $0.message.correlation == correlation }?.message
            }
            guard let answer else {
                patience = min(patience * 2, ClusterClient.longestPatience)
                if preferred == member { preferred = nil }
                rotation += 1
                continue
            }
            guard case .refusal(let refusal) = answer else {
                preferred = member
                return answer
            }
            lastRefusal = refusal
            switch refusal.code {
            case .notLeader:
                // Two that point to each other would else be asked as fast as they answer.
                if pointers > 0 { try wait(ClusterClient.pause) }
                pointers += 1
                try meet(refusal.leader)
                preferred = refusal.leader?.member
            case .unavailable:
                preferred = nil
                rotation += 1
                try wait(ClusterClient.pause)
            case .overloaded:
                try wait(ClusterClient.pause * 10)
            case .forbidden, .invalid, .notFound, .unspecified:
                throw CLIError(.failed, sentence: refusal.message)
            }
        }
        if let lastRefusal, lastRefusal.code != .notLeader {
            throw CLIError(.unavailable, sentence: "the cluster cannot answer: \(lastRefusal.message)")
        }
        throw silence
    }

    private var rotation = 0

    /// Sends to the leader, if it is known and reached, else to whichever coordinator is reached; waits for one. Nil when
    /// time is over.
    private func send(
        _ message: AdministrationMessage, only: UInt64? = nil, deadline: UInt64
    ) throws -> UInt64? {
        let frame = try Codec.encode(message)
        var patienceForLeader = min(deadline, loop.now + ClusterClient.firstPatience)
        while loop.now < deadline {
            if let only {
                if links[only]?.isUp == true, links[only]?.send(frame) == .sent { return only }
                if refusedKeys.contains(only) { throw silence }
                let before = changes
                try loop.run(until: deadline) { self.changes == before }
                continue
            }
            if let preferred, links[preferred]?.isUp == true, links[preferred]?.send(frame) == .sent {
                return preferred
            }
            if preferred == nil || loop.now >= patienceForLeader {
                preferred = nil
                let up = links.filter { $0.value.isUp }.keys.sorted()
                for step in up.indices {
                    let member = up[(step + rotation) % up.count]
                    if links[member]?.send(frame) == .sent { return member }
                }
            }
            if refusedKeys.count == links.count { throw silence }
            let before = changes
            let until = preferred == nil ? deadline : patienceForLeader
            try loop.run(until: until) { self.changes == before }
            if loop.now >= patienceForLeader { patienceForLeader = deadline }
        }
        return nil
    }

    private var silence: CLIError {
        let places = endpoints.values.sorted { $0.member < $1.member }.map { "\($0.host):\($0.basePort)" }
            .joined(separator: ", ")
        if !refusedKeys.isEmpty {
            return CLIError(
                .failed,
                "the coordinators refuse this key, which is not an administrator's; use the key file of `muster cluster init`."
            )
        }
        return CLIError(
            .unavailable,
            "no coordinator answers at \(places); check that they run and that these ports can be reached from here.")
    }
}

extension AdministrationMessage {
    /// The number by which this client knows its request.
    var correlation: UInt64 {
        switch self {
        case .mutationOutcome(let message): message.correlation
        case .view(let message): message.correlation
        case .commandEvent(let message): message.correlation
        case .logPiece(let message): message.correlation
        case .refusal(let message): message.correlation
        case .backupPiece(let message): message.correlation
        case .mutation, .query, .followCommand, .logQuery, .backupQuery: 0
        }
    }
}
