/// Reads what `ByteWriter` wrote. Every read checks the bounds and throws on damage; no input makes it trap or allocate
/// more than a small multiple of the input's length.
public struct ByteReader: Sendable {
    /// Why bytes could not be read.
    public struct Malformed: Error, Equatable, CustomStringConvertible {
        /// Where in the input, in bytes.
        public var offset: Int
        /// What was wrong there.
        public var reason: String

        @usableFromInline
        init(offset: Int, reason: String) {
            self.offset = offset
            self.reason = reason
        }

        /// One sentence for a person.
        public var description: String { "malformed record at byte \(offset): \(reason)" }
    }

    @usableFromInline
    let bytes: [UInt8]
    /// The next byte to be read.
    @inlinable
    public var offset: Int { position }
    @usableFromInline
    var position: Int

    /// A reader at the start of `bytes`.
    @inlinable
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = 0
    }

    /// Bytes not read yet.
    @inlinable
    public var remaining: Int { bytes.count - position }
    /// Whether all was read.
    @inlinable
    public var isAtEnd: Bool { position == bytes.count }

    /// An error that points at the current position.
    @inlinable
    public func malformed(_ reason: String) -> Malformed { Malformed(offset: position, reason: reason) }

    /// Throws unless everything was read.
    @inlinable
    public func expectEnd() throws(Malformed) {
        if !isAtEnd { throw malformed("\(remaining) bytes too many") }
    }

    /// Reads one byte.
    @inlinable
    public mutating func readByte() throws(Malformed) -> UInt8 {
        guard position < bytes.count else { throw malformed("it ends too early") }
        defer { position += 1 }
        return bytes[position]
    }

    /// Reads an unsigned varint; refuses overlong forms, so that a value has one encoding.
    @inlinable
    public mutating func readUInt64() throws(Malformed) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try readByte()
            let part = UInt64(byte & 0x7F)
            if shift == 63 && part > 1 || shift > 63 { throw malformed("a number of more than 64 bits") }
            value |= part << shift
            if byte & 0x80 == 0 {
                if byte == 0 && shift > 0 { throw malformed("a number in an overlong form") }
                return value
            }
            shift += 7
        }
    }

    /// Reads a signed integer.
    @inlinable
    public mutating func readInt64() throws(Malformed) -> Int64 {
        let raw = try readUInt64()
        return Int64(bitPattern: (raw >> 1) ^ (0 &- (raw & 1)))
    }

    /// Reads a flag.
    @inlinable
    public mutating func readBool() throws(Malformed) -> Bool {
        switch try readByte() {
        case 0: return false
        case 1: return true
        case let other: throw malformed("a flag of \(other)")
        }
    }

    /// Reads a count that cannot be larger than the bytes that are left (each element has at least one).
    @inlinable
    public mutating func readCount() throws(Malformed) -> Int {
        let count = try readUInt64()
        guard count <= UInt64(remaining) else { throw malformed("a count of \(count) with \(remaining) bytes left") }
        return Int(count)
    }

    /// Reads length-prefixed bytes.
    @inlinable
    public mutating func readBytes() throws(Malformed) -> [UInt8] {
        let count = try readCount()
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    /// Reads a string; refuses bytes that are not UTF-8.
    @inlinable
    public mutating func readString() throws(Malformed) -> String {
        let count = try readCount()
        // Names and sentences are mostly plain: these need no copy to be looked through.
        let plain = bytes.withUnsafeBufferPointer { buffer -> String? in
            let part = UnsafeBufferPointer(rebasing: buffer[position..<position + count])
            return part.allSatisfy { $0 < 0x80 } ? String(decoding: part, as: UTF8.self) : nil
        }
        if let plain {
            position += count
            return plain
        }
        let raw = Array(bytes[position..<position + count])
        position += count
        guard let text = String(validating: raw, as: UTF8.self) else { throw malformed("text that is not UTF-8") }
        return text
    }

    /// Reads one value.
    @inlinable
    public mutating func read<Value: Canonical>(_ type: Value.Type = Value.self) throws(Malformed) -> Value {
        try Value(from: &self)
    }

    /// Reads a count and so many values.
    @inlinable
    public mutating func readArray<Value: Canonical>(_ type: Value.Type = Value.self) throws(Malformed) -> [Value] {
        let count = try readCount()
        var values: [Value] = []
        for _ in 0..<count { values.append(try Value(from: &self)) }
        return values
    }

    /// Reads a presence flag and, if it is set, a value.
    @inlinable
    public mutating func readOptional<Value: Canonical>(_ type: Value.Type = Value.self) throws(Malformed) -> Value? {
        try readBool() ? try Value(from: &self) : nil
    }

    /// Reads a map; refuses keys that do not ascend, so that a map has one encoding.
    @inlinable
    public mutating func readMap<Key: Canonical, Value: Canonical>(
        _ type: SortedMap<Key, Value>.Type = SortedMap<Key, Value>.self
    ) throws(Malformed) -> SortedMap<Key, Value> {
        let count = try readCount()
        var map = SortedMap<Key, Value>()
        for _ in 0..<count {
            let key = try Key(from: &self)
            if let last = map.keys.last, !(last < key) { throw malformed("keys out of order") }
            map[key] = try Value(from: &self)
        }
        return map
    }
}
