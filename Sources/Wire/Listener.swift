import CZMQ
import Glibc

/// A listening ROUTER or SUB of a coordinator: CURVE, admission, a budget a turn and a quota a peer. Belongs to its loop's
/// thread.
public final class Listener {
    /// One connection of an authenticated peer.
    public struct Peer: Hashable, Sendable {
        /// The public key that was proved.
        public var key: String
        /// What the ROUTER calls the connection; never chosen by the peer, and new with each connection.
        public var routingID: [UInt8]
    }

    /// What becomes of what is heard.
    public struct Handlers {
        /// A frame of an authenticated peer within its quota.
        public var message: (Peer, [UInt8]) -> Void
        /// The peer's last connection closed.
        public var disconnected: (String) -> Void
        /// A frame was dropped.
        public var dropped: (WireCounters.Reason, Peer) -> Void

        /// Handlers with their parts.
        public init(
            message: @escaping (Peer, [UInt8]) -> Void, disconnected: @escaping (String) -> Void = { _ in },
            dropped: @escaping (WireCounters.Reason, Peer) -> Void = { _, _ in }
        ) {
            self.message = message
            self.disconnected = disconnected
            self.dropped = dropped
        }
    }

    private let socket: ZMQSocket
    private let monitor: SocketMonitor
    private let loop: EventLoop
    private let handlers: Handlers
    private let budget: Int
    private let isRouter: Bool
    private var quota: PeerQuota
    /// Whose connection an open descriptor is; empty until its peer has spoken. Descriptors are reused: an entry lives
    /// from the accepting to the closing of its connection.
    private var owners: [Int32: String] = [:]
    /// How many open connections a key has.
    private var connections: [String: Int] = [:]
    private var watches: [UInt64] = []
    /// Connections that have not yet spoken, the oldest first, each with the number of its acceptance; some may have spoken or
    /// closed since.
    private var silent: [(descriptor: Int32, acceptance: UInt64)] = []
    private var acceptances: [Int32: UInt64] = [:]
    private var acceptance: UInt64 = 0
    private var strangers = 0
    private let strangersAtMost: Int
    /// How many connections ended without a word: knocks, scans, and handshakes that were refused.
    public private(set) var wordless: UInt64 = 0
    /// The port that it listens at.
    public let port: UInt64

    /// Listens at `tcp://address:port`; port 0 is any that is free. `budget` is the messages of one turn at the most. Where
    /// everybody may knock, `handshakeMilliseconds` bounds how long a handshake may take, and `strangersAtMost` how many
    /// connections there may be that have not yet spoken: beyond, the oldest are cut.
    public init(
        _ context: ZMQContext, loop: EventLoop, address: String, port: UInt64, keys: CurveKeyPair,
        conversation: Conversation, budget: Int, quota: PeerQuota, handshakeMilliseconds: Int32? = nil,
        strangersAtMost: Int = .max, handlers: Handlers
    ) throws(SocketError) {
        isRouter = conversation != .telemetry
        self.strangersAtMost = strangersAtMost
        socket = try ZMQSocket(
            context, type: isRouter ? ZMQ_ROUTER : ZMQ_SUB, conversation: conversation, queue: isRouter ? 1_000 : 50)
        try socket.serve(keys, domain: conversation.description)
        try socket.keepAlive(every: 1_000)
        if let handshakeMilliseconds { try socket.set(ZMQ_HANDSHAKE_IVL, handshakeMilliseconds) }
        if isRouter {
            // Without this, messages to peers that are gone would vanish silently.
            try socket.set(ZMQ_ROUTER_MANDATORY, 1)
        } else {
            try socket.set(ZMQ_SUBSCRIBE, "")
        }
        self.loop = loop
        self.budget = budget
        self.quota = quota
        self.handlers = handlers
        monitor = try socket.monitor()
        try socket.bind("tcp://\(address.contains(":") ? "[\(address)]" : address):\(port)")
        self.port = socket.boundPort ?? port
        watches.append(loop.watch(socket: monitor) { [unowned self] in readMonitor() })
        watches.append(loop.watch(socket: socket) { [unowned self] in hear() })
    }

