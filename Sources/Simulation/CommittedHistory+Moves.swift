import Fleet

/// Planned moves leave enough of a job at work.
extension CommittedHistory {
    /// An attempt that a plan has just asked to end in that state, for its server is emptied or is kept for others, or another job
    /// needs its room, was not one too many for its job.
    static func checkMove(of id: AttemptID, in fleet: FleetState) -> Violation.Finding? {
        guard let attempt = fleet.attempt(id), attempt.stopping == .drained || attempt.stopping?.isMove == true,
            let job = fleet.allocations[id.allocation].flatMap({ fleet.jobs[$0.job] })
        else { return nil }
        let definition = job.definition
        // A gang moves as one, from whichever server, and a system job's task with its server.
        if definition.gang || definition.type == .system { return nil }
        guard let node = fleet.nodes[attempt.node] else { return nil }
        if attempt.stopping == .drained {
            guard
                node.eligibility == .draining || node.eligibility == .evacuating
                    || hasToGo(attempt, of: definition, in: fleet)
            else {
                return .init(
                    .movedTooMany, "\(id) of \(definition.id) is moved off \(attempt.node), which need not be left")
            }
            if node.eligibility == .evacuating { return nil }
        }
        guard attempt.state == .running, node.session == attempt.session else {
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

    /// An attempt that an entry has just asked to go on elsewhere makes room for a job that waits and is no less important, or the
    /// load's sake is wanted; it loses little by it, and has not been moved so within the last hour.
    static func checkMoveForOthers(of id: AttemptID, in fleet: FleetState) -> Violation.Finding? {
        guard let attempt = fleet.attempt(id), let reason = attempt.stopping, reason.isMove,
            let allocation = fleet.allocations[id.allocation], let job = fleet.jobs[allocation.job]?.definition
        else { return nil }
        func fault(_ words: String) -> Violation.Finding {
            .init(
                .movedForNothing,
                "\(id) of \(job.id) is moved for \(attempt.beneficiary?.description ?? "nobody"): \(words)")
        }
        switch reason {
        case .relieved: if !fleet.balancing.relieves { return fault("nobody is relieved") }
        case .consolidated: if !fleet.balancing.consolidates { return fault("nothing is to rest") }
        default:
            guard let name = attempt.beneficiary, let other = fleet.jobs[name], other.desired == .running else {
                return fault("there is no such job that shall run")
            }
            if name == job.id { return fault("that is its own job") }
            guard other.allocations.contains(where: { fleet.allocations[$0]?.state == .pending }) else {
                return fault("nothing of that waits")
            }
            if job.priority > other.definition.priority { return fault("its priority is higher") }
        }
        if job.gang || job.type == .system { return fault("it has no other place by itself") }
        let ran = fleet.time.since(attempt.assignedAt)
        if job.type == .batch, job.checkpoint == nil, ran > .seconds(660) {
            return fault("it loses the work of \(ran)")
        }
        let isAgain = allocation.attempts.contains {
            $0.id != id && $0.stopping?.isMove == true && fleet.time.since($0.endedAt) < .seconds(3_600)
        }
        return isAgain ? fault("it was moved so within the last hour") : nil
    }
}
