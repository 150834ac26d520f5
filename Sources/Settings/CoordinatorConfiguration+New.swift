import Glibc

/// What a new coordinator begins with.
extension CoordinatorConfiguration {
    /// The number of a new store, 32 hexadecimal digits from the system's randomness.
    public static func newStore() -> String {
        func half() -> String {
            let digits = String(UInt64.random(in: 1...(.max)), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return half() + half()
    }

    /// The address on which a coordinator listens that others reach at `host`: that address, or all where it is a name, which is not
    /// an address of its machine and may stand for another one tomorrow.
    public static func listenAddress(_ host: String) -> String {
        var (four, six) = (in_addr(), in6_addr())
        return inet_pton(AF_INET, host, &four) == 1 || inet_pton(AF_INET6, host, &six) == 1 ? host : "0.0.0.0"
    }
}
