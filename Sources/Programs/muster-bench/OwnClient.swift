import Settings
import Wire

/// An administrator's program with many requests outstanding on one connection. It finds the leader by itself, follows it, and
/// says again what a lost leader left unanswered.
final class OwnClient {
    private struct Request {
        var start: UInt64
        var isRead: Bool
    }

    private let context: ZMQContext
    private let loop = EventLoop()
    private var links: [UInt64: Connection] = [:]
    private var leading: UInt64?
    private var nextCorrelation: UInt64 = 1
    private var waiting: [UInt64: Request] = [:]
    private var latencies: [UInt64] = []
    private var refusedUntil: UInt64 = 0
    private var failure: String?
    private var term: UInt64 = 0
    /// The number of the first question of the round under way, and whom each member that answered one called the leader.
    private var roll: (first: UInt64, answers: [UInt64: UInt64]) = (.max, [:])
    /// Called with the correlation of each accepted write.
    private var accepted: ((UInt64) -> Void)?
    /// While requests are to be kept outstanding: until when, and of which kind.
    private var load: (end: UInt64, isRead: Bool)?

    /// Changes that are being made: how many were asked for, of how many, and what they are.
    private var filling: (asked: Int, count: Int, make: (Int) -> Mutation.Change)?
    /// What the leader last said of its members.
    private(set) var members: [MemberView] = []

    /// What the writes say by turns, so that each changes the state: a pool's servers, about 200 bytes.
    private let pools: [SetPool]

    init(endpoints: [Endpoint], keys: CurveKeyPair, pools: [SetPool]) throws {
        self.pools = pools
        context = try ZMQContext(sockets: 64, threads: 2)
        for endpoint in endpoints {
            let member = endpoint.member
            links[member] = try Connection(
                context, loop: loop, host: endpoint.host, port: endpoint.basePort, serverKey: endpoint.publicKey,
                keys: keys, conversation: .administration, patience: .quick,
                handlers: Connection.Handlers(
                    message: { [unowned self] frame in hear(frame, from: member) },
                    down: { [unowned self] in lost(member) }))
        }
    }

    // MARK: What is asked

    /// Keeps `depth` requests outstanding for so long.
    func run(depth: Int, milliseconds: Int, isRead: Bool) throws -> LoadResult {
        _ = try leader()
        latencies.removeAll(keepingCapacity: true)
        waiting.removeAll(keepingCapacity: true)
        failure = nil
        let start = loop.now
        let end = start + UInt64(milliseconds) * 1_000_000
        load = (end, isRead)
        for _ in 0..<depth { ask(isRead: isRead) }
        let limit = end + 5_000_000_000
        while !waiting.isEmpty, failure == nil, loop.now < limit {
            _ = try loop.run(until: min(limit, loop.now + 20_000_000)) { !self.waiting.isEmpty && self.failure == nil }
            again()
        }
        load = nil
        if let failure { throw BenchError(sentence: failure) }
        guard waiting.isEmpty, !latencies.isEmpty else {
            throw BenchError(
                sentence: "the coordinators did not answer \(waiting.count) requests; look into their logs")
        }
        return LoadResult(latencies: latencies, seconds: Double(loop.now - start) / 1e9)
    }

    /// Carries out so many changes with `depth` outstanding, and waits for all of them.
    func change(count: Int, depth: Int, _ make: @escaping (Int) -> Mutation.Change) throws {
        _ = try leader()
        waiting.removeAll(keepingCapacity: true)
        failure = nil
        filling = (0, count, make)
        defer { filling = nil }
        for _ in 0..<min(depth, count) { ask(isRead: false) }
        let limit = loop.now + 600_000_000_000
        while !waiting.isEmpty, failure == nil, loop.now < limit {
            _ = try loop.run(until: loop.now + 20_000_000) { !self.waiting.isEmpty && self.failure == nil }
            again()
        }
        if let failure { throw BenchError(sentence: failure) }
        guard waiting.isEmpty else { throw BenchError(sentence: "the changes are not through after ten minutes") }
    }

    /// Keeps one write outstanding until `isOver`, which is asked every 50 ms; the latencies in nanoseconds.
    func writes(until isOver: () throws -> Bool) throws -> [UInt64] {
        _ = try leader()
        latencies.removeAll(keepingCapacity: true)
        waiting.removeAll(keepingCapacity: true)
        failure = nil
        load = (.max, false)
        defer { load = nil }
        ask(isRead: false)
        while failure == nil, try !isOver() {
            _ = try loop.run(until: loop.now + 50_000_000) { self.failure == nil }
            again()
        }
        if let failure { throw BenchError(sentence: failure) }
        return latencies
    }

    /// Tries a write at every member, every 5 ms, until one is accepted; nanoseconds since before `begin`.
    func firstWrite(after begin: () throws -> Void) throws -> Double {
        waiting.removeAll(keepingCapacity: true)
        let start = loop.now
        try begin()
        let first = nextCorrelation
        var end: UInt64?
        accepted = { [unowned self] in if $0 >= first, end == nil { end = loop.now } }
        defer { accepted = nil }
        let limit = start + 30_000_000_000
        while end == nil, loop.now < limit {
            for link in links.values { send(isRead: false, on: link) }
            _ = try loop.run(until: loop.now + 5_000_000) { end == nil }
        }
        guard let end else { throw BenchError(sentence: "no write was accepted for 30 seconds") }
        return Double(end - start)
    }

