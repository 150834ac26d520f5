import Settings
import Wire

/// Why a machine could not join: one sentence.
public struct JoinError: Error, Sendable, CustomStringConvertible {
    /// The sentence.
    public var description: String
    /// An error with its sentence.
    public init(_ description: String) { self.description = description }
}

/// Asks a cluster to let this machine in: finds the leader, and asks again what may be asked again until its time is over. A
/// request that is repeated with the same key is answered as the first time. Used on one thread.
public final class JoinClient {
    /// One coordinator that is tried.
    private struct Link {
        var endpoint: Endpoint
        var connection: Connection
        var isRefused = false
    }

    private let context: ZMQContext
    private let loop = EventLoop()
    private let token: TokenFile
    private let timeout: UInt64
    private let tell: (String) -> Void
    private var links: [Link] = []
    private var answers: [(link: Int, answer: JoinAnswer)] = []
    private var preferred: Int?
    private var rotation = 0
    private var changes = 0

    /// How long one question may take, and the pause before the same is asked again, in nanoseconds.
    private static let patience: UInt64 = 3_000_000_000
    private static let pause: UInt64 = 500_000_000
    /// How long all may refuse the token before it counts as unknown: a follower may not have heard of it yet.
    private static let refusalPatience: UInt64 = 3_000_000_000

    /// - Parameters:
    ///   - timeout: how long to try, in nanoseconds.
    ///   - tell: is told why it takes longer, a sentence each.
    public init(
        token: TokenFile, places: [Endpoint], timeout: UInt64, tell: @escaping (String) -> Void
    ) throws(SocketError) {
        self.token = token
        self.timeout = timeout
        self.tell = tell
        context = try ZMQContext(sockets: 64)
        for place in places { try connect(place) }
    }

    private func connect(_ place: Endpoint) throws(SocketError) {
        let number = links.count
        let connection = try Connection(
            context, loop: loop, host: place.host, port: place.basePort + JoinPlaces.offset,
            serverKey: place.publicKey, keys: token.keys, conversation: .enrolment, patience: .quick,
            handlers: Connection.Handlers(
                message: { [unowned self] frame in
                    if case .message(.joinAnswer(let answer)) = Codec.decode(frame, as: EnrolmentMessage.self) {
                        answers.append((number, answer))
                    }
                },
                up: { [unowned self] in
                    links[number].isRefused = false
                    changes += 1
                }, down: { [unowned self] in changes += 1 },
                refused: { [unowned self] in
                    links[number].isRefused = true
                    changes += 1
                }))
        links.append(Link(endpoint: place, connection: connection))
    }

    /// Asks until the machine is in, it is refused for good, or time is over.
    public func join(_ who: JoinRequest.Who, version: String) throws -> JoinAnswer {
        let deadline = loop.now + timeout
        var correlation: UInt64 = 0
        var lastTold = ""
        var refusedSince: UInt64?
        while loop.now < deadline {
            guard let link = choose() else {
                let allRefuse = links.allSatisfy(\.isRefused)
                if !allRefuse { refusedSince = nil }
                if allRefuse, refusedSince == nil { refusedSince = loop.now }
                if let since = refusedSince, loop.now >= since + JoinClient.refusalPatience { throw unknownToken }
                let before = changes
                try loop.run(until: min(deadline, loop.now + JoinClient.pause)) { self.changes == before }
                continue
            }
            correlation += 1
            let request = JoinRequest(correlation: correlation, version: version, who: who)
            links[link].connection.send(try Codec.encode(EnrolmentMessage.joinRequest(request)))
            let until = min(deadline, loop.now + JoinClient.patience)
            var answer: JoinAnswer?
            while answer == nil, loop.now < until, links[link].connection.isUp {
                let before = changes
                try loop.run(until: until) { self.answers.isEmpty && self.changes == before }
                for heard in answers where heard.answer.correlation == correlation { answer = heard.answer }
                answers.removeAll()
            }
            guard let answer else {
                preferred = nil
                rotation += 1
                continue
            }
            if answer.isDone { return answer }
            if let leader = answer.leader, follow(leader) { continue }
            guard answer.mayRetry else { throw JoinError(sentence(answer.message)) }
            if answer.message != lastTold {
                lastTold = answer.message
                tell(sentence(answer.message))
            }
            preferred = nil
            rotation += 1
            try loop.run(until: min(deadline, loop.now + JoinClient.pause)) { true }
        }
        if !lastTold.isEmpty { throw JoinError("time is over: \(sentence(lastTold))") }
        throw silence
    }

    /// Whom to ask: the leader as far as it is known, else whoever is reached, by turns.
    private func choose() -> Int? {
        if let preferred {
            if links[preferred].connection.isUp { return preferred }
            // It is only just being reached.
            if !links[preferred].isRefused, !links.contains(where: \.connection.isUp) { return nil }
        }
        let up = links.indices.filter { links[$0].connection.isUp }
        return up.isEmpty ? nil : up[rotation % up.count]
    }

    /// Turns to the leader; false if it is the one that was asked, or cannot be.
    private func follow(_ leader: CoordinatorAddress) -> Bool {
        guard !leader.host.isEmpty, leader.publicKey.utf8.count == 40, (1...65_531).contains(leader.basePort) else {
            return false
        }
        if let known = links.firstIndex(where: { $0.endpoint.publicKey == leader.publicKey && $0.connection.isUp }) {
            if preferred == known { rotation += 1 }
            preferred = known
        } else {
            let place = Endpoint(
                member: leader.member, host: leader.host, basePort: UInt64(leader.basePort),
                publicKey: leader.publicKey)
            guard !links.contains(where: { $0.endpoint == place }), (try? connect(place)) != nil else { return wait() }
            preferred = links.count - 1
        }
        return wait()
    }

    /// Gives a new connection a moment, and two that point to each other no more than they can use.
    private func wait() -> Bool {
        let target = preferred
        try? loop.run(until: loop.now + JoinClient.pause / 25) { true }
        try? loop.run(until: loop.now + JoinClient.pause) {
            target.map { !self.links[$0].connection.isUp } ?? true
        }
        return true
    }

    /// A sentence as a program ends with it.
    private func sentence(_ message: String) -> String { message.hasSuffix(".") ? message : message + "." }

    private var places: String {
        var names: [String] = []
        for link in links {
            let name = "\(link.endpoint.host):\(link.endpoint.basePort + JoinPlaces.offset)"
            if !names.contains(name) { names.append(name) }
        }
        return names.joined(separator: ", ")
    }

    private var unknownToken: JoinError {
        JoinError(
            "the coordinators at \(places) do not know token \(token.id): it is another cluster's, or was over long ago; ask for a new one (`muster token create`)."
        )
    }

    private var silence: JoinError {
        JoinError(
            "no coordinator with a key of token \(token.id) answers at \(places): check that these ports can be reached from here, and that no other machine has the address."
        )
    }
}
