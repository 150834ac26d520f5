/// Walks through a text of lines and blank-separated fields without allocating. Valid only inside the call that hands it out.
public struct TextReader {
    /// A run of bytes of the text.
    public struct Field {
        let bytes: UnsafeBufferPointer<UInt8>

        /// Whether it is exactly this ASCII text.
        public func equals(_ text: StaticString) -> Bool {
            bytes.count == text.utf8CodeUnitCount && starts(with: text)
        }

        /// Whether it begins with this ASCII text.
        public func starts(with text: StaticString) -> Bool {
            guard bytes.count >= text.utf8CodeUnitCount else { return false }
            return UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount).elementsEqual(
                bytes[0..<text.utf8CodeUnitCount])
        }

        /// As a whole number; nil for anything else and for overflow.
        public var unsigned: UInt64? {
            guard !bytes.isEmpty else { return nil }
            var value: UInt64 = 0
            for byte in bytes {
                guard byte >= 0x30 && byte <= 0x39 else { return nil }
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(UInt64(byte - 0x30))
                if overflow || carry { return nil }
                value = sum
            }
            return value
        }

        /// As a decimal number without exponent, not negative; nil for anything else.
        public var decimal: Double? {
            guard let point = bytes.firstIndex(of: UInt8(ascii: ".")) else { return unsigned.map(Double.init) }
            let whole = Field(bytes: UnsafeBufferPointer(rebasing: bytes[..<point]))
            let rest = Field(bytes: UnsafeBufferPointer(rebasing: bytes[(point + 1)...]))
            guard let before = whole.unsigned, let after = rest.unsigned, rest.bytes.count < 19 else { return nil }
            var scale: UInt64 = 1
            for _ in 0..<rest.bytes.count { scale *= 10 }
            // One division of exact integers gives the nearest double, as a parser of decimals would.
            let (shifted, overflow) = before.multipliedReportingOverflow(by: scale)
            if overflow { return Double(before) }
            return Double(shifted + after) / Double(scale)
        }

        /// What follows a separator, such as the value of `some=1`; nil if it is not there.
        public func after(_ separator: Character) -> Field? {
            guard let byte = separator.asciiValue, let index = bytes.firstIndex(of: byte) else { return nil }
            return Field(bytes: UnsafeBufferPointer(rebasing: bytes[(index + 1)...]))
        }
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// A reader of one field's bytes.
    public init(_ field: Field) {
        self.init(field.bytes)
    }

    /// All that it holds; what is not UTF-8 is replaced.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The next line, without its end; nil after the last.
    public mutating func nextLine() -> TextReader? {
        guard position < bytes.count else { return nil }
        let start = position
        while position < bytes.count && bytes[position] != UInt8(ascii: "\n") { position += 1 }
        defer { position += 1 }
        return TextReader(UnsafeBufferPointer(rebasing: bytes[start..<position]))
    }

    /// The next run of bytes that are neither blank nor, if one is given, the separator; nil at the end.
    public mutating func nextField(until separator: Character? = nil) -> Field? {
        let extra = separator?.asciiValue
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == extra }
        while position < bytes.count && isBlank(bytes[position]) { position += 1 }
        guard position < bytes.count else { return nil }
        let start = position
        while position < bytes.count && !isBlank(bytes[position]) { position += 1 }
        return Field(bytes: UnsafeBufferPointer(rebasing: bytes[start..<position]))
    }

    /// The next field as a whole number.
    public mutating func nextNumber() -> UInt64? { nextField()?.unsigned }
}

extension String {
    /// A copy of a field; what is not UTF-8 is replaced.
    public init(_ field: TextReader.Field) {
        self.init(decoding: field.bytes, as: UTF8.self)
    }
}
