import CZMQ
import Glibc

/// A ZeroMQ socket that belongs to the thread of its loop: made, used and closed there. All calls return at once.
public final class ZMQSocket: WatchedSocket {
    /// What became of a message that was to be sent.
    public enum SendResult: Hashable, Sendable {
        /// It is on its way.
        case sent
        /// No such peer is connected.
        case unreachable
        /// The peer's queue is full, or nobody is connected.
        case full
        /// It is longer than the conversation allows: it was not given to the socket, which would lose its session.
        case tooLarge
    }

    /// A message that was received: the payload's frames without routing id.
    public struct Received {
        /// The routing id that the ROUTER gave the connection; empty on other sockets.
        public var routingID: [UInt8]
        /// The authenticated public key of the sender; empty where the socket does not authenticate.
        public var peerKey: String
        /// The descriptor of the connection that it came by; −1 if not known.
        public var descriptor: Int32
        /// The first frame: the only one of a well-formed message.
        public var frame: [UInt8]?
        /// What came behind it.
        public var more: [[UInt8]] = []

        /// How many frames there are.
        public var frameCount: Int { (frame == nil ? 0 : 1) + more.count }
    }

    let raw: UnsafeMutableRawPointer
    /// The context must live as long as its sockets.
    private let context: ZMQContext
    /// Bytes of a frame at the most when sending.
    let largestFrame: Int
    private var monitorNumber = 0
    private var senders = SenderCache()
    private var isClosed = false
    var mustLook = true

    /// Frames of a message at the most; more are dropped.
    static let framesAtMost = 8

    /// A socket of a type such as `ZMQ_ROUTER`, with the options that every socket of Muster has.
    init(_ context: ZMQContext, type: Int32, conversation: Conversation, queue: Int32) throws(SocketError) {
        guard let raw = zmq_socket(context.raw, type) else { throw .last("making a socket") }
        self.raw = raw
        self.context = context
        largestFrame = conversation.limits.maximumFrame
        try set(ZMQ_LINGER, 0)
        try set(ZMQ_SNDHWM, queue)
        try set(ZMQ_RCVHWM, queue)
        try set(ZMQ_IPV6, 1)
        // Checked before memory is taken and before authentication. Above what is sent: a DEALER that gets more than this
        // loses its session for good.
        var limit = Int64(conversation.limits.maximumFrame + 64 * 1024)
        guard zmq_setsockopt(raw, ZMQ_MAXMSGSIZE, &limit, 8) == 0 else { throw .last("limiting the size of messages") }
    }

    deinit { close() }

