import Fleet

/// Hashes of the replicated state at certain indexes, which members compare: divergence is detected, not assumed away.
struct StateComparison: Sendable {
    /// One hash with its index.
    struct Mark: Hashable, Sendable {
        var index: UInt64
        var hash: UInt64
    }

    private var marks: [Mark] = []

    /// A hash is taken whenever an index that is a multiple of this is applied, or of as many times more as the state has
    /// objects: what an entry pays for it is bounded. A power of two, so that also members whose states differ in size meet.
    private static func interval(objects: Int) -> UInt64 {
        var interval = leastInterval
        while interval < UInt64(objects) { interval *= 2 }
        return interval
    }
    private static let leastInterval: UInt64 = 1_024
    private static let kept = 8
    /// Up to so many objects a hash costs less than to hand a copy of the state to somebody else, which all that is changed
    /// meanwhile would be copied for.
    static let objectsHashedAtOnce = 256

    /// The newest one.
    var newest: Mark? { marks.last }

    /// Whether the state's hash is taken after the entry at that index.
    static func isDue(at index: UInt64, objects: Int) -> Bool {
        index % leastInterval == 0 && index % interval(objects: objects) == 0
    }

    /// A hash was computed.
    mutating func note(index: UInt64, hash: UInt64) {
        marks.append(Mark(index: index, hash: hash))
        if marks.count > StateComparison.kept { marks.removeFirst() }
    }

    /// The index at which a peer's hash differs from one's own, if it does.
    func disagreement(with status: MemberStatus) -> UInt64? {
        guard status.hashedIndex != 0 else { return nil }
        return marks.contains { $0.index == status.hashedIndex && $0.hash != status.stateHash }
            ? status.hashedIndex : nil
    }
}
