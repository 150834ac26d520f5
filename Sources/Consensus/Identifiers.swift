import Determinism

/// Names one member of the coordinator cluster; chosen when the member is first configured, never reused, at least 1.
public struct MemberID: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number itself.
    public let rawValue: UInt64
    /// The member of that number.
    public init(rawValue: UInt64) { self.rawValue = rawValue }
    /// The member of that number.
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }
    /// Orders by number.
    public static func < (left: MemberID, right: MemberID) -> Bool { left.rawValue < right.rawValue }
}

/// Names one store (a data directory), made at random when it is first formatted. A voter is a member together with its
/// store, so that an emptied or swapped disk never votes.
public struct StoreID: Hashable, Comparable, Sendable {
    /// The upper 64 bits.
    public let high: UInt64
    /// The lower 64 bits.
    public let low: UInt64
    /// The store of that number.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
    /// Orders by number.
    public static func < (left: StoreID, right: StoreID) -> Bool { (left.high, left.low) < (right.high, right.low) }
}

/// A term of Raft: at most one leader each. Zero is before the first election.
public struct Term: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number itself.
    public var rawValue: UInt64
    /// The term of that number.
    public init(rawValue: UInt64) { self.rawValue = rawValue }
    /// The term of that number.
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }
    /// Before the first election.
    public static let zero = Term(0)
    /// Orders by number.
    public static func < (left: Term, right: Term) -> Bool { left.rawValue < right.rawValue }
    /// The term after this one.
    public var next: Term { Term(rawValue + 1) }
}

/// A position in the log. The first entry has index 1; zero is before it.
public struct LogIndex: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number itself.
    public var rawValue: UInt64
    /// The index of that number.
    public init(rawValue: UInt64) { self.rawValue = rawValue }
    /// The index of that number.
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }
    /// Before the first entry.
    public static let zero = LogIndex(0)
    /// Orders by position.
    public static func < (left: LogIndex, right: LogIndex) -> Bool { left.rawValue < right.rawValue }
    /// The index after this one.
    public var next: LogIndex { LogIndex(rawValue + 1) }
    /// The index before this one; zero stays zero.
    public var previous: LogIndex { LogIndex(rawValue == 0 ? 0 : rawValue - 1) }
}
