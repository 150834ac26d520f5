import Consensus
import Determinism
import Fleet

/// The log as the members commit it, and an independent copy of the state machine that applies each entry alone: members
/// must agree with it, and it must keep the rules at every index.
struct CommittedHistory: Sendable {
    private struct Mark: Sendable {
        var term: Term
        var payload: UInt64
    }

    private var marks: [Mark] = []
    /// The state after every entry that anybody has applied.
    private(set) var fleet = FleetState()
    private var hashes: [UInt64: UInt64] = [:]
    /// How many entries were applied.
    private(set) var entries: UInt64 = 0
    /// How many tasks were asked to go on elsewhere so that another job fits.
    private(set) var moves: UInt64 = 0
    /// How many were for the load's sake.
    private(set) var balanceMoves: UInt64 = 0
    /// The attempts that the newest entry ended as lost.
    private(set) var newlyLost: [AttemptID] = []
    /// The attempts that it ended as their agents told.
    private(set) var newlyTold: [AttemptID] = []

    /// The true time of the entry that is applied.
    var instant = Instant.origin
    /// The jobs that are held, by the index of the submission that was.
    var held = SortedMap<JobID, UInt64>()
    private var losses = WitnessedLosses()
    private var order = WitnessedOrder()

    /// State hashes are compared at indexes that are multiples of this.
    static let hashInterval: UInt64 = 64

    var lastIndex: UInt64 { UInt64(marks.count) }

    /// A member applies an entry. Returns what it contradicts, if anything.
    mutating func apply(_ entry: LogEntry) -> Violation.Finding? {
        let index = entry.index.rawValue
        let payload = StableHash(of: entry.payload).value ^ UInt64(entry.kind.rawValue)
        if index <= lastIndex {
            let mark = marks[Int(index - 1)]
            if mark.term == entry.term && mark.payload == payload { return nil }
            return .init(
                .committedEntryChanged,
                "entry \(index) was committed in term \(mark.term.rawValue), and is applied as another of term "
                    + "\(entry.term.rawValue)")
        }
        guard index == lastIndex + 1 else {
            return .init(.committedEntryChanged, "entry \(index) is applied, and nobody has applied \(lastIndex + 1)")
        }
        marks.append(Mark(term: entry.term, payload: payload))
        entries += 1
        newlyLost = []
        newlyTold = []
        guard entry.kind == .command else { return nil }
        guard let decoded = try? FleetEntry(canonicalBytes: entry.payload) else {
            return .init(.committedEntryChanged, "entry \(index) cannot be read")
        }
        let cordoned = isPlan(decoded) ? closedNodes : []
        let recovering = isPlan(decoded) ? recoveringAllocations : SortedSet()
        let joining = standbysToBe(by: decoded)
        if let problem = losses.take(decoded.operation, before: fleet, time: max(fleet.time, decoded.time), at: instant)
        {
            return problem
        }
        // A request that came before is answered as it was then.
        let isRepeated = decoded.request.flatMap { fleet.outcome(of: $0) } != nil
        let scaling = isRepeated ? nil : scaling(by: decoded.operation)
        let applied = fleet.apply(decoded, index: index)
        if let scaling, let problem = check(scaling, outcome: applied.outcome) { return problem }
        if let problem = noteHold(by: decoded, outcome: applied.outcome, at: index) { return problem }
        order.take(applied.changes, at: index, in: fleet)
        if let problem = check(joining) { return problem }
        if let problem = checkReserves(assigned(by: applied), recovering: recovering) { return problem }
        for change in applied.changes {
            switch change {
            case .attemptAssigned(let id):
                if let problem = check(id, closed: cordoned) ?? checkToken(of: id, index: index)
                    ?? checkHold(of: id) ?? losses.check(id, in: fleet) ?? order.check(id, in: fleet)
                    ?? CommittedHistory.checkQuota(of: id, in: fleet) ?? CommittedHistory.checkRules(of: id, in: fleet)
                    ?? CommittedHistory.checkReservations(of: id, in: fleet)
                {
                    return problem
                }
            case .attemptEnded(let id):
                if let problem = checkReturn(of: id) ?? checkNotDead(id, ended: decoded.operation) { return problem }
                guard case .ended(let end) = fleet.attempt(id)?.state else { continue }
                if end.cause == .lost { newlyLost.append(id) } else { newlyTold.append(id) }
            case .attemptStopping(let id):
                guard let reason = fleet.attempt(id)?.stopping, reason.isMove else { continue }
                if reason.isForBalance { balanceMoves += 1 } else { moves += 1 }
                if let problem = CommittedHistory.checkMoveForOthers(of: id, in: fleet) { return problem }
            default: break
            }
        }
        return nil
    }

