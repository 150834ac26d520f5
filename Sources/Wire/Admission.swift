import CZMQ
import Glibc

/// Answers libzmq's question whom to let in (ZAP, RFC 27) from a table in memory, on a thread of its own. Must be made
/// before the first socket is bound: without a handler everybody would be let in. One for each context.
///
/// Thread rules: all methods may be called from any thread.
public final class Admission: @unchecked Sendable {
    private var mutex = pthread_mutex_t()
    private var admitted: [String: Set<String>] = [:]
    private var refusals: [String: UInt64] = [:]
    private var strangers: [String] = []
    private let socket: UnsafeMutableRawPointer
    private let context: ZMQContext

    /// Strangers' keys that wait to be logged at the most; more are only counted.
    static let strangersAtMost = 64

    /// Starts answering; everybody is refused until `admit` says otherwise.
    public init(_ context: ZMQContext) throws(SocketError) {
        self.context = context
        guard let socket = zmq_socket(context.raw, ZMQ_REP) else { throw .last("making the admission socket") }
        self.socket = socket
        pthread_mutex_init(&mutex, nil)
        var none: Int32 = 0
        zmq_setsockopt(socket, ZMQ_LINGER, &none, 4)
        guard zmq_bind(socket, "inproc://zeromq.zap.01") == 0 else { throw .last("listening for admission requests") }
        var thread = pthread_t()
        let unmanaged = Unmanaged.passRetained(self)
        // Starting the thread is the memory barrier that a socket needs to change threads.
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Admission>.fromOpaque(argument).takeUnretainedValue().answer()
                return nil
            }, unmanaged.toOpaque())
        guard code == 0 else {
            unmanaged.release()
            throw SocketError("starting the admission thread", code: code)
        }
        pthread_detach(thread)
    }

    /// Lets in these keys (Z85), and no others, on sockets of that conversation. Connections that are up stay up: the
    /// program checks the key of every message.
    public func admit(_ keys: Set<String>, to conversation: Conversation) {
        pthread_mutex_lock(&mutex)
        admitted[conversation.description] = keys
        pthread_mutex_unlock(&mutex)
    }

    /// How many handshakes were refused, by conversation.
    public var refused: [(conversation: String, count: UInt64)] {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        return refusals.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The keys that were refused since the last call, each once, as `conversation key`.
    public func takeStrangers() -> [String] {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        defer { strangers.removeAll() }
        return strangers
    }

    private func decide(domain: String, key: String) -> Bool {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        if admitted[domain]?.contains(key) == true { return true }
        refusals[domain, default: 0] += 1
        let name = "\(domain) \(key)"
        if strangers.count < Admission.strangersAtMost, !strangers.contains(name) { strangers.append(name) }
        return false
    }

    private func answer() {
        while let request = receive() {
            guard request.count >= 7, request[0] == Array("1.0".utf8), request[5] == Array("CURVE".utf8),
                request[6].count == 32
            else {
                reply(request.count > 1 ? request[1] : [], status: "400", text: "only CURVE is spoken here", user: "")
                continue
            }
            var key = [CChar](repeating: 0, count: 41)
            zmq_z85_encode(&key, request[6], 32)
            let text = String(decoding: key.prefix(40).map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let isAdmitted = decide(domain: String(decoding: request[2], as: UTF8.self), key: text)
            reply(
                request[1], status: isAdmitted ? "200" : "400", text: isAdmitted ? "OK" : "unknown key",
                user: isAdmitted ? text : "")
        }
        zmq_close(socket)
        Unmanaged.passUnretained(self).release()
    }

    /// The frames of the next request; nil when the context is being ended.
    private func receive() -> [[UInt8]]? {
        var frames: [[UInt8]] = []
        while true {
            var message = zmq_msg_t()
            zmq_msg_init(&message)
            defer { zmq_msg_close(&message) }
            if zmq_msg_recv(&message, socket, 0) < 0 {
                if zmq_errno() == EINTR { continue }
                return nil
            }
            let size = zmq_msg_size(&message)
            if frames.count < 16 {
                frames.append(
                    size == 0 ? [] : Array(UnsafeRawBufferPointer(start: zmq_msg_data(&message), count: size)))
            }
            if zmq_msg_more(&message) == 0 { return frames }
        }
    }

    private func reply(_ id: [UInt8], status: String, text: String, user: String) {
        let frames = [Array("1.0".utf8), id, Array(status.utf8), Array(text.utf8), Array(user.utf8), []]
        for (index, frame) in frames.enumerated() {
            zmq_send(socket, frame, frame.count, index < frames.count - 1 ? ZMQ_SNDMORE : 0)
        }
    }
}
