import Glibc

/// Looks for ports that nobody listens on.
enum FreePorts {
    /// The first of `count` consecutive free ports on 127.0.0.1; nil when there are none between 7400 and 32000.
    static func base(count: UInt16) -> UInt16? {
        var base: UInt16 = 7_400
        while base < 32_000 {
            if (base..<base + count).allSatisfy({ isFree($0) }) { return base }
            base += max(20, count)
        }
        return nil
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
