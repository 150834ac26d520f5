import Determinism

extension Balancing: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(relieves)
        writer.write(consolidates)
        writer.write(movesAtOnce)
    }
    /// Reads the fields; does not check the ranges.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(
            relieves: try reader.readBool(), consolidates: try reader.readBool(), movesAtOnce: try reader.readUInt64())
    }
}
