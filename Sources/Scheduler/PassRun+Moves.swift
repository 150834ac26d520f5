import Determinism
import Fleet

/// Room by moves: what runs goes elsewhere so that something larger fits.
///
/// A greedy search. The servers stand in the order of what would have to end on each for one more task, as in preemption: the highest
/// priority among it, then the number of tasks. The first one of which everything that must move has a place elsewhere is taken, then
/// the next, until all of the gang has room, or else nothing is touched. It may overlook a way that leads over moves of moves.
extension PassRun {
    /// A server with what it would cost to make room on it for one more task.
    private struct Offer {
        var cost: (UInt64, UInt64)
        var place: Int

        /// Whether this one is to be taken before the other.
        func isBefore(_ other: Offer) -> Bool { cost != other.cost ? cost < other.cost : place < other.place }
    }

    /// One search.
    private struct MoveSearch {
        let job: Job
        /// The best last.
        var offers: [Offer] = []
        /// Where room was made, one after the other: what is left of it may do for another member.
        var cleared: [Int] = []
        /// The servers that what moves may go to.
        var refuges: ServerSet
        var stops: [PlannedStop] = []

        init(for job: Job, on floor: Floor) {
            self.job = job
            refuges = ServerSet(floor.servers.lazy.filter(\.isOpen).map(\.number))
        }

        mutating func insert(_ offer: Offer) {
            var place = offers.count
            while place > 0, offers[place - 1].isBefore(offer) { place -= 1 }
            offers.insert(offer, at: place)
        }
    }

    /// Parts of the fleet that are looked at for a gang that must stay within one.
    private static let areasTried = 16

    /// How many planned moves are under way, with those that this pass has decided.
    var movesUnderWay: Int {
        mutating get {
            if let known = moves.underWay { return known }
            let found = Drain(state, now: now).underWay
            moves.underWay = found
            return found
        }
    }

    /// Keeps room for one task where others can go elsewhere; nil where they cannot.
    mutating func makeRoomByMoves(for allocation: Allocation, of job: Job) -> (place: Int, stops: [PlannedStop])? {
        guard allocation.pinned == nil, let room = makeRoomByMoves(for: [allocation], of: job, in: nil),
            let place = room.places.first?.place
        else { return nil }
        return (place, room.stops)
    }

    /// Keeps room for every member where others can go elsewhere; nil, and nothing touched, where they cannot.
    mutating func makeRoomByMoves(for members: [Allocation], of job: Job, in areas: GangAreas?) -> GangRoom? {
        let definition = job.definition
        guard moves.mayTry(for: definition.id, &result.moves) else { return nil }
        if let room = searchForMoves(for: members, of: job, in: areas) { return room }
        result.moves.inVain.insert(definition.id)
        return nil
    }

    private mutating func searchForMoves(for members: [Allocation], of job: Job, in areas: GangAreas?) -> GangRoom? {
        guard let level = job.definition.rules.topology?.within, let areas else {
            return searchForMoves(for: members, of: job, within: nil)
        }
        var best: (area: GangAreas.Area, cost: (UInt64, UInt64))?
        for area in areas.holdingWhenEmpty(at: level).prefix(PassRun.areasTried) {
            guard let room = searchForMoves(for: members, of: job, within: area, isTrial: true) else { continue }
            let cost = cost(of: room.stops)
            if best.map({ cost < $0.cost }) ?? true { best = (area, cost) }
        }
        return best.flatMap { searchForMoves(for: members, of: job, within: $0.area) }
    }

    /// - Parameter isTrial: whether it is only to be seen what would have to move.
    private mutating func searchForMoves(
        for members: [Allocation], of job: Job, within area: GangAreas.Area?, isTrial: Bool = false
    ) -> GangRoom? {
        floor.beginTrial()
        let before = (preemption, preemptions, moves)
        var search = MoveSearch(for: job, on: floor)
        // What moves goes where it puts no start off.
        for place in (kept?.later ?? [:]).keys {  // order-free: a set is filled
            search.refuges.remove(floor.servers[place].number)
        }
        var places: [(member: AllocationID, place: Int)] = []
        var known: Allocation?
        for member in members {
            // Members are alike but for what they may use; what other tasks have a say in changes with each.
            let isAlike = known?.failover == member.failover && !floor.isParticular(job.definition)
            if !isAlike { begin(&search, for: member, in: area) }
            known = member
            guard let place = nextRoom(for: member, &search) else {
                floor.undoTrial(of: job.definition.id)
                (preemption, preemptions, moves) = before
                return nil
            }
            places.append((member.id, place))
        }
        if isTrial {
            floor.undoTrial(of: job.definition.id)
            (preemption, preemptions, moves) = before
        } else {
            floor.endTrial()
        }
        return GangRoom(places: places, stops: search.stops)
    }

