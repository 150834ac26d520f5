import Determinism

/// What becomes of jobs whose GPUs do nothing, by namespace. Whether they do is for the leader to find out.
extension FleetState {
    /// Policies at the most.
    static let idleGPUPoliciesAtMost = 10_000

    /// What holds for a namespace: its own policy, else that of all, else that whoever has GPUs keeps them.
    public func idleGPUPolicy(of namespace: String) -> IdleGPUPolicy {
        idleGPUPolicies[namespace] ?? idleGPUPolicies[IdleGPUPolicy.everyNamespace] ?? .keep
    }

    /// Sets a namespace's policy, or that of all others; nil for none of its own.
    mutating func set(_ policy: IdleGPUPolicy?, of namespace: String) -> Verdict {
        let isEvery = namespace == IdleGPUPolicy.everyNamespace
        guard isEvery || Names.isName(namespace) else {
            return .invalid(
                "namespace: it must be `*` for all that have no policy of their own, or 1 to 63 characters of a-z, 0-9 and -, "
                    + "beginning with a letter or digit")
        }
        let whose = isEvery ? "of all namespaces without their own" : "of namespace \(namespace)"
        guard let policy else {
            idleGPUPolicies[namespace] = nil
            return .done("the policy for idle GPUs \(whose) is gone")
        }
        if let complaint = policy.complaint { return .invalid("idle GPUs \(whose): \(complaint)") }
        if idleGPUPolicies[namespace] == nil, idleGPUPolicies.count >= FleetState.idleGPUPoliciesAtMost {
            return .conflict("there are \(idleGPUPolicies.count) policies, which is the most; delete some first")
        }
        idleGPUPolicies[namespace] = policy
        return .done("the policy for idle GPUs \(whose) is set")
    }
}
