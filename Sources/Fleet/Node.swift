import Determinism

/// What an agent tells about its server when it says hello.
public struct NodeFacts: Hashable, Sendable {
    /// What tasks may use: the server's whole less what the system needs.
    public var capacity: Resources
    /// Its GPUs, by number.
    public var gpus: [GPU]
    /// Labels by name, for constraints and topology (`rack`, `zone`, ...).
    public var labels: SortedMap<String, String>
    /// The agent's version, `major.minor.patch`.
    public var agentVersion: String

    /// Facts with their parts.
    public init(
        capacity: Resources = .zero, gpus: [GPU] = [], labels: SortedMap<String, String> = SortedMap(),
        agentVersion: String = ""
    ) {
        self.capacity = capacity
        self.gpus = gpus
        self.labels = labels
        self.agentVersion = agentVersion
    }

    /// What there is while nothing runs.
    public var room: Room { Room(amounts: capacity, gpus: gpus) }

    /// The same with nothing of the GPUs but their number, and without extras: what programs read that know no more.
    public var plain: NodeFacts {
        var plain = self
        plain.capacity.extras = SortedMap()
        plain.gpus = GPU.unknown(UInt64(gpus.count))
        return plain
    }
}

/// Whether a server may be given new work.
public enum Eligibility: UInt8, Sendable, CaseIterable {
    /// New work is placed.
    case eligible = 0
    /// No new work; what runs goes on.
    case cordoned = 1
    /// No new work; what runs is moved away.
    case draining = 2
    /// As draining, at once: neither what jobs tolerate nor whether there is a place elsewhere is asked.
    case evacuating = 3

    /// Whether what runs there is moved away.
    public var isLeaving: Bool { self == .draining || self == .evacuating }
}

/// A server in the replicated state.
public struct Node: Hashable, Sendable {
    /// Its name.
    public var id: NodeID
    /// Whether an administrator lets it have new work.
    public var eligibility: Eligibility
    /// The standby pool that it belongs to: then only failover may use it.
    public var pool: String?
    /// What its agent told last.
    public var facts: NodeFacts
    /// The session that counts; nil before the first hello and after the session was declared over.
    public var session: SessionID?
    /// The log index at which that session was opened.
    public var sessionIndex: UInt64
    /// When that session was opened.
    public var sessionSince: WallTime
    /// The last sessions before the present one that are over, the newest last: none of them is opened again.
    public var formerSessions: [SessionID]
    /// The live attempts on it, of the present and former sessions, ascending. They hold its resources.
    public var liveAttempts: [AttemptID]
    /// Its automatic losses and the penalty for them.
    public var losses: LossHistory
    /// Its losses and the service of its former sessions.
    public var service: ServiceRecord
    /// Since when it is away after a loss that ended its session; nil if it is not.
    public var lostAt: WallTime?
    /// The pool that keeps a share of it free for work that lost its server.
    public var headroom: String?

    /// A server that has not yet said hello.
    public init(id: NodeID) {
        self.id = id
        eligibility = .eligible
        pool = nil
        facts = NodeFacts()
        session = nil
        sessionIndex = 0
        sessionSince = .epoch
        formerSessions = []
        liveAttempts = []
        losses = LossHistory()
        service = ServiceRecord()
        lostAt = nil
        headroom = nil
    }

    /// How many former sessions are remembered: more than machines can speak with one key at a time for long.
    static let formerSessionsKept = 4

    /// A session of it is over.
    mutating func remember(_ session: SessionID) {
        formerSessions.removeAll { $0 == session }
        formerSessions.append(session)
        if formerSessions.count > Node.formerSessionsKept { formerSessions.removeFirst() }
    }
}
