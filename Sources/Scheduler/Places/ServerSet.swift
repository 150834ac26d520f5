/// Servers of one `PlaceFinder` by number: what rules leave over.
public struct ServerSet: Hashable, Sendable {
    private var words: [UInt64] = []
    /// How many.
    public private(set) var count = 0

    /// The empty set.
    public init() {}

    /// A set of these servers; negative numbers are left out.
    public init(_ servers: some Sequence<Int>) {
        for server in servers { insert(server) }
    }

    /// Whether a server is among them.
    public func contains(_ server: Int) -> Bool {
        server >= 0 && server >> 6 < words.count && words[server >> 6] >> UInt64(server & 63) & 1 == 1
    }

    /// Adds a server; a negative number is not added.
    public mutating func insert(_ server: Int) {
        guard server >= 0, !contains(server) else { return }
        if server >> 6 >= words.count {
            words += Array(repeating: 0, count: (server >> 6) + 1 - words.count)
        }
        words[server >> 6] |= 1 << UInt64(server & 63)
        count += 1
    }

    /// Calls `body` with each server, the lowest first.
    func forEach(_ body: (Int) -> Void) {
        for (place, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                body(place << 6 | rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }
}
