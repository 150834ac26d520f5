import Determinism
import Fleet

/// Servers whose reservation is near: what may not stay there goes in time, the rest stays.
extension Drain {
    /// Looks for servers that have to be cleared of something now or soon, and when the next reservation comes so near.
    mutating func findReserved() {
        for reservation in state.reservations.values where now < reservation.end {
            let lead = reservation.start.since(now)
            guard lead <= Reservation.longestLead else {
                wake(at: now + (lead - Reservation.longestLead))
                continue
            }
            if now < reservation.start { wake(at: reservation.start) }
            for id in reservation.nodes where state.nodes[id]?.eligibility.isLeaving == false { reserved.insert(id) }
        }
    }

    /// Whether an attempt is to leave its server now: every one of a server that is emptied. Of what has to go later, it is noted
    /// when.
    mutating func has(_ attempt: Attempt, of job: Job, toLeave node: Node) -> Bool {
        if node.eligibility.isLeaving { return true }
        if state.reservation(clearing: attempt, of: job.definition, at: now) != nil { return true }
        for name in state.reservations(on: node.id) {
            guard let reservation = state.reservations[name], !reservation.isFor(job.definition) else { continue }
            let time = reservation.leave(of: job.definition)
            if now < time { wake(at: time) }
        }
        return false
    }

    private mutating func wake(at time: WallTime) { wakeAt = min(wakeAt ?? time, time) }
}
