import Determinism

extension FleetState {
    /// Cordons, drains, or lets a server have work again. The stops of a drain come as plans.
    mutating func set(_ eligibility: Eligibility, of id: NodeID) -> Verdict {
        guard let node = nodes[id] else { return .notFound("there is no server \(id); see `muster node list`") }
        // Who lets a server have work again has looked after it.
        if eligibility == .eligible { forgive(id) }
        guard node.eligibility != eligibility else { return .done("server \(id) is \(eligibility) already") }
        nodes.update(id) { $0.eligibility = eligibility }
        changes.append(.nodeChanged(id))
        return .done("server \(id) is \(eligibility)")
    }

    /// The same for several servers, all or none.
    mutating func set(_ eligibility: Eligibility, of wanted: [NodeID]) -> Verdict {
        let ids = SortedSet(wanted)
        guard !ids.isEmpty else { return .invalid("there is no server to set; name one at least") }
        for id in ids where nodes[id] == nil {
            return .notFound("there is no server \(id), and nothing was changed; see `muster node list`")
        }
        if ids.count == 1, let id = ids.elements.first { return set(eligibility, of: id) }
        for id in ids { _ = set(eligibility, of: id) }
        return .done("\(ids.count) servers are \(eligibility)", identifier: UInt64(ids.count))
    }
}
