import Determinism

/// A machine's own clock: it began somewhere else than the others and runs a little faster or slower than true time.
struct HostClock: Sendable {
    /// What it showed at `trueBase`.
    private var localBase: UInt64
    private var trueBase: UInt64
    /// Nanoseconds that it shows for a million true ones.
    private var rate: UInt64

    static let million: UInt64 = 1_000_000

    init(offset: Span, drift: Int64, at now: Instant = .origin) {
        localBase = offset.nanoseconds
        trueBase = now.nanoseconds
        rate = UInt64(Int64(HostClock.million) + drift)
    }

    /// What it shows at a true instant, which must not lie before its last change.
    func local(_ time: Instant) -> Instant {
        let passed = time.nanoseconds - min(time.nanoseconds, trueBase)
        return Instant(
            nanoseconds: localBase + passed / HostClock.million * rate + passed % HostClock.million * rate
                / HostClock.million)
    }

    /// The first true instant, not before `now`, at which it shows at least `local`.
    func trueTime(of local: Instant, now: Instant) -> Instant {
        guard local != .never else { return .never }
        guard local.nanoseconds > localBase else { return now }
        let shown = local.nanoseconds - localBase
        let (product, overflow) = shown.multipliedReportingOverflow(by: HostClock.million)
        // Beyond a few hours of virtual time nothing is exact any more, and nothing happens there.
        guard !overflow else { return .never }
        return max(now, Instant(nanoseconds: trueBase + (product + rate - 1) / rate + 1))
    }

    /// From `now` on it runs at another rate.
    mutating func change(drift: Int64, now: Instant) {
        localBase = local(now).nanoseconds
        trueBase = now.nanoseconds
        rate = UInt64(Int64(HostClock.million) + drift)
    }
}
