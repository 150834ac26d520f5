import Determinism
import Fleet

/// Keeps the pools that have a rule: their size by the measured failure rate, and their servers by what is idle. What was used
/// leaves the pool once another server has taken its place.
extension Member {
    /// Something has changed that pools may depend on.
    mutating func lookAtPoolsSoon(now: Instant) {
        guard !fleet.poolRules.isEmpty, let leadership else { return }
        let soon = max(now, leadership.poolsSeenAt + Leadership.poolsAtMostEvery)
        self.leadership?.poolsAt = min(leadership.poolsAt, soon)
    }

    mutating func tendPools(now: Instant) {
        guard now >= leadership?.poolsAt ?? .never, leadership?.fillUnderWay == false else { return }
        guard !fleet.poolRules.isEmpty else {
            leadership?.poolsAt = .never
            return
        }
        // What waits is placed first: a server that a plan is about to fill is not idle. And who has not yet listened takes
        // every server for lost.
        guard mayGrant(now: now), hasListened(now: now), leadership?.planUnderWay == false,
            leadership?.mustSchedule == false, !holdsPlacements(now: now)
        else {
            leadership?.poolsAt = now + Leadership.scanInterval
            return
        }
        leadership?.poolsSeenAt = now
        let interval = isAnyPoolShort ? Leadership.shortPoolsEvery : Leadership.poolsAtLeastEvery
        leadership?.poolsAt = now + interval
        for (name, rule) in fleet.poolRules {
            guard let fill = fill(name, rule, now: now) else { continue }
            leadership?.fillUnderWay = true
            leadership?.poolsAt = now + Leadership.poolsAtMostEvery
            propose(.fillPool(fill), for: .fill, now: now)
            return
        }
    }

    /// Whether a pool has fewer idle servers than it shall have: what keeps others from it (a penalty, a slow agent) ends
    /// without a committed word.
    private var isAnyPoolShort: Bool {
        fleet.poolRules.contains { name, rule in
            let idle = (fleet.pools[name] ?? []).filter { fleet.nodes[$0].map(fleet.isIdle) == true }
            return rule.reserve == .servers && UInt64(idle.count) < rule.wanted
        }
    }

    /// What must change about a pool; nil for nothing.
    private func fill(_ name: String, _ rule: PoolRule, now: Instant) -> PoolFill? {
        guard let target = Target(rule.target) else { return nil }
        let wanted = sizing(of: rule).wanted(rule)
        let members = SortedSet(fleet.pools[name] ?? [])
        var change = PoolFill(name: name, rule: rule.index, wanted: wanted)
        if rule.reserve == .headroom {
            for (id, node) in fleet.nodes {
                let isMeant = target.matches(node)
                if members.contains(id), !isMeant { change.leaving.append(id) }
                if isMeant, fleet.mayJoin(node, reserve: .headroom) { change.joining.append(id) }
            }
        } else {
            chooseStandbys(among: target, members: members, wanted: wanted, into: &change, now: now)
        }
        return change.wanted == rule.wanted && change.joining.isEmpty && change.leaving.isEmpty ? nil : change
    }

    private func chooseStandbys(
        among target: Target, members: SortedSet<NodeID>, wanted: UInt64, into change: inout PoolFill, now: Instant
    ) {
        var (idle, used, candidates): ([Node], [Node], [Node]) = ([], [], [])
        var ordinary = 0
        var isCalm = true
        for (id, node) in fleet.nodes {
            let isThere = node.session != nil && node.eligibility == .eligible && target.matches(node)
            guard isThere else {
                if members.contains(id) { change.leaving.append(id) }
                continue
            }
            let isSilent = beats.isSilent(id, patience: patience, now: now)
            if isSilent { isCalm = false }
            if members.contains(id) {
                if fleet.isIdle(node) { idle.append(node) } else { used.append(node) }
            } else if node.pool == nil {
                ordinary += 1
                if fleet.mayJoin(node, reserve: .servers), rule(against: id, now: now) == nil {
                    candidates.append(node)
                }
            }
        }
        // The largest come first: a standby must be able to take what the largest of the others ran.
        candidates.sort(by: Member.isBetterStandby)
        idle.sort(by: Member.isBetterStandby)
        let short = Int(clamping: wanted) - idle.count
        // One server at least goes on working.
        let joining = candidates.prefix(max(0, min(short, ordinary - 1)))
        change.joining += joining.map(\.id)
        // What was used stays for as long as nothing takes its place: the rest of its room may still help.
        let staying = max(0, short - joining.count)
        change.leaving += used.dropFirst(staying).map(\.id)
        // While a server is suspect, its standby is not given away.
        if short < 0, isCalm { change.leaving += idle.suffix(-short).map(\.id) }
        change.joining.sort()
        change.leaving.sort()
    }

    private static func isBetterStandby(_ left: Node, _ right: Node) -> Bool {
        let (a, b) = (left.facts.capacity, right.facts.capacity)
        let (leftGPUs, rightGPUs) = (left.facts.gpus.count, right.facts.gpus.count)
        if leftGPUs != rightGPUs { return leftGPUs > rightGPUs }
        if a.cpuMillicores != b.cpuMillicores { return a.cpuMillicores > b.cpuMillicores }
        if a.memoryBytes != b.memoryBytes { return a.memoryBytes > b.memoryBytes }
        return left.id < right.id
    }

    /// What runs on suspect servers under a lease that will end: standbys keep room for it.
    func endangered(now: Instant) -> SortedSet<AllocationID> {
        guard !fleet.pools.isEmpty else { return SortedSet() }
        var found: [AllocationID] = []
        for (id, node) in fleet.nodes where node.session != nil && !node.liveAttempts.isEmpty {
            guard beats.isSilent(id, patience: patience, now: now) else { continue }
            for attempt in fleet.liveAttempts(on: id) where attempt.session == node.session {
                if attempt.lease != .unlimited, attempt.stopping == nil { found.append(attempt.id.allocation) }
            }
        }
        return SortedSet(found)
    }

    /// The standbys that keep room for the work of suspect servers, with these servers. Only a leader knows.
    public var prepared: SortedMap<NodeID, SortedSet<NodeID>> { leadership?.prepared ?? SortedMap() }
}
