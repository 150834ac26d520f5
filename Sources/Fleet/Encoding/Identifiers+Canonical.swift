import Determinism

extension NodeID: Canonical {
    /// The name.
    public func encode(into writer: inout ByteWriter) { writer.write(name) }
    /// Reads the name.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { self.init(try reader.readString()) }
}

extension JobID: Canonical {
    /// Namespace and name.
    public func encode(into writer: inout ByteWriter) {
        writer.write(namespace)
        writer.write(name)
    }
    /// Reads namespace and name.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let namespace = try reader.readString()
        self.init(namespace: namespace, name: try reader.readString())
    }
}

extension AllocationID: Canonical {
    /// The number.
    public func encode(into writer: inout ByteWriter) { writer.write(number) }
    /// Reads the number.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { self.init(try reader.readUInt64()) }
}

extension AttemptID: Canonical {
    /// Allocation and number.
    public func encode(into writer: inout ByteWriter) {
        writer.write(allocation)
        writer.write(number)
    }
    /// Reads allocation and number.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let allocation = try reader.read(AllocationID.self)
        self.init(allocation: allocation, number: try reader.readUInt64())
    }
}

extension SessionID: Canonical {
    /// Node, boot and nonce.
    public func encode(into writer: inout ByteWriter) {
        writer.write(node)
        writer.write(boot)
        writer.write(nonce)
    }
    /// Reads node, boot and nonce.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let node = try reader.read(NodeID.self)
        let boot = try reader.readString()
        self.init(node: node, boot: boot, nonce: try reader.readUInt64())
    }
}

extension CommandID: Canonical {
    /// The number.
    public func encode(into writer: inout ByteWriter) { writer.write(number) }
    /// Reads the number.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { self.init(try reader.readUInt64()) }
}

extension RequestID: Canonical {
    /// The upper, then the lower 64 bits.
    public func encode(into writer: inout ByteWriter) {
        writer.write(high)
        writer.write(low)
    }
    /// Reads the upper, then the lower 64 bits.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let high = try reader.readUInt64()
        self.init(high: high, low: try reader.readUInt64())
    }
}

extension FencingToken: Canonical {
    /// Generation and index.
    public func encode(into writer: inout ByteWriter) {
        writer.write(generation)
        writer.write(index)
    }
    /// Reads generation and index.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let generation = try reader.readUInt64()
        self.init(generation: generation, index: try reader.readUInt64())
    }
}
