/// A set of operations as bits. Its `signature` is equal for equal sets and short where nearly all of the first operations
/// and none of the last are in it, as it is with operations in the order of their calls.
struct OperationSet {
    /// A set in short form.
    struct Signature: Hashable {
        /// So many words at the front have all bits set.
        var full: Int
        /// The words after these, without the empty ones at the end.
        var words: [UInt64]
    }

    private var words: [UInt64]
    private var full = 0
    /// The words from here on are empty.
    private var end = 0

    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    func contains(_ index: Int) -> Bool { words[index / 64] & (1 << UInt64(index % 64)) != 0 }

    mutating func insert(_ index: Int) {
        words[index / 64] |= 1 << UInt64(index % 64)
        end = max(end, index / 64 + 1)
        while full < words.count, words[full] == .max { full += 1 }
    }

    mutating func remove(_ index: Int) {
        words[index / 64] &= ~(1 << UInt64(index % 64))
        full = min(full, index / 64)
        while end > 0, words[end - 1] == 0 { end -= 1 }
    }

    var signature: Signature { Signature(full: full, words: Array(words[min(full, end)..<end])) }
}
