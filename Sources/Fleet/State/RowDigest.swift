import Determinism

/// A hash of a list that grows at its end and is cut at its beginning, kept up to date row by row: hashing the state then
/// costs nothing for the rows that were there before. The sum of the rows' hashes; rows hold what tells their place.
struct RowDigest: Sendable {
    private var hashes: [UInt64] = []
    private var writer = ByteWriter()
    private(set) var sum: UInt64 = 0

    /// The rows that it covers.
    var count: Int { hashes.count }

    /// A row was put at the end.
    mutating func append(_ row: some Canonical) {
        writer.removeAll(capacity: 256)
        row.encode(into: &writer)
        let hash = StableHash(of: writer.bytes).value
        hashes.append(hash)
        sum &+= hash
    }

    /// So many rows were taken from the beginning.
    mutating func removeFirst(_ count: Int) {
        for hash in hashes.prefix(count) { sum &-= hash }
        hashes.removeFirst(min(count, hashes.count))
    }
}