    private func isPlan(_ entry: FleetEntry) -> Bool {
        if case .commitPlans = entry.operation { return true }
        return false
    }

    private var closedNodes: [NodeID] {
        fleet.nodes.compactMap { $0.value.eligibility == .eligible ? nil : $0.key }
    }

    private func check(_ id: AttemptID, closed: [NodeID]) -> Violation.Finding? {
        guard let attempt = fleet.attempt(id), let allocation = fleet.allocations[id.allocation] else { return nil }
        if closed.contains(attempt.node) {
            return .init(.startedOnClosedServer, "attempt \(id) was placed on \(attempt.node), which takes nothing new")
        }
        if allocation.live.count > 1 {
            return .init(
                .runsTwice, "allocation \(id.allocation) has \(allocation.live.count) live attempts in the state")
        }
        return checkRoom(of: attempt.node, with: id) ?? checkDevices(of: attempt, allocation)
    }

    /// What lives on a server is within what it has, also on each of its GPUs.
    private func checkRoom(of id: NodeID, with attempt: AttemptID) -> Violation.Finding? {
        var used = Resources.zero
        var shares: [GPUShare] = []
        for (_, other) in fleet.allocations {
            for live in other.live where live.node == id {
                used = used + live.resources
                shares += live.gpus
            }
        }
        guard let facts = fleet.nodes[id]?.facts, used.fits(in: facts.capacity) else {
            return .init(.overcommitted, "\(id) was given more than it has with attempt \(attempt)")
        }
        for gpu in facts.gpus {
            let sum = shares.filter { $0.isOf(gpu) }.reduce(0) { $0 + $1.thousandths }
            guard sum > GPU.thousandths else { continue }
            return .init(.overcommitted, "GPU \(gpu.index) of \(id) was given \(sum)m with attempt \(attempt)")
        }
        return nil
    }

    /// An attempt has the GPUs that its job asks for.
    private func checkDevices(of attempt: Attempt, _ allocation: Allocation) -> Violation.Finding? {
        guard let request = fleet.jobs[allocation.job]?.definition.gpus,
            let gpus = fleet.nodes[attempt.node]?.facts.gpus
        else { return nil }
        let fitting = attempt.gpus.filter { share in
            share.thousandths == request.thousandths && gpus.contains { share.isOf($0) && request.admits($0) }
        }
        guard UInt64(fitting.count) == request.count, attempt.gpus.count == fitting.count else {
            return .init(.wrongGPU, "attempt \(attempt.id) was given \(attempt.gpus) and asks for \(request)")
        }
        return nil
    }

    /// Compares a member's state with what others had at the same index.
    mutating func compare(_ state: FleetState, at index: UInt64) -> Violation.Finding? {
        let hash = state.stateHash
        if let known = hashes[index] {
            return known == hash ? nil : .init(.statesDiffer, "two members differ at index \(index)")
        }
        hashes[index] = hash
        if index == lastIndex, hash != fleet.stateHash {
            return .init(.statesDiffer, "a member differs at index \(index) from the log applied anew")
        }
        return nil
    }
}
