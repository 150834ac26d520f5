import Determinism
import Fleet
import Scheduler

/// The start that a leader's passes keep for what waits first for room, and when they may work it out anew: that looks at what runs
/// everywhere.
struct ClaimWatch: Sendable {
    private var known: StartClaim?
    private var nextAt = Instant.origin

    /// How often a start is worked out.
    static let interval = Span.seconds(10)

    /// What the next pass may do.
    func terms(now: Instant) -> ClaimTerms { ClaimTerms(known: known, mayForecast: now >= nextAt) }

    /// Takes over what a pass keeps.
    mutating func take(_ pass: SchedulingPass, now: Instant) {
        known = pass.claim
        if pass.hasForecast { nextAt = now + ClaimWatch.interval }
    }
}
