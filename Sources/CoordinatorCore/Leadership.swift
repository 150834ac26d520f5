import Consensus
import Determinism
import Fleet
import Scheduler

/// What a leader knows beyond the replicated state, for one term. It is lost with the leadership and nothing depends on its
/// survival: the next leader rebuilds it from the state and from the beats.
struct Leadership: Sendable {
    /// The term that is led.
    let term: Term
    /// When it began.
    let since: Instant
    /// What was granted to whom.
    var leases: Leases
    /// The bound on automatic verdicts.
    var brake = Brake()
    /// What BMCs are asked and have said.
    var power = PowerWatch()
    /// The newest acknowledged sequence by session: what assignments are bound to.
    var acknowledged: [SessionID: UInt64] = [:]
    /// Attempts that this leader has proposed as lost: acknowledgements to their session name them from then on.
    var condemned: [SessionID: SortedSet<AttemptID>] = [:]
    /// Condemned attempts with the sequence of the first acknowledgement that named them.
    var toldToEnd: [AttemptID: UInt64] = [:]
    /// Sessions about which a verdict is proposed and not yet committed.
    var verdictsUnderWay: Set<SessionID> = []
    /// Sessions whose opening is proposed and not yet committed.
    var opening: [NodeID: SessionID] = [:]
    /// Second machines that spoke with a server's key, so that each is told once.
    var doubles: [NodeID: SessionID] = [:]
    /// Attempts of which a report is proposed and not yet committed.
    var reporting: Set<AttemptID> = []
    /// Command results that are proposed and not yet committed.
    var settling: [NodeID: SortedSet<CommandID>] = [:]
    /// Commands without a result, by server.
    var openCommands = SortedMap<NodeID, SortedSet<CommandID>>()
    /// When each open command was first seen by this leader.
    var commandSeenAt = SortedMap<CommandID, Instant>()
    /// Commands that no agent starts any more and that their agent did not list, with the sequence of the acknowledgement
    /// that was sent after their last possible start.
    var overdueCommands: [NodeID: SortedMap<CommandID, UInt64>] = [:]
    /// Running attempts that their agent does not list, with the sequence that was acknowledged first without them.
    var unlisted: [AttemptID: UInt64] = [:]
    /// Whether a plan is proposed and not yet applied: only one at a time, each from the state that the last one left.
    var planUnderWay = false
    /// Whether something has changed that may let waiting work be placed.
    var mustSchedule = true
    /// When to schedule again although nothing changes (a restart's delay is over).
    var scheduleAt = Instant.never
    /// When to look at every server again.
    var scanAt: Instant
    /// This member was held up itself, and first hears what has arrived meanwhile: no silence counts before.
    var listensUntil = Instant.origin
    /// When to propose that old objects go.
    var garbageAt: Instant
    /// What the passes know of the servers.
    var placeIndex = PlaceIndex()
    /// The start that is kept for what waits first.
    var claims = ClaimWatch()
    /// When moves are looked for that make room.
    var moves = MoveWatch()
    /// How many replicas services are to have.
    var scaling: ScaleWatch
    /// Which jobs hold GPUs for nothing.
    var idle: IdleWatch
    /// What the first of the queue have waited for.
    var diary = WaitDiary()
    /// When tasks are moved for the load's sake.
    var balance: BalanceWatch
    /// What the last pass left on draining servers and why.
    var staying: [Staying] = []
    /// Where the coordinators were when agents were told last.
    var toldAddresses: [CoordinatorAddress] = []
    /// The configuration that says so: nothing is worked out anew while it stands.
    var toldConfiguration: Configuration?
    /// When each agent was told last. Only looked up, never iterated.
    var addressesToldAt: [NodeID: Instant] = [:]
    /// When to look again whether pools have what their rules ask for.
    var poolsAt: Instant
    /// When that was last looked at.
    var poolsSeenAt = Instant.origin
    /// Whether a change of a pool is proposed.
    var fillUnderWay = false
    /// The standbys that keep room for suspect servers, by the last pass.
    var prepared = SortedMap<NodeID, SortedSet<NodeID>>()
    /// Whether the end of the wait after a recovery is proposed.
    var endOfHoldUnderWay = false
    /// Whether the end of a longer former grace is proposed.
    var endOfGraceUnderWay = false
    /// Whether the end of what is overdue is proposed.
    var overdueUnderWay = false
    /// When something is overdue next.
    var overdueAt = Instant.never
    /// Whether the genesis entry is proposed.
    var genesisUnderWay = false
    /// Whether the state of the term's beginning was looked through.
    var hasSurveyed = false
    /// What it stamps entries by; nil until the state of the term's beginning was looked through.
    var calendar: LeaderCalendar?
    /// Consecutive reports by a peer that it hears many more agents.
    var deafness = 0

    /// A new leadership.
    init(term: Term, since: Instant, leaderGrace: Span, balanceRest: Span) {
        self.term = term
        self.since = since
        leases = Leases(becameLeaderAt: since, leaderGrace: leaderGrace)
        scanAt = since
        garbageAt = since + Leadership.garbageInterval
        poolsAt = since
        scaling = ScaleWatch(nextAt: since + ScaleWatch.interval)
        idle = IdleWatch(nextAt: since + IdleWatch.interval)
        balance = BalanceWatch(since: since, rest: balanceRest)
    }

    /// How often every server is looked at; verdicts that are due earlier are given at their instant.
    static let scanInterval = Span.milliseconds(100)
    /// How often old objects are let go.
    static let garbageInterval = Span.seconds(3_600)
    /// How often pools are looked at even if nothing changes: measured rates change with time alone.
    static let poolsAtLeastEvery = Span.seconds(3_600)
    /// How often pools are looked at while one of them is short.
    static let shortPoolsEvery = Span.seconds(10)
    /// How often pools are looked at when things change all the time.
    static let poolsAtMostEvery = Span.seconds(1)
    /// How long finished jobs, settled commands and outcomes of requests are kept at least.
    static let garbageAge = Span.seconds(24 * 3_600)
    /// Allocations placed by one entry at the most.
    static let placementsAtMost = 512
    /// A session without live attempts is over after that lease.
    static let idleLease = Span.seconds(5)

    /// When the leader must look again.
    @inline(__always)
    var nextDeadline: Instant {
        // While a plan is under way nothing is scheduled, so that its time must not stay due.
        let watches = min(scaling.nextAt, idle.nextAt, balance.nextAt)
        let always = min(scanAt, garbageAt, overdueAt, watches)
        let others = fillUnderWay ? always : min(always, poolsAt)
        return planUnderWay ? others : min(others, scheduleAt)
    }
}
