import Determinism
import Fleet

/// The reservations that may keep work off their servers, as one pass sees them. What jobs may have depends on the time only
/// through the reservations that bar them: jobs that the same ones bar have the same servers, and while these stay, what was
/// found for a set of them stays true.
struct Reserves: Sendable {
    private var near: [(name: String, reservation: Reservation)] = []
    private var revision: UInt64 = 0
    private var now = WallTime.epoch
    /// Asked for each task that waits. Only looked up, never iterated.
    private var known: [JobID: [String]] = [:]

    /// When the next of them ends; nil where there is none.
    private(set) var nextEnd: WallTime?

    /// Takes over what there is at that time; tells whether what was found for a set of reservations may be otherwise now.
    mutating func update(to state: FleetState, now: WallTime) -> Bool {
        self.now = now
        known.removeAll(keepingCapacity: true)
        near = state.reservations.compactMap { name, reservation in
            now < reservation.end && reservation.start.since(now) < Reservation.horizon ? (name, reservation) : nil
        }
        nextEnd = near.map(\.reservation.end).min()
        defer { revision = state.reservationRevision }
        return revision != state.reservationRevision
    }

    /// The names of those that keep the tasks of a job off their servers now, ascending.
    mutating func barring(_ definition: JobDefinition) -> [String] {
        if near.isEmpty { return [] }
        if let names = known[definition.id] { return names }
        let names = near.filter { !$0.reservation.admits(definition, at: now) }.map(\.name)
        known[definition.id] = names
        return names
    }

    /// Whether one of them keeps the tasks of a job off a server.
    mutating func keep(_ definition: JobDefinition, off node: NodeID) -> Bool {
        let names = barring(definition)
        return !names.isEmpty
            && near.contains { names.contains($0.name) && $0.reservation.keeps(node) }
    }

    /// The places of the servers that these reservations keep.
    func places(keptBy names: [String], among places: [NodeID: Int]) -> ServerSet {
        var kept = ServerSet()
        if names.isEmpty { return kept }
        for (name, reservation) in near where names.contains(name) {
            for id in reservation.nodes { if let place = places[id] { kept.insert(place) } }
        }
        return kept
    }
}
