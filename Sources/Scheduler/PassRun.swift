import Determinism
import Fleet

/// One pass under way.
struct PassRun: Sendable {
    /// What allocations have in common that fare alike: once one of them finds nothing, the others need not look.
    private struct Shape: Hashable {
        var request: ResourceRequest
        var terms: ServerTerms
        var failover: Bool
        /// Set where other tasks have a say: then each job fares in its own way.
        var job: JobID?
    }

    var result = SchedulingPass()
    let state: FleetState
    let now: WallTime
    private let limit: Int
    /// What runs on suspect servers, and would have to move if they are lost.
    private let endangered: SortedSet<AllocationID>
    var floor: Floor
    /// Brought up to date by `placeAll`, when nobody else holds it any more.
    private(set) var index: PlaceIndex
    var preemption: Preemption
    var admission: Admission
    var count = 0
    /// Shapes for which no server has room now. Room only shrinks within a pass.
    private var full: Set<Shape> = []
    /// Shapes for which nothing helps, with the number of preemptions at which that was found: one may free more than it
    /// needed.
    private var hopeless: [Shape: Int] = [:]
    var preemptions = 0

    init(
        _ state: FleetState, unavailable: SortedSet<NodeID>, endangered: SortedSet<AllocationID>, now: WallTime,
        limit: Int, index: PlaceIndex
    ) {
        self.state = state
        self.now = max(now, state.time)
        self.limit = limit
        self.endangered = endangered
        floor = Floor(state, unavailable: unavailable, now: self.now)
        self.index = index
        preemption = Preemption(state)
        admission = Admission(now: self.now)
    }

    /// Comes after what waits, which has the first choice of places.
    mutating func drain() {
        guard count < limit else { return }
        var drain = Drain(state)
        drain.decide(on: &floor, atMost: limit - count)
        result.plans += drain.plans
        result.staying = drain.staying
        count += drain.count
    }

    mutating func placeAll() {
        index.begin(&floor, demand: state.demand)
        var gangs = SortedSet<JobID>()
        for rank in queue() {
            guard let allocation = state.allocations[rank.allocation], let job = state.jobs[allocation.job] else {
                continue
            }
            if allocation.state == .active {
                prepare(for: allocation, of: job)
                continue
            }
            if job.definition.gang && !gangs.insert(job.definition.id) { continue }
            if count >= limit {
                wake(at: now)
                return
            }
            if job.definition.gang { placeGang(of: job) } else { place(allocation, of: job) }
        }
        if let time = floor.nextReturn, !result.blocked.isEmpty { wake(at: time) }
    }

    /// What waits, best rank first; what waits out a delay is noted and left aside.
    private mutating func queue() -> [Rank] {
        var ranks: [Rank] = []
        for name in state.waitingJobs {
            guard let job = state.jobs[name], job.desired == .running else { continue }
            if let reason = jobReason(job) {
                for id in state.pending(of: name) { block(id, reason) }
                continue
            }
            let room = state.roomInBound(of: job)
            if room == 0 { continue }
            ranks += waiting(of: job, room: room)
        }
        // What is about to be lost takes the rank that it will have then, so that nothing of less importance takes its place.
        for id in endangered {
            guard var allocation = state.allocations[id], allocation.state == .active, allocation.pinned == nil,
                let job = state.jobs[allocation.job], job.desired == .running
            else { continue }
            allocation.failover = true
            ranks.append(Rank(allocation, of: job))
        }
        FairOrder.arrange(&ranks, in: state, now: now)
        return ranks.sorted()
    }

    /// Why nothing of a job is placed, whatever room there is.
    private func jobReason(_ job: Job) -> BlockReason? {
        if let latest = job.latestStart, let deadline = job.deadline, latest < now { return .tooLate(deadline) }
        // The entry that ends the other job brings on the next pass.
        return job.waitsFor.first.map { .waitsForJob($0) }
    }

    /// What of a job may be placed now: all of it, or as much as its bound leaves. A large bounded job is looked through no
    /// further than needed: its tasks are alike, and those that ran before stand first.
    private mutating func waiting(of job: Job, room: UInt64) -> [Rank] {
        let isGang = job.definition.gang
        var ranks: [Rank] = []
        for id in state.pending(of: job.definition.id) {
            guard let allocation = state.allocations[id] else { continue }
            if allocation.notBefore > now {
                wake(at: allocation.notBefore)
                if !isGang {
                    block(id, .waitsUntil(allocation.notBefore))
                    continue
                }
            }
            ranks.append(Rank(allocation, of: job))
            if room != .max, UInt64(ranks.count) >= room + PassRun.lookahead { break }
        }
        return UInt64(ranks.count) <= room ? ranks : Array(ranks.sorted().prefix(Int(room)))
    }

