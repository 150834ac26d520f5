/// A point on a monotonic clock, in nanoseconds. The clock's origin is the process's (or the simulator's) own affair:
/// instants of two machines are never compared.
public struct Instant: Hashable, Comparable, Sendable {
    /// Nanoseconds since the clock's origin.
    public var nanoseconds: UInt64

    /// The instant that lies `nanoseconds` after the clock's origin.
    public init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// The clock's origin; earlier than every instant that a shell hands in.
    public static let origin = Instant(nanoseconds: 0)
    /// Later than every instant that a shell hands in.
    public static let never = Instant(nanoseconds: .max)

    /// Orders by time.
    public static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The instant after `span`; saturates at `never`, so that an unlimited lease added to any instant never ends.
    public static func + (left: Instant, span: Span) -> Instant {
        let (sum, overflow) = left.nanoseconds.addingReportingOverflow(span.nanoseconds)
        return Instant(nanoseconds: overflow ? .max : sum)
    }

    /// The instant before `span`; saturates at `origin`.
    public static func - (left: Instant, span: Span) -> Instant {
        Instant(nanoseconds: left.nanoseconds > span.nanoseconds ? left.nanoseconds - span.nanoseconds : 0)
    }

    /// How long after `earlier` this instant lies; zero when it does not lie after it.
    public func since(_ earlier: Instant) -> Span {
        Span(nanoseconds: nanoseconds > earlier.nanoseconds ? nanoseconds - earlier.nanoseconds : 0)
    }
}
