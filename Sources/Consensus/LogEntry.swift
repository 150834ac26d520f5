/// One entry of the replicated log.
public struct LogEntry: Hashable, Sendable {
    /// What the payload is.
    public enum Kind: UInt8, Sendable, CaseIterable {
        /// A new leader's first entry; the payload is empty.
        case noOperation = 0
        /// A `Configuration` in canonical bytes, in force as soon as it is appended (thesis, 4.1).
        case configuration = 1
        /// Bytes of the replicated state machine; Raft does not look inside.
        case command = 2
    }

    /// Its position.
    public var index: LogIndex
    /// The term of the leader that made it.
    public var term: Term
    /// What the payload is.
    public var kind: Kind
    /// The content.
    public var payload: [UInt8]

    /// An entry with all its parts.
    public init(index: LogIndex, term: Term, kind: Kind, payload: [UInt8]) {
        self.index = index
        self.term = term
        self.kind = kind
        self.payload = payload
    }
}
