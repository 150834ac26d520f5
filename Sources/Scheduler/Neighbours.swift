import Determinism
import Fleet

/// Where the tasks are that the rules of jobs ask about, with what a pass has added: how jobs are spread, which keep apart, and near
/// to which others want to be. It looks only at jobs that have such rules, or that such rules name.
struct Neighbours: Sendable {
    private let state: FleetState
    /// The places of the servers by name.
    private let places: [NodeID: Int]
    /// The tasks of jobs by place, with what this pass has added; each counted when it is first asked about. Only looked up.
    private var hosts: [JobID: [Int: UInt64]] = [:]
    /// The same by part of the fleet, for spread jobs.
    private var parts: [JobID: [Int: UInt64]] = [:]
    /// What this pass has added, for jobs that are counted later.
    private var added: [JobID: [Int]] = [:]
    /// Servers that pass all rules, for jobs that were asked about, until something changes them. Only looked up.
    private var admitted: [Asker: [Int]] = [:]

    private struct Asker: Hashable {
        var job: JobID
        var failover: Bool
    }

    init(_ state: FleetState, places: [NodeID: Int]) {
        self.state = state
        self.places = places
    }

    // MARK: What must be

    /// Whether it depends on other tasks where a job's may run.
    func concern(_ definition: JobDefinition) -> Bool {
        definition.rules.spread?.atMost != nil || !definition.rules.apartFrom.isEmpty
            || !state.jobsApart(from: definition).isEmpty
    }

    /// Those of the candidates onto which the other tasks let an allocation.
    mutating func filter(
        _ candidates: [Int], for allocation: Allocation, of definition: JobDefinition, in topology: Topology
    ) -> [Int] {
        let asker = Asker(job: definition.id, failover: allocation.failover)
        // What runs is asked about when it is to move, and is not in its own way.
        let isWaiting = allocation.pinned == nil && allocation.live.isEmpty
        if isWaiting, let known = admitted[asker] { return known }
        let found = candidates.filter { rule(against: $0, for: allocation, of: definition, in: topology) == nil }
        if isWaiting { admitted[asker] = found }
        return found
    }

    /// The rule that keeps an allocation off a server for what else is there; nil for none.
    mutating func rule(
        against place: Int, for allocation: Allocation, of definition: JobDefinition, in topology: Topology
    ) -> Explanation.Rule? {
        if let spread = definition.rules.spread, let atMost = spread.atMost {
            guard let part = topology[spread.over].parts[place] else { return .noSpreadLabel(spread.over) }
            let own = allocation.live.contains { self.part(of: $0.node, at: spread.over, in: topology) == part }
            if count(of: definition, in: topology)[part] ?? 0 >= atMost + (own ? 1 : 0) {
                return .spreadReached(spread.over)
            }
        }
        for other in definition.rules.apartFrom where tasks(of: other)[place] != nil { return .apart(other) }
        for other in state.jobsApart(from: definition) where tasks(of: other)[place] != nil { return .shunned(other) }
        return nil
    }

    /// A task of the job begins on a server, or room is kept for it there.
    mutating func note(_ definition: JobDefinition, at place: Int, in topology: Topology?) {
        let id = definition.id
        added[id, default: []].append(place)
        if hosts[id] != nil { hosts[id]?[place, default: 0] += 1 }
        if let spread = definition.rules.spread {
            if parts[id] != nil, let part = topology?[spread.over].parts[place] {
                parts[id]?[part, default: 0] += 1
            }
            forget(id)
        }
        for other in state.jobsApart(from: definition) { forget(other) }
    }

    private mutating func forget(_ id: JobID) {
        admitted[Asker(job: id, failover: false)] = nil
        admitted[Asker(job: id, failover: true)] = nil
    }

    // MARK: What is preferred

    /// Whether a job prefers servers for what else is there.
    static func hasPreferences(_ definition: JobDefinition) -> Bool {
        definition.rules.spread.map { $0.atMost == nil } == true || !definition.rules.near.isEmpty
    }

    /// How much speaks against each server by its place, for what else is there: first the job's own tasks in the same part, where it
    /// is spread; then how far the nearest task of the jobs is to which it wants to be near.
    mutating func objections(to definition: JobDefinition, in topology: Topology, servers: Int) -> [UInt64] {
        var crowds: [UInt64] = Array(repeating: 0, count: servers)
        if let spread = definition.rules.spread {
            let counts = count(of: definition, in: topology)
            let parts = topology[spread.over].parts
            // Servers that do not say where they are come last.
            for place in 0..<servers { crowds[place] = parts[place].map { counts[$0] ?? 0 } ?? 1 << 32 }
        }
        guard !definition.rules.near.isEmpty else { return crowds.map { $0 << 4 } }
        var near: [Set<Int>] = TopologyLevel.allCases.map { _ in [] }
        for other in definition.rules.near {
            for (place, _) in tasks(of: other) {  // order-free: what is filled are sets
                for level in TopologyLevel.allCases {
                    if let part = topology[level].parts[place] { near[Int(level.rawValue)].insert(part) }
                }
            }
        }
        return crowds.indices.map { place in
            let nearest = TopologyLevel.allCases.last { level in
                topology[level].parts[place].map { near[Int(level.rawValue)].contains($0) } ?? false
            }
            let distance = nearest.map { UInt64(TopologyLevel.node.rawValue - $0.rawValue) } ?? 15
            return crowds[place] << 4 | distance
        }
    }

    // MARK: Counts

    private func part(of node: NodeID, at level: TopologyLevel, in topology: Topology) -> Int? {
        if let place = places[node] { return topology[level].parts[place] }
        return level == .node ? nil : state.nodes[node].flatMap { topology.part(at: level, of: $0.facts.labels) }
    }

    /// The servers with live tasks of a job, by place.
    private mutating func tasks(of id: JobID) -> [Int: UInt64] {
        if let known = hosts[id] { return known }
        var found: [Int: UInt64] = [:]
        for member in state.jobs[id]?.allocations ?? [] {
            for attempt in state.allocations[member]?.live ?? [] {
                if let place = places[attempt.node] { found[place, default: 0] += 1 }
            }
        }
        for place in added[id] ?? [] { found[place, default: 0] += 1 }
        hosts[id] = found
        return found
    }

    /// A spread job's live tasks by part of the fleet, also of servers that are not on the floor.
    private mutating func count(of definition: JobDefinition, in topology: Topology) -> [Int: UInt64] {
        guard let level = definition.rules.spread?.over else { return [:] }
        if let known = parts[definition.id] { return known }
        var found: [Int: UInt64] = [:]
        for member in state.jobs[definition.id]?.allocations ?? [] {
            for attempt in state.allocations[member]?.live ?? [] {
                if let part = part(of: attempt.node, at: level, in: topology) { found[part, default: 0] += 1 }
            }
        }
        for place in added[definition.id] ?? [] {
            if let part = topology[level].parts[place] { found[part, default: 0] += 1 }
        }
        parts[definition.id] = found
        return found
    }
}
