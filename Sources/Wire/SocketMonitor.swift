import CZMQ
import Glibc

/// Tells what becomes of a socket's connections: few kinds of events, read in every turn of the loop, since a monitor that
/// is not read stalls its socket.
final class SocketMonitor: WatchedSocket {
    /// What became of a connection.
    enum Event: Hashable, Sendable {
        /// A listening socket took a connection in, before any handshake; the descriptor.
        case accepted(Int32)
        /// The handshake is done. libzmq does not say on which descriptor.
        case up
        /// The connection closed; the descriptor.
        case down(Int32)
        /// The other side refused the key: this session will not try again by itself.
        case refused
    }

    let raw: UnsafeMutableRawPointer
    var mustLook = true
    /// Ending a context waits for its sockets, this one among them.
    private let context: ZMQContext

    init(of socket: ZMQSocket, context: ZMQContext, name: String) throws(SocketError) {
        guard let raw = zmq_socket(context.raw, ZMQ_PAIR) else { throw .last("making a monitor") }
        self.raw = raw
        self.context = context
        var none: Int32 = 0
        zmq_setsockopt(raw, ZMQ_LINGER, &none, 4)
        let events =
            ZMQ_EVENT_ACCEPTED | ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
            | ZMQ_EVENT_DISCONNECTED
        guard zmq_socket_monitor(socket.raw, name, events) == 0, zmq_connect(raw, name) == 0 else {
            throw .last("monitoring a socket")
        }
    }

    deinit { zmq_close(raw) }

    /// The next event, if one is there.
    func next() -> Event? {
        while true {
            var head: UInt64 = 0
            let count = zmq_recv(raw, &head, 6, ZMQ_DONTWAIT)
            if count < 0 {
                if zmq_errno() == EINTR { continue }
                mustLook = false
                return nil
            }
            mustLook = true
            var address = [UInt8](repeating: 0, count: 256)
            while zmq_recv(raw, &address, address.count, ZMQ_DONTWAIT) < 0, zmq_errno() == EINTR {}
            guard count == 6 else { continue }
            let fields = UInt64(littleEndian: head)
            let kind = Int32(UInt16(truncatingIfNeeded: fields))
            let value = Int32(bitPattern: UInt32(truncatingIfNeeded: fields >> 16))
            switch kind {
            case ZMQ_EVENT_ACCEPTED: return .accepted(value)
            case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: return .up
            case ZMQ_EVENT_DISCONNECTED: return .down(value)
            case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: return .refused
            default: continue
            }
        }
    }
}
