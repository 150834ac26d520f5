/// Counts by kind, in the order of the kinds.
public struct Counts<Kind: RawRepresentable & CaseIterable & CustomStringConvertible & Sendable>: Sendable, Equatable
where Kind.RawValue == Int {
    private var numbers = Array(repeating: UInt64(0), count: Kind.allCases.count)

    /// Nothing counted yet.
    public init() {}

    /// How often that kind was counted.
    public subscript(kind: Kind) -> UInt64 {
        get { numbers[kind.rawValue] }
        set { numbers[kind.rawValue] = newValue }
    }

    /// All together.
    public var total: UInt64 { numbers.reduce(0, +) }
    /// The kinds that never occurred.
    public var missing: [Kind] { Kind.allCases.filter { self[$0] == 0 } }

    /// Adds other counts.
    public mutating func add(_ other: Counts) {
        for kind in Kind.allCases { self[kind] += other[kind] }
    }

    /// Equal when every count is.
    public static func == (left: Counts, right: Counts) -> Bool { left.numbers == right.numbers }
}
