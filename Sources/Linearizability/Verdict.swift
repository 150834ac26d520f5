/// What a checker found out about a history.
public enum Verdict: Hashable, Sendable {
    /// There is an order of the operations that respects both real time and the model.
    case linearizable
    /// There is none.
    case notLinearizable(Counterexample)
    /// The bound on work was reached before an answer was found.
    case unknown(reason: String)

    /// Whether the history was found to be linearizable.
    public var isLinearizable: Bool { self == .linearizable }
}

/// Why a history is not linearizable: how far an order of its operations could be continued, and what did not fit then.
public struct Counterexample: Hashable, Sendable, CustomStringConvertible {
    /// The key of the object, for a person.
    public var key: String
    /// What the object held at first.
    public var initial: String
    /// How many operations the longest order has that could be found.
    public var placed: Int
    /// The end of that order, a line for each operation, with the state after it.
    public var prefix: [String]
    /// The operations that would have to come next, and none of which can, a line for each.
    public var stuck: [String]

    /// Several lines for a person.
    public var description: String {
        let skipped = placed - prefix.count
        return
            (["key \(key), at first \(initial): no order of the operations fits. The longest one has \(placed):"]
            + (skipped > 0 ? ["    ... \(skipped) more before"] : []) + prefix.map { "    \($0)" }
            + ["one of these would have to follow, and none can:"] + stuck.map { "    \($0)" })
            .joined(separator: "\n")
    }
}
