import Determinism
import Fleet

/// The servers that may have new work, with what this pass has already given away. It is kept from pass to pass: only what has
/// changed is worked out anew (`FleetState.revision`). Places, indexes into `servers`, stay, and are the servers' numbers in the
/// index of places.
struct Floor: Sendable {
    private struct Rules: Hashable {
        var terms: ServerTerms
        var failover: Bool
        var barring: [String]
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

        func subtracting(_ barred: ServerSet) -> Candidates {
            Candidates(ordinary: ordinary.subtracting(barred), standbys: standbys.subtracting(barred))
        }

        func contains(_ number: Int) -> Bool { ordinary.contains(number) || standbys.contains(number) }
    }

    /// What is kept of a server beside itself.
    private struct Standing: Sendable {
        /// The state's revision that it was worked out from; nil where a pass has changed it since.
        var revision: UInt64?
        /// Whether it has a session and is eligible.
        var mayServe = true
        var dampedUntil: WallTime
        /// The pass that found it last.
        var metIn: UInt64 = 0
        /// The pass in which it last changed.
        var changedIn: UInt64 = 0
    }

    /// All servers that were ever open, by their places, which stay. Only open ones may have new work.
    private(set) var servers: [Server] = []
    private var standings: [Standing] = []
    private var places: [NodeID: Int] = [:]
    private var passes: UInt64 = 0
    private var admitted: [Rules: [Int]] = [:]
    private var admittedSets: [WantedSet: Candidates] = [:]
    /// The servers whose room this pass has changed, one after the other.
    private var changed: [Int] = []
    /// The servers of whose changes the index of places was not told.
    private var untold: [Int] = []
    /// How servers were before what is being tried; nil where nothing is tried.
    private var trial: [(place: Int, server: Server)]?
    private var neighboursBefore = Neighbours(FleetState(), places: [:])

    /// A point within a trial to which one can go back.
    struct Mark: Sendable {
        fileprivate var changes: Int
        fileprivate var neighbours: Neighbours
    }
    /// Shapes for which no room could be made, whatever of less than that priority were ended, and the pass that found it.
    private var futile: [TaskShape: (priority: UInt64, pass: UInt64)] = [:]
    /// The state's revision of priorities that this is true of.
    private var priorityRevision: UInt64 = 0
    private var knownTopology: Topology?
    /// Where the tasks are that the rules of jobs ask about. Only within a pass: it holds the state, which nobody else must hold
    /// while it changes.
    private var neighbours = Neighbours(FleetState(), places: [:])
    /// Whom reservations keep off which servers.
    private var reserves = Reserves()
    private var withHeadroom = 0
    private var wide = 0
    private var replicas: [JobID: [Int: UInt64]] = [:]

    /// When the next server is there that is left out for its flapping, or the next reservation ends; nil for none.
    private(set) var nextReturn: WallTime?

    /// Whether any server keeps headroom, or has more GPUs than the index of places knows.
    var hasHeadroom: Bool { withHeadroom > 0 }
    var hasWideServers: Bool { wide > 0 }

    /// One without servers.
    init() {}

    init(_ state: FleetState, unavailable: SortedSet<NodeID>, now: WallTime) {
        update(to: state, unavailable: unavailable, now: now)
    }

    // MARK: From pass to pass

