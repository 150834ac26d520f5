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
    private var rates: (perSecond: Double, burst: Double, bytesPerSecond: Double, byteBurst: Double) {
        (perSecond, burst, bytesPerSecond, byteBurst)
    }

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
        if let place = buckets.index(forKey: peer) {
            return Self.take(&buckets.values[place], bytes: bytes, now: now, of: rates)
        }
        if buckets.count >= PeerQuota.bucketsAtMost { buckets = buckets.filter { $0.value.tokens < burst } }
        var bucket = Bucket(tokens: burst, bytes: byteBurst, at: now)
        defer { buckets[peer] = bucket }
        return Self.take(&bucket, bytes: bytes, now: now, of: rates)
    }

    private static func take(
        _ bucket: inout Bucket, bytes: Int, now: UInt64,
        of quota: (perSecond: Double, burst: Double, bytesPerSecond: Double, byteBurst: Double)
    ) -> Bool {
        if now > bucket.at {
            let seconds = Double(now - bucket.at) / 1e9
            bucket.tokens = min(quota.burst, bucket.tokens + seconds * quota.perSecond)
            bucket.bytes = min(quota.byteBurst, bucket.bytes + seconds * quota.bytesPerSecond)
            bucket.at = now
        }
        let isAdmitted = bucket.tokens >= 1 && bucket.bytes >= Double(bytes)
        if isAdmitted {
            bucket.tokens -= 1
            bucket.bytes -= Double(bytes)
        }
        return isAdmitted
    }
}
