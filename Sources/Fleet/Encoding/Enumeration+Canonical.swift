import Determinism

extension ByteWriter {
    /// Appends the number of an enumeration's case.
    mutating func write<Value: RawRepresentable>(case value: Value) where Value.RawValue == UInt8 {
        write(byte: value.rawValue)
    }
}

extension ByteReader {
    /// Reads the number of an enumeration's case.
    mutating func readCase<Value: RawRepresentable>(_ type: Value.Type = Value.self) throws(Malformed) -> Value
    where Value.RawValue == UInt8 {
        let number = try readByte()
        guard let value = Value(rawValue: number) else { throw malformed("\(Value.self) of \(number)") }
        return value
    }
}
