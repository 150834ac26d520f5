import Determinism
import Fleet

/// How many more tasks of a kind fit: what `muster capacity` shows. What waits for a place is not counted with.
public struct Capacity: Hashable, Sendable {
    /// What a group of servers has room for.
    public struct Tally: Hashable, Sendable {
        /// How many of the servers may have such a task and could hold one while nothing runs.
        public var servers: UInt64 = 0
        /// Tasks that fit now; `.max` for any number.
        public var now: UInt64 = 0
        /// Tasks that would fit if nothing ran; `.max` for any number.
        public var empty: UInt64 = 0
        /// What runs out first, with the number of servers on which it does; the most frequent first.
        public var limits: [Limit] = []
    }

    /// A kind of resource that runs out first.
    public struct Limit: Hashable, Sendable {
        /// The kind in words: `GPUs`, `memory`.
        public var kind: String
        /// On how many servers.
        public var servers: UInt64
    }

    /// What a namespace's quota lets begin.
    public struct QuotaRoom: Hashable, Sendable {
        /// How many more tasks.
        public var tasks: UInt64
        /// Which kind runs out first, with what is held of it and what may be.
        public var kind: QuotaKind
        /// What is held of it.
        public var held: UInt64
        /// What may be held of it.
        public var limit: UInt64
    }

    /// All servers together.
    public var all = Tally()
    /// The same by the value of a label, where one was asked for; servers without it stand under the empty text.
    public var groups = SortedMap<String, Tally>()
    /// How many tasks start together; 1 for tasks that are no gang.
    public var gangSize: UInt64 = 1
    /// What the quota of the job's namespace lets begin; nil where it bounds nothing of this.
    public var quota: QuotaRoom?
    /// Tasks of all jobs that wait for a place.
    public var waiting: UInt64 = 0
    /// The servers that may have none, by the rule that removes them.
    public var removed: [Explanation.Removal] = []
}

extension Scheduler {
    /// How many more tasks as those of a job fit now, and how many would if nothing ran; by groups of servers with one value of
    /// `label`, too, where one is named.
    ///
    /// Pure. A look at every server, and no pass.
    public static func capacity(
        for definition: JobDefinition, by label: String? = nil, in state: FleetState, _ circumstances: Circumstances
    ) -> Capacity {
        var capacity = Capacity()
        capacity.gangSize = definition.gang ? definition.count : 1
        let request = definition.request
        // A system job has one task on each server.
        let most: UInt64 = definition.type == .system ? 1 : .max
        var parts = PartCounts(of: definition, in: state)
        var limits: [String?: [Shortage.Kind: UInt64]] = [:]
        let task = Allocation(
            id: AllocationID(0), job: definition.id, index: 0, pinned: nil, pendingSince: circumstances.now)
        let strangers = SortedSet(definition.rules.apartFrom + state.jobsApart(from: definition))
        for (id, node) in state.nodes {
            let own = Survey.closure(of: node, to: task, circumstances)
            let kept = { Survey.reservation(keeping: definition, off: id, in: state, circumstances) }
            if let rule = (own == .standby && definition.type == .system ? nil : own) ?? kept() {
                capacity.removed.note(id, by: rule)
                continue
            }
            if let rule = Survey.mismatch(of: node, with: definition) {
                capacity.removed.note(
                    id, by: rule, short: rule.isAboutSize ? Shortage.all(of: request, on: node.facts) : [])
                continue
            }
            if let rule = parts.rule(against: node) {
                capacity.removed.note(id, by: rule)
                continue
            }
            let headroom = definition.type == .system ? .none : state.headroom(of: node)
            let counts = state.free(on: id).counts(of: request, beside: headroom)
            var now = min(counts.map(\.count).min() ?? .max, most)
            let hasStranger =
                !strangers.isEmpty
                && state.liveAttempts(on: id).contains { attempt in
                    state.allocations[attempt.id.allocation].map { strangers.contains($0.job) } ?? false
                }
            if hasStranger { now = 0 }
            let empty = min(node.facts.room.count(of: request, beside: headroom), most)
            let group = label.map { node.facts.labels[$0] ?? "" }
            let limit = hasStranger ? nil : counts.min { $0.count < $1.count }?.kind
            capacity.all.servers += 1
            parts.add(now: now, empty: empty, on: node, group: nil)
            if let limit { limits[nil, default: [:]][limit, default: 0] += 1 }
            if let group {
                capacity.groups[group, default: Capacity.Tally()].servers += 1
                parts.add(now: now, empty: empty, on: node, group: group)
                if let limit { limits[group, default: [:]][limit, default: 0] += 1 }
            }
        }
        parts.settle(&capacity.all, group: nil)
        for group in capacity.groups.keys {
            capacity.groups.update(group) { parts.settle(&$0, group: group) }
        }
        capacity.all.limits = sorted(limits[nil] ?? [:])
        for group in capacity.groups.keys {
            capacity.groups.update(group) { $0.limits = sorted(limits[group] ?? [:]) }
        }
        capacity.quota = quotaRoom(for: definition, in: state)
        capacity.waiting = state.waitingJobs.reduce(0) { $0 + UInt64(state.waiting(of: $1)?.count ?? 0) }
        return capacity
    }