    deinit {
        for watch in watches { loop.unwatch(watch) }
    }

    /// Sends a frame on a peer's connection.
    @discardableResult
    public func send(_ frame: [UInt8], to peer: Peer) -> ZMQSocket.SendResult {
        socket.send(frame, to: peer.routingID)
    }

    /// Cuts every connection of a key that is no longer admitted.
    public func cut(_ key: String) {
        for (descriptor, owner) in owners where owner == key { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    private func readMonitor() {
        var closed: [Int32] = []
        readMonitor(into: &closed)
        guard !closed.isEmpty else { return }
        // What the peers said before they closed is heard before.
        hear()
        for descriptor in closed { forget(descriptor) }
    }

    private func readMonitor(into closed: inout [Int32]) {
        while let event = monitor.next() {
            switch event {
            case .accepted(let descriptor):
                if closed.contains(descriptor) {
                    closed.removeAll { $0 == descriptor }
                    forget(descriptor)
                }
                owners[descriptor] = ""
                noteStranger(descriptor)
            case .down(let descriptor): closed.append(descriptor)
            case .up, .refused: break
            }
        }
    }

    private func noteStranger(_ descriptor: Int32) {
        guard strangersAtMost < .max else { return }
        acceptance += 1
        acceptances[descriptor] = acceptance
        silent.append((descriptor, acceptance))
        strangers += 1
        guard strangers > strangersAtMost else { return }
        // Whoever waits longest without a word has had its time. What has spoken or closed since is passed over.
        var passed = 0
        while strangers > strangersAtMost, passed < silent.count {
            let (oldest, number) = silent[passed]
            passed += 1
            guard acceptances[oldest] == number, owners[oldest] == "" else { continue }
            shutdown(oldest, Int32(SHUT_RDWR))
            acceptances[oldest] = nil
            strangers -= 1
        }
        silent.removeFirst(passed)
    }

    /// A connection is no stranger's any more, or closed.
    private func settleStranger(_ descriptor: Int32) {
        if acceptances.removeValue(forKey: descriptor) != nil { strangers -= 1 }
        // Those that have spoken are not kept for long.
        if silent.count > 2 * max(strangers, 64) {
            silent.removeAll { acceptances[$0.descriptor] != $0.acceptance }
        }
    }

    private func forget(_ descriptor: Int32) {
        settleStranger(descriptor)
        guard let key = owners.removeValue(forKey: descriptor) else { return }
        if key.isEmpty { wordless += 1 }
        guard let count = connections[key] else { return }
        connections[key] = count > 1 ? count - 1 : nil
        if count == 1 { handlers.disconnected(key) }
    }

    private func note(_ descriptor: Int32, _ key: String) {
        // A connection that has closed already is not noted again by a message that it left behind.
        guard !key.isEmpty, owners[descriptor] == "" else { return }
        owners[descriptor] = key
        settleStranger(descriptor)
        connections[key, default: 0] += 1
    }

    private func hear() {
        let now = loop.now
        var closed: [Int32] = []
        defer { for descriptor in closed { forget(descriptor) } }
        for _ in 0..<budget {
            guard let received = socket.receive(isRouter: isRouter) else { return }
            let peer = Peer(key: received.peerKey, routingID: received.routingID)
            if owners[received.descriptor] != received.peerKey {
                // The monitor tells of a connection before its first message comes; so read it first.
                readMonitor(into: &closed)
                note(received.descriptor, received.peerKey)
            }
            guard !peer.key.isEmpty, received.more.isEmpty, let frame = received.frame else {
                handlers.dropped(.malformed, peer)
                continue
            }
            guard quota.admits(peer.key, bytes: frame.count, now: now) else {
                handlers.dropped(.overQuota, peer)
                continue
            }
            handlers.message(peer, frame)
        }
    }
}
