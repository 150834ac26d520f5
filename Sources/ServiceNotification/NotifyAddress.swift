import Glibc

/// The address of a service manager's socket.
struct NotifyAddress {
    private var value = sockaddr_un()
    private let length: socklen_t

    /// The address that `NOTIFY_SOCKET` names: an absolute path, or `@` and a name of the abstract name space. Nil for anything
    /// else, and for what is too long.
    init?(_ name: String) {
        var bytes = Array(name.utf8)
        let room = MemoryLayout.size(ofValue: value.sun_path)
        guard bytes.count > 1, bytes.count < room, let first = bytes.first else { return nil }
        switch first {
        case UInt8(ascii: "/"): bytes.append(0)
        case UInt8(ascii: "@"): bytes[0] = 0
        default: return nil
        }
        value.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &value.sun_path) { $0.copyBytes(from: bytes) }
        length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    }

    /// Calls `body` with the address as the system's calls take it.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: value) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
