import Determinism

extension NodeFacts: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(capacity)
        writer.write(gpus)
        writer.write(labels)
        writer.write(agentVersion)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        capacity = try reader.read()
        gpus = try reader.readArray()
        labels = try reader.readMap()
        agentVersion = try reader.readString()
    }

    /// Whether four amounts and a number of GPUs say all that it has.
    var isPlain: Bool { capacity.extras.isEmpty && gpus == GPU.unknown(UInt64(gpus.count)) }

    /// Amounts, how many GPUs, labels and the agent's version: all that there was before GPUs had names.
    func encodePlain(into writer: inout ByteWriter) {
        capacity.encodePlain(gpus: UInt64(gpus.count), into: &writer)
        writer.write(labels)
        writer.write(agentVersion)
    }

    /// Reads what `encodePlain` wrote.
    init(plainFrom reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        let plain = try Resources.readPlain(from: &reader)
        guard plain.gpus <= GPU.atMost else { throw reader.malformed("a server with \(plain.gpus) GPUs") }
        capacity = plain.amounts
        gpus = GPU.unknown(plain.gpus)
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
        writer.write(formerSessions)
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
        formerSessions = try reader.readArray()
        liveAttempts = try reader.readArray()
        losses = try reader.read()
        service = try reader.read()
        lostAt = try reader.readOptional()
        headroom = try reader.readOptional()
    }
}
