import Determinism
import Fleet

/// What could be ended to make room, server by server, and the choice of the cheapest.
struct Preemption: Sendable {
    /// An attempt that may be asked to end.
    struct Victim: Sendable {
        var attempt: AttemptID
        var resources: Resources
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
    private var known: [Int: [Victim]] = [:]

    init(_ state: FleetState) { self.state = state }

    /// The cheapest way to fit a task onto one of the candidates by ending attempts of strictly lower priority: the
    /// lowest priority first, then the fewest tasks. Nil if there is no way.
    mutating func choose(
        for task: Resources, priority: UInt64, mayUseHeadroom: Bool, among candidates: [Int], on floor: Floor
    ) -> Choice? {
        var best: (cost: (UInt64, UInt64), choice: Choice)?
        for place in candidates {
            let server = floor.servers[place]
            guard (mayUseHeadroom ? task : task + server.headroom).fits(in: server.capacity) else { continue }
            let request = mayUseHeadroom ? task : task + server.headroomAhead
            guard let chosen = cheapest(request, priority: priority, on: place, of: floor) else { continue }
            let cost = (chosen.map(\.priority).max() ?? 0, chosen.reduce(0) { $0 + $1.tasks })
            if let best, best.cost <= cost { continue }
            best = (cost, Choice(place: place, victims: chosen))
        }
        guard let choice = best?.choice else { return nil }
        let taken = SortedSet(choice.victims.map(\.attempt))
        known[choice.place]?.removeAll { taken.contains($0.attempt) }  // order-free: one list is filtered
        return choice
    }

    private mutating func cheapest(
        _ request: Resources, priority: UInt64, on place: Int, of floor: Floor
    ) -> [Victim]? {
        var room = floor.servers[place].future
        var chosen: [Victim] = []
        for victim in lookUp(place, of: floor) {
            if request.fits(in: room) { break }
            guard victim.priority < priority else { break }
            // One that gives nothing of what is short does not help.
            guard helps(victim.resources, request, room) else { continue }
            room = room + victim.resources
            chosen.append(victim)
        }
        guard request.fits(in: room), !chosen.isEmpty else { return nil }
        // What later choices made superfluous goes on running, higher priorities first.
        for victim in chosen.reversed() where request.fits(in: room - victim.resources) {
            room = room - victim.resources
            chosen.removeAll { $0.attempt == victim.attempt }
        }
        return chosen
    }

    private func helps(_ gift: Resources, _ request: Resources, _ room: Resources) -> Bool {
        let short = request - room
        return short.cpuMillicores > 0 && gift.cpuMillicores > 0 || short.memoryBytes > 0 && gift.memoryBytes > 0
            || short.storageBytes > 0 && gift.storageBytes > 0
            || short.bandwidthBitsPerSecond > 0 && gift.bandwidthBitsPerSecond > 0 || short.gpus > 0 && gift.gpus > 0
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
                    attempt: attempt.id, resources: attempt.resources, priority: job.definition.priority, tasks: gang,
                    assignedAt: attempt.assignedAt,
                    size: server.leftover(of: attempt.resources, after: .zero)))
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
