import Determinism
import Fleet

/// What one pass decided.
public struct SchedulingPass: Hashable, Sendable {
    /// Plans to be committed, in the order of rank. Each holds or fails by itself.
    public var plans: [Plan]
    /// What waits, and for what. Of a job with a bound those are left out that come behind what the bound lets through.
    public var blocked: [Blocked]
    /// What stays on draining servers for now, and why.
    public var staying: [Staying] = []
    /// When another pass is due although nothing changed: the next restart delay ends, or this pass had to stop at its
    /// limit (then it is the pass's own time). Nil if only a change can make a difference.
    public var wakeAt: WallTime?
    /// What became of the search for moves that make room.
    public var moves = MoveReport()
    /// The start that is kept for what waits first for room.
    public var claim: StartClaim?
    /// Whether starts to be kept were worked out anew.
    public var hasForecast = false
    /// What is moved for the load's sake.
    public var balance: [BalanceMove] = []
    /// The standbys on which room is kept, with the suspect servers whose work it is kept for.
    public var prepared = SortedMap<NodeID, SortedSet<NodeID>>()

    /// A pass with its parts.
    public init(plans: [Plan] = [], blocked: [Blocked] = [], wakeAt: WallTime? = nil) {
        self.plans = plans
        self.blocked = blocked
        self.wakeAt = wakeAt
    }
}

/// An allocation that was not placed.
public struct Blocked: Hashable, Sendable {
    /// The allocation.
    public var allocation: AllocationID
    /// Why not.
    public var reason: BlockReason

    /// A blocked allocation with its reason.
    public init(allocation: AllocationID, reason: BlockReason) {
        self.allocation = allocation
        self.reason = reason
    }
}

/// Why an allocation was not placed.
public enum BlockReason: Hashable, Sendable, CustomStringConvertible {
    /// No server passes the rules, however much room there were.
    case noServer
    /// Servers pass the rules, but none has the room, and ending lower priorities would not make it.
    case noRoom
    /// No part of the fleet at this level, within which its gang is to stay, has the room for all of it.
    case noDomain(TopologyLevel)
    /// What room there is is kept for the start of that job, which is due by then; nil for as soon as it fits.
    case keptStart(JobID, WallTime?)
    /// The room on this server is kept for it and becomes free when attempts there have ended.
    case waitsForRoom(NodeID)
    /// Other members of its gang have not ended yet, or wait out a delay.
    case waitsForGang
    /// Its namespace may have no more now.
    case quota(QuotaExcess)
    /// Work of its namespace that has waited for so much of its quota for long comes first.
    case quotaKept(QuotaExcess)
    /// A restart delay.
    case waitsUntil(WallTime)
    /// So many of its job's tasks may be live at a time, and others come first.
    case bounded(UInt64)
    /// It could not end before its job's deadline, which is that: it is about to be given up.
    case tooLate(WallTime)
    /// Its job is to begin after others; this is the first of them.
    case waitsForJob(Dependency)

    /// One sentence without its subject.
    public var description: String {
        switch self {
        case .noServer: "no server passes its rules"
        case .noRoom: "no server that passes its rules has the room"
        case .noDomain(let level): "no \(level.word) has the room for the whole gang, which is to stay within one"
        case .keptStart(let job, let time?):
            "the room that is free is kept for job \(job), which comes first and starts by \(time.nextWholeSecond)"
        case .keptStart(let job, nil):
            "the room that is free is kept for job \(job), which comes first and has waited for long"
        case .waitsForRoom(let node): "room is being freed for it on \(node)"
        case .waitsForGang: "the whole gang is placed at once, and other members are not ready"
        case .quota(let excess): excess.description
        case .quotaKept(let claim):
            "work of a higher rank has long waited for the quota of namespace \(claim.namespace), and comes first"
        case .waitsUntil: "its restart delay is not over"
        case .bounded(let bound):
            "its job's `at-most` lets \(bound) \(bound == 1 ? "task" : "tasks") be live at a time, and others come first"
        case .tooLate(let deadline): "it could not end before its deadline, \(deadline), any more"
        case .waitsForJob(let dependency): "for \(dependency)"
        }
    }
}
