import Determinism
import Fleet

/// Gangs: all members are placed at once, as near to each other as they fit, or none is.
extension PassRun {
    /// All or none: where not every member fits now, room is made for all, or nothing is touched.
    mutating func placeGang(of job: Job) {
        let definition = job.definition
        let members = job.allocations.compactMap { state.allocations[$0] }.filter { !$0.isFinished }
        let waiting = members.filter { $0.state == .pending }
        guard waiting.count == members.count, waiting.allSatisfy({ $0.notBefore <= now }) else {
            for member in waiting {
                block(member.id, member.notBefore > now ? .waitsUntil(member.notBefore) : .waitsForGang)
            }
            return
        }
        let tasks = UInt64(waiting.count)
        let since = waiting.map(\.pendingSince).max() ?? now
        if let refusal = admission.refusal(of: tasks, of: job, waitingSince: since, in: state) {
            for member in waiting { block(member.id, refusal) }
            return
        }
        // Those that may not use standbys choose first, so that the others leave them the ordinary servers.
        let inOrder = waiting.filter { !$0.failover } + waiting.filter(\.failover)
        let areas = areas(for: inOrder, of: definition)
        if let placements = placements(for: inOrder, of: job, in: areas) {
            count += placements.count
            admission.take(tasks, of: job)
            result.plans.append(Plan(placements: placements))
            return
        }
        guard
            let room = makeRoom(for: inOrder, of: definition, in: areas)
                ?? makeRoomByMoves(for: inOrder, of: job, in: areas)
        else {
            let isBound = waiting.contains { self.isBound($0, of: job) }
            if !isBound { claimStart(for: inOrder, of: job) }
            for member in waiting {
                let isBarred = floor.candidates(for: member, of: definition).isEmpty
                let isParted = definition.rules.topology?.within
                block(member.id, isBarred ? .noServer : isParted.map { .noDomain($0) } ?? .noRoom)
            }
            return
        }
        if !room.stops.isEmpty {
            count += room.stops.count
            result.plans.append(Plan(stops: room.stops))
        }
        admission.take(tasks, of: job)
        for (member, place) in room.places { block(member, .waitsForRoom(floor.servers[place].id)) }
    }

    /// The parts of the fleet to look at; nil where nearness is no matter: a single member, or a fleet without topology.
    private mutating func areas(for members: [Allocation], of definition: JobDefinition) -> GangAreas? {
        guard definition.rules.topology?.within != nil || members.count > 1 && !floor.topology.isFlat else {
            return nil
        }
        return GangAreas(for: members, of: definition, on: &floor)
    }

    // MARK: Places now

    /// Places in the narrowest part of the fleet that holds the gang, or anywhere if that may be.
    private mutating func placements(
        for members: [Allocation], of job: Job, in areas: GangAreas?
    ) -> [Placement]? {
        let topology = job.definition.rules.topology ?? GangTopology()
        if let areas {
            for level in topology.levels {
                for area in areas.holding(at: level) {
                    if let placements = placements(for: members, of: job, in: area) { return placements }
                }
            }
        }
        return topology.within == nil ? placements(for: members, of: job, in: GangAreas.Area?.none) : nil
    }

    /// A place for each member, one after the other, among the servers of an area (nil for all); nil where one finds none.
    private mutating func placements(
        for members: [Allocation], of job: Job, in area: GangAreas.Area?
    ) -> [Placement]? {
        floor.beginTrial()
        let keptBefore = kept
        var placements: [Placement] = []
        for member in members {
            let candidates = candidates(for: member, of: job.definition, in: area)
            let barred = isBound(member, of: job) ? self.barred(job.definition.request) : ServerSet()
            guard
                let placement = occupy(for: member, of: job, among: candidates, in: area?.numbers, without: barred)
            else {
                floor.undoTrial(of: job.definition.id)
                kept = keptBefore
                return nil
            }
            placements.append(placement)
        }
        floor.endTrial()
        return placements
    }

    mutating func candidates(
        for member: Allocation, of definition: JobDefinition, in area: GangAreas.Area?
    ) -> [Int] {
        let open = openCandidates(for: member, of: definition, in: area)
        guard kept != nil, let job = state.jobs[definition.id], isBound(member, of: job) else { return open }
        let barred = self.barred(definition.request)
        return barred.isEmpty ? open : open.filter { !barred.contains(floor.servers[$0].number) }
    }

    /// Those that pass the rules, whatever start is kept.
    private mutating func openCandidates(
        for member: Allocation, of definition: JobDefinition, in area: GangAreas.Area?
    ) -> [Int] {
        guard let area else { return floor.candidates(for: member, of: definition) }
        let sets = floor.candidateSets(for: member, of: definition)
        return area.places.filter { sets.contains(floor.servers[$0].number) }
    }

    // MARK: Places when other work has ended

    /// Where the members wait for room, and what is asked to end for that.
    struct GangRoom {
        var places: [(member: AllocationID, place: Int)] = []
        var stops: [PlannedStop] = []
    }

    /// Keeps room for every member where the least has to end for it. A gang that must stay within one part of the fleet gets it
    /// there; a preference alone has nothing more ended.
    private mutating func makeRoom(
        for members: [Allocation], of definition: JobDefinition, in areas: GangAreas?
    ) -> GangRoom? {
        guard let level = definition.rules.topology?.within, let areas else {
            return makeRoom(for: members, of: definition, in: GangAreas.Area?.none)
        }
        var best: (area: GangAreas.Area, cost: (UInt64, UInt64))?
        for area in areas.holdingWhenEmpty(at: level) {
            guard let room = makeRoom(for: members, of: definition, in: area, isTrial: true) else { continue }
            let cost = cost(of: room.stops)
            if best.map({ cost < $0.cost }) ?? true { best = (area, cost) }
            if room.stops.isEmpty { break }
        }
        return best.flatMap { makeRoom(for: members, of: definition, in: $0.area) }
    }

    /// Keeps room for every member among the servers of an area (nil for all), or for none.
    ///
    /// - Parameter isTrial: whether it is only to be seen what would have to end.
    private mutating func makeRoom(
        for members: [Allocation], of definition: JobDefinition, in area: GangAreas.Area?, isTrial: Bool = false
    ) -> GangRoom? {
        floor.beginTrial()
        let before = (preemption, preemptions, kept)
        var room: GangRoom? = GangRoom()
        for member in members {
            let candidates = candidates(for: member, of: definition, in: area)
            guard let (place, stops) = makeRoom(for: member, of: definition, among: candidates) else {
                room = nil
                break
            }
            room?.places.append((member.id, place))
            room?.stops += stops
        }
        guard room == nil || isTrial else {
            floor.endTrial()
            return room
        }
        floor.undoTrial(of: definition.id)
        (preemption, preemptions, kept) = before
        return room
    }

    /// What it costs to have that end: the highest priority among it, then how many tasks.
    func cost(of stops: [PlannedStop]) -> (UInt64, UInt64) {
        var (priority, tasks): (UInt64, UInt64) = (0, 0)
        var gangs = SortedSet<JobID>()
        for stop in stops {
            guard let job = state.allocations[stop.attempt.allocation].flatMap({ state.jobs[$0.job] }) else { continue }
            priority = max(priority, job.definition.priority)
            if !job.definition.gang {
                tasks += 1
            } else if gangs.insert(job.definition.id) {
                tasks += UInt64(job.allocations.count)
            }
        }
        return (priority, tasks)
    }
}
