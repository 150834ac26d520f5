import CZMQ

/// The one context of a process. Make it before the first socket; it must outlive them all. May be shared by threads.
public final class ZMQContext: @unchecked Sendable {
    let raw: UnsafeMutableRawPointer

    /// A context for up to `sockets` sockets. Its connections are spread over so many threads, which encrypt and send: one is
    /// enough for a client; a coordinator with two keeps talking to its peers while it serves many requests.
    public init(sockets: Int32 = 4_096, threads: Int32 = 1) throws(SocketError) {
        guard let raw = zmq_ctx_new() else { throw .last("making a ZeroMQ context") }
        self.raw = raw
        zmq_ctx_set(raw, ZMQ_MAX_SOCKETS, sockets)
        zmq_ctx_set(raw, ZMQ_IO_THREADS, threads)
        zmq_ctx_set(raw, ZMQ_IPV6, 1)
    }

    /// Ends every wait on this context's sockets, the admission thread among them. After it nothing is sent or heard.
    public func shutdown() { zmq_ctx_shutdown(raw) }

    deinit { zmq_ctx_term(raw) }
}
