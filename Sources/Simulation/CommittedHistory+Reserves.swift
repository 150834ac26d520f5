import Determinism
import Fleet

/// What is kept back for work that lost its server: judged by what the entries did, not by how the state came to it.
extension CommittedHistory {
    /// Servers that an entry would take into a pool that is kept by a rule, with what speaks against it.
    func standbysToBe(by entry: FleetEntry) -> [(node: NodeID, pool: String, fault: String)] {
        guard case .fillPool(let fill) = entry.operation, fleet.poolRules[fill.name]?.reserve == .servers else {
            return []
        }
        return fill.joining.compactMap { id in
            guard let node = fleet.nodes[id] else { return nil }
            let works = fleet.liveAttempts(on: id).contains { fleet.allocations[$0.id.allocation]?.pinned == nil }
            if works { return (id, fill.name, "works") }
            if node.eligibility != .eligible { return (id, fill.name, "takes nothing new") }
            return node.session == nil ? (id, fill.name, "is not connected") : nil
        }
    }

    /// None of these has become a standby.
    func check(_ joining: [(node: NodeID, pool: String, fault: String)]) -> Violation.Finding? {
        for (id, pool, fault) in joining where fleet.nodes[id]?.pool == pool {
            return .init(.busyStandby, "\(id), which \(fault), has become a standby of pool \(pool)")
        }
        return nil
    }

    /// What may use what is kept back.
    var recoveringAllocations: SortedSet<AllocationID> {
        SortedSet(
            fleet.pending.elements.filter {
                guard let allocation = fleet.allocations[$0] else { return false }
                return allocation.failover || allocation.pinned != nil
            })
    }

    /// The attempts that an entry authorised.
    func assigned(by applied: Applied) -> [Attempt] {
        applied.changes.compactMap { change in
            guard case .attemptAssigned(let id) = change else { return nil }
            return fleet.attempt(id)
        }
    }

    /// Nothing else was placed on a standby, or took the headroom of a server.
    func checkReserves(_ assigned: [Attempt], recovering: SortedSet<AllocationID>) -> Violation.Finding? {
        for attempt in assigned where !recovering.contains(attempt.id.allocation) {
            guard let node = fleet.nodes[attempt.node] else { continue }
            if let pool = node.pool {
                return .init(
                    .placedOnReserve,
                    "attempt \(attempt.id), which lost no server, was placed on \(node.id) of pool \(pool)")
            }
            // What recovered by the same entry may have used the headroom.
            var room = fleet.free(on: node.id)
            for other in assigned where other.node == node.id && recovering.contains(other.id.allocation) {
                room.release(other.holding)
            }
            let headroom = fleet.headroom(of: node)
            guard headroom.amounts.fits(in: room.amounts),
                attempt.gpus.isEmpty || room.keepsWhole(headroom.gpus, without: [])
            else {
                return .init(
                    .placedOnReserve, "attempt \(attempt.id), which lost no server, took the headroom of \(node.id)")
            }
        }
        return nil
    }
}
