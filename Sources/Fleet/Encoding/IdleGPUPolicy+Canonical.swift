import Determinism

extension IdleGPUPolicy: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(warnAfter)
        writer.write(reclaimAfter)
    }
    /// Reads the fields; does not check what they say.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(warnAfter: try reader.readOptional(), reclaimAfter: try reader.readOptional())
    }
}
