/// Calendar time in nanoseconds since 1970-01-01T00:00:00Z, for people and for records. No decision about leases is made
/// by it: clocks are stepped.
public struct WallTime: Hashable, Comparable, Sendable {
    /// Nanoseconds since the epoch.
    public var nanoseconds: UInt64

    /// The time so many nanoseconds after the epoch.
    public init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// The epoch itself; stands for "not known".
    public static let epoch = WallTime(nanoseconds: 0)

    /// Whole seconds since the epoch.
    public var seconds: UInt64 { nanoseconds / 1_000_000_000 }

    /// The same without the fraction of a second: for sentences.
    public var wholeSecond: WallTime { WallTime(nanoseconds: seconds * 1_000_000_000) }

    /// Orders by time.
    public static func < (left: WallTime, right: WallTime) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The time after `span`, saturating.
    public static func + (left: WallTime, span: Span) -> WallTime {
        let (sum, overflow) = left.nanoseconds.addingReportingOverflow(span.nanoseconds)
        return WallTime(nanoseconds: overflow ? .max : sum)
    }

    /// How long after `earlier` this time lies; zero when it does not lie after it.
    public func since(_ earlier: WallTime) -> Span {
        Span(nanoseconds: nanoseconds > earlier.nanoseconds ? nanoseconds - earlier.nanoseconds : 0)
    }
}
