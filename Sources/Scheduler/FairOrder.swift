import Determinism
import Fleet

/// The order among work of one priority, when several namespaces wait.
///
/// Each task is due at a time: when its job was submitted, plus a delay of up to a half-life that grows with what its
/// namespace has used of late beyond its share, plus a half-life where its namespace would borrow: hold more than it is
/// guaranteed while others are guaranteed something. The earliest comes first. So whoever has used little overtakes whoever has
/// used much, but nothing is overtaken by what was submitted two half-lives later: nothing starves.
///
/// What counts as usage is the greatest of a namespace's parts of the fleet's cores, memory and GPUs (Ghodsi et al., "Dominant
/// Resource Fairness", NSDI 2011), decayed as in Slurm's multifactor priorities.
public struct FairOrder: Sendable {
    /// A namespace's part of what was used of late, and of what is shared out.
    public struct Standing: Hashable, Sendable {
        /// How much of late, in a measure that is only to be compared.
        public var used: UInt64
        /// Its share.
        public var share: UInt64
    }

    /// The namespaces that used something of late or wait.
    public private(set) var standings = SortedMap<String, Standing>()
    private var usedByAll: UInt64 = 0
    private var shareOfAll: UInt64 = 0
    private let halfLife: Span

    /// The standings at `now`, with `waiting` among the namespaces.
    public init(_ state: FleetState, waiting: [String], now: WallTime) {
        halfLife = state.halfLife
        var capacity = Resources.zero
        var gpus: UInt64 = 0
        for (_, node) in state.nodes {
            capacity = capacity + node.facts.capacity
            gpus += UInt64(node.facts.gpus.count) * GPU.thousandths
        }
        for namespace in SortedSet(state.recentUsage.keys + waiting) {
            let used = state.recentUsage(of: namespace, now: now)
            let parts = [
                FairOrder.part(used.cpu, of: capacity.cpuMillicores),
                FairOrder.part(used.memory, of: capacity.memoryBytes >> 20), FairOrder.part(used.gpus, of: gpus),
            ]
            let standing = Standing(
                used: parts.max() ?? 0, share: state.quotas[namespace]?.share ?? Quota.defaultShare)
            standings[namespace] = standing
            usedByAll = FairOrder.sum(usedByAll, standing.used)
            shareOfAll += standing.share
        }
    }

    /// How long work of a namespace is put off: nothing where it used nothing, half a half-life where it used as much as it
    /// is due, a whole one at the most.
    public func delay(of namespace: String) -> Span {
        guard let standing = standings[namespace], standing.used > 0 else { return .zero }
        let used = standing.used.multipliedFullWidth(by: shareOfAll)
        let due = usedByAll.multipliedFullWidth(by: standing.share)
        // Both to 62 bits: only their ratio counts.
        let shift = UInt64(64 - max(used.high, due.high).leadingZeroBitCount) + 2
        let (part, rest) = (FairOrder.shifted(used, by: shift), FairOrder.shifted(due, by: shift))
        guard part + rest > 0 else { return .zero }
        return Span(
            nanoseconds: (part + rest).dividingFullWidth(halfLife.nanoseconds.multipliedFullWidth(by: part)).quotient)
    }

    /// A namespace's part of what all used of late, and of what is shared out, in thousandths.
    public func thousandths(of namespace: String) -> (used: UInt64, due: UInt64) {
        guard let standing = standings[namespace] else { return (0, 0) }
        func part(_ amount: UInt64, _ whole: UInt64) -> UInt64 {
            whole == 0 ? 0 : whole.dividingFullWidth(amount.multipliedFullWidth(by: 1_000)).quotient
        }
        return (part(min(standing.used, usedByAll), usedByAll), part(standing.share, shareOfAll))
    }

    /// Sets when each is due. With one namespace waiting they stand as they came.
    static func arrange(_ rows: inout [QueueRow], in state: FleetState, now: WallTime) {
        var byNamespace = SortedMap<String, [QueueRow]>()
        for row in rows { byNamespace[row.job.namespace, default: []].append(row) }
        guard byNamespace.count > 1 else { return }
        let order = FairOrder(state, waiting: byNamespace.keys, now: now)
        let someAreGuaranteed = byNamespace.keys.contains { state.quotas[$0]?.guaranteed.isEmpty == false }
        rows.removeAll(keepingCapacity: true)
        for (namespace, own) in byNamespace {
            let delay = order.delay(of: namespace)
            var own = own
            for place in own.indices {
                if let job = state.jobs[own[place].job] { own[place].due = job.submittedAt + delay }
            }
            rows += someAreGuaranteed ? order.split(own.sorted(), of: namespace, in: state) : own
        }
    }

    /// A namespace's rows, best first, in two parts each: the tasks that come within what it is guaranteed, and those that would
    /// borrow, which are due later. A gang comes within it whole.
    private func split(_ rows: [QueueRow], of namespace: String, in state: FleetState) -> [QueueRow] {
        let amounts = state.quotas[namespace]?.guaranteed ?? QuotaAmounts()
        var held = state.held(by: namespace)
        var members: [JobID: UInt64] = [:]
        for row in rows { members[row.job, default: 0] += UInt64(row.tasks.count) }
        var gangs: [JobID: Bool] = [:]
        var parts: [QueueRow] = []
        for row in rows {
            guard let definition = state.jobs[row.job]?.definition else { continue }
            var within = 0
            if definition.gang {
                if gangs[row.job] == nil {
                    let added = NamespaceHolding(of: definition, tasks: members[row.job] ?? 1)
                    gangs[row.job] = FairOrder.take(added, within: amounts, beside: &held)
                }
                within = gangs[row.job] == true ? row.tasks.count : 0
            } else {
                let added = NamespaceHolding(of: definition)
                while within < row.tasks.count, FairOrder.take(added, within: amounts, beside: &held) { within += 1 }
            }
            let (guaranteed, borrowing) = row.split(after: within)
            if let guaranteed { parts.append(guaranteed) }
            if var borrowing {
                borrowing.due = borrowing.due + state.halfLife
                parts.append(borrowing)
            }
        }
        return parts
    }

    /// Whether so much more comes within what is guaranteed; it then counts as held.
    private static func take(
        _ added: NamespaceHolding, within amounts: QuotaAmounts, beside held: inout NamespaceHolding
    ) -> Bool {
        guard !amounts.isEmpty, amounts.names(some: added), amounts.exceeded(by: added, beside: held) == nil else {
            return false
        }
        held = held + added
        return true
    }

    /// How long the whole fleet was used by that, in a small unit.
    private static func part(_ used: UInt64, of capacity: UInt64) -> UInt64 {
        guard capacity > 0 else { return 0 }
        let wide = used.multipliedFullWidth(by: 1 << 16)
        return wide.high >= capacity ? .max : capacity.dividingFullWidth(wide).quotient
    }

    private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }

    private static func shifted(_ wide: (high: UInt64, low: UInt64), by shift: UInt64) -> UInt64 {
        shift >= 64 ? wide.high >> (shift - 64) : wide.high << (64 - shift) | wide.low >> shift
    }
}
