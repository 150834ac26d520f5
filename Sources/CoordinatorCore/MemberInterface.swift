import Consensus
import Determinism
import Fleet
import Scheduler

/// What one member of the coordinator cluster is started with.
public struct MemberSetup: Sendable {
    /// Its number.
    public var id: MemberID
    /// The configuration that an empty cluster begins with; the same on every member. Nil for a member that joins a cluster.
    public var bootstrap: Configuration?
    /// What this member says of itself when it asks to take part: its address and key. The store is the one that it has.
    public var own: Configuration.Peer?
    /// What the first leader of an empty cluster commits first; the same on every member.
    public var genesis: Operation?
    /// Where every member is reached by agents and administrators, itself included.
    public var addresses: [CoordinatorAddress]
    /// The knobs of Raft.
    public var raft: RaftSettings
    /// The software's version, for people.
    public var version: String
    /// Entries behind the last snapshot after which a new one is made.
    public var snapshotEvery: UInt64
    /// How long a server is left alone after a move from or to it for the load's sake.
    public var balanceRest: Span

    /// A setup with its parts.
    public init(
        id: MemberID, bootstrap: Configuration?, own: Configuration.Peer? = nil, genesis: Operation?,
        addresses: [CoordinatorAddress] = [], raft: RaftSettings = RaftSettings(), version: String = "0.1.0",
        snapshotEvery: UInt64 = 8_192, balanceRest: Span = BalanceWatch.rest
    ) {
        self.id = id
        self.bootstrap = bootstrap
        self.own = own ?? bootstrap?.voters.first { $0.id == id }
        self.genesis = genesis
        self.addresses = addresses
        self.raft = raft
        self.version = version
        self.snapshotEvery = snapshotEvery
        self.balanceRest = balanceRest
    }
}

/// Something that a coordinator heard from an agent whose key was authenticated as that server's.
public struct Heard: Hashable, Sendable {
    /// What was heard.
    public enum Event: Hashable, Sendable {
        /// A message.
        case message(AgentMessage)
        /// The connection closed.
        case disconnected
    }
    /// The server whose key it was.
    public var node: NodeID
    /// What was heard.
    public var event: Event

    /// Something heard, with its parts.
    public init(node: NodeID, event: Event) {
        self.node = node
        self.event = event
    }
}

/// What a member tells the others about itself, once a second.
public struct MemberStatus: Hashable, Sendable {
    /// The newest form of entries that it reads.
    public var schema: UInt64
    /// An index at which it knows the state's hash.
    public var hashedIndex: UInt64
    /// The state's hash at that index; 0 for none.
    public var stateHash: UInt64
    /// How many agents it heard itself within the suspicion time.
    public var agentsHeard: UInt64
    /// Its version.
    public var version: String

    /// A status with its parts.
    public init(schema: UInt64, hashedIndex: UInt64, stateHash: UInt64, agentsHeard: UInt64, version: String) {
        self.schema = schema
        self.hashedIndex = hashedIndex
        self.stateHash = stateHash
        self.agentsHeard = agentsHeard
        self.version = version
    }
}

/// What members say to each other.
public enum PeerMessage: Hashable, Sendable {
    /// Consensus.
    case raft(RaftMessage)
    /// A follower tells the leader what it heard from agents.
    case relay([Heard])
    /// The leader asks a follower to pass an order on to an agent.
    case forward(NodeID, StampedOrder)
    /// A member tells what it is.
    case status(MemberStatus)
    /// A member that the configuration does not name with its store asks to take part with it.
    case join(Configuration.Peer)
    /// The leader has proof that this store has lost what it had acknowledged.
    case storeRefused(StoreID)
    /// An entry came whose kind this program does not know (never sent on purpose).
    case unknownEntry(index: UInt64, code: UInt64)
}

