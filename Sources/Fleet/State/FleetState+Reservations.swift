import Determinism

/// Which servers are kept for whom, and when.
extension FleetState {
    /// Reservations at the most.
    static let reservationsAtMost = 1_000
    /// Servers of all reservations together, each counted for each.
    static let reservedNodesAtMost = 200_000

    // MARK: Questions

    /// The reservations that a server is in, by start.
    public func reservations(on node: NodeID) -> [String] { reservationsByNode[node] ?? [] }

    /// The first reservation that lets no task of a job begin on a server at that time; nil where none forbids it.
    public func reservation(keeping definition: JobDefinition, off node: NodeID, at now: WallTime) -> String? {
        reservationsByNode[node]?.first { reservations[$0]?.admits(definition, at: now) == false }
    }

    /// The first reservation for which an attempt has to leave its server by that time; nil where none asks it to.
    public func reservation(clearing attempt: Attempt, of definition: JobDefinition, at now: WallTime) -> String? {
        reservationsByNode[attempt.node]?.first { reservations[$0]?.clears(attempt, of: definition, at: now) == true }
    }

    /// Whether an attempt has to leave its server by that time: that is being emptied, or its reservation is near.
    public func isLeaving(_ attempt: Attempt, of definition: JobDefinition, at now: WallTime) -> Bool {
        nodes[attempt.node]?.eligibility.isLeaving == true
            || reservation(clearing: attempt, of: definition, at: now) != nil
    }

    // MARK: Changes

    /// Keeps servers for a time, in place of what a reservation of that name kept.
    mutating func setReservation(_ name: String, to reservation: Reservation) -> Verdict {
        guard Names.isName(name) else {
            return .invalid(
                "reservation name: it must be 1 to 63 characters of a-z, 0-9 and -, beginning with a letter or digit")
        }
        if let complaint = reservation.complaint(at: time) { return .invalid("reservation \(name): \(complaint)") }
        for id in reservation.nodes {
            guard nodes[id] != nil else { return .notFound("there is no server \(id); see `muster node list`") }
            for other in reservations(on: id) where other != name {
                guard let known = reservations[other], known.start < reservation.end, reservation.start < known.end
                else { continue }
                return .conflict(
                    "server \(id) is \(known) by reservation \(other); choose another time or other servers, or delete "
                        + "\(other) first")
            }
        }
        let former = reservations[name]
        if former == nil, reservations.count >= FleetState.reservationsAtMost {
            return .conflict("there are \(reservations.count) reservations, which is the most; delete some first")
        }
        let kept = reservations.values.reduce(0) { $0 + $1.nodes.count } - (former?.nodes.count ?? 0)
        guard kept + reservation.nodes.count <= FleetState.reservedNodesAtMost else {
            return .conflict(
                "reservations keep \(kept) servers already, and \(FleetState.reservedNodesAtMost) are the most; delete some "
                    + "first")
        }
        drop(name)
        reservations[name] = reservation
        noteReserved(name, reservation)
        reservationRevision = lastIndex
        changes.append(.reservationsChanged)
        let servers = reservation.nodes.count == 1 ? "1 server is" : "\(reservation.nodes.count) servers are"
        return .done("\(servers) \(reservation)")
    }

    /// Keeps the servers of a reservation no longer.
    mutating func deleteReservation(_ name: String) -> Verdict {
        guard reservations[name] != nil else {
            return .notFound("there is no reservation \(name); see `muster reservation list`")
        }
        drop(name)
        return .done("reservation \(name) deleted")
    }

    /// Lets reservations go that were over before `limit`; tells how many.
    mutating func forgetReservations(before limit: WallTime) -> UInt64 {
        var count: UInt64 = 0
        for name in reservations.keys {
            guard let reservation = reservations[name], reservation.end < limit else { continue }
            drop(name)
            count += 1
        }
        return count
    }

    /// Takes a server out of a reservation; the last one takes the reservation with it.
    mutating func leave(reservation name: String, _ id: NodeID) {
        guard var reservation = reservations[name] else { return }
        drop(name)
        reservation.nodes.removeAll { $0 == id }
        guard !reservation.nodes.isEmpty else { return }
        reservations[name] = reservation
        noteReserved(name, reservation)
    }

    private mutating func drop(_ name: String) {
        guard let reservation = reservations.removeValue(forKey: name) else { return }
        for id in reservation.nodes {
            reservationsByNode[id]?.removeAll { $0 == name }
            if reservationsByNode[id]?.isEmpty == true { reservationsByNode[id] = nil }
        }
        reservationRevision = lastIndex
        changes.append(.reservationsChanged)
    }

    /// A reservation's servers are found by their names from now on.
    mutating func noteReserved(_ name: String, _ reservation: Reservation) {
        for id in reservation.nodes {
            let others = reservations(on: id)
            let place = others.firstIndex { reservations[$0].map { $0.start > reservation.start } ?? false }
            reservationsByNode[id, default: []].insert(name, at: place ?? others.count)
        }
    }
}
