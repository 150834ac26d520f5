import Determinism
import Fleet

/// Recent telemetry of the whole fleet in bounded memory: a ring of readings for each series, a cap on the series of each
/// server. Every coordinator fills its own from the wire; nothing of it is replicated.
struct TelemetryStore {
    /// One reading.
    struct Point {
        /// The server's wall clock.
        var at: WallTime
        /// The value.
        var value: Double
    }

    /// One series of one server.
    struct Series {
        private var ring: [Point] = []
        private var next = 0

        /// The newest reading.
        var newest: Point? {
            ring.isEmpty ? nil : ring[(next + ring.count - 1) % ring.count]
        }

        /// The readings, oldest first.
        var points: [Point] {
            ring.count < TelemetryStore.pointsKept ? ring : Array(ring[next...] + ring[..<next])
        }

        /// The mean of the readings of that much time before the newest, and how much of it they span; nil without any.
        func mean(over window: Span) -> (mean: Double, span: Span)? {
            guard let newest = newest?.at else { return nil }
            var (sum, count, oldest) = (0.0, 0, newest)
            // In any order, and in place: it is asked of every server.
            for point in ring where point.at <= newest && newest.since(point.at) <= window {
                sum += point.value
                count += 1
                oldest = min(oldest, point.at)
            }
            return (sum / Double(count), newest.since(oldest))
        }

        mutating func append(_ point: Point) {
            if ring.count < TelemetryStore.pointsKept {
                ring.append(point)
            } else {
                ring[next] = point
                next = (next + 1) % ring.count
            }
        }
    }

    /// A metric's name with its label.
    struct Key: Hashable {
        var name: String
        var label: String
    }

    /// Everything kept of one server.
    struct NodeSeries {
        var series: [Key: Series] = [:]
        /// Readings refused because the server has too many series.
        var refused: UInt64 = 0
        var lastRound: UInt64 = 0
        var lastAt = WallTime.epoch
    }

    /// Readings kept for each series: five minutes of one a second.
    static let pointsKept = 300
    /// Series kept for each server at the most.
    static let seriesAtMost = 512
    /// Bytes of a metric's name and label at the most.
    static let nameBytesAtMost = 200

    private var nodes: [NodeID: NodeSeries] = [:]
    /// Readings refused for a name that is too long, a value that is no number, or for want of room.
    private(set) var refused: UInt64 = 0

    /// Takes in one round of a server's readings. Older or repeated rounds are ignored, unless the agent has started anew.
    mutating func record(
        node: NodeID, round: UInt64, at: WallTime, samples: [(name: String, label: String, value: Double)]
    ) {
        if let known = nodes[node], round <= known.lastRound && at <= known.lastAt { return }
        // Taken out, and not copied: otherwise each round would copy the ring of every series.
        var kept = nodes.removeValue(forKey: node) ?? NodeSeries()
        kept.lastRound = round
        kept.lastAt = at
        for sample in samples {
            guard sample.value.isFinite,
                sample.name.utf8.count + sample.label.utf8.count <= TelemetryStore.nameBytesAtMost
            else {
                refused += 1
                continue
            }
            let key = Key(name: sample.name, label: sample.label)
            if kept.series[key] == nil, kept.series.count >= TelemetryStore.seriesAtMost {
                kept.refused += 1
                refused += 1
                continue
            }
            kept.series[key, default: Series()].append(Point(at: at, value: sample.value))
        }
        nodes[node] = kept
    }

    /// The newest reading of a series.
    func newest(_ node: NodeID, _ name: String, label: String = "") -> Double? {
        nodes[node]?.series[Key(name: name, label: label)]?.newest?.value
    }

    /// The mean of a series over the last readings, of that much time by the server's clock; nil where they are of less than `known`.
    func mean(_ node: NodeID, _ name: String, over window: Span, knownFor known: Span) -> Double? {
        guard let (mean, span) = nodes[node]?.series[Key(name: name, label: "")]?.mean(over: window), span >= known
        else {
            return nil
        }
        return mean
    }

    /// The greatest of the means of a metric's series, whatever their labels, each as above; nil where there is none.
    func greatestMean(_ node: NodeID, _ name: String, over window: Span, knownFor known: Span) -> Double? {
        guard let series = nodes[node]?.series else { return nil }
        // order-free: the greatest is the same in any order.
        let means = series.compactMap { key, one -> Double? in
            guard key.name == name, let (mean, span) = one.mean(over: window), span >= known else { return nil }
            return mean
        }
        return means.max()
    }

    /// The sum of the newest readings over all labels of a metric.
    func sum(_ node: NodeID, _ name: String) -> Double? {
        guard let series = nodes[node]?.series else { return nil }
        let values = series.filter { $0.key.name == name }.compactMap { $0.value.newest?.value }
        return values.isEmpty ? nil : values.reduce(0, +)
    }

    /// The sum over all labels of a counter's growth a second, over its last two readings.
    func rate(_ node: NodeID, _ name: String) -> Double? {
        guard let series = nodes[node]?.series else { return nil }
        var total: Double?
        for (key, one) in series where key.name == name {
            let points = one.points
            guard points.count >= 2 else { continue }
            let (before, after) = (points[points.count - 2], points[points.count - 1])
            let seconds = Double(after.at.since(before.at).nanoseconds) / 1e9
            // A counter that went back was reset: it tells nothing until it has grown again.
            guard seconds > 0, after.value >= before.value else { continue }
            total = (total ?? 0) + (after.value - before.value) / seconds
        }
        return total
    }

    /// How many series are kept of a server.
    func seriesCount(_ node: NodeID) -> Int { nodes[node]?.series.count ?? 0 }

    /// Forgets servers that are no longer known.
    mutating func keepOnly(_ isKnown: (NodeID) -> Bool) {
        nodes = nodes.filter { isKnown($0.key) }
    }
}
