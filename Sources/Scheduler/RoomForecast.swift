import Determinism
import Fleet

/// When there is room at the latest, by the time limits and deadlines of what runs.
struct RoomForecast: Sendable {
    /// When tasks can start at the latest, and where.
    struct Start {
        /// When.
        var time: WallTime
        /// How many of them on which servers, the fewest servers that will do.
        var places: SortedMap<NodeID, UInt64>
    }

    private struct End {
        var time: WallTime
        var server: Int
        var holding: Holding
    }

    private let state: FleetState
    private let now: WallTime

    init(_ state: FleetState, now: WallTime) {
        self.state = state
        self.now = now
    }

    /// The first time at which so many tasks with that request have room together on these servers, if nothing else takes it;
    /// nil where that cannot be told, since too much of what runs may run for as long as it likes.
    func time(
        for tasks: UInt64, of request: ResourceRequest, withHeadroom mayUseHeadroom: Bool, on servers: [Server]
    ) -> WallTime? {
        start(of: tasks, request, withHeadroom: mayUseHeadroom, on: servers)?.time
    }

    /// The same with the places that they would have.
    func start(
        of tasks: UInt64, _ request: ResourceRequest, withHeadroom mayUseHeadroom: Bool, on servers: [Server]
    ) -> Start? {
        var rooms = servers.map(\.future)
        func count(_ place: Int) -> UInt64 {
            rooms[place].count(of: request, beside: servers[place].headroomAhead(of: mayUseHeadroom))
        }
        var counts = servers.indices.map(count)
        var total = counts.reduce(UInt64(0)) { $0.addingSaturated($1) }
        var ends: [End] = []
        for place in servers.indices {
            for attempt in state.liveAttempts(on: servers[place].id) {
                guard attempt.stopping == nil, !attempt.notDead, let time = end(of: attempt) else { continue }
                ends.append(End(time: time, server: place, holding: attempt.holding))
            }
        }
        ends.sort { ($0.time, $0.server) < ($1.time, $1.server) }
        for end in ends {
            if total >= tasks { break }
            rooms[end.server].release(end.holding)
            let news = count(end.server)
            total = total.addingSaturated(news - min(news, counts[end.server]))
            counts[end.server] = news
            if total >= tasks {
                return Start(time: end.time, places: RoomForecast.places(tasks, counts: counts, on: servers))
            }
        }
        return nil
    }

    /// Places for so many tasks where least has to end for them, whenever that may be; nil where they fit nowhere even if all ends.
    func leastHeld(_ tasks: UInt64, _ request: ResourceRequest, on servers: [Server]) -> SortedMap<NodeID, UInt64>? {
        let counts = servers.map { $0.capacity.count(of: request, beside: $0.headroom) }
        guard counts.reduce(UInt64(0), { $0.addingSaturated($1) }) >= tasks else { return nil }
        let held = servers.map { server in
            state.liveAttempts(on: server.id).filter { $0.stopping == nil }.reduce(UInt64(0)) {
                $0.addingSaturated(server.size(of: $1.holding))
            }
        }
        let order = servers.indices.sorted { (held[$0], $0) < (held[$1], $1) }
        return RoomForecast.places(
            tasks, counts: order.map { counts[$0] }, on: order.map { servers[$0] }, isRanked: true)
    }

    /// What a server has free at that time at the latest, by what is known; what it has once all that is asked to end has ended,
    /// where no time is given.
    func room(of server: Server, at time: WallTime?) -> Room {
        var room = server.future
        guard let time else { return room }
        for attempt in state.liveAttempts(on: server.id) where attempt.stopping == nil && !attempt.notDead {
            if let end = end(of: attempt), end <= time { room.release(attempt.holding) }
        }
        return room
    }

    /// - Parameter isRanked: whether the servers are in the order in which they are to be taken; else those that hold most come first.
    private static func places(
        _ tasks: UInt64, counts: [UInt64], on servers: [Server], isRanked: Bool = false
    ) -> SortedMap<NodeID, UInt64> {
        let order = isRanked ? Array(servers.indices) : servers.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
        var places = SortedMap<NodeID, UInt64>()
        var rest = tasks
        for server in order where rest > 0 && counts[server] > 0 {
            let taken = min(rest, counts[server])
            places[servers[server].id] = taken
            rest -= taken
        }
        return places
    }

    /// When an attempt has certainly given its room back; nil where nothing bounds that, or where its task would be started again.
    private func end(of attempt: Attempt) -> WallTime? {
        guard let allocation = state.allocations[attempt.id.allocation], let job = state.jobs[allocation.job] else {
            return nil
        }
        let definition = job.definition
        var time: WallTime?
        // What runs keeps the limit of the version that it was started with.
        if let limit = definition.timeLimit, attempt.jobVersion == job.version, definition.restart.condition != .always
        {
            time = (attempt.state == .running ? attempt.runningAt : now) + limit
        }
        if let deadline = job.deadline { time = min(time ?? deadline, deadline) }
        return time.map { $0 + definition.stop.grace + (definition.checkpoint?.grace ?? .zero) }
    }
}
