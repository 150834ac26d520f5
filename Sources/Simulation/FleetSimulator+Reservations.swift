import Determinism
import Fleet

/// Reservations, in one history of four: servers are kept for a namespace, or for nobody, now or soon, and given back.
extension FleetSimulator {
    /// Whether the operator sets reservations in this history.
    var hasReservations: Bool { seed % 4 == 2 }

    /// A reservation is set, moved, or deleted. It often comes right behind a job that it would keep out.
    mutating func setSomeReservation() {
        let name = "window-\(1 + random.below(3))"
        if history.fleet.reservations[name] != nil, random.oneIn(2) {
            return ask(.setReservation, .change(.operation(.deleteReservation(name: name))))
        }
        let count = random.oneIn(5) ? UInt64(serverCount) : 1 + random.below(3)
        let first = random.below(UInt64(serverCount))
        let nodes = (0..<count).map { servers[Int((first + $0) % UInt64(serverCount))].node }
        // From now on, or so soon that little fits before; long before, what can be moved still begins there.
        let ahead = [0, 0, 2, 10, 20, 45, 150, 200, 8 * 86_400][Int(random.below(9))] as UInt64
        let start = history.fleet.time + .seconds(ahead)
        let namespaces = random.oneIn(3) ? [] : [["default", "research", "web"][Int(random.below(3))]]
        if random.oneIn(2) { submitSomething() }
        let reservation = Reservation(
            nodes: nodes, start: start, end: start + .seconds(3 + random.below(25)), namespaces: namespaces)
        ask(.setReservation, .change(.operation(.setReservation(name: name, reservation))))
    }

    /// Whether a server is kept for somebody, or will be: who may be placed there is another question.
    func isReserved(_ node: NodeID, in fleet: FleetState, at time: WallTime) -> Bool {
        fleet.reservations.contains { $0.value.end >= time && $0.value.nodes.contains(node) }
    }
}
