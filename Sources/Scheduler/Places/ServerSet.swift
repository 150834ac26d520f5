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

    /// Takes a server out.
    public mutating func remove(_ server: Int) {
        guard contains(server) else { return }
        words[server >> 6] &= ~(1 << UInt64(server & 63))
        count -= 1
    }

    /// Whether there is none.
    public var isEmpty: Bool { count == 0 }

    /// The servers that are in both.
    public func intersection(_ other: ServerSet) -> ServerSet {
        var result = self
        result.words.removeLast(max(0, words.count - other.words.count))
        for place in result.words.indices { result.words[place] &= other.words[place] }
        result.recount()
        return result
    }

    /// Adds the servers of the other.
    public mutating func formUnion(_ other: ServerSet) {
        if words.count < other.words.count {
            words += Array(repeating: 0, count: other.words.count - words.count)
        }
        for place in other.words.indices { words[place] |= other.words[place] }
        recount()
    }

    /// The servers that are not in the other.
    public func subtracting(_ other: ServerSet) -> ServerSet {
        if other.isEmpty { return self }
        var result = self
        for place in result.words.indices.prefix(other.words.count) { result.words[place] &= ~other.words[place] }
        result.recount()
        return result
    }

    private mutating func recount() { count = words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// What `transform` makes of the servers, the lowest first, but for nil.
    func compactMap<Result>(_ transform: (Int) -> Result?) -> [Result] {
        var results: [Result] = []
        forEach { if let result = transform($0) { results.append(result) } }
        return results
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
