import Determinism
import Fleet

/// The servers that may have new work, with what this pass has already given away. Indexes into `servers` name servers
/// within a pass.
struct Floor: Sendable {
    private struct Rules: Hashable {
        var terms: ServerTerms
        var failover: Bool
    }

    /// What a set of candidates depends on.
    private struct WantedSet: Hashable {
        var rules: Rules
        var extras: SortedMap<String, UInt64>
    }

    /// The servers that pass the rules and have the extras, by their numbers in the index of places.
    struct Candidates: Sendable {
        var ordinary = ServerSet()
        var standbys = ServerSet()

        func intersection(_ area: ServerSet) -> Candidates {
            Candidates(ordinary: ordinary.intersection(area), standbys: standbys.intersection(area))
        }

        func contains(_ number: Int) -> Bool { ordinary.contains(number) || standbys.contains(number) }
    }

    private(set) var servers: [Server] = []
    private var places: [NodeID: Int] = [:]
    private var admitted: [Rules: [Int]] = [:]
    private var admittedSets: [WantedSet: Candidates] = [:]
    /// The servers whose room this pass has changed, one after the other, and of how many of these changes the index of places
    /// was told.
    private var changed: [Int] = []
    private var told = 0
    /// The places of the servers by their numbers in the index of places.
    private var placesByNumber: [Int] = []
    /// Whether any server keeps headroom, or has more GPUs than the index of places knows.
    private(set) var hasHeadroom = false
    private(set) var hasWideServers = false
    private var knownTopology: Topology?
    /// Where the tasks are that the rules of jobs ask about.
    private var neighbours: Neighbours
    private var replicas: [JobID: [Int: UInt64]] = [:]

    /// When the next server is there that is left out for its flapping; nil for none.
    private(set) var nextReturn: WallTime?

    init(_ state: FleetState, unavailable: SortedSet<NodeID>, now: WallTime) {
        neighbours = Neighbours(state, places: [:])
        for (id, node) in state.nodes {
            guard let session = node.session, node.eligibility == .eligible, !unavailable.contains(id) else { continue }
            if node.losses.isDamped(at: now) {
                nextReturn = min(nextReturn ?? node.losses.dampedUntil, node.losses.dampedUntil)
                continue
            }
            let free = state.free(on: id)
            var future = free
            for attemptID in node.liveAttempts {
                guard let attempt = state.attempt(attemptID), attempt.stopping != nil, !attempt.notDead,
                    attempt.session == session
                else { continue }
                future.release(attempt.holding)
            }
            places[id] = servers.count
            let server = Server(
                id: id, session: session, capacity: node.facts.room, labels: node.facts.labels,
                isStandby: node.pool != nil, headroom: state.headroom(of: node), free: free, future: future)
            if server.headroom != .none { hasHeadroom = true }
            if !server.isIndexed { hasWideServers = true }
            servers.append(server)
        }
        neighbours = Neighbours(state, places: places)
    }

    /// A task of the job is to be there, as the rules of jobs see it: it begins, or room is kept for it.
    mutating func note(_ definition: JobDefinition, at place: Int) {
        let topology = definition.rules.spread == nil ? nil : topology
        neighbours.note(definition, at: place, in: topology)
    }

    /// The rule that keeps an allocation off a server for the tasks of others; nil for none.
    mutating func neighbourRule(
        against place: Int, for allocation: Allocation, of definition: JobDefinition
    ) -> Explanation.Rule? {
        let topology = topology
        return neighbours.rule(against: place, for: allocation, of: definition, in: topology)
    }

    /// How much speaks against each server for what else is there, by its place; nil where the job has no such preference.
    mutating func objections(to definition: JobDefinition) -> [UInt64]? {
        guard Neighbours.hasPreferences(definition) else { return nil }
        let topology = topology
        return neighbours.objections(to: definition, in: topology, servers: servers.count)
    }

    /// Whether it depends on other tasks where a job's may run.
    func isParticular(_ definition: JobDefinition) -> Bool { neighbours.concern(definition) }

    /// The parts of the fleet, looked at when somebody first asks.
    var topology: Topology {
        mutating get {
            if let known = knownTopology { return known }
            let found = Topology(servers)
            knownTopology = found
            return found
        }
    }

    // MARK: The index of places

    /// Notes the number of a server in the index of places.
    mutating func number(_ place: Int, _ number: Int) {
        servers[place].number = number
        while placesByNumber.count <= number { placesByNumber.append(-1) }
        placesByNumber[number] = place
    }

