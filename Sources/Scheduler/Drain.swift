import Determinism
import Fleet

/// Empties draining servers, and servers whose reservation is near of what may not stay there: what has a place elsewhere is asked to end, within what its job tolerates and so many at a time,
/// so that neither a service nor the checkpoints' storage suffers. What stays is told with the reason.
struct Drain: Sendable {
    /// Planned moves under way in the whole fleet at the most. Each may write a checkpoint.
    static let atOnce = 64

    /// One plan a server.
    private(set) var plans: [Plan] = []
    /// What is not moved now, and why.
    private(set) var staying: [Staying] = []
    private(set) var count = 0

    /// When something that stays now has to go because a reservation comes near; nil for never.
    var wakeAt: WallTime?

    let state: FleetState
    let now: WallTime
    /// Servers with a reservation that is near or has begun, and is not over; those that are emptied are left out.
    var reserved = SortedSet<NodeID>()
    /// How many planned moves are under way.
    private(set) var underWay = 0
    private var budget: DisruptionBudget
    private var gangs = SortedSet<JobID>()

    /// - Parameters:
    ///   - budget: what jobs tolerate beside the moves that the same pass has decided.
    ///   - underWay: how many moves are under way with those; nil where it decided none.
    init(_ state: FleetState, now: WallTime, budget: DisruptionBudget = DisruptionBudget(), underWay: Int? = nil) {
        self.state = state
        self.now = now
        self.budget = budget
        findReserved()
        if let underWay {
            self.underWay = underWay
            return
        }
        self.underWay = state.beingMoved.count
        for node in state.nodes.values where node.eligibility.isLeaving { countMoves(from: node) }
        for id in reserved { if let node = state.nodes[id] { countMoves(from: node) } }
    }

    private mutating func countMoves(from node: Node) {
        for attempt in node.liveAttempts where state.attempt(attempt)?.stopping == .drained { underWay += 1 }
    }

    /// Decides what moves now. A place that is counted on for one is not counted on for another, nor taken by what this pass
    /// kept for what waits.
    mutating func decide(on floor: inout Floor, atMost limit: Int) {
        // What goes whatever its job tolerates comes first: the others are bounded by what it leaves.
        for eligibility in [Eligibility.evacuating, .draining] {
            empty(eligibility, on: &floor, atMost: limit)
            if count >= limit { return }
        }
        for id in reserved {
            guard let node = state.nodes[id] else { continue }
            empty(node, on: &floor, atMost: limit)
            if count >= limit { return }
        }
    }

    private mutating func empty(_ eligibility: Eligibility, on floor: inout Floor, atMost limit: Int) {
        for node in state.nodes.values where node.eligibility == eligibility {
            empty(node, on: &floor, atMost: limit)
            if count >= limit { return }
        }
    }

    private mutating func empty(_ node: Node, on floor: inout Floor, atMost limit: Int) {
        guard let session = node.session else { return }
        var stops: [PlannedStop] = []
        for attempt in state.liveAttempts(on: node.id)
        where attempt.session == session && attempt.stopping == nil && !attempt.notDead {
            guard let allocation = state.allocations[attempt.id.allocation], let job = state.jobs[allocation.job],
                has(attempt, of: job, toLeave: node)
            else { continue }
            if job.definition.gang && gangs.contains(job.definition.id) { continue }
            if let reason = move(
                attempt, allocation, of: job, on: &floor, isForced: node.eligibility == .evacuating)
            {
                staying.append(Staying(attempt: attempt.id, reason: reason))
            } else {
                stops.append(PlannedStop(attempt: attempt.id, reason: .drained))
                count += 1
                underWay += 1
            }
            if count >= limit { break }
        }
        if !stops.isEmpty { plans.append(Plan(stops: stops)) }
    }

    /// Takes a move into account; returns why it may not be now, or nil where it may.
    private mutating func move(
        _ attempt: Attempt, _ allocation: Allocation, of job: Job, on floor: inout Floor, isForced: Bool
    ) -> Staying.Reason? {
        let definition = job.definition
        // A gang is looked at once: it goes whole or stays whole.
        if definition.gang { gangs.insert(definition.id) }
        if isForced {
            _ = budget.take(attempt, of: job, in: state)
            return nil
        }
        guard definition.tolerance > 0 else { return .toleratesNone }
        if underWay >= Drain.atOnce { return .manyMoves }
        // A system job's task has its place on that server alone: it ends with the server's work.
        var places: [Int] = []
        if definition.gang, let level = definition.rules.topology?.within {
            guard let found = Drain.places(of: job, within: level, in: state, now: now, on: &floor) else {
                return .noPlace
            }
            places = found
        } else if allocation.pinned == nil {
            for member in Drain.leaving(with: allocation, of: job, in: state, now: now) {
                let candidates = floor.candidates(for: member, of: definition)
                let place = candidates.first { candidate in
                    var room = floor.servers[candidate].future
                    for taken in places where taken == candidate { room.take(definition.request) }
                    return room.takes(
                        definition.request,
                        beside: floor.servers[candidate].headroomAhead(of: member.mayUseHeadroom))
                }
                guard let place else { return .noPlace }
                places.append(place)
            }
        }
        guard budget.take(attempt, of: job, in: state) else { return .disruption(definition.tolerance) }
        for place in places {
            floor.reserve(place, definition.request, withHeadroom: allocation.mayUseHeadroom)
            floor.note(definition, at: place)
        }
        return nil
    }
}

/// A task that stays for now on a draining server, or on one whose reservation is near.
public struct Staying: Hashable, Sendable {
    /// Why it stays.
    public enum Reason: Hashable, Sendable {
        /// So many of its job do no work at the most because of planned moves, and do not already.
        case disruption(UInt64)
        /// Its job tolerates no planned move.
        case toleratesNone
        /// No other server that passes its rules has the room.
        case noPlace
        /// So many other moves are under way.
        case manyMoves
    }
    /// The attempt.
    public var attempt: AttemptID
    /// Why.
    public var reason: Reason

    /// An attempt with its reason.
    public init(attempt: AttemptID, reason: Reason) {
        self.attempt = attempt
        self.reason = reason
    }
}

extension Staying.Reason: CustomStringConvertible {
    /// A clause without its subject, with what to do.
    public var description: String {
        switch self {
        case .disruption(let tolerance):
            "waits: its job tolerates \(tolerance) out of action at a time, and others are; it goes when they work again"
        case .toleratesNone:
            "stays: its job tolerates no planned move; stop the job, let it tolerate one, or drain with --force"
        case .noPlace:
            "waits: no other server that passes its rules has the room; free some, add servers, or drain with --force"
        case .manyMoves: "waits: \(Drain.atOnce) moves are under way; it goes when some are done"
        }
    }
}
