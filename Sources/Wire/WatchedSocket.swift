import CZMQ

/// A ZeroMQ socket as the loop sees it. libzmq's descriptor of a socket says only that something has happened to it since the
/// socket was last used: so a socket that was used must be looked at again before the loop sleeps, and one that was not need not
/// be touched at all, which saves most of a turn's system calls.
protocol WatchedSocket: AnyObject {
    /// The socket.
    var raw: UnsafeMutableRawPointer { get }
    /// Set by every use that may take note of what happened, and not cleared before nothing was left to read.
    var mustLook: Bool { get set }
}

extension WatchedSocket {
    /// The descriptor that becomes readable when something happens to the socket.
    var descriptor: Int32 {
        var descriptor: Int32 = -1
        var size = MemoryLayout<Int32>.size
        return zmq_getsockopt(raw, ZMQ_FD, &descriptor, &size) == 0 ? descriptor : -1
    }

    /// Whether a message can be read now.
    func look() -> Bool {
        var events: Int32 = 0
        var size = MemoryLayout<Int32>.size
        mustLook = zmq_getsockopt(raw, ZMQ_EVENTS, &events, &size) == 0 && events & ZMQ_POLLIN != 0
        return mustLook
    }
}
