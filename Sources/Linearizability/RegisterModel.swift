/// Registers with 64-bit values, one for each key; a register that was never written is absent, which is nil.
public struct RegisterModel: Model {
    /// What a client asks of a register.
    public enum Operation: Hashable, Sendable {
        /// Reads the register.
        case get(UInt64)
        /// Writes the register; nil removes the value.
        case put(UInt64, UInt64?)
        /// Writes the register if it holds the expected value.
        case compareAndSet(UInt64, expected: UInt64?, new: UInt64?)
    }

    /// What a client is answered.
    public enum Output: Hashable, Sendable {
        /// What a read found.
        case value(UInt64?)
        /// A write was made.
        case done
        /// Whether a comparison held and the write was made.
        case swapped(Bool)
    }

    /// Registers that are all absent at first.
    public init() {}

    /// The register's key.
    public func partition(_ operation: Operation) -> UInt64 {
        switch operation {
        case .get(let key), .put(let key, _), .compareAndSet(let key, _, _): key
        }
    }

    /// Absent.
    public func initial(_ key: UInt64) -> UInt64? { nil }

    /// The register's value after the operation; nil at the outer level if it could not have answered so.
    public func step(_ state: UInt64?, _ operation: Operation, _ output: Output?) -> UInt64?? {
        switch (operation, output) {
        case (.get, .value(let seen)): return seen == state ? .some(state) : nil
        case (.get, nil): return .some(state)
        case (.put(_, let new), .done), (.put(_, let new), nil): return .some(new)
        case (.compareAndSet(_, let expected, let new), .swapped(let swapped)):
            guard swapped == (expected == state) else { return nil }
            return .some(swapped ? new : state)
        case (.compareAndSet(_, let expected, let new), nil): return .some(expected == state ? new : state)
        default: return nil
        }
    }

    /// A write is.
    public func isBlind(_ operation: Operation) -> Bool {
        if case .put = operation { true } else { false }
    }

    /// The value, or `absent`.
    public func describe(_ state: UInt64?) -> String { state.map { "\($0)" } ?? "absent" }

    /// Such as `get(3) = 17`.
    public func describe(_ operation: Operation, _ output: Output?) -> String {
        let asked =
            switch operation {
            case .get(let key): "get(\(key))"
            case .put(let key, let new): "put(\(key), \(describe(new)))"
            case .compareAndSet(let key, let expected, let new):
                "compareAndSet(\(key), \(describe(expected)), \(describe(new)))"
            }
        return switch output {
        case .value(let seen)?: "\(asked) = \(describe(seen))"
        case .done?: "\(asked) = done"
        case .swapped(let swapped)?: "\(asked) = \(swapped ? "swapped" : "refused")"
        case nil: "\(asked) = unknown"
        }
    }
}
