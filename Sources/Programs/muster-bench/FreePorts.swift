import Glibc

/// Looks for ports that nobody listens on.
enum FreePorts {
    private nonisolated(unsafe) static var next: UInt16 = 21_000

    /// The first of `count` consecutive free ports on 127.0.0.1; each call gives others.
    static func base(count: UInt16) throws -> UInt64 {
        while next < 31_000 {
            defer { next += count }
            if (next..<next + count).allSatisfy({ isFree($0) }) { return UInt64(next) }
        }
        throw BenchError(sentence: "there are no free ports between 21000 and 31000")
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
