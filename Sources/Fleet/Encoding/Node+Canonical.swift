import Determinism

extension NodeFacts: Canonical {
    /// Capacity, labels and the agent's version.
    public func encode(into writer: inout ByteWriter) {
        writer.write(capacity)
        writer.write(labels)
        writer.write(agentVersion)
    }
    /// Reads capacity, labels and the agent's version.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        capacity = try reader.read()
        labels = try reader.readMap()
        agentVersion = try reader.readString()
    }
}

extension Node: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(id)
        writer.write(case: eligibility)
        writer.write(pool)
        writer.write(facts)
        writer.write(session)
        writer.write(sessionIndex)
        writer.write(sessionSince)
        writer.write(liveAttempts)
        writer.write(losses)
        writer.write(service)
        writer.write(lostAt)
        writer.write(headroom)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(id: try reader.read())
        eligibility = try reader.readCase()
        pool = try reader.readOptional()
        facts = try reader.read()
        session = try reader.readOptional()
        sessionIndex = try reader.readUInt64()
        sessionSince = try reader.read()
        liveAttempts = try reader.readArray()
        losses = try reader.read()
        service = try reader.read()
        lostAt = try reader.readOptional()
        headroom = try reader.readOptional()
    }
}
