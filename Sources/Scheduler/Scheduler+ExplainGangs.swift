import Determinism
import Fleet

/// What a gang's rule to stay within one part of the fleet leaves of the servers.
struct GangSurvey {
    private let level: TopologyLevel
    private let parts: [Int?]
    /// Whether the part of each server, by its place, holds the whole gang when it is empty, and now.
    private var holdsWhenEmpty: [Bool]
    private var holds: [Bool]

    /// Nil where the job has no such rule.
    init?(of job: Job, in state: FleetState, on floor: inout Floor) {
        guard job.definition.gang, let level = job.definition.rules.topology?.within else { return nil }
        self.level = level
        parts = floor.topology[level].parts
        let members = job.allocations.compactMap { state.allocations[$0] }.filter { !$0.isFinished }
        let areas = GangAreas(for: members, of: job.definition, on: &floor)
        holdsWhenEmpty = parts.map { _ in false }
        holds = holdsWhenEmpty
        for area in areas.holdingWhenEmpty(at: level) { for place in area.places { holdsWhenEmpty[place] = true } }
        for area in areas.holding(at: level) { for place in area.places { holds[place] = true } }
    }

    /// Why a server is out, whatever is free.
    func rule(whenEmpty place: Int) -> Explanation.Rule? {
        if parts[place] == nil { return .noTopologyLabel(level) }
        return holdsWhenEmpty[place] ? nil : .partTooSmall(level)
    }

    /// Why a server with room for a member is out.
    func rule(now place: Int) -> Explanation.Rule? { holds[place] ? nil : .partFull(level) }
}

extension Scheduler {
    /// What to do about a gang for which no part of the fleet at that level has the room.
    static func remedy(forGangWithin level: TopologyLevel, _ explanation: Explanation) -> String {
        let wider = TopologyLevel.allCases.last { $0 < level }
        let loosen =
            wider.map { "let it be farther apart (`topology: { within: \($0) }`)" }
            ?? "take `within` out of its `topology`"
        if explanation.isFull {
            return
                "wait for tasks to end, give the job a higher priority than what runs, make the gang smaller, or \(loosen)"
        }
        if explanation.count(of: .partTooSmall(level)) > 0 { return "make the gang smaller, or \(loosen)" }
        if explanation.count(of: .noTopologyLabel(level)) > 0 {
            return
                "give servers the label (`label = \(level)=NAME` in agent.conf), or take `within` out of its `topology`"
        }
        return "bring servers of one \(level.word) back, make the gang smaller, or \(loosen)"
    }
}
