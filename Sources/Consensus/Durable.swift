/// What must never be forgotten between restarts: the term and the vote in it.
public struct HardState: Hashable, Sendable {
    /// The newest term seen.
    public var term: Term
    /// Whom this member voted for in that term.
    public var vote: MemberID?

    /// A hard state with its parts.
    public init(term: Term = .zero, vote: MemberID? = nil) {
        self.term = term
        self.vote = vote
    }
}

/// A snapshot of the state machine with the log position and the configuration that it contains.
public struct Snapshot: Hashable, Sendable {
    /// The last entry that it contains.
    public var lastIndex: LogIndex
    /// That entry's term.
    public var lastTerm: Term
    /// The configuration in force at that entry.
    public var configuration: Configuration
    /// The state machine's canonical bytes.
    public var data: SnapshotData

    /// A snapshot with all its parts.
    public init(lastIndex: LogIndex, lastTerm: Term, configuration: Configuration, data: SnapshotData) {
        self.lastIndex = lastIndex
        self.lastTerm = lastTerm
        self.configuration = configuration
        self.data = data
    }

    /// A snapshot whose bytes are in memory.
    public init(lastIndex: LogIndex, lastTerm: Term, configuration: Configuration, data: [UInt8]) {
        self.init(lastIndex: lastIndex, lastTerm: lastTerm, configuration: configuration, data: SnapshotData(data))
    }

    /// Its place, as the log names it.
    public var mark: SnapshotMark { SnapshotMark(lastIndex: lastIndex, lastTerm: lastTerm) }
}

/// The place of a snapshot, as the log names it; its content is kept apart.
public struct SnapshotMark: Hashable, Sendable {
    /// The last entry that it contains.
    public var lastIndex: LogIndex
    /// That entry's term.
    public var lastTerm: Term

    /// The place of a snapshot.
    public init(lastIndex: LogIndex, lastTerm: Term) {
        self.lastIndex = lastIndex
        self.lastTerm = lastTerm
    }
}

/// One write that the shell must carry out whole, in order of `sequence`, and then report by `RaftInput.saved`. Parts are
/// written in this order: the mark of a snapshot (whose content is durable already; the log through its last index may go
/// afterwards), entries (those at or behind the first one's index are replaced), hard state. What depends on it is not sent
/// before the report.
public struct Save: Hashable, Sendable {
    /// Grows by one with each write.
    public var sequence: UInt64
    /// The new term and vote, if they changed.
    public var hardState: HardState?
    /// Entries to append; the log is first cut back to just before the first one's index.
    public var entries: [LogEntry]
    /// The snapshot from which the store starts from now on.
    public var mark: SnapshotMark?
    /// Whether the snapshot came from the leader and replaces the log, rather than being a compaction of one's own log.
    public var snapshotReplacesLog: Bool

    /// A write with its parts.
    public init(
        sequence: UInt64, hardState: HardState? = nil, entries: [LogEntry] = [], mark: SnapshotMark? = nil,
        snapshotReplacesLog: Bool = false
    ) {
        self.sequence = sequence
        self.hardState = hardState
        self.entries = entries
        self.mark = mark
        self.snapshotReplacesLog = snapshotReplacesLog
    }
}

/// What a store held when it was opened.
public struct Recovered: Hashable, Sendable {
    /// The store's own name.
    public var store: StoreID
    /// The term and vote.
    public var hardState: HardState
    /// The newest snapshot.
    public var snapshot: Snapshot?
    /// The entries behind the snapshot, without gaps.
    public var entries: [LogEntry]

    /// What an opened store held.
    public init(store: StoreID, hardState: HardState = HardState(), snapshot: Snapshot? = nil, entries: [LogEntry] = [])
    {
        self.store = store
        self.hardState = hardState
        self.snapshot = snapshot
        self.entries = entries
    }
}