    /// Takes over what has changed since the last pass, whose own changes are forgotten: what came of them is in the state.
    mutating func update(to state: FleetState, unavailable: SortedSet<NodeID>, now: WallTime) {
        for place in changed { standings[place].revision = nil }
        changed.removeAll(keepingCapacity: true)
        trial = nil
        replicas.removeAll(keepingCapacity: true)
        nextReturn = nil
        passes += 1
        if priorityRevision != state.priorityRevision || futile.count > Floor.futileAtMost {
            priorityRevision = state.priorityRevision
            futile.removeAll()
        }
        var rulesMayDiffer = reserves.update(to: state, now: now)
        if rulesMayDiffer { futile.removeAll() }
        let before = servers.count
        for id in state.nodes.keys {
            let revision = state.revision(of: id)
            guard let place = places[id] ?? add(id, in: state) else { continue }
            if standings[place].revision != revision, let node = state.nodes[id] {
                if refresh(place, node, in: state) { rulesMayDiffer = true }
                standings[place].revision = revision
            }
            standings[place].metIn = passes
            var isOpen = standings[place].mayServe && !unavailable.contains(id)
            let dampedUntil = standings[place].dampedUntil
            if isOpen, dampedUntil > now {
                isOpen = false
                nextReturn = min(nextReturn ?? dampedUntil, dampedUntil)
            }
            if servers[place].isOpen != isOpen {
                setOpen(isOpen, place)
                rulesMayDiffer = true
            }
        }
        if servers.count > state.nodes.count {
            for place in servers.indices where standings[place].metIn != passes && servers[place].isOpen {
                setOpen(false, place)
                rulesMayDiffer = true
            }
        }
        if rulesMayDiffer || servers.count > before || admittedSets.count + admitted.count > Floor.setsAtMost {
            admitted.removeAll(keepingCapacity: true)
            admittedSets.removeAll(keepingCapacity: true)
            knownTopology = nil
        }
        if let time = reserves.nextEnd { nextReturn = min(nextReturn ?? time, time) }
        neighbours = Neighbours(state, places: places)
    }

    /// Sets of candidates that are kept: those of jobs that are gone are not missed.
    private static let setsAtMost = 1_024

    /// The pass is over: what is kept holds nothing of the state.
    mutating func endPass() {
        neighbours = Neighbours(FleetState(), places: [:])
        neighboursBefore = neighbours
        trial = nil
    }

    private mutating func setOpen(_ isOpen: Bool, _ place: Int) {
        count(servers[place], as: -1)
        servers[place].isOpen = isOpen
        count(servers[place], as: 1)
        standings[place].changedIn = passes
        untold.append(place)
    }

    /// A server that can be open; nil for another one.
    private mutating func add(_ id: NodeID, in state: FleetState) -> Int? {
        guard let node = state.nodes[id], let session = node.session, node.eligibility == .eligible else { return nil }
        let place = servers.count
        let server = Server(
            id: id, session: session, capacity: .none, labels: SortedMap(), isStandby: false, headroom: .none,
            free: .none, future: .none, number: place)
        servers.append(server)
        standings.append(Standing(revision: nil, dampedUntil: .epoch))
        places[id] = place
        return place
    }

    /// Works out a server anew; tells whether rules may judge it otherwise now.
    private mutating func refresh(_ place: Int, _ node: Node, in state: FleetState) -> Bool {
        standings[place].mayServe = node.session != nil && node.eligibility == .eligible
        standings[place].dampedUntil = node.losses.dampedUntil
        // Also one that is closed is known as it is: the rules of jobs ask where its tasks are.
        let session = node.session ?? servers[place].session
        let free = state.free(on: node.id)
        var future = free
        for attempt in state.liveAttempts(on: node.id)
        where attempt.stopping != nil && !attempt.notDead && attempt.session == session {
            future.release(attempt.holding)
        }
        let former = servers[place]
        servers[place] = Server(
            id: node.id, session: session, capacity: node.facts.room, labels: node.facts.labels,
            isStandby: node.pool != nil, headroom: state.headroom(of: node), free: free, future: future, number: place)
        servers[place].isOpen = former.isOpen
        let server = servers[place]
        count(former, as: -1)
        count(server, as: 1)
        standings[place].changedIn = passes
        untold.append(place)
        return former.labels != server.labels || former.isStandby != server.isStandby
            || former.capacity.amounts.extras != server.capacity.amounts.extras
    }

    /// Counts an open server among those that need a look of their own, or no longer.
    private mutating func count(_ server: Server, as change: Int) {
        guard server.isOpen else { return }
        if server.headroom != .none { withHeadroom += change }
        if !server.isIndexed { wide += change }
    }

    // MARK: What else is there

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

    /// The place of the server with this number in the index of places; nil where it may have no new work.
    func place(numbered number: Int) -> Int? {
        servers.indices.contains(number) && servers[number].isOpen ? number : nil
    }

    /// The servers that have changed since this was last asked.
    mutating func takeChanged() -> [Int] {
        defer { untold.removeAll(keepingCapacity: true) }
        return untold
    }

    /// As if the index of places had been told of nothing.
    mutating func tellAll() { untold = Array(servers.indices) }

    // MARK: Vain attempts

