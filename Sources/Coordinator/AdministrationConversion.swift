import CoordinatorCore
import Determinism
import Fleet
import FleetWire
import Wire

// The administration conversation: what the CLI asks, to the core's values.

extension RequestID {
    init(wire: Wire.MutationID) { self.init(high: wire.high, low: wire.low) }
}

extension Fleet.Role {
    /// A role that may be given by an administrator: `viewer`, `operator`, `admin`, or `agent` for the server `name`.
    init?(text: String, name: String) {
        switch text {
        case "agent": self = .agent(NodeID(name))
        case "viewer": self = .viewer
        case "operator": self = .operatorRole
        case "admin": self = .admin
        default: return nil
        }
    }
}

extension ChangeRequest {
    init(wire: Wire.Mutation.Change) throws(ConversionError) {
        switch wire {
        case .submitJob(let submit):
            guard let definition = submit.definition else {
                throw ConversionError("submit_job.definition", "is missing")
            }
            self = .operation(.submitJob(try Fleet.JobDefinition(wire: definition)))
        case .stopJob(let job):
            self = .operation(.stopJob(JobID(namespace: job.namespaceName, name: job.name)))
        case .scaleJob(let scale):
            guard let job = scale.job else { throw ConversionError("scale_job.job", "is missing") }
            self = .operation(
                .scaleJob(
                    JobID(namespace: job.namespaceName, name: job.name), to: scale.count,
                    from: scale.from > 0 ? scale.from : nil, reason: ""))
        case .holdJob(let hold):
            guard let job = hold.job else { throw ConversionError("hold_job.job", "is missing") }
            self = .operation(
                .holdJob(JobID(namespace: job.namespaceName, name: job.name), reason: hold.reason))
        case .releaseJob(let job):
            self = .operation(.holdJob(JobID(namespace: job.namespaceName, name: job.name), reason: nil))
        case .setEligibility(let set):
            guard let code = UInt8(exactly: set.eligibility), let eligibility = Eligibility(rawValue: code) else {
                throw ConversionError("set_eligibility.eligibility", "has the unknown code \(set.eligibility)")
            }
            self = .operation(
                set.nodes.isEmpty
                    ? .setEligibility(NodeID(set.node), eligibility)
                    : .setEligibilities(set.nodes.map { NodeID($0) }, eligibility))
        case .setPool(let pool):
            self = .operation(.setPool(name: pool.name, nodes: pool.nodes.map { NodeID($0) }))
        case .setPoolRule(let wanted):
            guard let code = UInt8(exactly: wanted.reserve), let reserve = PoolRule.Reserve(rawValue: code) else {
                throw ConversionError("set_pool_rule.reserve", "has the unknown code \(wanted.reserve)")
            }
            let refill = wanted.refillNs == 0 ? nil : Span(nanoseconds: wanted.refillNs)
            self = .operation(
                .setPoolRule(
                    name: wanted.name,
                    rule: PoolRule(
                        reserve: reserve, target: wanted.target, size: wanted.isAutomatic ? nil : wanted.size,
                        refill: refill)))
        case .acceptCommand(let command):
            guard let definition = command.definition else {
                throw ConversionError("accept_command.definition", "is missing")
            }
            self = .command(try Fleet.CommandDefinition(wire: definition), target: command.target)
        case .putKey(let key):
            guard let role = Role(text: key.role, name: key.name) else {
                throw ConversionError("put_key.role", "is `\(key.role)`; use agent, viewer, operator or admin")
            }
            self = .operation(.putKey(KeyRecord(publicKey: key.publicKey, name: key.name, role: role)))
        case .removeKey(let publicKey):
            self = .operation(.removeKey(publicKey: publicKey))
        case .confirmDead(let death):
            guard let session = death.session else { throw ConversionError("confirm_dead.session", "is missing") }
            self = .confirmDead(try SessionID(wire: session), attempts: death.attempts.map { AttemptID(wire: $0) })
        case .releaseBrake:
            self = .releaseBrake
        case .setProfile(let name):
            guard let profile = FailureProfile(name: name) else {
                throw ConversionError("set_profile", "is `\(name)`; use default, fast or patient")
            }
            self = .operation(.setProfile(profile))
        case .holdBrake:
            self = .operation(.setBrake(isOnHold: true, released: []))
        case .undamp(let node):
            self = .operation(.undamp(NodeID(node)))
        case .setBmc(let set):
            self = .operation(.setBMC(NodeID(set.node), set.agent.isEmpty ? nil : BMC(wire: set)))
        case .orderPower(let order):
            guard let action = PowerAction.allCases.first(where: { "\($0)" == order.action }) else {
                throw ConversionError("order_power.action", "is `\(order.action)`; use on or off")
            }
            var session: SessionID?
            if let shown = order.session { session = try SessionID(wire: shown) }
            self = .orderPower(NodeID(order.node), session: session, action)
        case .setHalfLife(let halfLife):
            self = .operation(.setHalfLife(Span(nanoseconds: halfLife)))
        case .setIdleGpuPolicy(let set):
            self = .operation(
                .setIdleGPUPolicy(namespace: set.namespaceName, set.terms.map(IdleGPUPolicy.init(wire:))))
        case .setBalancing(let terms): self = .operation(.setBalancing(Balancing(wire: terms)))
        case .createToken(let token):
            var labels = SortedMap<String, String>()
            for label in token.labels { labels[label.name] = label.value }
            self = .operation(
                .createToken(
                    TokenTerms(
                        publicKey: token.publicKey, purpose: token.forCoordinators ? .coordinator : .agent,
                        uses: token.uses, lifetime: Span(nanoseconds: token.lifetimeNs), labels: labels)))
        case .revokeToken(let id): self = .operation(.revokeToken(id))
        case .removeNode(let removal):
            self = .operation(.removeNode(NodeID(removal.node), force: removal.force))
        case .setQuota(let set):
            self = .operation(.setQuota(namespace: set.namespaceName, try set.quota.map(Quota.init(wire:))))
        case .setReservation(let set):
            self = .operation(
                set.reservation.map { .setReservation(name: set.name, Reservation(wire: $0)) }
                    ?? .deleteReservation(name: set.name))
        case .testPower(let node): self = .testPower(NodeID(node))
        case .addCoordinator, .removeCoordinator, .transferLeadership:
            throw ConversionError("mutation.change", "is one of the members, and lacks its part; use a newer `muster`")
        }
    }
}

