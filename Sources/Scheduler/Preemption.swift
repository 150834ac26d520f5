import Determinism
import Fleet

/// What could be ended to make room, server by server, and the choice of the cheapest.
struct Preemption: Sendable {
    /// An attempt that may be asked to end.
    struct Victim: Sendable {
        var attempt: AttemptID
        var holding: Holding
        var priority: UInt64
        /// Tasks that end with it: the whole gang, for a member of one.
        var tasks: UInt64
        var assignedAt: WallTime
        /// The share of its server that it holds, in thousandths.
        var size: UInt64
    }

    /// A server and what must end there.
    struct Choice: Sendable {
        var place: Int
        var victims: [Victim]
    }

    private let state: FleetState
    private let now: WallTime
    private var known: [Int: [Victim]] = [:]

    init(_ state: FleetState, now: WallTime) {
        self.state = state
        self.now = now
    }

    /// The cheapest way to fit a task onto one of the candidates by ending attempts of strictly lower priority: the
    /// lowest priority first, then the fewest tasks. Nil if there is no way.
    mutating func choose(
        for task: ResourceRequest, priority: UInt64, mayUseHeadroom: Bool, among candidates: [Int], on floor: Floor
    ) -> Choice? {
        var best: (cost: (UInt64, UInt64), choice: Choice)?
        for place in candidates {
            guard
                let chosen = victims(
                    for: task, priority: priority, mayUseHeadroom: mayUseHeadroom, on: place, of: floor)
            else { continue }
            let cost = Preemption.cost(of: chosen)
            if let best, best.cost <= cost { continue }
            best = (cost, Choice(place: place, victims: chosen))
        }
        guard let choice = best?.choice else { return nil }
        take(choice)
        return choice
    }

    /// What ends need not be ended once more.
    mutating func take(_ choice: Choice) {
        let taken = SortedSet(choice.victims.map(\.attempt))
        known[choice.place]?.removeAll { taken.contains($0.attempt) }  // order-free: one list is filtered
    }

    /// What it costs: the highest priority among what ends, then how many tasks.
    static func cost(of victims: [Victim]) -> (UInt64, UInt64) {
        (victims.map(\.priority).max() ?? 0, victims.reduce(0) { $0 + $1.tasks })
    }

    /// What must end on one server so that a task fits, by the same order; nil where nothing must, or nothing helps.
    ///
    /// - Parameter beneficiary: the job of the task where others may also be moved elsewhere for it (`FleetState.isMovable`); whether
    ///   there is a place for them is not looked at. Nil where only lower priorities may be ended.
    mutating func victims(
        for task: ResourceRequest, priority: UInt64, mayUseHeadroom: Bool, on place: Int, of floor: Floor,
        movedFor beneficiary: Job? = nil
    ) -> [Victim]? {
        let server = floor.servers[place]
        guard server.capacity.takes(task, beside: mayUseHeadroom ? .none : server.headroom) else { return nil }
        let need = Need(request: task, headroom: server.headroomAhead(of: mayUseHeadroom))
        return cheapest(need, priority: priority, on: place, of: floor, movedFor: beneficiary)
    }

    private mutating func cheapest(
        _ need: Need, priority: UInt64, on place: Int, of floor: Floor, movedFor beneficiary: Job?
    ) -> [Victim]? {
        var room = floor.servers[place].future
        var chosen: [Victim] = []
        for victim in lookUp(place, of: floor) {
            if need.isMet(by: room) { break }
            if victim.priority >= priority {
                guard let beneficiary, victim.priority == priority else { break }
                guard let attempt = state.attempt(victim.attempt),
                    state.isMovable(attempt, for: beneficiary, at: now)
                else { continue }
            }
            // One that gives nothing of what is short does not help.
            guard need.isHelped(by: victim.holding, in: room) else { continue }
            room.release(victim.holding)
            chosen.append(victim)
        }
        guard need.isMet(by: room), !chosen.isEmpty else { return nil }
        // What later choices made superfluous goes on running, higher priorities first.
        for victim in chosen.reversed() {
            var without = room
            without.take(victim.holding)
            guard need.isMet(by: without) else { continue }
            room = without
            chosen.removeAll { $0.attempt == victim.attempt }
        }
        return chosen
    }

    /// What must be free on a server, GPU by GPU.
    private struct Need {
        var request: ResourceRequest
        var headroom: Headroom

        func isMet(by room: Room) -> Bool { room.takes(request, beside: headroom) }

        /// Whether an attempt's end gives something of what is short.
        func isHelped(by gift: Holding, in room: Room) -> Bool {
            let short = request.amounts + headroom.amounts - room.amounts
            let given = gift.amounts
            return short.cpuMillicores > 0 && given.cpuMillicores > 0 || short.memoryBytes > 0 && given.memoryBytes > 0
                || short.storageBytes > 0 && given.storageBytes > 0
                || short.bandwidthBitsPerSecond > 0 && given.bandwidthBitsPerSecond > 0
                || short.extras.keys.contains { given.extras[$0] != nil } || gpusAreHelped(by: gift.gpus, in: room)
        }

        private func gpusAreHelped(by gift: [GPUShare], in room: Room) -> Bool {
            guard request.gpus.count > 0, !gift.isEmpty else { return false }
            guard let places = request.gpus.places(among: room.gpus, free: room.freeThousandths) else {
                return gift.contains { share in
                    room.place(of: share).map { request.gpus.admits(room.gpus[$0]) } ?? false
                }
            }
            return !room.keepsWhole(headroom.gpus, without: places)
        }
    }

    private mutating func lookUp(_ place: Int, of floor: Floor) -> [Victim] {
        if let found = known[place] { return found }
        let server = floor.servers[place]
        var found: [Victim] = []
        for attempt in state.liveAttempts(on: server.id) {
            guard attempt.session == server.session, attempt.stopping == nil, !attempt.notDead,
                let allocation = state.allocations[attempt.id.allocation], let job = state.jobs[allocation.job]
            else { continue }
            let gang = job.definition.gang ? UInt64(job.allocations.count) : 1
            found.append(
                Victim(
                    attempt: attempt.id, holding: attempt.holding, priority: job.definition.priority, tasks: gang,
                    assignedAt: attempt.assignedAt, size: server.size(of: attempt.holding)))
        }
        found.sort { left, right in
            if left.priority != right.priority { return left.priority < right.priority }
            if left.tasks != right.tasks { return left.tasks < right.tasks }
            if left.size != right.size { return left.size > right.size }
            // The youngest has the least work to lose.
            if left.assignedAt != right.assignedAt { return left.assignedAt > right.assignedAt }
            return left.attempt < right.attempt
        }
        known[place] = found
        return found
    }
}
