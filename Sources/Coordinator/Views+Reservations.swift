import CoordinatorCore
import Determinism
import Fleet
import Scheduler
import Wire

/// Reservations with what lives on their servers of others.
extension Views {
    /// Tasks that are told one by one at the most.
    private static let tasksListed = 200

    /// All reservations, or the one of that name with the tasks of others on its servers.
    func reservationViews(_ wanted: String) -> [Wire.ReservationView] {
        let time = member.knownTime(now: now)
        return member.fleet.reservations.compactMap { name, reservation in
            guard wanted.isEmpty || name == wanted else { return nil }
            var view = Wire.ReservationView(name: name, terms: reservation.wire)
            guard time < reservation.end else { return view }
            for id in reservation.nodes {
                for attempt in member.fleet.liveAttempts(on: id) {
                    guard let name = member.fleet.allocations[attempt.id.allocation]?.job,
                        let job = member.fleet.jobs[name], !reservation.isFor(job.definition)
                    else { continue }
                    view.others += 1
                    guard !wanted.isEmpty, view.tasks.count < Views.tasksListed else { continue }
                    view.tasks.append(
                        Wire.ReservedTask(
                            name: self.name(of: attempt.id.allocation), node: id.name,
                            fate: fate(of: attempt, job.definition, under: reservation, at: time)))
                }
            }
            return view
        }
    }

    /// What becomes of a task of others, as a clause without its subject.
    private func fate(
        of attempt: Attempt, _ definition: Fleet.JobDefinition, under reservation: Reservation, at time: WallTime
    ) -> String {
        if let reason = attempt.stopping { return "is asked to end: \(reason)" }
        if attempt.notDead { return "stays: it cannot be killed" }
        let leave = max(reservation.leave(of: definition), time)
        guard reservation.clears(attempt, of: definition, at: leave) else {
            return "ends before the start by its time limit"
        }
        if let staying = member.staying(on: attempt.node).first(where: { $0.attempt == attempt.id }) {
            return "\(staying.reason)"
        }
        guard definition.tolerance > 0 else { return "\(Staying.Reason.toleratesNone)" }
        return time < leave ? "is moved from \(leave) on" : "is to be moved"
    }

    /// What keeps a server.
    func addReservations(of node: Node, to view: inout Wire.NodeView) {
        let time = member.knownTime(now: now)
        for name in member.fleet.reservations(on: node.id) {
            guard let reservation = member.fleet.reservations[name], time < reservation.end else { continue }
            if reservation.start <= time { view.reservedBy = name }
            view.reservations.append("\(reservation) by reservation \(name)")
        }
    }
}
