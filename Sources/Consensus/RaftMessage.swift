import Determinism

/// What members say to each other (thesis, chapters 3, 4, 6 and 9). Every message bears its sender's term; a pre-vote
/// request bears the term that the sender would campaign in.
public struct RaftMessage: Hashable, Sendable {
    /// The content by kind.
    public enum Body: Hashable, Sendable {
        /// Asks for a vote, or (`isPreVote`) whether one would be given. `leaderIsGone`: the sender's connection to the
        /// leader has closed, or the leader handed over, so that the receiver need not wait for its own timeout.
        case voteRequest(isPreVote: Bool, lastIndex: LogIndex, lastTerm: Term, leaderIsGone: Bool)
        /// Answers a vote request.
        case voteResponse(isPreVote: Bool, granted: Bool)
        /// Entries behind (`previousIndex`, `previousTerm`), never empty; several may be in flight.
        case append(previousIndex: LogIndex, previousTerm: Term, entries: [LogEntry], commit: LogIndex)
        /// `success`: everything through `index` is durable here. Else `index` is the last index at which the logs may
        /// agree, with its term as hint (`hintTerm`).
        case appendResponse(success: Bool, index: LogIndex, hintTerm: Term)
        /// Says that the leader lives. Never waits for a disk. `round` grows with each sending and is echoed. Everything through
        /// `commit` is committed, if the entry there is of `commitTerm`: a store that was put back may hold another.
        case heartbeat(round: UInt64, commit: LogIndex, commitTerm: Term)
        /// Echoes the round; tells the last durable index (zero: not known at the moment), so that a store that has lost
        /// what it acknowledged is noticed, and whether the sender's disk is nearly full.
        case heartbeatResponse(round: UInt64, lastIndex: LogIndex, isSpaceLow: Bool)
        /// A piece of a snapshot. `total` is the whole length in bytes.
        case snapshot(
            lastIndex: LogIndex, lastTerm: Term, configuration: Configuration, offset: UInt64, total: UInt64,
            data: [UInt8])
        /// The bytes of that snapshot that have arrived in order; `isComplete` once it is durable.
        case snapshotResponse(lastIndex: LogIndex, offset: UInt64, isComplete: Bool)
        /// The leader asks the receiver to campaign at once (thesis, 3.10).
        case timeoutNow
    }

    /// The sender's term (see above for pre-votes).
    public var term: Term
    /// The store of the sender: what it promises is worth only as much as the store that it is kept in, so that votes and
    /// acknowledgements count for a voter only if the configuration names this store.
    public var store: StoreID
    /// The content.
    public var body: Body

    /// A message with its term and its sender's store.
    public init(term: Term, store: StoreID, body: Body) {
        self.term = term
        self.store = store
        self.body = body
    }
}
