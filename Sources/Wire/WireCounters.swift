/// How many frames a program dropped, and why. Each peer is named once for each reason; memory is bounded.
public struct WireCounters: Sendable {
    /// Why a frame was dropped.
    public enum Reason: String, CaseIterable, Hashable, Sendable {
        /// It does not parse.
        case malformed
        /// Its version or kind is not known here.
        case unknownKind = "unknown_kind"
        /// It parses and makes no sense.
        case invalid
        /// The key may not say it.
        case forbidden
        /// The peer is over its quota.
        case overQuota = "over_quota"
        /// It could not be sent: no such peer, or its queue is full.
        case notSent = "not_sent"
    }

    private var counts: [Reason: UInt64] = [:]
    private var named: Set<String> = []

    /// Peers that are remembered as named at the most.
    static let namedAtMost = 1_024

    /// Nothing dropped yet.
    public init() {}

    /// Counts a frame; true if this peer is to be logged for this reason, which is once.
    public mutating func note(_ reason: Reason, peer: String) -> Bool {
        counts[reason, default: 0] += 1
        guard named.count < WireCounters.namedAtMost else { return false }
        return named.insert("\(reason.rawValue) \(peer)").inserted
    }

    /// The counts by reason.
    public var all: [(reason: Reason, count: UInt64)] { Reason.allCases.map { ($0, counts[$0] ?? 0) } }
}
