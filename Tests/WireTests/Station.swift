import CZMQ
import Testing

@testable import Wire

/// A context with admission and a loop, on loopback, as a test's thread uses them.
final class Station {
    let context: ZMQContext
    let admission: Admission
    let loop = EventLoop()
    let server: CurveKeyPair
    private var listeners: [Listener] = []
    private var connections: [Connection] = []

    init() throws {
        context = try ZMQContext(sockets: 256)
        admission = try Admission(context)
        server = try CurveKeyPair.generate()
    }

    deinit {
        // Lets the admission thread end.
        context.shutdown()
    }

    func listen(
        _ conversation: Conversation = .control, address: String = "127.0.0.1", budget: Int = 256,
        quota: PeerQuota = PeerQuota(perSecond: 1e6, burst: 1e6), handlers: Listener.Handlers
    ) throws -> Listener {
        let listener = try Listener(
            context, loop: loop, address: address, port: 0, keys: server, conversation: conversation, budget: budget,
            quota: quota, handlers: handlers)
        listeners.append(listener)
        return listener
    }

    func connect(
        _ listener: Listener, as keys: CurveKeyPair, conversation: Conversation = .control, host: String = "127.0.0.1",
        handlers: Connection.Handlers = Connection.Handlers()
    ) throws -> Connection {
        try connect(
            port: listener.port, serverKey: server.publicKey, as: keys, conversation: conversation, host: host,
            handlers: handlers)
    }

    func connect(
        port: UInt64, serverKey: String, as keys: CurveKeyPair, conversation: Conversation = .control,
        host: String = "127.0.0.1", handlers: Connection.Handlers = Connection.Handlers()
    ) throws -> Connection {
        let connection = try Connection(
            context, loop: loop, host: host, port: port, serverKey: serverKey, keys: keys, conversation: conversation,
            patience: .quick, handlers: handlers)
        connections.append(connection)
        return connection
    }

    /// A bare client socket, to do what `Connection` would not.
    func rawClient(_ listener: Listener, as keys: CurveKeyPair, routingID: String? = nil) throws -> ZMQSocket {
        let socket = try ZMQSocket(context, type: ZMQ_DEALER, conversation: .control, queue: 1_000)
        try socket.trust(server.publicKey, as: keys)
        if let routingID { try socket.set(ZMQ_ROUTING_ID, routingID) }
        try socket.connect("tcp://127.0.0.1:\(listener.port)")
        return socket
    }

    /// Runs the loop until the condition holds; a failure after 20 s. The time is a limit, never a pause.
    func wait(
        _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, until condition: () -> Bool
    ) throws {
        // Asks again also when nothing happens on the loop's sockets.
        var again: EventLoop.Timer?
        again = loop.timer(deadline: loop.now) { [loop] in again?.deadline = loop.now + 5_000_000 }
        defer {
            if let timer = again { loop.remove(timer) }
            again = nil
        }
        try loop.run(until: loop.now + 20_000_000_000, while: { !condition() })
        try #require(condition(), what, sourceLocation: sourceLocation)
    }
}

/// What handlers of a test saw, in order.
final class Record {
    var entries: [String] = []
    var messages: [(peer: Listener.Peer, frame: [UInt8])] = []
    var dropped: [WireCounters.Reason: Int] = [:]

    func count(_ entry: String) -> Int { entries.count { $0 == entry } }

    var listener: Listener.Handlers {
        Listener.Handlers(
            message: { self.messages.append(($0, $1)) }, disconnected: { self.entries.append("disconnected \($0)") },
            dropped: { reason, _ in self.dropped[reason, default: 0] += 1 })
    }

    func client(_ name: String = "") -> Connection.Handlers {
        Connection.Handlers(
            message: { self.entries.append("\(name)message \($0)") }, up: { self.entries.append("\(name)up") },
            down: { self.entries.append("\(name)down") }, refused: { self.entries.append("\(name)refused") })
    }
}
