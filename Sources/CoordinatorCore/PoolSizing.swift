import Determinism
import Fleet
import Reliability

/// How long a standby that was used stays away.
public struct RefillTime: Hashable, Sendable {
    /// Where the number comes from.
    public enum Source: String, Sendable, CaseIterable {
        /// The rule says it.
        case given
        /// Servers were away for so long on average.
        case measured
        /// Too few came back to say.
        case assumed
    }
    /// How long.
    public var span: Span
    /// Where the number comes from.
    public var source: Source

    /// Returns from which on their mean is used: its standard error is then below a half.
    public static let returnsNeeded: UInt64 = 5

    /// The refill time of a rule, where servers were away as that record says. The mean of an exponential time of which some
    /// have not ended is the whole time by the number that have (the maximum likelihood, so that a server that never comes
    /// back counts).
    public init(_ rule: PoolRule, record: ServiceRecord) {
        if let given = rule.refill {
            (span, source) = (given, .given)
        } else if record.returns >= RefillTime.returnsNeeded {
            (span, source) = (record.away / record.returns, .measured)
        } else {
            (span, source) = (PoolRule.defaultRefill, .assumed)
        }
    }
}

/// The numbers by which a pool's size follows from its rule.
public struct PoolSizing: Hashable, Sendable {
    /// The servers in service that the pool stands in for. Its own are among them: a standby may fail, too.
    public var servers: UInt64
    /// The losses and the service of all the target's servers.
    public var record: ServiceRecord
    /// The estimate of how often one of them is lost.
    public var rate: FailureRate
    /// How long a standby that was used stays away.
    public var refill: RefillTime
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
        let refill = RefillTime(rule, record: record)
        return PoolSizing(
            servers: servers, record: record, rate: rate, refill: refill,
            size: StandbySize(servers: servers, rate: rate, refill: refill.span))
    }
}
