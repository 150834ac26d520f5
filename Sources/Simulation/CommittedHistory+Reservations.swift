import Determinism
import Fleet

/// What is kept for others is not used: seen by the reservations themselves and the job that begins.
extension CommittedHistory {
    /// An attempt that has just begun in that state is on no server that is kept for others, nor on one that it could neither
    /// leave nor give back in time.
    static func checkReservations(of id: AttemptID, in fleet: FleetState) -> Violation.Finding? {
        guard let attempt = fleet.attempt(id),
            let job = fleet.allocations[id.allocation].flatMap({ fleet.jobs[$0.job] })?.definition
        else { return nil }
        let time = fleet.time.nanoseconds
        for (name, reservation) in fleet.reservations where isForOthers(reservation, than: job, on: attempt.node) {
            let (start, end) = (reservation.start.nanoseconds, reservation.end.nanoseconds)
            if start <= time, time < end {
                return .init(
                    .startedOnReserved, "\(id) of \(job.id) begins on \(attempt.node) while \(name) keeps it")
            }
            guard time < start, start - time < 7 * 86_400 * 1_000_000_000 else { continue }
            let graces = job.stop.grace.nanoseconds + (job.checkpoint?.grace.nanoseconds ?? 0)
            let ends = job.timeLimit.map { time + $0.nanoseconds + graces <= start } ?? false
            guard ends || moves(job) else {
                return .init(
                    .startedOnReserved,
                    "\(id) of \(job.id) begins on \(attempt.node) \((start - time) / 1_000_000) ms before \(name), and need not "
                        + "be gone by then")
            }
        }
        return nil
    }

    /// Whether an attempt has to be gone for a reservation that has begun, or is so near that it may be asked to go.
    static func hasToGo(_ attempt: Attempt, of job: JobDefinition, in fleet: FleetState) -> Bool {
        let lead = 120_000_000_000 + job.stop.grace.nanoseconds + (job.checkpoint?.grace.nanoseconds ?? 0)
        return fleet.reservations.values.contains { reservation in
            isForOthers(reservation, than: job, on: attempt.node) && fleet.time < reservation.end
                && fleet.time.nanoseconds + lead >= reservation.start.nanoseconds
        }
    }

    private static func isForOthers(_ reservation: Reservation, than job: JobDefinition, on node: NodeID) -> Bool {
        guard reservation.nodes.contains(node) else { return false }
        if reservation.namespaces.isEmpty { return true }
        return job.type != .system && !reservation.namespaces.contains(job.id.namespace)
    }

    /// Whether planned moves may take a job's tasks, and take little from them.
    private static func moves(_ job: JobDefinition) -> Bool {
        if job.type == .system { return true }
        switch job.disruption {
        case .atMost(0), .percent(0): return false
        default: return job.type == .service || job.checkpoint != nil
        }
    }
}
