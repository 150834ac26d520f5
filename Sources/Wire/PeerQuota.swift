/// A token bucket for each peer of a conversation: what is over it is dropped and counted, so that a flooding peer does not
/// starve the others.
public struct PeerQuota: Sendable {
    private struct Bucket: Sendable {
        var tokens: Double
        var bytes: Double
        var at: UInt64
    }

    private let perSecond: Double
    private let burst: Double
    private let bytesPerSecond: Double
    private let byteBurst: Double
    private var buckets: [String: Bucket] = [:]

    /// Peers that have a bucket at the most; full ones are forgotten first.
    static let bucketsAtMost = 65_536

    /// So many messages and bytes a second for each peer, and so many at once. Bytes are not bounded unless given.
    public init(
        perSecond: Double, burst: Double, bytesPerSecond: Double = .infinity, byteBurst: Double = .infinity
    ) {
        self.perSecond = perSecond
        self.burst = burst
        self.bytesPerSecond = bytesPerSecond
        self.byteBurst = byteBurst
    }

    /// Takes a token and the bytes of that peer, if it has them. `now` in nanoseconds.
    public mutating func admits(_ peer: String, bytes: Int = 0, now: UInt64) -> Bool {
        var bucket = buckets[peer] ?? Bucket(tokens: burst, bytes: byteBurst, at: now)
        if now > bucket.at {
            let seconds = Double(now - bucket.at) / 1e9
            bucket.tokens = min(burst, bucket.tokens + seconds * perSecond)
            bucket.bytes = min(byteBurst, bucket.bytes + seconds * bytesPerSecond)
            bucket.at = now
        }
        let isAdmitted = bucket.tokens >= 1 && bucket.bytes >= Double(bytes)
        if isAdmitted {
            bucket.tokens -= 1
            bucket.bytes -= Double(bytes)
        }
        if buckets[peer] == nil, buckets.count >= PeerQuota.bucketsAtMost {
            buckets = buckets.filter { $0.value.tokens < burst }
        }
        buckets[peer] = bucket
        return isAdmitted
    }
}
