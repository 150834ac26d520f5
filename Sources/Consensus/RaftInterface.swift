import Determinism

/// The knobs of `Raft`, each with its default and its reason.
public struct RaftSettings: Hashable, Sendable {
    /// How often the leader says that it lives. 50 ms keeps lease rounds fresh at next to no cost.
    public var heartbeatInterval = Span.milliseconds(50)
    /// The shortest time without a leader's word before a pre-vote; the longest is twice that. A killed leader is noticed
    /// by its closed connection instead, so this only has to beat frozen and cut-off leaders, and stay far above the
    /// scheduling hiccups of a busy machine.
    public var electionTimeout = Span.milliseconds(1_000)
    /// Entries in one append message at the most.
    public var entriesPerAppend = 256
    /// Payload bytes in one append message at the most (a single larger entry still goes alone).
    public var bytesPerAppend = 256 * 1024
    /// Append messages in flight to one follower at the most.
    public var appendsInFlight = 16
    /// Bytes of a snapshot in one message.
    public var snapshotChunkBytes = 64 * 1024
    /// Entries kept in memory behind a snapshot's end, so that a slightly slow follower needs no snapshot.
    public var entriesKeptBehindSnapshot = 1_000
    /// The largest payload of one entry, in bytes.
    public var largestPayload = 512 * 1024
    /// Entries proposed and not yet committed at the most; beyond it proposals are refused as overloaded.
    public var uncommittedLimit = 16_384

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
    /// The state machine's canonical bytes after it applied `index`: the log up to there may be dropped.
    case compact(through: LogIndex, data: [UInt8])
}

/// What the shell, or the core around it, must do, in order.
public enum RaftEffect: Sendable {
    /// Write this, then report `.saved`.
    case save(Save)
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
