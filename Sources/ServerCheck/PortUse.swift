import Glibc

/// Whether a port can be listened on.
public enum PortUse: Hashable, Sendable {
    /// It is free.
    case free
    /// Somebody listens there.
    case taken
    /// The address cannot be listened on: the errno.
    case failed(Int32)

    /// Tries a port of an address of this machine, as a listener would, without listening; `*` is all addresses.
    public static func of(_ port: UInt64, at address: String) -> PortUse {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address == "*" ? "0.0.0.0" : address, String(port), &hints, &found) == 0, let found else {
            return .failed(EADDRNOTAVAIL)
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(found.pointee.ai_family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return .failed(errno) }
        defer { close(descriptor) }
        // As the library's listeners do: what a former one left in TIME_WAIT does not count.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) != 0 else { return .free }
        return errno == EADDRINUSE ? .taken : .failed(errno)
    }
}
