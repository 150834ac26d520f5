/// A length of time in whole nanoseconds, never negative. `Swift.Duration` is avoided in the cores because its 128-bit
/// arithmetic and its signedness buy nothing there; arithmetic here saturates, so that `unlimited` stays unlimited.
public struct Span: Hashable, Comparable, Sendable {
    /// The length in nanoseconds.
    public var nanoseconds: UInt64

    /// A span of so many nanoseconds.
    public init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// No time at all.
    public static let zero = Span(nanoseconds: 0)
    /// Without end: added to any instant it gives `Instant.never`.
    public static let unlimited = Span(nanoseconds: .max)

    /// A span of so many microseconds.
    public static func microseconds(_ count: UInt64) -> Span { Span(saturating: count, times: 1_000) }
    /// A span of so many milliseconds.
    public static func milliseconds(_ count: UInt64) -> Span { Span(saturating: count, times: 1_000_000) }
    /// A span of so many seconds.
    public static func seconds(_ count: UInt64) -> Span { Span(saturating: count, times: 1_000_000_000) }

    private init(saturating count: UInt64, times unit: UInt64) {
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        nanoseconds = overflow ? .max : product
    }

    /// Whole milliseconds, rounded down.
    public var wholeMilliseconds: UInt64 { nanoseconds / 1_000_000 }

    /// Orders by length.
    public static func < (left: Span, right: Span) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The sum; saturates at `unlimited`.
    public static func + (left: Span, right: Span) -> Span {
        let (sum, overflow) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
        return Span(nanoseconds: overflow ? .max : sum)
    }

    /// The difference; zero where `right` is longer. `unlimited` less anything is `unlimited`.
    public static func - (left: Span, right: Span) -> Span {
        if left == .unlimited { return .unlimited }
        return Span(nanoseconds: left.nanoseconds > right.nanoseconds ? left.nanoseconds - right.nanoseconds : 0)
    }

    /// So many times the span; saturates at `unlimited`.
    public static func * (left: Span, factor: UInt64) -> Span {
        Span(saturating: left.nanoseconds, times: factor)
    }

    /// The span divided by `divisor` (at least 1), rounded down; `unlimited` stays `unlimited`.
    public static func / (left: Span, divisor: UInt64) -> Span {
        left == .unlimited ? left : Span(nanoseconds: left.nanoseconds / max(1, divisor))
    }

    /// The span made longer by one part in a hundred, rounded up: the drift allowance of leases (docs/ARCHITECTURE.md).
    public var withDriftAllowance: Span {
        self == .unlimited ? self : self + Span(nanoseconds: nanoseconds / 100 + (nanoseconds % 100 == 0 ? 0 : 1))
    }
}
