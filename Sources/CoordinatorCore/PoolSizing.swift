import Determinism
import Fleet
import Reliability

/// The numbers by which a pool's size follows from its rule.
public struct PoolSizing: Hashable, Sendable {
    /// The servers in service that the pool stands in for. Its own are among them: a standby may fail, too.
    public var servers: UInt64
    /// The losses and the service of all the target's servers.
    public var record: ServiceRecord
    /// The estimate of how often one of them is lost.
    public var rate: FailureRate
    /// What the rule makes of them; nil for more servers than it can reckon with.
    public var size: StandbySize?

    /// How many servers, or thousandths of each server, the rule asks for.
    public func wanted(_ rule: PoolRule) -> UInt64 {
        if let fixed = rule.size { return fixed }
        guard let standbys = size?.standbys, servers > 0 else { return 0 }
        guard rule.reserve == .headroom else { return standbys }
        return min((standbys * 1_000 + servers - 1) / servers, PoolRule.headroomAtMost)
    }
}

extension Member {
    /// What a rule's arithmetic starts from and comes to, as of the newest entry.
    public func sizing(of rule: PoolRule) -> PoolSizing {
        let target = Target(rule.target)
        var servers: UInt64 = 0
        var record = ServiceRecord()
        for (_, node) in fleet.nodes where target?.matches(node) == true {
            record = record + node.serviceRecord(at: fleet.time)
            guard node.session != nil, node.eligibility == .eligible else { continue }
            if rule.reserve == .headroom, node.pool != nil { continue }
            servers += 1
        }
        let rate = FailureRate(losses: record.losses, service: record.served)
        return PoolSizing(
            servers: servers, record: record, rate: rate,
            size: StandbySize(servers: servers, rate: rate, refill: rule.refill))
    }
}
