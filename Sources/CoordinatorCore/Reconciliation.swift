import Determinism
import Fleet

/// Compares what an agent reports with what the state wants of it. Pure: the same beat and state give the same findings,
/// whatever was sent before, so that every lost message heals with the next beat.
struct Reconciliation: Sendable {
    /// Reported as live and not authorised for this session: to be ended before the lease counts as renewed.
    var unauthorised: [AttemptID] = []
    /// Reported as ended, and the end is committed (or long forgotten).
    var settled: [AttemptID] = []
    /// News for the state.
    var reports: [AttemptReport] = []
    /// Authorised and not yet known to the agent.
    var toAssign: [AttemptID] = []
    /// To be asked to end.
    var toStop: [AttemptID] = []
    /// Running by the state, and not listed by the agent.
    var unlisted: [AttemptID] = []

    /// The findings of one beat of the session that counts.
    static func compare(beat: Beat, with fleet: FleetState, condemned: SortedSet<AttemptID>) -> Reconciliation {
        var findings = Reconciliation()
        for task in beat.tasks { findings.take(task, beat: beat, fleet: fleet, condemned: condemned) }
        let listed = SortedSet(beat.tasks.map(\.attempt))
        for attempt in fleet.liveAttempts(of: beat.session)
        where !listed.contains(attempt.id) && !condemned.contains(attempt.id) {
            if attempt.stopping != nil {
                findings.toStop.append(attempt.id)
            } else if attempt.state == .assigned {
                findings.toAssign.append(attempt.id)
            } else {
                findings.unlisted.append(attempt.id)
            }
        }
        return findings
    }

    private mutating func take(
        _ task: TaskReport, beat: Beat, fleet: FleetState, condemned: SortedSet<AttemptID>
    ) {
        let attempt = fleet.attempt(task.attempt)
        if case .ended(let end) = task.state {
            guard let attempt, attempt.state.isLive else {
                settled.append(task.attempt)
                return
            }
            // An end of a former session counts only where its exit was seen (FleetState checks that, too): what an agent
            // merely concludes about an earlier life of its server waits for the lease.
            guard attempt.session == beat.session || fleet.isRecord(end, of: attempt, foundBy: beat.session) else {
                return
            }
            reports.append(AttemptReport(attempt: task.attempt, progress: .ended(end)))
            return
        }
        guard let attempt, attempt.state.isLive, attempt.session == beat.session, !condemned.contains(attempt.id) else {
            unauthorised.append(task.attempt)
            return
        }
        if task.state == .notDead, !attempt.notDead {
            reports.append(AttemptReport(attempt: task.attempt, progress: .notDead))
        } else if attempt.state == .assigned, task.state == .running {
            reports.append(AttemptReport(attempt: task.attempt, progress: .running))
        }
        if attempt.stopping != nil, task.state != .stopping, task.state != .notDead { toStop.append(attempt.id) }
    }
}