    /// How many more tasks of a bounded job are looked at than its bound lets through, so that what lost its server comes first.
    private static let lookahead: UInt64 = 64

    /// Keeps room on a standby for work whose server is suspect.
    private mutating func prepare(for allocation: Allocation, of job: Job) {
        let request = job.definition.request
        var best: (leftover: UInt64, place: Int, gpus: [Int])?
        for place in floor.standbys(for: allocation, of: job.definition) {
            let server = floor.servers[place]
            guard let gpus = server.places(for: request, withHeadroom: true) else { continue }
            let leftover = server.leftover(of: server.free, after: request)
            if let known = best, (known.leftover, known.place) <= (leftover, place) { continue }
            best = (leftover, place, gpus)
        }
        guard let (_, place, gpus) = best, let from = allocation.current?.node else { return }
        floor.prepare(place, for: request, gpus: gpus)
        result.prepared[floor.servers[place].id, default: SortedSet()].insert(from)
    }

    private mutating func wake(at time: WallTime) { result.wakeAt = min(result.wakeAt ?? time, time) }

    mutating func block(_ id: AllocationID, _ reason: BlockReason) {
        result.blocked.append(Blocked(allocation: id, reason: reason))
    }

    // MARK: One allocation

    private mutating func place(_ allocation: Allocation, of job: Job) {
        let definition = job.definition
        let candidates = floor.candidates(for: allocation, of: definition)
        guard !candidates.isEmpty else { return block(allocation.id, .noServer) }
        if let refusal = admission.refusal(of: 1, of: job, waitingSince: allocation.pendingSince, in: state) {
            return block(allocation.id, refusal)
        }
        let shape = Shape(
            request: definition.request, terms: definition.serverTerms, failover: allocation.failover,
            job: floor.isParticular(definition) ? definition.id : nil)
        let isFree = allocation.pinned == nil
        if !(isFree && full.contains(shape)) {
            if let placement = occupy(for: allocation, of: job, among: candidates) {
                count += 1
                admission.take(1, of: job)
                result.plans.append(Plan(placements: [placement]))
                return
            }
            if isFree { full.insert(shape) }
        }
        if isFree && hopeless[shape] == preemptions { return block(allocation.id, .noRoom) }
        guard let (place, stops) = makeRoom(for: allocation, of: definition, among: candidates) else {
            if isFree { hopeless[shape] = preemptions }
            return block(allocation.id, .noRoom)
        }
        if !stops.isEmpty {
            count += stops.count
            result.plans.append(Plan(stops: stops))
        }
        admission.take(1, of: job)
        block(allocation.id, .waitsForRoom(floor.servers[place].id))
    }

    /// Takes the best server that has the room now; nil where none has.
    mutating func occupy(
        for allocation: Allocation, of job: Job, among candidates: [Int], in area: ServerSet? = nil
    ) -> Placement? {
        let choice = Choice(allocation, of: job, in: state, within: area)
        guard let place = choice.place(among: candidates, on: &floor, by: &index),
            let gpus = floor.servers[place].places(
                for: job.definition.request, withHeadroom: allocation.mayUseHeadroom)
        else { return nil }
        floor.occupy(place, by: job.definition, gpus: gpus)
        let server = floor.servers[place]
        return Placement(
            allocation: allocation.id, session: server.session, gpus: gpus.map { server.capacity.gpus[$0].index })
    }

    /// Keeps room that is being freed already, or else has lower priorities end for it.
    mutating func makeRoom(
        for allocation: Allocation, of definition: JobDefinition, among candidates: [Int]
    ) -> (place: Int, stops: [PlannedStop])? {
        let request = definition.request
        var best: (leftover: UInt64, place: Int)?
        let mayUseHeadroom = allocation.mayUseHeadroom
        for place in candidates where floor.servers[place].willTake(request, withHeadroom: mayUseHeadroom) {
            let server = floor.servers[place]
            let leftover = server.leftover(of: server.future, after: request)
            if let known = best, known <= (leftover, place) { continue }
            best = (leftover, place)
        }
        if let place = best?.place {
            floor.reserve(place, request, withHeadroom: mayUseHeadroom)
            floor.note(definition, at: place)
            return (place, [])
        }
        guard
            let choice = preemption.choose(
                for: request, priority: definition.priority, mayUseHeadroom: mayUseHeadroom, among: candidates,
                on: floor)
        else { return nil }
        preemptions += 1
        floor.expect(choice.place, choice.victims.map(\.holding))
        floor.reserve(choice.place, request, withHeadroom: mayUseHeadroom)
        floor.note(definition, at: choice.place)
        return (choice.place, choice.victims.map { PlannedStop(attempt: $0.attempt, reason: .preempted) })
    }
}

extension Allocation {
    /// Whether it may use what servers keep free for work that lost its own.
    var mayUseHeadroom: Bool { failover || pinned != nil }
}