/// What an administrator wants changed.
public enum ChangeRequest: Hashable, Sendable {
    /// An operation as it stands (jobs, eligibility, pools, keys).
    case operation(Operation)
    /// A fleet command for whom the target names (see `Target`).
    case command(CommandDefinition, target: String)
    /// A person has seen that the server is dead which lived that session: the session's leases are over now. Where attempts
    /// are named, only these are, which the session's agent reports as not dead.
    case confirmDead(SessionID, attempts: [AttemptID])
    /// A server's power is to be switched; the session is the one that the person was shown, nil for none.
    case orderPower(NodeID, session: SessionID?, PowerAction)
    /// A server's power is to be read now.
    case testPower(NodeID)
    /// The verdicts that the brake holds may go on, and a hold is over.
    case releaseBrake
}

/// Why a member did not carry out a request.
public enum MemberRefusal: Hashable, Sendable {
    /// Another member leads, if one is known.
    case notLeader(MemberID?)
    /// Leadership or the quorum was lost before the outcome was known: it may or may not happen; ask again with the same id.
    case interrupted
    /// Too much is under way.
    case overloaded
    /// What the request names is not there.
    case notFound(String)
    /// The request makes no sense.
    case invalid(String)
    /// The coordinators' disks are nearly full.
    case noSpace
}

/// What a member takes in.
public enum MemberInput: Sendable {
    /// Time has passed: given at `Member.nextDeadline` or later.
    case tick
    /// A message from a peer, authenticated as that member.
    case peer(from: MemberID, PeerMessage)
    /// The connection to a peer is up.
    case peerConnected(MemberID)
    /// The connection to a peer closed or was refused.
    case peerDisconnected(MemberID)
    /// Heard from an agent on this member's own socket.
    case agent(Heard)
    /// A write, and all before it, is durable.
    case saved(sequence: UInt64)
    /// An administrator's change. The ticket is the shell's own (below 2^63); the actor is the name bound to the key.
    case change(ticket: UInt64, RequestID, actor: String, ChangeRequest)
    /// A linearizable read.
    case read(ticket: UInt64)
    /// A piece of a task's log; the answer comes as `MemberEffect.output` with that request number.
    case readLog(
        ticket: UInt64, AllocationID, attempt: UInt64?, stream: OutputChunk.Stream, offset: UInt64, limit: UInt64)
    /// Hand leadership to another voter.
    case transferLeadership(MemberID)
    /// An administrator changes the members. Answered once the first step is committed; new voters are promoted by
    /// themselves afterwards.
    case changeMembers(ticket: UInt64, [MembershipStep])
    /// A snapshot is durable (`MemberEffect.makeSnapshot`, `.storeSnapshot`), with the state that it holds where it came from
    /// the leader.
    case snapshotStored(Snapshot, FleetState?)
    /// A snapshot could not be made or stored.
    case snapshotNotStored(SnapshotMark)
    /// What came of `MemberEffect.power`.
    case power(PowerAnswer)
    /// What the tasks of jobs use, as far as it is known (`MemberEffect.measureLoads`).
    case loads([JobLoad])
    /// What the GPUs of jobs do (`MemberEffect.measureGPUs`).
    case gpuUses([JobGPUUse])
    /// What servers use, as far as it is known (`MemberEffect.measureServers`).
    case serverLoads(SortedMap<NodeID, ServerLoad>)
    /// The hash of a state (`MemberEffect.hashState`).
    case stateHashed(index: UInt64, hash: UInt64)
    /// The disk is nearly full, or no longer so.
    case storageSpace(isLow: Bool)

    /// Whether it does nothing but to give Raft something: such inputs may wait for each other.
    var isForRaft: Bool {
        switch self {
        case .tick, .peerConnected, .peerDisconnected, .saved, .change, .read, .transferLeadership, .storageSpace,
            .peer(_, .raft):
            true
        case .power, .loads, .gpuUses, .serverLoads, .peer, .agent, .readLog, .changeMembers, .snapshotStored,
            .snapshotNotStored,
            .stateHashed:
            false
        }
    }
}

