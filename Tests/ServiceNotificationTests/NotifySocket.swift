import Glibc

/// A service manager's socket, as systemd has it: a datagram socket at a path or an abstract name.
final class NotifySocket {
    /// What `NOTIFY_SOCKET` says.
    let name: String
    private let descriptor: Int32
    private let path: String?

    struct Failure: Error {
        var sentence: String
    }

    init(isAbstract: Bool = false) throws {
        let unique = "muster-notify-\(getpid())-\(UInt64.random(in: 0...(.max)))"
        path = isAbstract ? nil : "/tmp/\(unique)"
        name = isAbstract ? "@\(unique)" : "/tmp/\(unique)"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(sentence: "no socket") }
        // Written out once more, and not by the code that is tested.
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = isAbstract ? [0] + Array(unique.utf8) : Array(name.utf8) + [0]
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(2 + bytes.count)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard bound == 0 else {
            throw Failure(sentence: "\(name) cannot be bound: \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        close(descriptor)
        if let path { unlink(path) }
    }

    /// The datagrams that have come, each as its lines.
    func heard() -> [[String]] {
        var all: [[String]] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { return all }
            all.append(String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n").map(String.init))
        }
    }
}
