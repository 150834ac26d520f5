import Determinism

/// One member of a Raft cluster as a value: its future is decided by its inputs, their instants and its seed.
public struct Raft: Sendable {
    /// The member's own name.
    public let id: MemberID
    /// The name of the store that it votes with.
    public let store: StoreID
    /// The knobs.
    public let settings: RaftSettings
    /// The part at the moment.
    public internal(set) var role = RaftRole.follower
    /// The current term.
    public var term: Term { hardState.term }
    /// The leader of the current term, where known.
    public internal(set) var leader: MemberID?
    /// Everything through this index is committed, as far as this member knows.
    public internal(set) var commitIndex = LogIndex.zero
    /// The end of the log, durable or not.
    public var lastIndex: LogIndex { LogIndex.zero }
    /// The last index that the newest durable snapshot contains; zero without one.
    public var snapshotIndex: LogIndex { LogIndex.zero }
    /// The configuration in force: the newest in the log, committed or not (thesis, 4.1).
    public var configuration: Configuration { Configuration(voters: []) }
    /// Whether this member with its store is a voter of the configuration in force.
    public var isVoter: Bool { false }
    /// As leader: the instant at which the newest heartbeat round was sent that a quorum answered.
    public internal(set) var quorumContact: Instant?
    /// As leader: whether an entry of its term is committed.
    public var hasCommittedInTerm: Bool { false }
    /// As leader: when it became leader.
    public internal(set) var becameLeaderAt: Instant?
    /// When to call with `.tick` at the latest.
    public var nextDeadline: Instant { .never }

    var hardState: HardState

    /// A member that goes on from what its store held. `bootstrap` is used only when that is nothing at all.
    public init(
        id: MemberID, recovered: Recovered, bootstrap: Configuration?, settings: RaftSettings, seed: UInt64,
        now: Instant
    ) {
        self.id = id
        self.store = recovered.store
        self.settings = settings
        hardState = recovered.hardState
    }

    /// Takes in one input and tells what to do, in order.
    public mutating func step(_ input: RaftInput, now: Instant) -> [RaftEffect] { step([input], now: now) }

    /// Takes in several inputs that arrived together: their entries share one save and one message a follower.
    public mutating func step(_ inputs: [RaftInput], now: Instant) -> [RaftEffect] { [] }
}