    /// Closes the socket and its connections; it must not be watched any more. Every later call does nothing.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        zmq_close(raw)
    }

    /// Lets the socket notice what its connections did. libzmq looks only now and then when sending, so that a connection
    /// whose handshake was just reported might still be unknown.
    func catchUp() {
        if !isClosed { _ = look() }
    }

    func set(_ option: Int32, _ value: Int32) throws(SocketError) {
        var value = value
        guard zmq_setsockopt(raw, option, &value, 4) == 0 else { throw .last("setting option \(option) of a socket") }
    }

    func set(_ option: Int32, _ value: String) throws(SocketError) {
        guard zmq_setsockopt(raw, option, value, value.utf8.count) == 0 else {
            throw .last("setting option \(option) of a socket")
        }
    }

    /// Turns on keep-alive in both directions: a peer that says nothing for three intervals is disconnected.
    func keepAlive(every milliseconds: Int32) throws(SocketError) {
        try set(ZMQ_HEARTBEAT_IVL, milliseconds)
        try set(ZMQ_HEARTBEAT_TIMEOUT, milliseconds * 3)
        try set(ZMQ_HEARTBEAT_TTL, milliseconds * 3)
    }

    /// Makes this socket a CURVE server whose clients must be admitted in the domain.
    func serve(_ keys: CurveKeyPair, domain: String) throws(SocketError) {
        try set(ZMQ_CURVE_SERVER, 1)
        try set(ZMQ_CURVE_SECRETKEY, keys.secretKey)
        try set(ZMQ_ZAP_DOMAIN, domain)
        // Option 93 (ZAP_ENFORCE_DOMAIN): without a handler everybody would be let in.
        try set(93, 1)
        try set(ZMQ_BACKLOG, 4_096)
    }

    /// Makes this socket a CURVE client of the server with that key.
    func trust(_ serverKey: String, as keys: CurveKeyPair) throws(SocketError) {
        try set(ZMQ_CURVE_SERVERKEY, serverKey)
        try set(ZMQ_CURVE_PUBLICKEY, keys.publicKey)
        try set(ZMQ_CURVE_SECRETKEY, keys.secretKey)
    }

    func bind(_ endpoint: String) throws(SocketError) {
        guard zmq_bind(raw, endpoint) == 0 else { throw .last("listening on \(endpoint)") }
    }

    /// The port of the last `bind`.
    var boundPort: UInt64? {
        var text = [UInt8](repeating: 0, count: 256)
        var count = text.count
        guard zmq_getsockopt(raw, ZMQ_LAST_ENDPOINT, &text, &count) == 0 else { return nil }
        let endpoint = String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        return endpoint.split(separator: ":").last.flatMap { UInt64($0) }
    }

    func connect(_ endpoint: String) throws(SocketError) {
        mustLook = true
        guard zmq_connect(raw, endpoint) == 0 else { throw .last("connecting to \(endpoint)") }
    }

    func disconnect(_ endpoint: String) {
        guard !isClosed else { return }
        mustLook = true
        zmq_disconnect(raw, endpoint)
    }

    /// Sends a payload, after a routing id on a ROUTER.
    func send(_ payload: [UInt8], to routingID: [UInt8]? = nil) -> SendResult {
        guard payload.count <= largestFrame else { return .tooLarge }
        guard !isClosed else { return .unreachable }
        if let routingID {
            let result = sendFrame(routingID, flags: ZMQ_DONTWAIT | ZMQ_SNDMORE)
            if result != .sent { return result }
        }
        return sendFrame(payload, flags: ZMQ_DONTWAIT)
    }

    private func sendFrame(_ bytes: [UInt8], flags: Int32) -> SendResult {
        mustLook = true
        while true {
            if zmq_send(raw, bytes, bytes.count, flags) >= 0 { return .sent }
            switch zmq_errno() {
            case EINTR: continue
            case EHOSTUNREACH: return .unreachable
            default: return .full
            }
        }
    }

    /// The next message, if one is there.
    func receive(isRouter: Bool) -> Received? {
        if isClosed { return nil }
        var received = Received(routingID: [], peerKey: "", descriptor: -1)
        var index = 0
        while true {
            var message = zmq_msg_t()
            zmq_msg_init(&message)
            defer { zmq_msg_close(&message) }
            var count = zmq_msg_recv(&message, raw, ZMQ_DONTWAIT)
            while count < 0, zmq_errno() == EINTR { count = zmq_msg_recv(&message, raw, ZMQ_DONTWAIT) }
            if count < 0 {
                // Everything that had happened was looked at before it was said that nothing is there.
                if index == 0 { mustLook = false }
                return nil
            }
            mustLook = true
            let size = zmq_msg_size(&message)
            if isRouter, index == 0 {
                received.routingID = senders.routingID(&message, size)
            } else if received.frameCount < ZMQSocket.framesAtMost {
                // The sender's key is not on the routing id's frame in libzmq 4.3.4.
                if received.frameCount == 0 {
                    if let key = zmq_msg_gets(&message, "User-Id") { received.peerKey = senders.key(key) }
                    received.descriptor = zmq_msg_get(&message, ZMQ_SRCFD)
                    received.frame = ZMQSocket.bytes(&message, size)
                } else {
                    received.more.append(ZMQSocket.bytes(&message, size))
                }
            }
            index += 1
            if zmq_msg_more(&message) == 0 { return received }
        }
    }

    static func bytes(_ message: inout zmq_msg_t, _ size: Int) -> [UInt8] {
        guard size > 0, let data = zmq_msg_data(&message) else { return [] }
        return Array(UnsafeRawBufferPointer(start: data, count: size))
    }

    /// A monitor of this socket's connections. Make it before `bind` or `connect`, and read it in every turn of the loop.
    func monitor() throws(SocketError) -> SocketMonitor {
        monitorNumber += 1
        return try SocketMonitor(
            of: self, context: context, name: "inproc://monitor-\(UInt(bitPattern: raw))-\(monitorNumber)")
    }
}
