/// A token bucket for each peer of a conversation: what is over it is dropped and counted, so that a flooding peer does not
/// starve the others.
public struct PeerQuota: Sendable {
    private struct Bucket: Sendable {
        var tokens: Double
        var at: UInt64
    }

    private let perSecond: Double
    private let burst: Double
    private var buckets: [String: Bucket] = [:]

    /// Peers that have a bucket at the most; full ones are forgotten first.
    static let bucketsAtMost = 65_536

    /// So many messages a second for each peer, and so many at once.
    public init(perSecond: Double, burst: Double) {
        self.perSecond = perSecond
        self.burst = burst
    }

    /// Takes a token of that peer, if it has one. `now` in nanoseconds.
    public mutating func admits(_ peer: String, now: UInt64) -> Bool {
        var bucket = buckets[peer] ?? Bucket(tokens: burst, at: now)
        if now > bucket.at {
            bucket.tokens = min(burst, bucket.tokens + Double(now - bucket.at) / 1e9 * perSecond)
            bucket.at = now
        }
        let isAdmitted = bucket.tokens >= 1
        if isAdmitted { bucket.tokens -= 1 }
        if buckets[peer] == nil, buckets.count >= PeerQuota.bucketsAtMost {
            buckets = buckets.filter { $0.value.tokens < burst }
        }
        buckets[peer] = bucket
        return isAdmitted
    }
}
