import Determinism
import Fleet

/// When there is room at the latest, by the time limits and deadlines of what runs.
struct RoomForecast: Sendable {
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
            if total >= tasks { return end.time }
        }
        return nil
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
