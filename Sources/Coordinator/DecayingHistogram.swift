import Determinism
import Glibc

/// How much of a resource was used, for how long: weights by value, of which half is forgotten with each half-life, in memory that
/// grows with the number of different values only.
///
/// As in the recommender of the Kubernetes Vertical Pod Autoscaler (kubernetes/autoscaler, `pkg/recommender/util`:
/// `histogram.go`, `decaying_histogram.go`): each bucket is 5 % wider than the one before it, and instead of making old weights
/// smaller, new ones are made larger, by 2 for each half-life since a reference time.
struct DecayingHistogram: Sendable {
    /// The buckets of a kind of value.
    struct Buckets: Sendable {
        /// The width of the first one, which begins at 0.
        let first: Double
        /// The last one has all from there on.
        let last: Int

        /// Buckets that tell values up to `highest` apart.
        init(first: Double, highest: Double) {
            self.first = first
            last = Buckets.index(of: highest, first: first)
        }

        /// The bucket of a value.
        func index(of value: Double) -> Int { min(last, Buckets.index(of: value, first: first)) }

        /// Where a bucket begins.
        func start(of index: Int) -> Double { first * (pow(Buckets.ratio, Double(index)) - 1) / (Buckets.ratio - 1) }

        private static let ratio = 1.05
        private static let logarithm = log(ratio)

        private static func index(of value: Double, first: Double) -> Int {
            guard value >= first, value.isFinite else { return 0 }
            return Int(log(value * (ratio - 1) / first + 1) / logarithm)
        }

        /// Thousandths of a core: from 10, to a thousand cores.
        static let millicores = Buckets(first: 10, highest: 1_000_000)
        /// Bytes: from ten million, to 10^13 (the recommender's end, 10^12, is less than servers have by now).
        static let bytes = Buckets(first: 1e7, highest: 1e13)
    }

    private struct Bin {
        var index: Int
        var weight: Double
    }

    /// How long it takes until half is forgotten.
    static let halfLife = Span.seconds(86_400)
    /// Half-lives after which the reference moves on, long before weights lose their digits.
    private static let longestExponent = 100.0

    private let buckets: Buckets
    /// Ascending.
    private var bins: [Bin] = []
    private var reference: Instant

    /// An empty one.
    init(_ buckets: Buckets, at now: Instant) {
        self.buckets = buckets
        reference = now
    }

    /// Whether nothing is known.
    var isEmpty: Bool { bins.isEmpty }

    /// Adds what was used, with the weight that it had then. Values that are no number of at least 0 are none.
    mutating func add(_ value: Double, weight: Double, at time: Instant) {
        guard value >= 0, weight > 0, value.isFinite, weight.isFinite else { return }
        let added = weight * factor(at: time)
        let index = buckets.index(of: value)
        let place = bins.firstIndex { $0.index >= index } ?? bins.count
        if place < bins.count, bins[place].index == index {
            bins[place].weight += added
        } else {
            bins.insert(Bin(index: index, weight: added), at: place)
        }
    }

    /// Takes back what was added with the same value, weight and time.
    mutating func remove(_ value: Double, weight: Double, at time: Instant) {
        let index = buckets.index(of: value)
        guard let place = bins.firstIndex(where: { $0.index == index }) else { return }
        let removed = weight * factor(at: time)
        // What is left by rounding is nothing.
        if bins[place].weight <= removed * (1 + 1e-9) { bins.remove(at: place) } else { bins[place].weight -= removed }
    }

    /// The end of the bucket up to which that share of the weight lies; nil where nothing is known.
    func percentile(_ share: Double) -> Double? {
        let wanted = bins.reduce(0) { $0 + $1.weight } * share
        var sum = 0.0
        for bin in bins {
            sum += bin.weight
            if sum >= wanted { return buckets.start(of: bin.index + (bin.index < buckets.last ? 1 : 0)) }
        }
        return bins.last.map { buckets.start(of: $0.index + ($0.index < buckets.last ? 1 : 0)) }
    }

    private mutating func factor(at time: Instant) -> Double {
        var exponent = DecayingHistogram.halfLives(from: reference, to: time)
        if exponent > DecayingHistogram.longestExponent {
            for place in bins.indices { bins[place].weight *= exp2(-exponent) }
            bins.removeAll { $0.weight == 0 }
            reference = time
            exponent = 0
        }
        return exp2(exponent)
    }

    /// How many half-lives lie between two instants; negative where the second is the earlier one.
    static func halfLives(from earlier: Instant, to later: Instant) -> Double {
        let ahead = Double(later.since(earlier).nanoseconds) - Double(earlier.since(later).nanoseconds)
        return ahead / Double(halfLife.nanoseconds)
    }
}
