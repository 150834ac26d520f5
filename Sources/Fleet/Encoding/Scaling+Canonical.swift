import Determinism

extension Scaling: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(least)
        writer.write(most)
        writer.write(cpuPercent)
        writer.write(downAfter)
        writer.write(schedule)
    }
    /// Reads the fields; does not check the ranges.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        least = try reader.readUInt64()
        most = try reader.readUInt64()
        cpuPercent = try reader.readOptional()
        downAfter = try reader.read()
        schedule = try reader.readArray()
    }
}

extension ScalingWindow: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(byte: days.bits)
        writer.write(from)
        writer.write(to)
        writer.write(least)
        writer.write(most)
    }
    /// Reads the fields; does not check the ranges.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        days = Days(bits: try reader.readByte())
        from = try reader.readUInt64()
        to = try reader.readUInt64()
        least = try reader.readOptional()
        most = try reader.readOptional()
    }
}

extension ScalingRecord: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(at)
        writer.write(from)
        writer.write(to)
        writer.write(actor)
        writer.write(reason)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        at = try reader.read()
        from = try reader.readUInt64()
        to = try reader.readUInt64()
        actor = try reader.readString()
        reason = try reader.readString()
    }
}
