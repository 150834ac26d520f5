import Determinism

/// How many standbys so many servers need: the smallest k with P(Binomial(n, 1 − e^(−rate · refill)) ≤ k) ≥ confidence.
///
/// A server that is lost takes a standby out of the pool until `refill` later; in that time each of the n servers is lost with
/// `1 − e^(−rate · refill)`, independently. Servers that fail together (a rack, a breaker) are no matter of this rule: see
/// the brake, and give such groups pools of their own.
public struct StandbySize: Hashable, Sendable {
    /// The servers that the standbys stand in for.
    public let servers: UInt64
    /// How often each of them is lost.
    public let rate: FailureRate
    /// How long a standby that was used stays away.
    public let refill: Span
    /// The smallest number that suffices.
    public let standbys: UInt64
    /// The probability that this number suffices.
    public let coverage: Double

    /// How sure the rule is to be that the standbys suffice.
    public static let confidence = 0.99

    /// The size by the rule; nil for more servers than `Binomial.trialsAtMost`.
    public init?(servers: UInt64, rate: FailureRate, refill: Span) {
        guard let losses = Binomial(trials: servers, hazard: rate.perSecond * refill.inSeconds),
            let count = losses.smallestCount(confidence: StandbySize.confidence)
        else { return nil }
        self.servers = servers
        self.rate = rate
        self.refill = refill
        standbys = count
        coverage = losses.cumulative(count)
    }
}
