/// What came of one load, or of several slices of it.
struct LoadResult {
    /// Accepted requests.
    var count = 0
    /// How long it took.
    var seconds = 0.0
    /// Latencies in nanoseconds: of each slice the median and the 99th percentile.
    private var medians: [Double] = []
    private var tails: [Double] = []

    init() {}

    init(count: Int, seconds: Double, median: Double, tail: Double) {
        self.count = count
        self.seconds = seconds
        medians = [median]
        tails = [tail]
    }

    /// The result of these latencies.
    init(latencies: [UInt64], seconds: Double) {
        let sorted = latencies.sorted()
        guard !sorted.isEmpty else {
            self.init()
            return
        }
        self.init(
            count: sorted.count, seconds: seconds, median: Double(sorted[sorted.count / 2]),
            tail: Double(sorted[sorted.count * 99 / 100]))
    }

    /// Takes another slice in.
    mutating func add(_ other: LoadResult) {
        count += other.count
        seconds += other.seconds
        medians += other.medians
        tails += other.tails
    }

    /// Requests a second.
    var rate: Double { seconds > 0 ? Double(count) / seconds : 0 }
    /// The median over the slices of their medians, in nanoseconds.
    var median: Double { Self.middle(medians) }
    /// The median over the slices of their 99th percentiles, in nanoseconds.
    var tail: Double { Self.middle(tails) }

    static func middle(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}
