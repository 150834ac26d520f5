import Determinism

extension FleetState {
    /// Sets the servers of a standby pool, which a person keeps from now on; none deletes it.
    mutating func setPool(_ name: String, nodes wanted: [NodeID]) -> Verdict {
        guard Names.isName(name) else { return .invalid(FleetState.poolNameComplaint) }
        let members = SortedSet(wanted)
        for id in members {
            guard let node = nodes[id] else { return .notFound("there is no server \(id); see `muster node list`") }
            if let other = node.pool, other != name {
                return .conflict("server \(id) is in pool \(other); take it out of there first")
            }
        }
        guard pools[name] != nil || poolRules[name] != nil || !members.isEmpty else {
            return .notFound("there is no pool \(name); see `muster pool list`")
        }
        dropRule(of: name)
        setMembers(members, of: name)
        return .done(members.isEmpty ? "pool \(name) deleted" : "pool \(name) has \(members.count) servers")
    }

    /// Lets a pool be kept by a rule from now on. What it has, it keeps until the leader has looked.
    mutating func setRule(_ rule: PoolRule, of name: String, index: UInt64) -> Verdict {
        guard Names.isName(name) else { return .invalid(FleetState.poolNameComplaint) }
        if let complaint = rule.complaint { return .invalid("pool \(name): \(complaint)") }
        let members = SortedSet(pools[name] ?? [])
        let former = poolRules[name]?.reserve ?? .servers
        dropRule(of: name)
        if former != rule.reserve { setMembers(SortedSet(), of: name) }
        var made = rule
        made.index = index
        made.wanted = former == rule.reserve && rule.reserve == .servers ? UInt64(members.count) : 0
        poolRules[name] = made
        commonRevision = lastIndex
        changes.append(.poolsChanged)
        return .done("pool \(name) is kept from the servers \(rule.target)", identifier: index)
    }

    /// Carries out what a leader decided about a pool that is kept by a rule, if it still holds: whole or not at all.
    mutating func fill(_ fill: PoolFill) -> Verdict {
        guard let rule = poolRules[fill.name], rule.index == fill.rule else {
            return .conflict("pool \(fill.name) has another rule by now")
        }
        var members = SortedSet(pools[fill.name] ?? [])
        for id in fill.leaving {
            guard members.remove(id) else { return .conflict("server \(id) is not in pool \(fill.name)") }
        }
        for id in fill.joining {
            guard let node = nodes[id], mayJoin(node, reserve: rule.reserve), members.insert(id) else {
                return .conflict("server \(id) cannot join pool \(fill.name)")
            }
        }
        if rule.reserve == .headroom, fill.wanted > PoolRule.headroomAtMost {
            return .invalid("pool \(fill.name): more than \(PoolRule.headroomAtMost / 10) % of each server")
        }
        poolRules.update(fill.name) { $0.wanted = fill.wanted }
        commonRevision = lastIndex
        if rule.reserve == .servers {
            setMembers(members, of: fill.name)
        } else {
            for id in fill.leaving { changeNode(id) { $0.headroom = nil } }
            for id in fill.joining { changeNode(id) { $0.headroom = fill.name } }
            pools[fill.name] = members.isEmpty ? nil : members.elements
            changes.append(.poolsChanged)
        }
        return .done("pool \(fill.name) has \(members.count) servers", identifier: UInt64(members.count))
    }

    /// Whether a server may join a pool that is kept by a rule: it must be idle to become a standby, since what runs there
    /// would hold the place of what is to come.
    public func mayJoin(_ node: Node, reserve: PoolRule.Reserve) -> Bool {
        switch reserve {
        case .servers:
            node.session != nil && node.eligibility == .eligible && node.pool == nil
                && !node.losses.isDamped(at: time) && isIdle(node)
        case .headroom: node.headroom == nil
        }
    }

    /// Whether nothing lives on a server but what runs on every server.
    public func isIdle(_ node: Node) -> Bool {
        node.liveAttempts.allSatisfy { allocations[$0.allocation]?.pinned != nil }
    }

    /// What is kept free on a server for work that lost its own; nothing on standbys, which are kept whole.
    public func headroom(of node: Node) -> Headroom {
        guard node.pool == nil, let name = node.headroom, let rule = poolRules[name], rule.wanted > 0 else {
            return .none
        }
        return node.facts.headroom(thousandths: rule.wanted)
    }

    /// Takes a server out of its pool, and ends the headroom on it.
    mutating func leavePools(_ id: NodeID) {
        for name in pools.keys {
            guard let members = pools[name], members.contains(id) else { continue }
            let rest = members.filter { $0 != id }
            pools[name] = rest.isEmpty ? nil : rest
            commonRevision = lastIndex
            changes.append(.poolsChanged)
        }
        changeNode(id) {
            $0.pool = nil
            $0.headroom = nil
        }
    }

    private static let poolNameComplaint = "pool name: it must be 1 to 63 characters of a-z, 0-9 and -"

    /// Ends a pool's rule; headroom ends with its rule, standbys stay.
    private mutating func dropRule(of name: String) {
        commonRevision = lastIndex
        guard let rule = poolRules.removeValue(forKey: name), rule.reserve == .headroom else { return }
        for id in pools[name] ?? [] { changeNode(id) { $0.headroom = nil } }
        pools[name] = nil
    }

    private mutating func setMembers(_ members: SortedSet<NodeID>, of name: String) {
        for id in pools[name] ?? [] where !members.contains(id) { assign(nil, to: id) }
        for id in members { assign(name, to: id) }
        pools[name] = members.isEmpty ? nil : members.elements
        changes.append(.poolsChanged)
    }

    private mutating func assign(_ pool: String?, to id: NodeID) {
        guard let node = nodes[id], node.pool != pool else { return }
        changeNode(id) { $0.pool = pool }
        changes.append(.nodeChanged(id))
    }
}

extension NodeFacts {
    /// So many thousandths of each amount and of the GPUs, rounded up: a kind that is there at all is kept back by at least
    /// one.
    func headroom(thousandths: UInt64) -> Headroom {
        func part(_ amount: UInt64) -> UInt64 {
            let product = amount.multipliedFullWidth(by: min(thousandths, 1_000))
            let (quotient, remainder) = UInt64(1_000).dividingFullWidth(product)
            return quotient + (remainder > 0 ? 1 : 0)
        }
        var extras = SortedMap<String, UInt64>()
        for (name, amount) in capacity.extras { extras[name] = part(amount) }
        return Headroom(
            amounts: Resources(
                cpuMillicores: part(capacity.cpuMillicores), memoryBytes: part(capacity.memoryBytes),
                storageBytes: part(capacity.storageBytes),
                bandwidthBitsPerSecond: part(capacity.bandwidthBitsPerSecond), extras: extras),
            gpus: part(UInt64(gpus.count)))
    }
}
