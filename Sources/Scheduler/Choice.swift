import Determinism
import Fleet

/// The choice of a server for one allocation, among those that have the room now.
///
/// First come preferences, in this order: servers on which it did not lately fail to start, and that it was not moved off for their load; the server where the task ran before
/// it ended by itself, since its files are there; ordinary servers before standbys; of a service, servers with few of its
/// replicas. Before the replicas come a job's own wishes: few of its tasks in the same part of the fleet, and others near.
/// Between servers that are equal in all of this decides what is left of them for the usual work (`PlaceFinder`).
struct Choice: Sendable {
    private let allocation: Allocation
    private let job: Job
    private let state: FleetState
    private let request: ResourceRequest
    private let mayUseHeadroom: Bool
    /// The servers beyond which nothing is looked for; nil for none.
    private let area: ServerSet?
    /// The servers on which nothing is looked for.
    private let barred: ServerSet
    /// How often the best known server may turn out not to fit before all are looked at.
    private static let missesAtMost = 32

    init(
        _ allocation: Allocation, of job: Job, in state: FleetState, within area: ServerSet? = nil,
        without barred: ServerSet = ServerSet()
    ) {
        self.area = area
        self.barred = barred
        self.allocation = allocation
        self.job = job
        self.state = state
        request = job.definition.request
        mayUseHeadroom = allocation.mayUseHeadroom
    }

    /// The best of the candidates, or nil where none has the room.
    func place(among candidates: [Int], on floor: inout Floor, by index: inout PlaceIndex) -> Int? {
        if allocation.pinned != nil { return candidates.first { fits($0, floor) } }
        var sets = floor.candidateSets(for: allocation, of: job.definition)
        if let area { sets = sets.intersection(area) }
        if !barred.isEmpty { sets = sets.subtracting(barred) }
        let refusals = allocation.failedStarts
        if let former = formerServer(on: floor), refusals.count(of: floor.servers[former].id) == 0,
            sets.contains(floor.servers[former].number), fits(former, floor)
        {
            return former
        }
        // What takes headroom is only found by a look at all candidates; standbys come after it.
        let looksForHeadroom = mayUseHeadroom && floor.hasHeadroom
        var refused = ServerSet(refusals.compactMap { floor.place(of: $0).map { floor.servers[$0].number } })
        if let left = allocation.leftNode.flatMap({ floor.place(of: $0) }) {
            refused.insert(floor.servers[left].number)
        }
        let replicas = job.definition.type == .service ? floor.replicas(of: job, in: state) : [:]
        let objections = floor.objections(to: job.definition)
        for set in looksForHeadroom ? [sets.ordinary] : [sets.ordinary, sets.standbys] {
            for level in levels(of: set.subtracting(refused), replicas: replicas, objections: objections, on: floor) {
                if let place = best(of: level, on: &floor, by: &index) { return place }
            }
        }
        guard looksForHeadroom || !refused.isEmpty || floor.hasWideServers else { return nil }
        let open = barred.isEmpty ? candidates : candidates.filter { !barred.contains(floor.servers[$0].number) }
        return scan(open, replicas: replicas, objections: objections, on: floor)
    }

    private func fits(_ place: Int, _ floor: Floor) -> Bool {
        floor.servers[place].takes(request, withHeadroom: mayUseHeadroom)
    }

    /// A set in parts: the servers against which least speaks come first, of these the ones with the fewest replicas.
    private func levels(
        of set: ServerSet, replicas: [Int: UInt64], objections: [UInt64]?, on floor: Floor
    ) -> [ServerSet] {
        if let objections {
            var levels = SortedMap<Objection, ServerSet>()
            set.forEach { number in
                guard let place = floor.place(numbered: number) else { return }
                levels[Objection(objections[place], replicas[place] ?? 0), default: ServerSet()].insert(number)
            }
            return levels.values
        }
        guard !replicas.isEmpty else { return [set] }
        var levels = SortedMap<UInt64, ServerSet>()
        for (place, count) in replicas where count > 0 {  // order-free: what is filled are sets
            levels[count, default: ServerSet()].insert(floor.servers[place].number)
        }
        let all = levels.values.map { $0.intersection(set) }
        return [all.reduce(set) { $0.subtracting($1) }] + all
    }

    private func best(of set: ServerSet, on floor: inout Floor, by index: inout PlaceIndex) -> Int? {
        if set.isEmpty { return nil }
        for place in floor.takeChanged() { index.update(floor.servers[place]) }
        var rest = set
        for _ in 0..<Choice.missesAtMost {
            guard let number = index.find(request, among: rest) else { return nil }
            if let place = floor.place(numbered: number), fits(place, floor) { return place }
            rest.remove(number)
        }
        return scan(rest.compactMap { floor.place(numbered: $0) }, replicas: [:], on: floor)
    }

    /// Looks at every one; best fit decides.
    private func scan(
        _ places: [Int], replicas: [Int: UInt64], objections: [UInt64]? = nil, on floor: Floor
    ) -> Int? {
        let refusals = allocation.failedStarts
        var best: Score?
        for place in places where fits(place, floor) {
            let server = floor.servers[place]
            let score = Score(
                failedStarts: refusals.count(of: server.id), isStandby: server.isStandby ? 1 : 0,
                objections: objections?[place] ?? 0, replicas: replicas[place] ?? 0,
                leftover: server.leftover(of: server.free, after: request), place: place
            )
            if let known = best, known < score { continue }
            best = score
        }
        return best?.place
    }

    /// Where it ran before, if that is on the floor.
    private func formerServer(on floor: Floor) -> Int? { allocation.formerNode.flatMap { floor.place(of: $0) } }
}

extension Allocation {
    /// Where the task ran until it ended by itself or was replaced. A server on which it could not even start, or which
    /// was lost or emptied, is not preferred.
    var formerNode: NodeID? {
        guard let attempt = current, case .ended(let end) = attempt.state, attempt.stopping != .drained,
            leftNode == nil
        else { return nil }
        switch end.cause {
        case .completed, .failed, .stopped, .timeLimit: return attempt.node
        case .notStarted, .lapsed, .lost: return nil
        }
    }
}

extension Allocation {
    /// The server that the task leaves, or has just left, for the load's sake.
    var leftNode: NodeID? {
        current.flatMap { $0.stopping?.isForBalance == true ? $0.node : nil }
    }
}

/// What speaks against a server where the same is free.
private struct Objection: Comparable, Hashable {
    var objections: UInt64
    var replicas: UInt64

    init(_ objections: UInt64, _ replicas: UInt64) {
        self.objections = objections
        self.replicas = replicas
    }

    static func < (left: Objection, right: Objection) -> Bool {
        left.objections == right.objections ? left.replicas < right.replicas : left.objections < right.objections
    }
}
