import CZMQ
import Glibc

/// A client's connection to one coordinator: a DEALER (or PUB for telemetry) that reconnects with jittered back-off, also
/// after its key was refused. Belongs to its loop's thread.
public final class Connection {
    /// What becomes of what is heard.
    public struct Handlers {
        /// A frame of the coordinator.
        public var message: ([UInt8]) -> Void
        /// The connection is up, with the handshake done.
        public var up: () -> Void
        /// The connection closed.
        public var down: () -> Void
        /// The coordinator refused the key.
        public var refused: () -> Void

        /// Handlers with their parts.
        public init(
            message: @escaping ([UInt8]) -> Void = { _ in }, up: @escaping () -> Void = {},
            down: @escaping () -> Void = {}, refused: @escaping () -> Void = {}
        ) {
            self.message = message
            self.up = up
            self.down = down
            self.refused = refused
        }
    }

    /// How patient a connection is.
    public struct Patience: Sendable {
        /// The shortest time between two tries, in milliseconds; libzmq adds up to as much again at random.
        public var retryMilliseconds: Int32
        /// The longest time between two tries, in milliseconds.
        public var retryAtMostMilliseconds: Int32
        /// How often to ask whether the other side lives, in milliseconds.
        public var keepAliveMilliseconds: Int32
        /// How long one try may take to reach the other machine, in milliseconds. Without a limit the kernel's own repetitions
        /// decide, after one, three, seven seconds: long after a cut line was mended.
        public var connectMilliseconds: Int32
        /// How long the greeting and the exchange of keys may take then, in milliseconds.
        public var handshakeMilliseconds: Int32

        /// Coordinators among themselves, and the command line: quick.
        public static let quick = Patience(
            retryMilliseconds: 20, retryAtMostMilliseconds: 320, keepAliveMilliseconds: 500, connectMilliseconds: 750,
            handshakeMilliseconds: 1_500)
        /// Agents: ten thousand of them must not come back in the same instant.
        public static let calm = Patience(
            retryMilliseconds: 250, retryAtMostMilliseconds: 4_000, keepAliveMilliseconds: 1_000,
            connectMilliseconds: 2_000, handshakeMilliseconds: 15_000)
    }

    private let socket: ZMQSocket
    private let monitor: SocketMonitor
    private let loop: EventLoop
    private let endpoint: String
    private let handlers: Handlers
    private let patience: Patience
    private let isDealer: Bool
    private var watches: [UInt64] = []
    private var retry: EventLoop.Timer?
    private var failures: UInt64 = 0
    private var isClosed = false
    /// Whether the connection is up.
    public private(set) var isUp = false

    /// Messages of one turn at the most.
    private static let budget = 256

    /// Connects to `tcp://host:port`, whose server must have that key.
    public init(
        _ context: ZMQContext, loop: EventLoop, host: String, port: UInt64, serverKey: String, keys: CurveKeyPair,
        conversation: Conversation, patience: Patience, handlers: Handlers
    ) throws(SocketError) {
        isDealer = conversation != .telemetry
        socket = try ZMQSocket(
            context, type: isDealer ? ZMQ_DEALER : ZMQ_PUB, conversation: conversation, queue: isDealer ? 1_000 : 50)
        try socket.trust(serverKey, as: keys)
        try socket.keepAlive(every: patience.keepAliveMilliseconds)
        try socket.set(ZMQ_CONNECT_TIMEOUT, patience.connectMilliseconds)
        try socket.set(ZMQ_HANDSHAKE_IVL, patience.handshakeMilliseconds)
        // libzmq's own jitter is at most one shortest interval, also at the longest: each connection gets intervals of its
        // own, so that the clients of a restarted coordinator come back spread out.
        try socket.set(
            ZMQ_RECONNECT_IVL, .random(in: patience.retryMilliseconds...2 * patience.retryMilliseconds))
        try socket.set(
            ZMQ_RECONNECT_IVL_MAX,
            .random(in: patience.retryAtMostMilliseconds / 2...patience.retryAtMostMilliseconds))
        // Nothing is queued for a coordinator that is not there: the sender learns it at once.
        try socket.set(ZMQ_IMMEDIATE, 1)
        self.loop = loop
        self.handlers = handlers
        self.patience = patience
        endpoint = "tcp://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        monitor = try socket.monitor()
        try socket.connect(endpoint)
        watches.append(loop.watch(socket: monitor) { [unowned self] in readMonitor() })
        if isDealer { watches.append(loop.watch(socket: socket) { [unowned self] in readMessages() }) }
        retry = loop.timer { [unowned self] in reconnect() }
    }

    deinit { close() }

    /// Sends a frame, if the connection is up and has room.
    @discardableResult
    public func send(_ frame: [UInt8]) -> ZMQSocket.SendResult {
        // libzmq goes on taking messages for a moment after it told of the closing, and loses them.
        guard isUp || frame.count > socket.largestFrame else { return .full }
        return socket.send(frame)
    }

    /// Ends the connection for good, without a word to the handlers.
    public func close() {
        for watch in watches { loop.unwatch(watch) }
        watches.removeAll()
        if let retry { loop.remove(retry) }
        retry = nil
        isUp = false
        isClosed = true
        // Disconnecting alone would leave the connection open: a socket that is not polled does not carry it out.
        socket.close()
    }

    private func readMonitor() {
        while !isClosed, let event = monitor.next() {
            switch event {
            case .up:
                failures = 0
                isUp = true
                socket.catchUp()
                handlers.up()
            case .accepted: break
            case .down:
                // What the coordinator said before it closed is heard before.
                if isDealer { readMessages() }
                guard isUp else { continue }
                isUp = false
                handlers.down()
            case .refused:
                // libzmq gives such a session up: try anew, ever more slowly, for when the key is admitted.
                isUp = false
                failures += 1
                handlers.refused()
                let base = UInt64(patience.retryMilliseconds) << min(failures, 6)
                let wait = base + UInt64.random(in: 0...base)
                retry?.deadline = loop.now + min(wait, 30_000) * 1_000_000
            }
        }
    }

    private func reconnect() {
        socket.disconnect(endpoint)
        // Only a lack of descriptors can refuse it; then the next try will.
        do { try socket.connect(endpoint) } catch { retry?.deadline = loop.now + 1_000_000_000 }
    }

    private func readMessages() {
        for _ in 0..<Connection.budget {
            guard let received = socket.receive(isRouter: false) else { return }
            if received.more.isEmpty, let frame = received.frame { handlers.message(frame) }
        }
    }
}
