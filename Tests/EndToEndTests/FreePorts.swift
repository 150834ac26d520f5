import Glibc

/// Ports that nobody listens on.
enum FreePorts {
    /// The first of five free ports in a row, or of so many blocks of them, ten apart, below the ports that the system gives
    /// out by itself.
    static func base(host: String, avoiding used: [UInt64], blocks: UInt64 = 1) throws -> UInt64 {
        for _ in 0..<200 {
            let base = UInt64.random(in: 2_000..<3_000) * 10
            let ports = (0..<blocks).flatMap { block in (0..<5).map { base + block * 10 + $0 } }
            if !used.contains(base), ports.allSatisfy({ isFree(UInt16($0), host: host) }) { return base }
        }
        throw Failure("no five free ports in a row were found on \(host)")
    }

    private static func isFree(_ port: UInt16, host: String) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        } == 0
    }
}