    /// Shapes that are remembered.
    private static let futileAtMost = 4_096
    /// Passes for which the higher of two priorities of one shape is remembered.
    private static let passesRemembered: UInt64 = 16

    /// The candidates on which room can perhaps be made for a task. Where it was tried in vain, these are the servers that have
    /// changed since: what waits for long costs little as long as nothing happens that could help it.
    func promising(_ candidates: [Int], for shape: TaskShape, priority: UInt64) -> [Int] {
        guard let known = futile[shape], priority <= known.priority else { return candidates }
        return candidates.filter { standings[$0].changedIn >= known.pass }
    }

    /// No room can be made for a task now.
    mutating func noteFutile(_ shape: TaskShape, priority: UInt64) {
        // What is known of a higher priority counts for this one, too; but not for long where nothing of it comes any more.
        if let known = futile[shape], known.priority > priority, known.pass + Floor.passesRemembered > passes { return }
        futile[shape] = (priority, passes)
    }

    // MARK: Trials

    /// From now on changes can be taken back.
    mutating func beginTrial() {
        trial = []
        neighboursBefore = neighbours
    }

    /// Keeps what was tried.
    mutating func endTrial() { trial = nil }

    /// Takes back what was done for a job since the trial began.
    mutating func undoTrial(of job: JobID) {
        for (place, server) in (trial ?? []).reversed() {
            servers[place] = server
            untold.append(place)
        }
        trial = nil
        neighbours = neighboursBefore
        replicas[job] = nil
    }

    /// The point that a trial has come to.
    func mark() -> Mark { Mark(changes: trial?.count ?? 0, neighbours: neighbours) }

    /// Takes back what was kept free and expected since a point of the same trial.
    mutating func undo(to mark: Mark) {
        while let (place, server) = trial?.last, trial?.count ?? 0 > mark.changes {
            servers[place] = server
            untold.append(place)
            trial?.removeLast()
        }
        neighbours = mark.neighbours
    }

    private mutating func willChange(_ place: Int) {
        trial?.append((place, servers[place]))
        standings[place].changedIn = passes
        changed.append(place)
        untold.append(place)
    }

    /// The servers that pass the rules for an allocation and have the extras that its job asks for.
    mutating func candidateSets(for allocation: Allocation, of definition: JobDefinition) -> Candidates {
        let extras = definition.resources.extras
        let wanted = WantedSet(
            rules: rules(for: allocation, of: definition), extras: extras)
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
            guard let place = place(of: pinned),
                definition.isContent(with: pinned, labels: servers[place].labels),
                !reserves.keep(definition, off: pinned)
            else { return [] }
            return [place]
        }
        let rules = rules(for: allocation, of: definition)
        if let known = admitted[rules] { return known }
        let kept = reserves.places(keptBy: rules.barring, among: places)
        let found = servers.indices.filter { place in
            servers[place].isOpen && (allocation.failover || !servers[place].isStandby) && !kept.contains(place)
                && rules.terms.areMet(by: servers[place].id, labels: servers[place].labels)
        }
        admitted[rules] = found
        return found
    }

    private mutating func rules(for allocation: Allocation, of definition: JobDefinition) -> Rules {
        Rules(
            terms: definition.serverTerms, failover: allocation.failover,
            barring: reserves.barring(definition))
    }

    /// The reservations that keep the tasks of a job off their servers now.
    mutating func barring(_ definition: JobDefinition) -> [String] { reserves.barring(definition) }

    /// Where a server is; nil where it may have no new work.
    func place(of node: NodeID) -> Int? { places[node].flatMap { servers[$0].isOpen ? $0 : nil } }

    /// Gives a task of the job the server's GPUs at `gpus`, and what else it asks for.
    mutating func occupy(_ place: Int, by definition: JobDefinition, gpus: [Int]) {
        willChange(place)
        servers[place].occupy(definition.request, at: gpus)
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
        willChange(place)
        servers[place].occupy(request, at: gpus)
    }

    /// Keeps room that is being freed.
    mutating func reserve(_ place: Int, _ request: ResourceRequest, withHeadroom mayUseHeadroom: Bool) {
        willChange(place)
        servers[place].reserve(request, withHeadroom: mayUseHeadroom)
    }

    /// Counts on room that a preemption will free.
    mutating func expect(_ place: Int, _ released: [Holding]) {
        willChange(place)
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
