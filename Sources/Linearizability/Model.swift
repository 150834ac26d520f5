/// What an object does when one operation after the other is applied to it: the specification that concurrent histories
/// are held against. Keys are independent objects, so each is checked by itself (P-compositionality).
public protocol Model: Sendable {
    /// Names one of the independent objects.
    associatedtype Key: Hashable & Comparable & Sendable
    /// What one object holds.
    associatedtype State: Hashable & Sendable
    /// What a client asks for. Equal operations do the same.
    associatedtype Operation: Hashable & Sendable
    /// What a client is answered.
    associatedtype Output: Sendable

    /// The object that the operation concerns; an operation concerns exactly one.
    func partition(_ operation: Operation) -> Key
    /// What an object holds before the first operation.
    func initial(_ key: Key) -> State
    /// What the object holds after the operation, or nil if the operation cannot give this output in this state. Without
    /// an output (its outcome is unknown) every operation can be applied.
    func step(_ state: State, _ operation: Operation, _ output: Output?) -> State?
    /// Whether the state after the operation never depends on the one before, and so it hides what came before. The
    /// checker is faster where it knows; false is always right.
    func isBlind(_ operation: Operation) -> Bool
    /// The state, for a person.
    func describe(_ state: State) -> String
    /// The operation and its output, for a person.
    func describe(_ operation: Operation, _ output: Output?) -> String
}

extension Model {
    /// Nothing is known to be blind.
    public func isBlind(_ operation: Operation) -> Bool { false }
    /// The state as Swift prints it.
    public func describe(_ state: State) -> String { String(describing: state) }
    /// Operation and output as Swift prints them.
    public func describe(_ operation: Operation, _ output: Output?) -> String {
        "\(operation) -> " + (output.map { "\($0)" } ?? "unknown")
    }
}
