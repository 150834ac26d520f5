import Fleet

/// Planned moves leave enough of a job at work.
extension CommittedHistory {
    /// An attempt that a plan has just asked to end in that state, for its server is emptied or is kept for others, was not one too many for its job.
    static func checkMove(of id: AttemptID, in fleet: FleetState) -> Violation.Finding? {
        guard let attempt = fleet.attempt(id), attempt.stopping == .drained,
            let job = fleet.allocations[id.allocation].flatMap({ fleet.jobs[$0.job] })
        else { return nil }
        let definition = job.definition
        // A gang moves as one, from whichever server, and a system job's task with its server.
        if definition.gang || definition.type == .system { return nil }
        guard let node = fleet.nodes[attempt.node],
            node.eligibility == .draining || node.eligibility == .evacuating
                || hasToGo(attempt, of: definition, in: fleet)
        else {
            return .init(
                .movedTooMany, "\(id) of \(definition.id) is moved off \(attempt.node), which need not be left")
        }
        guard node.eligibility != .evacuating, attempt.state == .running, node.session == attempt.session else {
            return nil
        }
        let allowed: UInt64 =
            switch definition.disruption {
            case .atMost(let number)?: number
            case .percent(0)?: 0
            case .percent(let share)?: max(1, job.definition.count * share / 100)
            case nil: definition.type == .service ? max(1, definition.count / 4) : definition.count
            }
        let idle = job.allocations.count { name in
            guard let allocation = fleet.allocations[name], !allocation.isFinished else { return false }
            return !allocation.live.contains {
                $0.state == .running && $0.stopping == nil && fleet.nodes[$0.node]?.session == $0.session
            }
        }
        if UInt64(idle) <= allowed { return nil }
        return .init(
            .movedTooMany, "\(id) of \(definition.id) is moved, \(idle) do not work then, and it tolerates \(allowed)")
    }
}
