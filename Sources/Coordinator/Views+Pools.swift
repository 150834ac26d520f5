import CoordinatorCore
import Determinism
import Fleet
import Reliability
import Wire

/// Pools with the arithmetic of their size, and how often what is lost.
extension Views {
    /// Every pool, those included whose rule has found no server yet.
    var poolViews: [Wire.PoolView] {
        let fleet = member.fleet
        let names = SortedSet(fleet.pools.keys + fleet.poolRules.keys)
        return names.map { name in
            let nodes = fleet.pools[name] ?? []
            let prepared = member.prepared.filter { nodes.contains($0.key) }.map { standby, servers in
                "\(standby) for \(servers.map(\.name).joined(separator: ", "))"
            }
            return Wire.PoolView(
                name: name, nodes: nodes.map(\.name), free: UInt32(free(nodes).count),
                rule: fleet.poolRules[name].map(ruleView), prepared: prepared)
        }
    }

    /// Pools that have fewer free servers than their rule asks for.
    var poolsShort: [String] {
        let fleet = member.fleet
        return fleet.poolRules.compactMap { name, rule in
            let count = UInt64(free(fleet.pools[name] ?? []).count)
            guard rule.reserve == .servers, count < rule.wanted else { return nil }
            return "\(name) (\(count) of \(rule.wanted))"
        }
    }

    private func free(_ nodes: [NodeID]) -> [NodeID] {
        nodes.filter { id in
            guard let node = member.fleet.nodes[id], node.eligibility == .eligible else { return false }
            return member.standing(of: id, now: now) == .ready && member.fleet.isIdle(node)
        }
    }

    private func ruleView(_ rule: PoolRule) -> Wire.PoolRuleView {
        let sizing = member.sizing(of: rule)
        return Wire.PoolRuleView(
            reserve: UInt32(rule.reserve.rawValue), target: rule.target, isAutomatic: rule.size == nil,
            refillNs: sizing.refill.span.nanoseconds, wanted: rule.wanted, servers: sizing.servers,
            losses: sizing.record.losses, serviceNs: sizing.record.served.nanoseconds,
            lossesPerYear: sizing.rate.perYear, standbys: sizing.size?.standbys ?? 0,
            coverage: sizing.size?.coverage ?? 0, refillSource: sizing.refill.source.rawValue)
    }

    /// Servers that are listed one by one at the most: those with the most losses.
    private static let serversListed = 10

    /// The losses of all servers, of each pool's, of the classes of jobs, and of the servers with the most.
    var failureViews: [Wire.FailureView] {
        let fleet = member.fleet
        var rows: [Wire.FailureView] = []
        var all = ServiceRecord()
        var lossy: [(node: NodeID, record: ServiceRecord)] = []
        for (id, node) in fleet.nodes {
            let record = node.serviceRecord(at: fleet.time)
            all = all + record
            if record.losses > 0 { lossy.append((id, record)) }
        }
        rows.append(failureView("servers", fleet.nodes.count, all))
        for (name, rule) in fleet.poolRules {
            let sizing = member.sizing(of: rule)
            rows.append(failureView("servers of pool \(name) (\(rule.target))", Int(sizing.servers), sizing.record))
        }
        var running: [JobClass: Int] = [:]
        for (_, allocation) in fleet.allocations {
            guard let job = fleet.jobs[allocation.job] else { continue }
            for attempt in allocation.live {
                running[JobClass(job.definition.type, lease: attempt.lease), default: 0] += 1
            }
        }
        for (kind, record) in fleet.serviceByClass() {
            rows.append(failureView(kind.description, running[kind] ?? 0, record))
        }
        lossy.sort { ($1.record.losses, $0.node) < ($0.record.losses, $1.node) }
        for (id, record) in lossy.prefix(Views.serversListed) {
            rows.append(failureView("server \(id)", 1, record))
        }
        return rows
    }

    private func failureView(_ subject: String, _ count: Int, _ record: ServiceRecord) -> Wire.FailureView {
        Wire.FailureView(
            subject: subject, count: UInt64(count), losses: record.losses, serviceNs: record.served.nanoseconds,
            lossesPerYear: FailureRate(losses: record.losses, service: record.served).perYear)
    }
}
