import Determinism

/// What namespaces hold, and may hold.
extension FleetState {
    /// Namespaces with a quota at the most.
    static let quotasAtMost = 10_000

    /// What the live attempts of a namespace hold together.
    public func held(by namespace: String) -> NamespaceHolding { holdings[namespace] ?? .none }

    /// Why so many tasks of a job may not begin, beside what its namespace holds and `added`; nil where they may.
    public func quotaExcess(
        of definition: JobDefinition, tasks: UInt64 = 1, beside added: NamespaceHolding = .none
    ) -> QuotaExcess? {
        let namespace = definition.id.namespace
        guard let quota = quotas[namespace] else { return nil }
        let wanted = NamespaceHolding(of: definition, tasks: tasks)
        let held = held(by: namespace) + added
        guard let kind = quota.burst.exceeded(by: wanted, beside: held), let limit = quota.burst[kind] else {
            return nil
        }
        return QuotaExcess(
            namespace: namespace, kind: kind, held: held[kind], limit: limit, asked: wanted[kind])
    }

    /// Whether the namespaces may have all of this together.
    func quotasAllow(_ placements: [Placement]) -> Bool {
        var added = SortedMap<String, NamespaceHolding>()
        for placement in placements {
            guard let definition = allocations[placement.allocation].flatMap({ jobs[$0.job] })?.definition else {
                return false
            }
            let others = added[definition.id.namespace] ?? .none
            if quotaExcess(of: definition, beside: others) != nil { return false }
            added[definition.id.namespace] = others + NamespaceHolding(of: definition)
        }
        return true
    }

    /// Sets what a namespace is due and may have; nil for nothing and everything, as at first. What runs, runs on.
    mutating func set(_ quota: Quota?, of namespace: String) -> Verdict {
        guard Names.isName(namespace) else {
            return .invalid(
                "namespace: it must be 1 to 63 characters of a-z, 0-9 and -, beginning with a letter or digit")
        }
        guard let quota else {
            guard quotas.removeValue(forKey: namespace) != nil else {
                return .notFound("namespace \(namespace) has no quota; see `muster quota list`")
            }
            changes.append(.quotasChanged)
            return .done("namespace \(namespace) has no quota any more")
        }
        if let complaint = quota.complaint { return .invalid("quota of \(namespace): \(complaint)") }
        if quotas[namespace] == nil, quotas.count >= FleetState.quotasAtMost {
            return .conflict("there are \(quotas.count) quotas, which is the most; delete some first")
        }
        quotas[namespace] = quota
        changes.append(.quotasChanged)
        return .done("the quota of namespace \(namespace) is set")
    }

    /// An attempt of that namespace holds its share from now on.
    mutating func noteHeld(_ attempt: Attempt, by namespace: String) {
        holdings[namespace] = held(by: namespace) + NamespaceHolding(of: attempt)
    }

    /// An attempt of that namespace has let its share go.
    mutating func noteReleased(_ attempt: Attempt, by namespace: String) {
        let rest = held(by: namespace) - NamespaceHolding(of: attempt)
        holdings[namespace] = rest == .none ? nil : rest
    }
}
