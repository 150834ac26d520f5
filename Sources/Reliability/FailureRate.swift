import Determinism

/// How often one server, or one task, is lost.
///
/// The estimate is the mean of the posterior that few losses allow: a gamma distribution of shape `½ + losses` over
/// `prior + service`. Its prior is the constrained noninformative one of Atwood et al., "Handbook of Parameter Estimation for
/// Probabilistic Risk Assessment", NUREG/CR-6823 (2003), section 6.2.2.5: half a loss, in the time in which `expected` brings
/// half a loss. So a fleet without history gets `expected`, one without losses no rate of zero, and what was measured
/// outweighs the prior after a few months of one server's service.
public struct FailureRate: Hashable, Sendable {
    /// Losses a second.
    public let perSecond: Double

    /// What is expected before anything was measured: 6.5 losses in 1,000 days of a server, the higher of the two rates that
    /// Kokolis et al., "Revisiting Reliability in Large-Scale Machine Learning Research Clusters" (arXiv:2410.21680), give.
    public static let expected = FailureRate(perSecond: 6.5 / (1_000 * secondsPerDay))

    /// The shape of the prior.
    static let priorLosses = 0.5
    static let secondsPerDay = 86_400.0
    static let secondsPerYear = 365.25 * secondsPerDay

    /// A rate that is known.
    private init(perSecond: Double) { self.perSecond = perSecond }

    /// The rate by so many losses in so much service, all servers' together.
    public init(losses: UInt64, service: Span) {
        let prior = FailureRate.priorLosses / FailureRate.expected.perSecond
        perSecond = (FailureRate.priorLosses + Double(losses)) / (prior + service.inSeconds)
    }

    /// Losses a year of 365.25 days.
    public var perYear: Double { perSecond * FailureRate.secondsPerYear }
}

extension Span {
    /// The length in seconds.
    var inSeconds: Double { Double(nanoseconds) / 1e9 }
}
