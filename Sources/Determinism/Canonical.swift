/// A value with exactly one encoding: equal values give equal bytes, in every process and on every machine. Entries of the
/// log and snapshots of the replicated state are made of these.
public protocol Canonical {
    /// Appends the value's bytes.
    func encode(into writer: inout ByteWriter)
    /// Reads a value. Throws on damage, never traps.
    init(from reader: inout ByteReader) throws(ByteReader.Malformed)
}

extension Canonical {
    /// The value's bytes alone.
    public var canonicalBytes: [UInt8] {
        var writer = ByteWriter()
        // Most values fit: growing step by step would copy each of them a few times.
        writer.removeAll(capacity: 256)
        encode(into: &writer)
        return writer.bytes
    }

    /// Reads a value that must take up all of `bytes`.
    public init(canonicalBytes bytes: [UInt8]) throws(ByteReader.Malformed) {
        var reader = ByteReader(bytes)
        self = try Self(from: &reader)
        try reader.expectEnd()
    }
}

extension String: Canonical {
    /// Length and UTF-8.
    public func encode(into writer: inout ByteWriter) { writer.write(self) }
    /// Reads length and UTF-8.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { self = try reader.readString() }
}

extension UInt64: Canonical {
    /// A varint.
    public func encode(into writer: inout ByteWriter) { writer.write(self) }
    /// Reads a varint.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { self = try reader.readUInt64() }
}

extension Span: Canonical {
    /// Nanoseconds as a varint.
    public func encode(into writer: inout ByteWriter) { writer.write(nanoseconds) }
    /// Reads nanoseconds.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(nanoseconds: try reader.readUInt64())
    }
}

extension WallTime: Canonical {
    /// Nanoseconds as a varint.
    public func encode(into writer: inout ByteWriter) { writer.write(nanoseconds) }
    /// Reads nanoseconds.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(nanoseconds: try reader.readUInt64())
    }
}
