/// Builds the canonical bytes of entries and snapshots: the same value always gives the same bytes. Integers are LEB128
/// varints, strings and byte runs are length-prefixed, sequences are count-prefixed.
public struct ByteWriter: Sendable {
    /// What was written so far.
    @inlinable
    public var bytes: [UInt8] { written }

    @usableFromInline
    var written: [UInt8] = []

    /// An empty writer.
    @inlinable
    public init() {}

    /// Begins anew with room for `capacity` bytes.
    @inlinable
    public mutating func removeAll(capacity: Int = 0) {
        written.removeAll(keepingCapacity: true)
        written.reserveCapacity(capacity)
    }

    /// Appends an unsigned integer as a varint (1 to 10 bytes).
    @inlinable
    public mutating func write(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            written.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        written.append(UInt8(rest))
    }

    /// Appends a signed integer, zigzag-coded.
    @inlinable
    public mutating func write(_ value: Int64) {
        write(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    /// Appends a flag as one byte.
    @inlinable
    public mutating func write(_ value: Bool) { written.append(value ? 1 : 0) }

    /// Appends one byte.
    @inlinable
    public mutating func write(byte: UInt8) { written.append(byte) }

    /// Appends a string's UTF-8, length first.
    @inlinable
    public mutating func write(_ value: String) {
        write(UInt64(value.utf8.count))
        written.append(contentsOf: value.utf8)
    }

    /// Appends bytes, length first.
    @inlinable
    public mutating func write(_ value: [UInt8]) {
        write(UInt64(value.count))
        written.append(contentsOf: value)
    }

    /// Appends a value's canonical bytes.
    @inlinable
    public mutating func write<Value: Canonical>(_ value: Value) { value.encode(into: &self) }

    /// Appends a count and then each value.
    @inlinable
    public mutating func write<Value: Canonical>(_ values: [Value]) {
        write(UInt64(values.count))
        for value in values { value.encode(into: &self) }
    }

    /// Appends a presence flag and then the value, if there is one.
    @inlinable
    public mutating func write<Value: Canonical>(_ value: Value?) {
        write(value != nil)
        if let value { value.encode(into: &self) }
    }

    /// Appends a count and then each pair in the order of the keys.
    @inlinable
    public mutating func write<Key: Canonical, Value: Canonical>(_ map: SortedMap<Key, Value>) {
        write(UInt64(map.count))
        for (key, value) in map {
            key.encode(into: &self)
            value.encode(into: &self)
        }
    }
}
