import Determinism

/// The knobs of `Raft`, each with its default and its reason.
public struct RaftSettings: Hashable, Sendable {
    /// How often the leader says that it lives. 50 ms keeps lease rounds fresh at next to no cost.
    public var heartbeatInterval = Span.milliseconds(50)
    /// The longest that the time without a leader's word may become after which a member asks for a pre-vote (it then waits
    /// up to as long again, at random, so that members do not collide). It is the bound on a machine whose delays are large
    /// or not known yet, and the time after which a leader that no quorum answers steps down.
    public var electionTimeout = Span.milliseconds(1_000)
    /// The shortest that this time may become where heartbeats come evenly; see `ElectionPatience`. A killed leader is
    /// noticed by its closed connection instead, so this is for frozen and cut-off leaders.
    public var electionTimeoutFloor = Span.milliseconds(150)
    /// Entries in one append message at the most.
    public var entriesPerAppend = 256
    /// Payload bytes in one append message at the most (a single larger entry still goes alone).
    public var bytesPerAppend = 256 * 1024
    /// Append messages in flight to one follower at the most.
    public var appendsInFlight = 16
    /// Bytes of a snapshot in one message.
    public var snapshotChunkBytes = 128 * 1024
    /// Pieces of a snapshot in flight to one follower at the most: enough to keep a long line busy, few enough that
    /// heartbeats and entries are not held up behind them.
    public var snapshotChunksInFlight = 4
    /// Entries kept in memory behind a snapshot's end, so that a slightly slow follower needs no snapshot.
    public var entriesKeptBehindSnapshot = 1_000
    /// The largest payload of one entry, in bytes.
    public var largestPayload = 512 * 1024
    /// Entries proposed and not yet committed at the most; beyond it proposals are refused as overloaded.
    public var uncommittedLimit = 16_384
    /// A leader whose own disk has not finished a write for this long hands over.
    public var slowDiskLimit = Span.milliseconds(1_500)

    /// The defaults.
    public init() {}
}

/// Why a proposal, read or transfer was refused, or given up after it had been accepted.
public enum RaftRefusal: Error, Hashable, Sendable {
    /// This member does not lead; the leader, if one is known.
    case notLeader(MemberID?)
    /// Too many uncommitted entries.
    case overloaded
    /// The payload is larger than the settings allow.
    case tooLarge
    /// A change of configuration is still under way, or the proposed one is not allowed.
    case configurationRefused
    /// The leader's disk is nearly full; what is left is kept for what the cluster needs to go on.
    case noSpace
}

/// What a member of the cluster takes in.
public enum RaftInput: Sendable {
    /// Time has passed. The shell calls this at the instant that `Raft.nextDeadline` names, or later.
    case tick
    /// A message from a peer whose key was authenticated as that member's.
    case message(from: MemberID, RaftMessage)
    /// The connection to a peer closed or was refused: if it leads, a hint to start a pre-vote at once.
    case peerDisconnected(MemberID)
    /// The connection to a peer is up (again): what was in flight is lost, so streams are probed anew.
    case peerConnected(MemberID)
    /// The write of that sequence, and all before it, are durable.
    case saved(sequence: UInt64)
    /// Bytes to be replicated. `ticket` comes back in `RaftEffect.refused` or `.proposed`.
    case propose(ticket: UInt64, payload: [UInt8])
    /// A linearizable read (thesis, 6.4): `ticket` comes back in `.readReady` or `.refused`.
    case read(ticket: UInt64)
    /// Hand leadership to that voter (thesis, 3.10).
    case transferLeadership(MemberID)
    /// A new target configuration; goes through a joint one.
    case changeConfiguration(ticket: UInt64, Configuration)
    /// A change of the members by steps; new voters begin as learners and are promoted once they have caught up. The ticket
    /// is done when the entry of `.proposed` is committed, though promotions may follow.
    case changeMembers(ticket: UInt64, [MembershipStep])
    /// The state machine's canonical bytes after it applied `index`: they are stored as a snapshot, and the log up to there
    /// may be dropped then. (A shell with a large state encodes and stores it by itself, with `Raft.snapshotPlace(at:)`,
    /// and gives `.snapshotStored`.)
    case compact(through: LogIndex, data: [UInt8])
    /// A snapshot is durable in a file of its own, and its data can be read from there.
    case snapshotStored(Snapshot)
    /// A snapshot that was to be stored could not be (a full disk): it is asked for again later.
    case snapshotNotStored(SnapshotMark)
    /// The disk is nearly full (only the reserve is left), or no longer so.
    case storageSpace(isLow: Bool)
}

/// What the shell, or the core around it, must do, in order.
public enum RaftEffect: Sendable {
    /// Write this, then report `.saved`.
    case save(Save)
    /// Store this snapshot durably in a file of its own, on another thread, then give `.snapshotStored`. Older snapshots stay
    /// until the mark of this one is saved. At most one at a time.
    case storeSnapshot(Snapshot)
    /// Send this. May be dropped by the network. Whatever had to be durable before it already is.
    case send(to: MemberID, RaftMessage)
    /// These entries are committed: apply them in order. Each entry is delivered once between restarts.
    case commit([LogEntry])
    /// Replace the state machine by this snapshot (it is durable).
    case restore(Snapshot)
    /// The proposal of that ticket has that place in the log of this term; it is done when an entry of this index and term
    /// is committed, and void when another is.
    case proposed(ticket: UInt64, index: LogIndex, term: Term)
    /// The read of that ticket may be answered once everything through `index` is applied (it may be already).
    case readReady(ticket: UInt64, index: LogIndex)
    /// The proposal or read of that ticket will not happen by this member (for a read: ask again).
    case refused(ticket: UInt64, RaftRefusal)
    /// The role, term or known leader changed; read them from the value.
    case roleChanged
    /// The configuration in force changed.
    case configurationChanged(Configuration)
    /// The store of that peer lacks entries that it had acknowledged: it was put back, or its disk lies. This leader feeds it
    /// no more; it must come back with a new store.
    case peerRegressed(MemberID)
}

/// A member's part at the moment.
public enum RaftRole: Hashable, Sendable {
    /// Follows a leader, or waits for one. Learners stay here.
    case follower
    /// Asks whether an election would succeed.
    case preCandidate
    /// Asks for votes.
    case candidate
    /// Leads its term.
    case leader
}