extension Quota {
    init(wire: Wire.QuotaTerms) throws(ConversionError) {
        self.init(
            guaranteed: try QuotaAmounts(wire: wire.guaranteed, field: "guaranteed"),
            burst: try QuotaAmounts(wire: wire.burst, field: "burst"), share: wire.share)
    }

    var wire: Wire.QuotaTerms { Wire.QuotaTerms(guaranteed: guaranteed.wire, burst: burst.wire, share: share) }
}

extension QuotaAmounts {
    init(wire: [Wire.Amount], field: String) throws(ConversionError) {
        self.init()
        for amount in wire {
            guard let kind = QuotaKind(name: amount.name) else {
                throw ConversionError("quota.\(field)", "names `\(amount.name)`; use cpu, memory, gpus or tasks")
            }
            self[kind] = amount.amount
        }
    }

    var wire: [Wire.Amount] {
        QuotaKind.allCases.compactMap { kind in
            self[kind].map { Wire.Amount(name: kind.description, amount: $0) }
        }
    }
}

extension Reservation {
    init(wire: Wire.ReservationTerms) {
        self.init(
            nodes: wire.nodes.map { NodeID($0) }, start: WallTime(nanoseconds: wire.start),
            end: WallTime(nanoseconds: wire.end), namespaces: wire.namespaces)
    }

    var wire: Wire.ReservationTerms {
        Wire.ReservationTerms(
            nodes: nodes.map(\.name), start: start.nanoseconds, end: end.nanoseconds, namespaces: namespaces)
    }
}

extension BMC {
    init(wire: Wire.SetBmc) {
        self.init(
            agent: wire.agent, secret: wire.secret.isEmpty ? nil : wire.secret,
            fenceAfter: wire.fenceAfterNs == 0 ? nil : Span(nanoseconds: wire.fenceAfterNs))
        for option in wire.options { options[option.name] = option.value }
    }
}

extension IdleGPUPolicy {
    /// From the wire. The values' ranges are the state's affair.
    init(wire: Wire.IdleGpuTerms) {
        self.init(
            warnAfter: wire.warnAfterNs > 0 ? Span(nanoseconds: wire.warnAfterNs) : nil,
            reclaimAfter: wire.reclaimAfterNs > 0 ? Span(nanoseconds: wire.reclaimAfterNs) : nil)
    }
    /// To the wire.
    var wire: Wire.IdleGpuTerms {
        Wire.IdleGpuTerms(warnAfterNs: warnAfter?.nanoseconds ?? 0, reclaimAfterNs: reclaimAfter?.nanoseconds ?? 0)
    }
}
