import Determinism

/// How often a server was given up automatically of late, and the penalty for it: until `dampedUntil` nothing new is placed
/// there, so that a server that comes and goes does not take work with it each time. The penalties double from 10 s to
/// 10 minutes with each loss, and are forgotten an hour after the last one.
public struct LossHistory: Hashable, Sendable {
    /// The losses, none of them an hour after the one before.
    public private(set) var count: UInt64 = 0
    /// When the last one was committed.
    public private(set) var lastAt = WallTime.epoch
    /// Nothing new is placed there before.
    public private(set) var dampedUntil = WallTime.epoch
    /// The session that was lost last.
    private(set) var session: SessionID?
    /// Whether the server has not said hello since.
    private(set) var isAway = false

    /// The penalty for the first loss.
    public static let firstPenalty = Span.seconds(10)
    /// The longest penalty.
    public static let longestPenalty = Span.seconds(600)
    /// How long after a loss it is forgotten.
    public static let memory = Span.seconds(3_600)
    /// Attempts of different leases are lost one after another in one and the same outage.
    static let outage = Span.seconds(30)

    /// A server that was never lost.
    public init() {}

    /// The penalty for that many losses.
    public static func penalty(_ count: UInt64) -> Span {
        guard count > 0 else { return .zero }
        return min(firstPenalty * (1 << min(count - 1, 16)), longestPenalty)
    }

    /// Whether nothing new is to be placed there at that time.
    public func isDamped(at time: WallTime) -> Bool { dampedUntil > time }

    /// The losses that are not yet forgotten.
    public func recent(at time: WallTime) -> UInt64 { time.since(lastAt) < LossHistory.memory ? count : 0 }

    /// The session, or attempts of it, were given up automatically. Tells whether that is a loss of its own.
    mutating func note(_ lost: SessionID, sessionIsOver: Bool, at time: WallTime) -> Bool {
        if session == lost, sessionIsOver || time.since(lastAt) < LossHistory.outage { return false }
        count = recent(at: time) + 1
        lastAt = time
        session = lost
        isAway = true
        dampedUntil = max(dampedUntil, time + LossHistory.penalty(count))
        return true
    }

    /// The server is back. Once is no flapping: only from the second loss on does the penalty begin anew.
    mutating func noteReturn(at time: WallTime) {
        guard isAway else { return }
        isAway = false
        guard recent(at: time) >= 2 else { return }
        dampedUntil = max(dampedUntil, time + LossHistory.penalty(count))
    }
}

extension LossHistory: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(count)
        writer.write(lastAt)
        writer.write(dampedUntil)
        writer.write(session)
        writer.write(isAway)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        count = try reader.readUInt64()
        lastAt = try reader.read()
        dampedUntil = try reader.read()
        session = try reader.readOptional()
        isAway = try reader.readBool()
    }
}