    private static func sorted(_ limits: [Shortage.Kind: UInt64]) -> [Capacity.Limit] {
        limits.map { Capacity.Limit(kind: $0.key.name, servers: $0.value) }  // order-free: it is sorted
            .sorted { ($1.servers, $0.kind) < ($0.servers, $1.kind) }
    }

    private static func quotaRoom(for definition: JobDefinition, in state: FleetState) -> Capacity.QuotaRoom? {
        let namespace = definition.id.namespace
        guard let burst = state.quotas[namespace]?.burst else { return nil }
        let held = state.held(by: namespace)
        let each = NamespaceHolding(of: definition)
        return QuotaKind.allCases.compactMap { kind -> Capacity.QuotaRoom? in
            guard let limit = burst[kind], each[kind] > 0 else { return nil }
            let left = limit > held[kind] ? limit - held[kind] : 0
            return Capacity.QuotaRoom(tasks: left / each[kind], kind: kind, held: held[kind], limit: limit)
        }.min { $0.tasks < $1.tasks }
    }
}

/// Counts by part of the fleet, where a job is spread over parts or its gangs stay within one.
private struct PartCounts {
    private struct Key: Hashable {
        var group: String?
        var part: TopologyDomain?
    }

    private let level: TopologyLevel?
    private let isSpread: Bool
    /// How many tasks may live in one part.
    private let atMost: UInt64
    /// How many start together in one part.
    private let together: UInt64
    /// How many live in each part.
    private var living: [TopologyDomain: UInt64] = [:]
    private var sums: [Key: (now: UInt64, empty: UInt64)] = [:]
    private var keys: [String?: [Key]] = [:]

    init(of definition: JobDefinition, in state: FleetState) {
        let spread = definition.rules.spread
        let within = definition.gang ? definition.rules.topology?.within : nil
        isSpread = spread?.atMost != nil
        level = isSpread ? spread?.over : within
        atMost = spread?.atMost ?? .max
        together = within == nil || isSpread ? 1 : max(1, definition.count)
        guard isSpread, let level, let job = state.jobs[definition.id] else { return }
        for id in job.allocations {
            for attempt in state.allocations[id]?.live ?? [] {
                guard let node = state.nodes[attempt.node],
                    let part = level.domain(of: node.id, labels: node.facts.labels)
                else { continue }
                living[part, default: 0] += 1
            }
        }
    }

    /// Why a server that does not say where it is may have none.
    func rule(against node: Node) -> Explanation.Rule? {
        guard let level, level.domain(of: node.id, labels: node.facts.labels) == nil else { return nil }
        return isSpread ? .noSpreadLabel(level) : .noTopologyLabel(level)
    }

    mutating func add(now: UInt64, empty: UInt64, on node: Node, group: String?) {
        let key = Key(group: group, part: level?.domain(of: node.id, labels: node.facts.labels))
        if sums[key] == nil { keys[group, default: []].append(key) }
        let known = sums[key] ?? (0, 0)
        sums[key] = (known.now.addingSaturated(now), known.empty.addingSaturated(empty))
    }

    /// What the parts have room for together.
    func settle(_ tally: inout Capacity.Tally, group: String?) {
        for key in keys[group] ?? [] {
            guard let sum = sums[key] else { continue }
            let lives = key.part.flatMap { living[$0] } ?? 0
            tally.now = tally.now.addingSaturated(whole(min(sum.now, atMost > lives ? atMost - lives : 0)))
            tally.empty = tally.empty.addingSaturated(whole(min(sum.empty, atMost)))
        }
    }

    /// As many of them as start together.
    private func whole(_ tasks: UInt64) -> UInt64 { tasks == .max ? tasks : tasks - tasks % together }
}

extension [Explanation.Removal] {
    /// Counts a server for the rule that removed it.
    mutating func note(_ node: NodeID, by rule: Explanation.Rule, short: [Shortage] = []) {
        let place: Int
        if let known = firstIndex(where: { $0.rule == rule }) {
            place = known
        } else {
            place = count
            append(Explanation.Removal(rule: rule, count: 0, examples: []))
        }
        self[place].count += 1
        self[place].shortages = Shortage.merged(self[place].shortages, with: short)
        if self[place].examples.count < Explanation.examplesShown { self[place].examples.append(node) }
    }
}
