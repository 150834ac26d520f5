import Determinism

extension FleetState {
    /// The index of the newest entry that may have changed what a server offers to new work: its facts, its session, its pool or
    /// headroom, its eligibility and losses, or what is on it. Whoever keeps something worked out from these need not work it
    /// out again while the number stays the same. 0 for an unknown server.
    public func revision(of node: NodeID) -> UInt64 { max(nodeRevisions[node] ?? 0, commonRevision) }

    /// Changes a server in place: the one way to do it, since it notes the change.
    mutating func changeNode(_ id: NodeID, _ body: (inout Node) -> Void) {
        nodes.update(id, body)
        nodeRevisions[id] = lastIndex
    }

    /// Cordons, drains, or lets a server have work again. The stops of a drain come as plans.
    mutating func set(_ eligibility: Eligibility, of id: NodeID) -> Verdict {
        guard let node = nodes[id] else { return .notFound("there is no server \(id); see `muster node list`") }
        // Who lets a server have work again has looked after it.
        if eligibility == .eligible { forgive(id) }
        guard node.eligibility != eligibility else { return .done("server \(id) is \(eligibility) already") }
        changeNode(id) { $0.eligibility = eligibility }
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
