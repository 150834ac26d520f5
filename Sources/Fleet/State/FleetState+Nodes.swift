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

    /// Sets the servers of a standby pool; none deletes it.
    mutating func setPool(_ name: String, nodes wanted: [NodeID]) -> Verdict {
        guard Names.isName(name) else {
            return .invalid("pool name: it must be 1 to 63 characters of a-z, 0-9 and -")
        }
        let members = SortedSet(wanted)
        var joining: [NodeID] = []
        for id in members {
            guard let node = nodes[id] else { return .notFound("there is no server \(id); see `muster node list`") }
            if let other = node.pool, other != name {
                return .conflict("server \(id) is in pool \(other); take it out of there first")
            }
            if node.pool != name { joining.append(id) }
        }
        let former = pools[name] ?? []
        if former.isEmpty && members.isEmpty { return .notFound("there is no pool \(name); see `muster pool list`") }
        for id in former where !members.contains(id) { assign(nil, to: id) }
        for id in joining { assign(name, to: id) }
        pools[name] = members.isEmpty ? nil : members.elements
        changes.append(.poolsChanged)
        return .done(members.isEmpty ? "pool \(name) deleted" : "pool \(name) has \(members.count) servers")
    }

    private mutating func assign(_ pool: String?, to id: NodeID) {
        guard let node = nodes[id], node.pool != pool else { return }
        nodes.update(id) { $0.pool = pool }
        changes.append(.nodeChanged(id))
    }
}
