import Determinism

extension JobHold: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(since)
        writer.write(actor)
        writer.write(reason)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        since = try reader.read()
        actor = try reader.readString()
        reason = try reader.readString()
    }
}
