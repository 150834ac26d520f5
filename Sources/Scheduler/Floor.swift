import Determinism
import Fleet

/// The servers that may have new work, with what this pass has already given away. Indexes into `servers` name servers
/// within a pass.
struct Floor: Sendable {
    private struct Rules: Hashable {
        var constraints: SortedMap<String, String>
        var failover: Bool
    }

    private(set) var servers: [Server] = []
    private var places: [NodeID: Int] = [:]
    private var admitted: [Rules: [Int]] = [:]
    private var replicas: [JobID: [Int: UInt64]] = [:]

    /// When the next server is there that is left out for its flapping; nil for none.
    private(set) var nextReturn: WallTime?

    init(_ state: FleetState, unavailable: SortedSet<NodeID>, now: WallTime) {
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
            servers.append(
                Server(
                    id: id, session: session, capacity: node.facts.room, labels: node.facts.labels,
                    isStandby: node.pool != nil, headroom: state.headroom(of: node), free: free, future: future))
        }
    }

    /// The servers that pass the rules for an allocation, whatever room they have. Remembered, since thousands of
    /// allocations share a handful of rules.
    mutating func candidates(for allocation: Allocation, of definition: JobDefinition) -> [Int] {
        if let pinned = allocation.pinned {
            guard let place = places[pinned], definition.isContent(with: servers[place].labels) else { return [] }
            return [place]
        }
        let rules = Rules(constraints: definition.constraints, failover: allocation.failover)
        if let known = admitted[rules] { return known }
        let found = servers.indices.filter { place in
            (allocation.failover || !servers[place].isStandby) && definition.isContent(with: servers[place].labels)
        }
        admitted[rules] = found
        return found
    }

    func place(of node: NodeID) -> Int? { places[node] }

    /// Gives a task of the job the server's GPUs at `gpus`, and what else it asks for.
    mutating func occupy(_ place: Int, by definition: JobDefinition, gpus: [Int]) {
        servers[place].occupy(definition.request, at: gpus)
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
    }

    /// Keeps room that is being freed.
    mutating func reserve(_ place: Int, _ request: ResourceRequest, withHeadroom mayUseHeadroom: Bool) {
        servers[place].reserve(request, withHeadroom: mayUseHeadroom)
    }

    /// Counts on room that a preemption will free.
    mutating func expect(_ place: Int, _ released: [Holding]) {
        servers[place].expect(released)
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
