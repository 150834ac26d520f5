import Determinism
import Fleet

/// A fleet's state on which something is tried out: what is submitted, planned and ended here is nobody's but the trial's. The
/// operations and the passes are the real ones, and so is what they refuse.
struct Trial: Sendable {
    /// What has been asked to end in a trial, and was not before.
    struct Stop: Hashable, Sendable {
        var attempt: Attempt
        var reason: StopReason
    }

    private(set) var state: FleetState
    /// In which round each allocation was placed, from 1. Those of the first can begin now, the others once something has ended.
    private(set) var placedIn: [AllocationID: Int] = [:]
    private(set) var stops: [Stop] = []
    /// What the newest pass left waiting.
    private(set) var blocked: [AllocationID: BlockReason] = [:]
    private let circumstances: Circumstances
    private var index: PlaceIndex
    /// What was asked to end before.
    private var ending: SortedSet<AttemptID>

    /// Rounds that are played at the most: of passes, and of the ends that these ask for.
    static let roundsAtMost = 8

    init(_ state: FleetState, _ circumstances: Circumstances, index: PlaceIndex) {
        self.state = state
        self.circumstances = circumstances
        self.index = index
        ending = Trial.ending(in: state)
    }

    /// Carries an operation out as if it were committed now.
    @discardableResult
    mutating func apply(_ operation: Operation) -> Outcome {
        let entry = FleetEntry(time: circumstances.now, actor: FleetEntry.leaderActor, operation: operation)
        return state.apply(entry, index: state.lastIndex + 1).outcome
    }

    /// Passes and ends in turn, until a pass decides nothing more and nothing more is to end, or for so many rounds.
    mutating func play(rounds: Int = Trial.roundsAtMost) {
        for round in 1...max(rounds, 1) {
            let pass = Scheduler.pass(
                state: state, unavailable: circumstances.unavailable, endangered: circumstances.endangered,
                now: circumstances.now, placementsAtMost: .max, index: &index)
            blocked = [:]
            for wait in pass.blocked { blocked[wait.allocation] = wait.reason }
            if !pass.plans.isEmpty { apply(.commitPlans(pass.plans)) }
            for placement in pass.plans.flatMap(\.placements)
            where state.allocations[placement.allocation]?.current?.session == placement.session {
                placedIn[placement.allocation] = round
            }
            noteStops()
            guard round < rounds else { return }
            let hasEnded = endWhatIsAskedToEnd()
            if pass.plans.isEmpty && !hasEnded { return }
        }
    }

    private mutating func noteStops() {
        for id in Trial.ending(in: state) where ending.insert(id) {
            guard let attempt = state.attempt(id), let reason = attempt.stopping else { continue }
            stops.append(Stop(attempt: attempt, reason: reason))
        }
    }

    /// As if everything that is asked to end had ended, where that can be heard.
    private mutating func endWhatIsAskedToEnd() -> Bool {
        var reports = SortedMap<NodeID, [AttemptReport]>()
        for id in Trial.ending(in: state) {
            guard let attempt = state.attempt(id), !attempt.notDead,
                state.nodes[attempt.node]?.session == attempt.session,
                !circumstances.unavailable.contains(attempt.node)
            else { continue }
            let end = AttemptEnd(cause: .stopped)
            reports[attempt.node, default: []].append(AttemptReport(attempt: id, progress: .ended(end)))
        }
        for (node, ends) in reports {
            guard let session = state.nodes[node]?.session else { continue }
            apply(.report(session: session, reports: ends))
        }
        return !reports.isEmpty
    }

    private static func ending(in state: FleetState) -> SortedSet<AttemptID> {
        var found: [AttemptID] = []
        for id in state.nodes.keys {
            for attempt in state.liveAttempts(on: id) where attempt.stopping != nil { found.append(attempt.id) }
        }
        return SortedSet(found)
    }

    /// What `muster job why` would say of an allocation here.
    func explanation(of id: AllocationID) -> Explanation {
        Scheduler.explain(state: state, allocations: [id], circumstances, index: index).first ?? Explanation(id)
    }
}

/// What a leader knows beside the replicated state when it makes a pass.
public struct Circumstances: Sendable {
    /// Servers that get nothing new although their session is open.
    public var unavailable: SortedSet<NodeID>
    /// By which rule each of these gets nothing new.
    public var reasons: SortedMap<NodeID, Explanation.Rule>
    /// What runs on suspect servers.
    public var endangered: SortedSet<AllocationID>
    /// The leader's time.
    public var now: WallTime

    /// Circumstances with their parts.
    public init(
        unavailable: SortedSet<NodeID> = SortedSet(),
        reasons: SortedMap<NodeID, Explanation.Rule> = SortedMap(),
        endangered: SortedSet<AllocationID> = SortedSet(), now: WallTime
    ) {
        self.unavailable = unavailable
        self.reasons = reasons
        self.endangered = endangered
        self.now = now
    }
}
