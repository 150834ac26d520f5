import Determinism
import Fleet

extension Drain {
    /// What needs a new place when an allocation moves: it alone, or those members of its gang that have to leave, too. The
    /// others find at least their own places again.
    static func leaving(with allocation: Allocation, of job: Job, in state: FleetState, now: WallTime) -> [Allocation] {
        guard job.definition.gang else { return [allocation] }
        return job.allocations.compactMap { state.allocations[$0] }.filter { member in
            guard let attempt = member.current, attempt.state.isLive else { return false }
            return state.isLeaving(attempt, of: job.definition, at: now)
        }
    }
}

/// Gangs that must stay within one part of the fleet move as they were placed: to one that holds all of them.
extension Drain {
    /// The places that members need who must move: from servers that are emptied, or to where the others can be. The others
    /// find at least their own places again. Nil where no part of the fleet has the room.
    static func places(
        of job: Job, within level: TopologyLevel, in state: FleetState, now: WallTime, on floor: inout Floor
    ) -> [Int]? {
        let request = job.definition.request
        let members = job.allocations.compactMap { state.allocations[$0] }.filter { !$0.isFinished }
        let level = floor.topology[level]
        for part in level.members.indices {
            var found: [Int] = []
            let isWhole = members.allSatisfy { member in
                if let attempt = member.current, attempt.state.isLive,
                    !state.isLeaving(attempt, of: job.definition, at: now), let place = floor.place(of: attempt.node),
                    level.parts[place] == part
                {
                    return true
                }
                let sets = floor.candidateSets(for: member, of: job.definition)
                let place = level.members[part].first { candidate in
                    guard sets.contains(floor.servers[candidate].number) else { return false }
                    var room = floor.servers[candidate].future
                    for taken in found where taken == candidate { room.take(request) }
                    return room.takes(
                        request, beside: floor.servers[candidate].headroomAhead(of: member.mayUseHeadroom))
                }
                if let place { found.append(place) }
                return place != nil
            }
            if isWhole { return found }
        }
        return nil
    }
}
