/// Why a well-formed message of the wire is not a value of the fleet: a part is missing or out of its range.
public struct ConversionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The part, as `message.field`.
    public var field: String
    /// What was wrong with it.
    public var reason: String

    /// An error with its parts.
    public init(_ field: String, _ reason: String) {
        self.field = field
        self.reason = reason
    }

    /// One sentence for a person.
    public var description: String { "\(field) \(reason)" }
}

/// The part itself, or an error that names what is missing.
func required<Value>(_ value: Value?, _ field: String) throws(ConversionError) -> Value {
    guard let value else { throw ConversionError(field, "is missing") }
    return value
}

/// The case of that code, or an error.
func known<Value: RawRepresentable>(_ code: UInt32, _ field: String) throws(ConversionError) -> Value
where Value.RawValue == UInt8 {
    guard let raw = UInt8(exactly: code), let value = Value(rawValue: raw) else {
        throw ConversionError(field, "has the unknown code \(code)")
    }
    return value
}

/// Each element converted; stops at the first error.
func all<Element, Value>(
    _ elements: [Element], _ convert: (Element) throws(ConversionError) -> Value
) throws(ConversionError) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for element in elements { values.append(try convert(element)) }
    return values
}