    /// The place of the server with this number; nil if it has none here.
    func place(numbered number: Int) -> Int? {
        guard placesByNumber.indices.contains(number), placesByNumber[number] >= 0 else { return nil }
        return placesByNumber[number]
    }

    /// The servers whose room has changed since this was last asked.
    mutating func takeChanged() -> ArraySlice<Int> {
        defer { told = changed.count }
        return changed[told...]
    }

    /// Takes back what was done since `earlier`. Whoever was told of it is told again.
    mutating func restore(_ earlier: Floor) {
        let all = changed
        self = earlier
        changed = all
    }

    /// The servers that pass the rules for an allocation and have the extras that its job asks for.
    mutating func candidateSets(for allocation: Allocation, of definition: JobDefinition) -> Candidates {
        let extras = definition.resources.extras
        let wanted = WantedSet(
            rules: Rules(terms: definition.serverTerms, failover: allocation.failover), extras: extras)
        let isConcerned = neighbours.concern(definition)
        if !isConcerned, let known = admittedSets[wanted] { return known }
        var found = Candidates()
        for place in candidates(for: allocation, of: definition) {
            let server = servers[place]
            guard extras.isEmpty || extras.allSatisfy({ $0.value <= server.capacity.amounts.extras[$0.key] ?? 0 })
            else { continue }
            if server.isStandby { found.standbys.insert(server.number) } else { found.ordinary.insert(server.number) }
        }
        if !isConcerned { admittedSets[wanted] = found }
        return found
    }

    /// The servers that pass the rules for an allocation, whatever room they have.
    mutating func candidates(for allocation: Allocation, of definition: JobDefinition) -> [Int] {
        let found = admittedPlaces(for: allocation, of: definition)
        guard neighbours.concern(definition) else { return found }
        let topology = topology
        return neighbours.filter(found, for: allocation, of: definition, in: topology)
    }

    /// The same by the rules that look at one server alone. Remembered, since thousands of allocations share a handful.
    private mutating func admittedPlaces(for allocation: Allocation, of definition: JobDefinition) -> [Int] {
        if let pinned = allocation.pinned {
            guard let place = places[pinned],
                definition.isContent(with: pinned, labels: servers[place].labels)
            else { return [] }
            return [place]
        }
        let rules = Rules(terms: definition.serverTerms, failover: allocation.failover)
        if let known = admitted[rules] { return known }
        let found = servers.indices.filter { place in
            (allocation.failover || !servers[place].isStandby)
                && rules.terms.areMet(by: servers[place].id, labels: servers[place].labels)
        }
        admitted[rules] = found
        return found
    }

    func place(of node: NodeID) -> Int? { places[node] }

    /// Gives a task of the job the server's GPUs at `gpus`, and what else it asks for.
    mutating func occupy(_ place: Int, by definition: JobDefinition, gpus: [Int]) {
        servers[place].occupy(definition.request, at: gpus)
        changed.append(place)
        note(definition, at: place)
        if replicas[definition.id] != nil { replicas[definition.id]?[place, default: 0] += 1 }
    }

    /// The standbys that pass the rules for work that is about to lose its server.
    mutating func standbys(for allocation: Allocation, of definition: JobDefinition) -> [Int] {
        var recovering = allocation
        recovering.failover = true
        return candidates(for: recovering, of: definition).filter { servers[$0].isStandby }
    }

    /// Keeps room for work whose server is suspect.
    mutating func prepare(_ place: Int, for request: ResourceRequest, gpus: [Int]) {
        servers[place].occupy(request, at: gpus)
        changed.append(place)
    }

    /// Keeps room that is being freed.
    mutating func reserve(_ place: Int, _ request: ResourceRequest, withHeadroom mayUseHeadroom: Bool) {
        servers[place].reserve(request, withHeadroom: mayUseHeadroom)
        changed.append(place)
    }

    /// Counts on room that a preemption will free.
    mutating func expect(_ place: Int, _ released: [Holding]) {
        servers[place].expect(released)
        changed.append(place)
    }

    /// The live attempts of a job by server, counted once a pass.
    mutating func replicas(of job: Job, in state: FleetState) -> [Int: UInt64] {
        if let known = replicas[job.definition.id] { return known }
        var counts: [Int: UInt64] = [:]
        for id in job.allocations {
            guard let attempt = state.allocations[id]?.current, attempt.state.isLive, let place = places[attempt.node]
            else { continue }
            counts[place, default: 0] += 1
        }
        replicas[job.definition.id] = counts
        return counts
    }
}