    /// The member that leads; waits for one that accepts a read.
    func leader() throws -> UInt64 { try state().leader }

    /// The leader, its term and how many members follow it, itself included; waits for a leader.
    func state() throws -> (leader: UInt64, term: UInt64, present: Int) {
        let limit = loop.now + 30_000_000_000
        while loop.now < limit {
            roll = (nextCorrelation + 1, [:])
            defer { roll = (.max, [:]) }
            for link in links.values {
                nextCorrelation += 1
                let query = Query(correlation: nextCorrelation, topic: .status)
                link.send(try Codec.encode(AdministrationMessage.query(query)))
            }
            _ = try loop.run(until: loop.now + 100_000_000) { roll.answers.count < links.count }
            if let leader = roll.answers.first(where: { $0.key == $0.value })?.key {
                return (leader, term, roll.answers.values.count { $0 == leader })
            }
        }
        throw BenchError(sentence: "no coordinator leads after 30 seconds")
    }

    /// Asks the leader for the members; the answer comes to `members`.
    func askForMembers() throws {
        guard let leading, let link = links[leading] else { return }
        nextCorrelation += 1
        link.send(
            try Codec.encode(AdministrationMessage.query(Query(correlation: nextCorrelation, topic: .status))))
    }

    // MARK: Requests

    private func message(isRead: Bool) -> (UInt64, AdministrationMessage) {
        nextCorrelation += 1
        let number = nextCorrelation
        guard !isRead else { return (number, .query(Query(correlation: number, topic: .pools))) }
        let id = MutationID(high: .random(in: 0...(.max)), low: .random(in: 0...(.max)))
        if let filling {
            self.filling?.asked += 1
            return (number, .mutation(Mutation(correlation: number, id: id, change: filling.make(filling.asked))))
        }
        return (number, .mutation(Mutation(correlation: number, id: id, change: pool(Int(number)))))
    }

    /// The small change of that number.
    func pool(_ number: Int) -> Mutation.Change { .setPool(pools[number % pools.count]) }

    private func send(isRead: Bool, on link: Connection) {
        let (_, message) = message(isRead: isRead)
        if let frame = try? Codec.encode(message) { link.send(frame) }
    }

    /// Asks the leader, and keeps the question until it is answered.
    private func ask(isRead: Bool, since start: UInt64? = nil) {
        let (number, message) = message(isRead: isRead)
        waiting[number] = Request(start: start ?? loop.now, isRead: isRead)
        guard let leading, let link = links[leading], let frame = try? Codec.encode(message), link.send(frame) == .sent
        else {
            refusedUntil = loop.now
            return
        }
    }

    /// Asks anew what nobody has answered for long, or what a refusal left open.
    private func again() {
        let now = loop.now
        let isLost = refusedUntil != 0 && refusedUntil <= now
        if isLost { refusedUntil = 0 }
        let old = waiting.filter { isLost || now - $0.value.start > 3_000_000_000 }
        for (number, request) in old {
            waiting[number] = nil
            ask(isRead: request.isRead, since: request.start)
        }
    }

    private func lost(_ member: UInt64) {
        guard leading == member else { return }
        leading = links.first { $0.key != member && $0.value.isUp }?.key
        refusedUntil = loop.now
    }

    private func hear(_ frame: [UInt8], from member: UInt64) {
        guard case .message(let message) = Codec.decode(frame, as: AdministrationMessage.self) else { return }
        switch message {
        case .mutationOutcome(let outcome):
            guard outcome.code == 0 else {
                failure = "a write was not done: \(outcome.message)"
                return
            }
            accepted?(outcome.correlation)
            finish(outcome.correlation, from: member)
        case .view(let view):
            if let status = view.status { members = status.members }
            if let status = view.status, view.correlation >= roll.first {
                term = status.term
                leading = member
                roll.answers[member] = member
            }
            finish(view.correlation, from: member)
        case .refusal(let refusal):
            if refusal.correlation >= roll.first { roll.answers[member] = refusal.leader?.member ?? 0 }
            guard waiting[refusal.correlation] != nil else { return }
            switch refusal.code {
            case .notLeader:
                leading = refusal.leader?.member
                refusedUntil = loop.now
            case .unavailable, .overloaded: refusedUntil = loop.now + 5_000_000
            default: failure = "a request was refused: \(refusal.message)"
            }
        default: break
        }
    }

    private func finish(_ number: UInt64, from member: UInt64) {
        guard let request = waiting.removeValue(forKey: number) else { return }
        leading = member
        let now = loop.now
        latencies.append(now - request.start)
        if let load, now < load.end { ask(isRead: load.isRead) }
        if let filling, filling.asked < filling.count { ask(isRead: false) }
    }
}
