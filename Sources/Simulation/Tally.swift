/// Counts by kind, in the order of the kinds.
public struct Tally<Kind: RawRepresentable & CaseIterable & CustomStringConvertible & Sendable>: Sendable, Equatable
where Kind.RawValue == Int {
    private var counts = Array(repeating: UInt64(0), count: Kind.allCases.count)

    /// Nothing counted yet.
    public init() {}

    /// How often that kind was counted.
    public subscript(kind: Kind) -> UInt64 {
        get { counts[kind.rawValue] }
        set { counts[kind.rawValue] = newValue }
    }

    /// All together.
    public var total: UInt64 { counts.reduce(0, +) }

    /// The kinds that never occurred.
    public var missing: [Kind] { Kind.allCases.filter { self[$0] == 0 } }

    /// Adds another tally.
    public mutating func add(_ other: Tally) {
        for kind in Kind.allCases { self[kind] += other[kind] }
    }

    /// Two tallies are equal when every count is.
    public static func == (left: Tally, right: Tally) -> Bool { left.counts == right.counts }
}
