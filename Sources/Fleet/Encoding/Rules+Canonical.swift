import Determinism

extension LabelCondition: Canonical {
    /// The label, the code of its test, and the values or the number that this names.
    public func encode(into writer: inout ByteWriter) {
        writer.write(label)
        writer.write(byte: test.code)
        switch test {
        case .oneOf(let values), .noneOf(let values): writer.write(values)
        case .atLeast(let bound), .atMost(let bound): writer.write(bound)
        case .exists, .absent: break
        }
    }
    /// Reads the parts; does not check what `JobDefinition.validated()` checks.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let label = try reader.readString()
        switch try reader.readByte() {
        case 0: self.init(label, .oneOf(try reader.readArray()))
        case 1: self.init(label, .noneOf(try reader.readArray()))
        case 2: self.init(label, .exists)
        case 3: self.init(label, .absent)
        case 4: self.init(label, .atLeast(try reader.readUInt64()))
        case 5: self.init(label, .atMost(try reader.readUInt64()))
        case let other: throw reader.malformed("a condition of kind \(other)")
        }
    }
}

extension GangTopology: Canonical {
    /// The level that it stays within, then the one that it prefers: 0 for none, else the level's number and one.
    public func encode(into writer: inout ByteWriter) {
        writer.write(byte: within.map { $0.rawValue + 1 } ?? 0)
        writer.write(byte: prefer.map { $0.rawValue + 1 } ?? 0)
    }
    /// Reads the levels; does not check what `JobDefinition.validated()` checks.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        within = try GangTopology.level(from: &reader)
        prefer = try GangTopology.level(from: &reader)
    }

    private static func level(from reader: inout ByteReader) throws(ByteReader.Malformed) -> TopologyLevel? {
        let number = try reader.readByte()
        guard number > 0 else { return nil }
        guard let level = TopologyLevel(rawValue: number - 1) else {
            throw reader.malformed("a level \(number) of topology")
        }
        return level
    }
}

extension Spread: Canonical {
    /// The level and the bound.
    public func encode(into writer: inout ByteWriter) {
        writer.write(case: over)
        writer.write(atMost)
    }
    /// Reads both; does not check what `JobDefinition.validated()` checks.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let over: TopologyLevel = try reader.readCase()
        self.init(over: over, atMost: try reader.readOptional())
    }
}

extension PlacementRules: Canonical {
    /// A byte that says which of the parts follow, and those.
    public func encode(into writer: inout ByteWriter) {
        writer.write(
            byte: (conditions.isEmpty ? 0 : 1) | (topology == nil ? 0 : 2) | (spread == nil ? 0 : 4)
                | (apartFrom.isEmpty ? 0 : 8) | (near.isEmpty ? 0 : 16))
        if !conditions.isEmpty { writer.write(conditions) }
        if let topology { writer.write(topology) }
        if let spread { writer.write(spread) }
        if !apartFrom.isEmpty { writer.write(apartFrom) }
        if !near.isEmpty { writer.write(near) }
    }
    /// Reads the parts; rules that say nothing are no rules, and are not written.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let parts = try reader.readByte()
        guard (1...31).contains(parts) else { throw reader.malformed("a job with parts \(parts) of its rules") }
        self.init()
        if parts & 1 != 0 { conditions = try reader.readArray() }
        if parts & 2 != 0 { topology = try reader.read() }
        if parts & 4 != 0 { spread = try reader.read() }
        if parts & 8 != 0 { apartFrom = try reader.readArray() }
        if parts & 16 != 0 { near = try reader.readArray() }
        guard conditions.isEmpty == (parts & 1 == 0), apartFrom.isEmpty == (parts & 8 == 0),
            near.isEmpty == (parts & 16 == 0)
        else { throw reader.malformed("a job with an empty part of its rules") }
    }
}
