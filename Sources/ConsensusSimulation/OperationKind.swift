/// What is asked of the cluster in a history.
public enum OperationKind: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// A client writes a key.
    case put
    /// A client reads a key.
    case get
    /// A client writes a key if it has the expected value.
    case compareAndSet
    /// A member is added as a voter.
    case addVoter
    /// A member is added as a learner.
    case addLearner
    /// A member is removed.
    case remove
    /// A member is replaced by itself with a new store.
    case replace
    /// Leadership is handed over.
    case transfer
    /// A member makes a snapshot of its state.
    case snapshot

    /// In words.
    public var description: String {
        switch self {
        case .put: "put"
        case .get: "get"
        case .compareAndSet: "compare and set"
        case .addVoter: "add a voter"
        case .addLearner: "add a learner"
        case .remove: "remove a member"
        case .replace: "replace a member's store"
        case .transfer: "transfer leadership"
        case .snapshot: "make a snapshot"
        }
    }
}
