import Determinism
import Fleet

/// One pass under way.
struct PassRun: Sendable {
    var result = SchedulingPass()
    let state: FleetState
    let now: WallTime
    let limit: Int
    /// What runs on suspect servers, and would have to move if they are lost.
    private let endangered: SortedSet<AllocationID>
    /// Taken from the index, and given back at the end.
    var floor = Floor()
    var index: PlaceIndex
    private let unavailable: SortedSet<NodeID>
    /// What may be moved for others, and what this pass has decided to.
    var moves: Moves
    /// What may be kept of starts, and what is.
    let claims: ClaimTerms
    var kept: KeptStart?
    var claimTriesLeft = PassRun.claimTries
    var preemption: Preemption
    var admission: Admission
    var count = 0
    /// Shapes for which no server has room now. Room only shrinks within a pass.
    private var full: Set<TaskShape> = []
    /// Shapes for which nothing helps, with the number of preemptions at which that was found: one may free more than it
    /// needed.
    private var hopeless: [TaskShape: Int] = [:]
    var preemptions = 0

    init(
        _ state: FleetState, unavailable: SortedSet<NodeID>, endangered: SortedSet<AllocationID>, now: WallTime,
        limit: Int, moves: MoveTerms = MoveTerms(),
        claims: ClaimTerms = ClaimTerms(), index: PlaceIndex
    ) {
        self.state = state
        self.now = max(now, state.time)
        self.limit = limit
        self.endangered = endangered
        self.unavailable = unavailable
        self.index = index
        self.moves = Moves(moves)
        self.claims = claims
        preemption = Preemption(state, now: self.now)
        admission = Admission(now: self.now)
    }

    /// Comes after what waits, which has the first choice of places.
    mutating func drain() {
        guard count < limit else { return }
        var drain = Drain(state, now: now, budget: moves.budget, underWay: moves.underWay)
        drain.decide(on: &floor, atMost: limit - count)
        result.plans += drain.plans
        result.staying = drain.staying
        count += drain.count
        if let time = drain.wakeAt { wake(at: time) }
    }

    /// Takes the servers as they are: when nobody else holds the index any more, or it would be copied.
    mutating func begin() { floor = index.begin(state, unavailable: unavailable, now: now) }

    /// What the next pass begins from.
    mutating func end() -> PlaceIndex {
        index.end(floor)
        floor = Floor()
        return index
    }

    mutating func placeAll() {
        let queue = WaitingQueue(state, endangered: endangered, now: now)
        result.blocked = queue.blocked
        if let time = queue.wakeAt { wake(at: time) }
        var gangs = SortedSet<JobID>()
        for row in queue.rows {
            guard let job = state.jobs[row.job] else { continue }
            for task in row.tasks {
                guard let allocation = state.allocations[task.allocation] else { continue }
                if allocation.state == .active {
                    if row.isBehind {
                        keepPlace(for: allocation, of: job)
                    } else {
                        prepare(for: allocation, of: job)
                    }
                    continue
                }
                if job.definition.gang && !gangs.insert(row.job) { continue }
                if count >= limit {
                    wake(at: now)
                    return
                }
                if job.definition.gang { placeGang(of: job) } else { place(allocation, of: job) }
            }
        }
        if let time = floor.nextReturn, !result.blocked.isEmpty { wake(at: time) }
    }

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

    mutating func wake(at time: WallTime) { result.wakeAt = min(result.wakeAt ?? time, time) }

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
        let isBound = self.isBound(allocation, of: job)
        let barred = isBound ? self.barred(definition.request) : ServerSet()
        let shape = TaskShape(
            request: definition.request, terms: definition.serverTerms, failover: allocation.failover,
            barring: floor.barring(definition), job: floor.isParticular(definition) ? definition.id : nil,
            isBound: isBound)
        let isFree = allocation.pinned == nil
        if !(isFree && full.contains(shape)) {
            if let placement = occupy(for: allocation, of: job, among: candidates, without: barred) {
                count += 1
                admission.take(1, of: job)
                result.plans.append(Plan(placements: [placement]))
                return
            }
            if isFree { full.insert(shape) }
        }
        func wait() {
            block(allocation.id, (isBound ? reasonToWait(allocation, of: definition) : nil) ?? .noRoom)
        }
        if isFree && hopeless[shape] == preemptions { return wait() }
        // What other tasks have a say in may be helped by a change on another server, and a bound one when it is bound no more.
        let isRemembered = isFree && shape.job == nil && !isBound
        let open = barred.isEmpty ? candidates : candidates.filter { !barred.contains(floor.servers[$0].number) }
        let promising = isRemembered ? floor.promising(open, for: shape, priority: definition.priority) : open
        guard
            let (place, stops) = makeRoom(for: allocation, of: definition, among: promising)
                ?? makeRoomByMoves(for: allocation, of: job)
        else {
            if isFree { hopeless[shape] = preemptions }
            if isRemembered { floor.noteFutile(shape, priority: definition.priority) }
            if !isBound { claimStart(for: [allocation], of: job) }
            return wait()
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
        for allocation: Allocation, of job: Job, among candidates: [Int], in area: ServerSet? = nil,
        without barred: ServerSet = ServerSet()
    ) -> Placement? {
        let choice = Choice(allocation, of: job, in: state, within: area, without: barred)
        guard let place = choice.place(among: candidates, on: &floor, by: &index),
            let gpus = floor.servers[place].places(
                for: job.definition.request, withHeadroom: allocation.mayUseHeadroom)
        else { return nil }
        floor.occupy(place, by: job.definition, gpus: gpus)
        if kept != nil { noteBeside(place, job.definition) }
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
            if kept != nil { noteBeside(place, definition) }
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
        if kept != nil { noteBeside(choice.place, definition) }
        floor.note(definition, at: choice.place)
        return (
            choice.place,
            choice.victims.map { PlannedStop(attempt: $0.attempt, reason: .preempted, for: definition.id) }
        )
    }
}

extension Allocation {
    /// Whether it may use what servers keep free for work that lost its own.
    var mayUseHeadroom: Bool { failover || pinned != nil }
}
