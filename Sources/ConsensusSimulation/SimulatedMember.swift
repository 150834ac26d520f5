import Consensus
import Determinism

/// One member: the real Raft, its disk, its clock, and the state machine that it feeds.
final class SimulatedMember {
    let id: MemberID
    let place: Int
    /// Nil while it is down.
    var raft: Raft?
    /// Grows with each end of the process: what an older process had under way is void.
    var life: UInt32 = 0
    var clock: MemberClock
    var random: SeededGenerator

    // The disk and what is on its way there.
    var disk: SimulatedDisk
    var incarnation: UInt64 = 0
    var pending: [Save] = []
    /// How many of `pending` are being written; zero when the disk is idle.
    var writing = 0
    var slowness = Span.zero
    var isSpaceLow = false
    var losesPowerInWrite = false
    var storing: Snapshot?
    /// What a fault has done to the store, as long as it counts as lost.
    var damage: Damage?
    /// Everything that was committed when the store was put back; once it has this again it counts as any other.
    var lacksUntil = LogIndex.zero
    /// What the copy of the disk held.
    var copied = ShadowLog()
    /// Where the committed configuration was then.
    var copiedConfiguration = LogIndex.zero
    /// Whether a leader may find that the store has lost something.
    var mayBeSuspected = false
    /// What the store may hold at the next start.
    var possible = [ShadowLog()]
    /// The log that it has promised to write, and the one that is durable.
    var log = ShadowLog()
    var durable = ShadowLog()

    // The process.
    var isPaused = false
    /// A pause that begins with the leader's next round of heartbeats.
    var pauseDue: (event: Int, lasting: Span)?
    var deferred: [SimulatedEvent] = []
    var timerAt = Instant.never
    var busyTimers = 0
    var isTakingSeveral = false
    var startsAt: Instant?

    // The state machine.
    var state = KeyValueState()
    var applied = LogIndex.zero
    var snapshotAsked = LogIndex.zero
    var waiting: [(index: LogIndex, term: Term, ticket: Ticket)] = []
    var reads: [(index: LogIndex, ticket: Ticket)] = []
    var followUp: [RaftInput] = []

    init(id: MemberID, place: Int, store: StoreID, seed: UInt64, now: Instant) {
        self.id = id
        self.place = place
        random = SeededGenerator(seed: seed)
        disk = SimulatedDisk(store: store, random: &random)
        clock = MemberClock(startingAt: now, local: Instant(nanoseconds: 1_000_000_000 + random.below(1_000_000_000)))
    }

    enum Damage {
        case flipped
        case putBack
    }

    var isUp: Bool { raft != nil }
    var countsAsLost: Bool { damage != nil }
    var leads: Bool { raft?.role == .leader }
    var name: String { "member \(id.rawValue)" }

    /// The member with the store that it has now.
    var peer: Configuration.Peer {
        Configuration.Peer(id: id, store: disk.store, address: "", publicKey: "")
    }
}
