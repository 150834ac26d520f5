extension Operation {
    /// Whether the audit log tells of it also where the leader decided it: what it does to people's work beside placing it.
    var isAlwaysAudited: Bool {
        switch self {
        case .holdJob, .recordAct: true
        default: false
        }
    }

    /// The act as the audit log names it: `noun verb object`.
    public var act: String {
        switch self {
        case .genesis(let cluster, _, _): "cluster found \(cluster)"
        case .openSession(let session, _, _): "session open \(session)"
        case .declareLost(let session, let lost, _, _): "session lose \(session) attempts \(lost.count)"
        case .closeSession(let session, _): "session close \(session)"
        case .report(let session, let reports): "session report \(session) attempts \(reports.count)"
        case .submitJob(let definition): "job run \(definition.id)"
        case .stopJob(let job): "job stop \(job)"
        case .scaleJob(let job, let count, _, _): "job scale \(job) to \(count)"
        case .holdJob(let job, let reason):
            switch reason {
            case nil: "job release \(job)"
            case ""?: "job hold \(job)"
            case let reason?: "job hold \(job) because \(reason)".limited(toBytes: 256)
            }
        case .commitPlans(let plans): "plan commit \(plans.count)"
        case .setEligibility(let node, let eligibility): "node \(eligibility.act) \(node)"
        case .setEligibilities(let nodes, let eligibility): "node \(eligibility.act) \(nodes.count) servers"
        case .setPool(let name, let nodes): nodes.isEmpty ? "pool delete \(name)" : "pool set \(name)"
        case .setPoolRule(let name, let rule): "pool set \(name) from \(rule.target)".limited(toBytes: 256)
        case .fillPool(let fill): "pool fill \(fill.name)"
        case .acceptCommand(let definition, let target, _):
            "command run \(definition.arguments.first ?? "") on \(target)".limited(toBytes: 256)
        case .settleCommands(let outcomes): "command settle \(outcomes.count)"
        case .putKey(let record): "key put \(record.name) as \(record.role)"
        case .removeKey(let publicKey): "key remove \(publicKey)"
        case .collectGarbage: "garbage collect all"
        case .endPlacementHold: "placement resume all"
        case .endOverdue: "deadline enforce all"
        case .setProfile(let profile): "profile set \(profile)"
        case .setBrake(true, _): "brake hold all"
        case .setBrake(false, let released): "brake release \(released.count)"
        case .undamp(let node): "node undamp \(node)"
        case .endFormerGrace(let index): "grace end \(index)"
        case .confirmDead(let session, let attempts, _):
            "node confirm-dead \(session) attempts \(attempts.count)"
        case .setBMC(let node, let bmc): bmc == nil ? "node bmc remove \(node)" : "node bmc set \(node)"
        case .orderPower(let node, _, let action, _): "node power \(action) \(node)"
        case .settlePower(let node, _, _): "node power settle \(node)"
        case .setQuota(let namespace, let quota): quota == nil ? "quota delete \(namespace)" : "quota set \(namespace)"
        case .setIdleGPUPolicy(let namespace, _): "namespace set \(namespace)"
        case .setHalfLife: "quota half-life all"
        case .setBalancing: "rebalance set all"
        case .setReservation(let name, _): "reservation set \(name)"
        case .deleteReservation(let name): "reservation delete \(name)"
        case .createToken(let terms):
            "token create for \(terms.uses) \(terms.purpose == .agent ? "servers" : "coordinators")"
        case .revokeToken(let id): "token revoke \(id)"
        case .enrol(.agent(let node, _), _): "node join \(node)"
        case .enrol(.coordinator(_, let place), _): "coordinator join \(place)".limited(toBytes: 256)
        case .removeNode(let node, let force): "node remove \(node)\(force ? " by force" : "")"
        case .recordAct(let act): act.limited(toBytes: 256)
        }
    }
}

extension Eligibility {
    fileprivate var act: String {
        switch self {
        case .eligible: "uncordon"
        case .cordoned: "cordon"
        case .draining: "drain"
        case .evacuating: "drain by force"
        }
    }
}

extension Role: CustomStringConvertible {
    /// `agent NODE`, `coordinator N`, `viewer`, `operator` or `admin`.
    public var description: String {
        switch self {
        case .agent(let node): "agent \(node)"
        case .coordinator(let member): "coordinator \(member)"
        case .viewer: "viewer"
        case .operatorRole: "operator"
        case .admin: "admin"
        }
    }
}
