import Determinism

/// How a pool is kept without a person: which servers it stands in for, and how large it is.
public struct PoolRule: Hashable, Sendable {
    /// What is kept back for work that lost its server.
    public enum Reserve: UInt8, Sendable, CaseIterable {
        /// Whole servers: the standbys.
        case servers = 0
        /// A share of each of the target's servers that is no standby.
        case headroom = 1
    }
    /// What is kept back.
    public var reserve: Reserve
    /// The servers that it stands in for, and from which it takes its own: `*`, names with commas, globs, `label=value`.
    public var target: String
    /// How many servers to keep back, or the share in thousandths; nil to go by the measured failure rate.
    public var size: UInt64?
    /// How long what was used stays away: until the lost server is repaired. Nil for as long as was measured.
    public var refill: Span?
    /// The log index of the order that made the rule: what a leader decided for an earlier one changes nothing.
    public internal(set) var index: UInt64 = 0
    /// How many servers the leader last found to be needed, or the share in thousandths.
    public internal(set) var wanted: UInt64 = 0

    /// The refill time where none is given, and too little was measured.
    public static let defaultRefill = Span.seconds(24 * 3_600)
    /// The longest refill time.
    public static let longestRefill = Span.seconds(366 * 24 * 3_600)
    /// Bytes of a target.
    static let targetBytes = 512
    /// The largest share of a server that may be kept free, in thousandths.
    public static let headroomAtMost: UInt64 = 900

    /// A rule as it is ordered.
    public init(
        reserve: Reserve = .servers, target: String, size: UInt64? = nil, refill: Span? = nil
    ) {
        self.reserve = reserve
        self.target = target
        self.size = size
        self.refill = refill
    }

    /// What is wrong with it; nil for a good one.
    var complaint: String? {
        if target.isEmpty || !Names.isPlainText(target, atMost: PoolRule.targetBytes) {
            return "target: it must be 1 to \(PoolRule.targetBytes) bytes without control characters"
        }
        if let refill, refill == .zero || refill > PoolRule.longestRefill {
            return "refill: it must be longer than nothing and at most 366 days"
        }
        if reserve == .headroom, let size, size > PoolRule.headroomAtMost {
            return "headroom: it must be at most \(PoolRule.headroomAtMost / 10) % of each server"
        }
        return nil
    }
}

extension PoolRule: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(case: reserve)
        writer.write(target)
        writer.write(size)
        writer.write(refill)
        writer.write(index)
        writer.write(wanted)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        reserve = try reader.readCase()
        target = try reader.readString()
        size = try reader.readOptional()
        refill = try reader.readOptional()
        index = try reader.readUInt64()
        wanted = try reader.readUInt64()
    }
}

/// What a leader changes about a pool that is kept by a rule.
public struct PoolFill: Hashable, Sendable {
    /// The pool.
    public var name: String
    /// The index of the rule that it was decided for.
    public var rule: UInt64
    /// How many servers are needed, or the share in thousandths.
    public var wanted: UInt64
    /// Servers that it gets.
    public var joining: [NodeID]
    /// Servers that it gives back.
    public var leaving: [NodeID]

    /// A change with its parts.
    public init(name: String, rule: UInt64, wanted: UInt64, joining: [NodeID] = [], leaving: [NodeID] = []) {
        self.name = name
        self.rule = rule
        self.wanted = wanted
        self.joining = joining
        self.leaving = leaving
    }
}

extension PoolFill: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(name)
        writer.write(rule)
        writer.write(wanted)
        writer.write(joining)
        writer.write(leaving)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        name = try reader.readString()
        rule = try reader.readUInt64()
        wanted = try reader.readUInt64()
        joining = try reader.readArray()
        leaving = try reader.readArray()
    }
}
