import Determinism

/// A member's monotonic clock: it runs at a rate of its own, and may jump ahead.
struct MemberClock {
    private var realAnchor: Instant
    private var localAnchor: Instant
    /// Local nanoseconds for each million of real ones.
    private var rate: UInt64 = 1_000_000

    init(startingAt real: Instant, local: Instant) {
        realAnchor = real
        localAnchor = local
    }

    /// What the clock shows.
    func local(_ real: Instant) -> Instant {
        localAnchor + Span(nanoseconds: real.since(realAnchor).nanoseconds / 1_000 * rate / 1_000)
    }

    /// The first instant of real time at which the clock shows at least `local`.
    func real(_ local: Instant) -> Instant {
        local == .never
            ? .never
            : realAnchor + Span(nanoseconds: local.since(localAnchor).nanoseconds / rate * 1_000_000 + 1_000_000)
    }

    mutating func run(partsPerMillion: UInt64, from real: Instant) {
        localAnchor = local(real)
        realAnchor = real
        rate = partsPerMillion
    }

    mutating func jump(by span: Span) { localAnchor = localAnchor + span }
}
