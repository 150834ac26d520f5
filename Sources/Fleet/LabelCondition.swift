import Determinism

/// What a job asks of one label of its servers beyond one certain value. The label `node` stands for the server's name.
public struct LabelCondition: Hashable, Sendable {
    /// What is asked of the label's value.
    public enum Test: Hashable, Sendable {
        /// It is one of these.
        case oneOf([String])
        /// It is none of these, or the server has no such label.
        case noneOf([String])
        /// The server has the label, whatever its value.
        case exists
        /// The server has no such label.
        case absent
        /// It is a whole number, that or more.
        case atLeast(UInt64)
        /// It is a whole number, that or less.
        case atMost(UInt64)
    }
    /// The label's name, or `node`.
    public var label: String
    /// What is asked of its value.
    public var test: Test

    /// The name that stands for the server's own.
    public static let node = "node"

    /// A condition with its parts.
    public init(_ label: String, _ test: Test) {
        self.label = label
        self.test = test
    }

    /// Whether a label with that value, or a server without it (nil), is as asked.
    public func isMet(by value: String?) -> Bool {
        switch test {
        case .oneOf(let values): value.map { values.contains($0) } ?? false
        case .noneOf(let values): value.map { !values.contains($0) } ?? true
        case .exists: value != nil
        case .absent: value == nil
        case .atLeast(let bound): value.flatMap(LabelCondition.number).map { $0 >= bound } ?? false
        case .atMost(let bound): value.flatMap(LabelCondition.number).map { $0 <= bound } ?? false
        }
    }

    /// A value as a whole number: digits and nothing else, within 64 bits.
    public static func number(_ value: String) -> UInt64? {
        value.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? UInt64(value) : nil
    }
}

extension LabelCondition.Test {
    /// Which kind of test it is, 0 to 5: its code in canonical form and on the wire.
    public var code: UInt8 {
        switch self {
        case .oneOf: 0
        case .noneOf: 1
        case .exists: 2
        case .absent: 3
        case .atLeast: 4
        case .atMost: 5
        }
    }

    /// The values that it names.
    public var values: [String] {
        switch self {
        case .oneOf(let values), .noneOf(let values): values
        case .exists, .absent, .atLeast, .atMost: []
        }
    }

    /// The number that it names; 0 for none.
    public var bound: UInt64 {
        switch self {
        case .atLeast(let bound), .atMost(let bound): bound
        case .oneOf, .noneOf, .exists, .absent: 0
        }
    }

    /// The test with that code; nil for a code that there is not. What does not belong to that kind is not looked at.
    public init?(code: UInt64, values: [String], bound: UInt64) {
        switch code {
        case 0: self = .oneOf(values)
        case 1: self = .noneOf(values)
        case 2: self = .exists
        case 3: self = .absent
        case 4: self = .atLeast(bound)
        case 5: self = .atMost(bound)
        default: return nil
        }
    }
}

extension LabelCondition: Comparable {
    /// Orders by label, then kind of test.
    public static func < (left: LabelCondition, right: LabelCondition) -> Bool {
        left.label == right.label ? left.test.code < right.test.code : left.label < right.label
    }
}

extension LabelCondition: CustomStringConvertible {
    /// What is asked, in words: `label rack is one of r1, r2`.
    public var description: String {
        let name = label == LabelCondition.node ? "the server's name" : "label \(label)"
        switch test {
        case .oneOf(let values) where values.count == 1: return "\(name) is \(values[0])"
        case .oneOf(let values): return "\(name) is one of \(values.joined(separator: ", "))"
        case .noneOf(let values) where values.count == 1: return "\(name) is not \(values[0])"
        case .noneOf(let values): return "\(name) is none of \(values.joined(separator: ", "))"
        case .exists: return "\(name) exists"
        case .absent: return "\(name) is absent"
        case .atLeast(let bound): return "\(name) is a whole number, \(bound) or more"
        case .atMost(let bound): return "\(name) is a whole number, \(bound) or less"
        }
    }
}