    /// Puts the servers in order for a member.
    private mutating func begin(_ search: inout MoveSearch, for member: Allocation, in area: GangAreas.Area?) {
        let candidates = candidates(for: member, of: search.job.definition, in: area)
        search.cleared = candidates
        search.offers = candidates.compactMap { offer(of: $0, for: member, search.job) }
        search.offers.sort { $1.isBefore($0) }
    }

    /// What it would cost to make room on a server; nil where that cannot be.
    private mutating func offer(of place: Int, for member: Allocation, _ job: Job) -> Offer? {
        victims(on: place, for: member, job).map { Offer(cost: Preemption.cost(of: $0), place: place) }
    }

    private mutating func victims(on place: Int, for member: Allocation, _ job: Job) -> [Preemption.Victim]? {
        preemption.victims(
            for: job.definition.request, priority: job.definition.priority, mayUseHeadroom: member.mayUseHeadroom,
            on: place, of: floor, movedFor: job)
    }

    /// Keeps room for one member: what there is, or will be, or the cheapest that can be made.
    private mutating func nextRoom(for member: Allocation, _ search: inout MoveSearch) -> Int? {
        let definition = search.job.definition
        let mayUseHeadroom = member.mayUseHeadroom
        if let place = search.cleared.first(where: {
            floor.servers[$0].willTake(definition.request, withHeadroom: mayUseHeadroom)
        }) {
            floor.reserve(place, definition.request, withHeadroom: mayUseHeadroom)
            floor.note(definition, at: place)
            search.refuges.remove(floor.servers[place].number)
            return place
        }
        // From now on only what is cleared gives room.
        if search.stops.isEmpty { search.cleared = [] }
        while let offer = search.offers.popLast() {
            guard let victims = victims(on: offer.place, for: member, search.job) else { continue }
            let cost = Preemption.cost(of: victims)
            if cost > offer.cost {
                // What was meant to go has gone for another member, or its room was given to what moves.
                search.insert(Offer(cost: cost, place: offer.place))
                continue
            }
            let mark = floor.mark()
            floor.expect(offer.place, victims.map(\.holding))
            floor.reserve(offer.place, definition.request, withHeadroom: mayUseHeadroom)
            floor.note(definition, at: offer.place)
            search.refuges.remove(floor.servers[offer.place].number)
            guard let stops = stops(of: victims, for: search.job, refuges: search.refuges) else {
                floor.undo(to: mark)
                search.refuges.insert(floor.servers[offer.place].number)
                continue
            }
            preemption.take(Preemption.Choice(place: offer.place, victims: victims))
            preemptions += 1
            search.stops += stops
            search.cleared.append(offer.place)
            if let next = self.offer(of: offer.place, for: member, search.job) { search.insert(next) }
            return offer.place
        }
        return nil
    }

    /// Has victims end: lower priorities wherever they go then, the others with a place elsewhere; nil where one has none.
    private mutating func stops(
        of victims: [Preemption.Victim], for job: Job, refuges: ServerSet
    ) -> [PlannedStop]? {
        let before = moves
        var stops: [PlannedStop] = []
        for victim in victims {
            var reason = StopReason.preempted
            if victim.priority >= job.definition.priority {
                guard findRefuge(for: victim.attempt, among: refuges) else {
                    moves = before
                    return nil
                }
                reason = .rebalanced
            }
            stops.append(PlannedStop(attempt: victim.attempt, reason: reason, for: job.definition.id))
        }
        return stops
    }

    /// Keeps a place for what is to move, and counts the move.
    private mutating func findRefuge(for id: AttemptID, among refuges: ServerSet) -> Bool {
        let underWay = movesUnderWay
        guard underWay < Drain.atOnce, let attempt = state.attempt(id),
            let allocation = state.allocations[id.allocation],
            let job = state.jobs[allocation.job], moves.budget.take(attempt, of: job, in: state),
            keepPlace(for: allocation, of: job, among: refuges) != nil
        else { return false }
        moves.underWay = underWay + 1
        return true
    }

    // MARK: What is on its way

    /// Keeps a place for a task that is being moved for others, so that nothing of a lower rank takes it meanwhile.
    mutating func keepPlace(for allocation: Allocation, of job: Job) {
        _ = keepPlace(for: allocation, of: job, among: nil)
    }

    /// Keeps the best place there is for a task, among those of a set (nil for all); nil where there is none.
    mutating func keepPlace(for allocation: Allocation, of job: Job, among refuges: ServerSet?) -> Int? {
        var candidates = floor.candidates(for: allocation, of: job.definition)
        if let refuges { candidates.removeAll { !refuges.contains(floor.servers[$0].number) } }
        guard !candidates.isEmpty else { return nil }
        let choice = Choice(allocation, of: job, in: state, within: refuges)
        guard let place = choice.place(among: candidates, on: &floor, by: &index) else { return nil }
        floor.reserve(place, job.definition.request, withHeadroom: allocation.mayUseHeadroom)
        floor.note(job.definition, at: place)
        return place
    }
}
