import Determinism

extension BMC: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(agent)
        writer.write(options)
        writer.write(secret)
        writer.write(fenceAfter)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(agent: try reader.readString())
        options = try reader.readMap()
        secret = try reader.readOptional()
        fenceAfter = try reader.readOptional()
    }
}

extension PowerOrder: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(case: action)
        writer.write(session)
        writer.write(isAutomatic)
        writer.write(index)
        writer.write(at)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        action = try reader.readCase()
        session = try reader.readOptional()
        isAutomatic = try reader.readBool()
        index = try reader.readUInt64()
        at = try reader.read()
    }
}

extension PowerControl: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(bmc)
        writer.write(order)
        writer.write(lastOutcome)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(bmc: try reader.read())
        order = try reader.readOptional()
        lastOutcome = try reader.readString()
    }
}