/// Something worth a line in the coordinator's log.
public enum MemberEvent: Hashable, Sendable {
    /// This member leads that term.
    case becameLeader(Term)
    /// This member leads no longer, or knows another leader.
    case follows(MemberID?, Term)
    /// Beats of a server have stopped, or its connection closed.
    case suspect(NodeID, silent: Span)
    /// A suspect server is heard again.
    case recovered(NodeID)
    /// A server's agent is persistently late, the last time by so much: nothing new is placed there.
    case slow(NodeID, by: Span)
    /// A slow server's agent is in time again.
    case prompt(NodeID)
    /// Attempts are proposed as lost.
    case verdict(NodeID, attempts: [AttemptID], sessionIsOver: Bool)
    /// The brake holds back the verdict over a server.
    case braked(NodeID)
    /// A server's BMC says that it has no power, after the last acknowledgement to it: what it ran counts as over.
    case powerOff(NodeID)
    /// A server is switched off without a person's word: something on it is not dead.
    case fences(NodeID)
    /// A server's power could not be read or switched, and why.
    case powerUnknown(NodeID, String)
    /// A second machine speaks with a server's key while the first one lives.
    case doubleIdentity(NodeID)
    /// An agent sent a session of another server.
    case foreignSession(NodeID)
    /// An agent runs an attempt that is not authorised; it was told to end it.
    case unauthorised(AttemptID, NodeID)
    /// This member's state differs from the leader's at that index.
    case diverged(index: UInt64)
    /// The members changed, or will once the entry is committed.
    case members(Configuration)
    /// A member came back with another store than the configuration names, and is taken in anew.
    case rejoins(MemberID)
    /// Somebody asks to take part whom nobody has added.
    case strangerAsks(MemberID)
    /// The store of that member has lost what it had acknowledged.
    case regressed(MemberID)
}

/// What the shell must do, in order.
public enum MemberEffect: Sendable {
    /// Write this, then give `.saved`.
    case save(Save)
    /// Encode that state and store it as a snapshot with that place and configuration, beside the loop; then give
    /// `.snapshotStored` without a state, or `.snapshotNotStored`.
    case makeSnapshot(SnapshotMark, Configuration, FleetState)
    /// Store this snapshot of the leader and decode its state, beside the loop; then give `.snapshotStored` with the state,
    /// or `.snapshotNotStored`.
    case storeSnapshot(Snapshot)
    /// Compute that state's hash, beside the loop; then give `.stateHashed`.
    case hashState(index: UInt64, FleetState)
    /// Measure what the tasks of these jobs use now, over less time than `ScaleWatch.settling`; then give `.loads`.
    case measureLoads([JobID])
    /// Measure what the GPUs of these jobs' live attempts do; then give `.gpuUses`.
    case measureGPUs([JobID])
    /// Measure what servers use, and the tasks of those with too much to do; then give `.serverLoads`.
    case measureServers
    /// Ask a fence agent, beside the loop and with a time limit; then give `.power`.
    case power(PowerRequest)
    /// Send to a peer; may get lost.
    case sendPeer(MemberID, PeerMessage)
    /// Send to an agent on this member's own socket; may get lost.
    case sendAgent(NodeID, StampedOrder)
    /// The change of that ticket is committed (or was before), with that outcome.
    case answered(ticket: UInt64, Outcome)
    /// The state may be read now for that ticket.
    case readReady(ticket: UInt64)
    /// The change or read of that ticket was not carried out here.
    case refused(ticket: UInt64, MemberRefusal)
    /// Output of a command or log, heard from an agent (on every member; more than once, in any order).
    case output(NodeID, OutputChunk)
    /// The state changed so (for admission of keys, followers of commands, watchers).
    case changed([Change])
    /// The state was replaced by a snapshot: everything may have changed.
    case replaced
    /// The members are these now: connect to them, and let in nobody else.
    case membersChanged(Configuration)
    /// Worth a line in the log.
    case event(MemberEvent)
    /// This member's store is not to be trusted any more: end, and begin the next life with a new store.
    case abandonStore(String)
    /// This member must not go on: the sentence says why and what to do.
    case halt(String)
}

/// What the coordinators think of a server.
public enum NodeStanding: Hashable, Sendable {
    /// Its session is open and its beats arrive.
    case ready
    /// Its session is open, and its beats have stopped or its connection closed.
    case suspect
    /// It has no session (any more).
    case down
    /// It has never said hello.
    case unseen
}
