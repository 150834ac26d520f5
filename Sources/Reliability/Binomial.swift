/// How many of so many independent trials come true.
///
/// Probabilities are added as multiples of the most probable count's, each made from its neighbour's by the ratio
/// `(n − i) / (i + 1) · p / q`, and divided by the sum of all: nothing overflows, what underflows is below 10⁻³⁰⁰ of the
/// whole, and no factorial or logarithm is needed. The relative error is below 10⁻¹⁰ for up to 100,000 trials.
public struct Binomial: Hashable, Sendable {
    /// How many trials.
    public let trials: UInt64
    /// The probability that one comes true, 0 to 1.
    public let probability: Double
    /// The probability that it does not; given by itself, since `1 − p` says nothing where p is close to 1.
    public let complement: Double

    /// More trials than this are refused: the sums would take too long.
    public static let trialsAtMost: UInt64 = 10_000_000

    /// Trials of that probability; nil for one that is not within 0 to 1 or undefined, and for too many trials.
    public init?(trials: UInt64, probability: Double) {
        guard probability >= 0, probability <= 1, trials <= Binomial.trialsAtMost else { return nil }
        self.trials = trials
        self.probability = probability
        complement = 1 - probability
    }

    /// Trials that come true with `1 − e^(−hazard)`; nil for a negative or undefined hazard, and for too many trials.
    public init?(trials: UInt64, hazard: Double) {
        guard let decay = Decay(hazard), trials <= Binomial.trialsAtMost else { return nil }
        self.trials = trials
        probability = decay.gone
        complement = decay.left
    }

    /// P(X ≤ count).
    public func cumulative(_ count: UInt64) -> Double {
        guard count < trials, let certain = certainCount else {
            if count >= trials { return 1 }
            let (below, above) = sums(upTo: count)
            return below / (below + above)
        }
        return count >= certain ? 1 : 0
    }

    /// P(X > count), which is not lost beside 1 where it is small.
    public func tail(_ count: UInt64) -> Double {
        guard count < trials, let certain = certainCount else {
            if count >= trials { return 0 }
            let (below, above) = sums(upTo: count)
            return above / (below + above)
        }
        return count >= certain ? 0 : 1
    }

    /// The smallest k with P(X ≤ k) ≥ `confidence`; nil unless the confidence is within 0 to 1.
    public func smallestCount(confidence: Double) -> UInt64? {
        guard confidence >= 0, confidence <= 1 else { return nil }
        if let certain = certainCount { return certain }
        if confidence == 1 { return trials }
        // P(X > k) only falls: halving finds the place in a few sums.
        var (low, high) = (UInt64(0), trials)
        while low < high {
            let middle = (low + high) / 2
            if tail(middle) <= 1 - confidence { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The count that is the only possible one, if there is one.
    private var certainCount: UInt64? {
        if trials == 0 || probability == 0 { return 0 }
        return complement == 0 ? trials : nil
    }

    /// The weights of the counts through `count`, and of those above, relative to the most probable count's.
    private func sums(upTo count: UInt64) -> (below: Double, above: Double) {
        let odds = probability / complement
        let mode = min(UInt64(Double(trials + 1) * probability), trials)
        var (below, above) = (0.0, 0.0)
        func add(_ weight: Double, at place: UInt64) { if place <= count { below += weight } else { above += weight } }
        add(1, at: mode)
        var (weight, place) = (1.0, mode)
        while place < trials, weight > 0 {
            weight *= Double(trials - place) / Double(place + 1) * odds
            place += 1
            add(weight, at: place)
        }
        (weight, place) = (1, mode)
        while place > 0, weight > 0 {
            weight *= Double(place) / Double(trials - place + 1) / odds
            place -= 1
            add(weight, at: place)
        }
        return (below, above)
    }
}
