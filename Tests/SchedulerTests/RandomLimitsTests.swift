import Determinism
import Fleet
import Scheduler
import Testing

/// Random histories with every kind of resource, rule and quota: after each commit everything is counted anew from the attempts
/// alone, and the rules are judged by an evaluator of the test's own.
struct RandomLimitsTests {
    @Test(
        "no kind is overcommitted, no rule broken, no quota exceeded by what begins",
        arguments: 1...7 as ClosedRange<UInt64>)
    func everythingIsKept(seed: UInt64) {
        var history = History(seed: seed)
        var (begun, preempted, waiting) = (0, 0, 0)
        for step in 0..<60 {
            history.advance(step)
            let before = Set(history.live.map(\.id))
            let pass = history.yard.schedule()
            let audit = Audit(history.yard.state, before: before)
            let faults = audit.faults + audit.faults(of: pass)
            #expect(faults.isEmpty, "seed \(seed), step \(step): \(faults.joined(separator: "; "))")
            begun += audit.begun.count
            preempted += pass.plans.flatMap(\.stops).filter { $0.reason == .preempted }.count
            waiting += pass.blocked.filter { if case .quota = $0.reason { true } else { false } }.count
        }
        #expect(history.yard.refused == 0, "seed \(seed): a plan of the pass was refused")
        #expect(
            begun > 40 && preempted > 0 && waiting > 5,
            "seed \(seed) proves too little: \(begun) began, \(preempted) preempted, \(waiting) waited for a quota")
    }
}

/// What happens.
private struct History {
    static let namespaces = ["a", "b", "default"]
    var yard = Yard(count: 5)
    private var random: SeededGenerator
    private var facts: [String: NodeFacts] = [:]
    private var nonce: UInt64 = 1
    private var jobs: [JobID] = []

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        for number in 1...5 as ClosedRange<UInt64> {
            var labels = SortedMap<String, String>()
            labels["zone"] = number > 3 ? "b" : "a"
            if number != 5 { labels["rack"] = "r\(number % 2)" }
            if !random.oneIn(4) { labels["generation"] = "\(1 + random.below(4))" }
            let devices = (0..<random.below(4)).map {
                GPU(index: $0, model: number % 2 == 0 ? "T4" : "A100", memoryBytes: (number % 2 == 0 ? 16 : 80) << 30)
            }
            let capacity = Resources(
                cpuMillicores: 8_000 + random.below(3) * 4_000, memoryBytes: (1 + random.below(3)) << 35,
                storageBytes: random.below(4) << 38, bandwidthBitsPerSecond: (1 + random.below(4)) * 5_000_000_000,
                extras: extras(atMost: 4))
            facts["n\(number)"] = NodeFacts(capacity: capacity, gpus: devices, labels: labels)
            connect("n\(number)")
        }
    }

    var live: [Attempt] { yard.state.allocations.values.flatMap(\.live) }

    private mutating func extras(atMost: UInt64) -> SortedMap<String, UInt64> {
        var extras = SortedMap<String, UInt64>()
        for name in ["fpga", "license-x"] where random.oneIn(2) { extras[name] = 1 + random.below(atMost) }
        return extras
    }

    private mutating func connect(_ name: String) {
        nonce += 1
        guard let facts = facts[name] else { return }
        yard.apply(
            .openSession(session: SessionID(node: NodeID(name), boot: "b", nonce: nonce), facts: facts, adopted: []))
    }

    /// One thing happens before each pass.
    mutating func advance(_ step: Int) {
        let server = "n\(1 + random.below(5))"
        switch random.below(10) {
        case 0:
            var quota = Quota(share: 1 + random.below(3))
            let kind = QuotaKind.allCases[Int(random.below(4))]
            let units: [QuotaKind: UInt64] = [.cpu: 1_000, .memory: 1 << 33, .gpus: 250, .tasks: 1]
            quota.burst[kind] = random.below(12) * (units[kind] ?? 1)
            if random.oneIn(2) { quota.burst[.tasks] = 1 + random.below(8) }
            yard.apply(.setQuota(namespace: History.namespaces[Int(random.below(3))], quota))
        case 1:
            yard.lose(server)
            if random.oneIn(2) { connect(server) }
        case 2:
            yard.apply(.setEligibility(NodeID(server), random.oneIn(3) ? .draining : .eligible))
            if random.oneIn(2) { connectAllThatAreAway() }
        case 3, 4:
            yard.start()
            for attempt in live where random.oneIn(3) { yard.end(attempt, random.oneIn(4) ? .failed : .completed) }
        case 5: yard.finishStops()
        default: for number in 0..<2 { submit("j\(step)-\(number)") }
        }
    }

    private mutating func connectAllThatAreAway() {
        for (id, node) in yard.state.nodes where node.session == nil { connect(id.name) }
    }

    private mutating func submit(_ name: String) {
        var job = JobDefinition(
            id: JobID(namespace: History.namespaces[Int(random.below(3))], name: name),
            type: random.oneIn(3) ? .service : .batch, priority: random.below(5) * 20, count: 1 + random.below(4),
            command: ["/bin/true"],
            resources: Resources(
                cpuMillicores: 500 + random.below(8) * 500, memoryBytes: random.below(4) << 33,
                storageBytes: random.oneIn(3) ? random.below(3) << 37 : 0,
                bandwidthBitsPerSecond: random.oneIn(3) ? random.below(5) * 1_000_000_000 : 0,
                extras: random.oneIn(4) ? extras(atMost: 2) : SortedMap()))
        job.gang = random.oneIn(3)
        switch random.below(4) {
        case 0: job.gpus = GPURequest(count: 1 + random.below(2), models: random.oneIn(2) ? ["A100"] : [])
        case 1: job.gpus = GPURequest(count: 1, thousandths: [250, 500, 700][Int(random.below(3))])
        default: break
        }
        if random.oneIn(5) { job.constraints["zone"] = random.oneIn(2) ? "a" : "b" }
        let tests: [LabelCondition] = [
            LabelCondition("generation", .atLeast(2)), LabelCondition("generation", .atMost(3)),
            LabelCondition("generation", .exists), LabelCondition("generation", .absent),
            LabelCondition("rack", .noneOf(["r0"])), LabelCondition("node", .oneOf(["n1", "n2", "n4"])),
        ]
        let conditions = random.oneIn(3) ? [tests[Int(random.below(6))]] : []
        let levels: [TopologyLevel] = [.zone, .rack, .node]
        let spread = random.oneIn(3) ? Spread(over: levels[Int(random.below(3))], atMost: 1 + random.below(2)) : nil
        let apart = random.oneIn(3) && !jobs.isEmpty ? [jobs[Int(random.below(UInt64(jobs.count)))]] : []
        job.rules = PlacementRules(conditions: conditions, spread: spread, apartFrom: apart)
        yard.apply(.submitJob(job))
        jobs.append(job.id)
    }
}

/// What is wrong with a state, found out from its attempts, its definitions and its servers' facts.
private struct Audit {
    let state: FleetState
    /// Every attempt that lives, with its job's definition.
    let live: [(attempt: Attempt, definition: JobDefinition)]
    /// Those of them that the last commit authorised.
    let begun: [(attempt: Attempt, definition: JobDefinition)]

    init(_ state: FleetState, before: Set<AttemptID>) {
        self.state = state
        live = state.allocations.values.flatMap { allocation in
            allocation.live.compactMap { attempt in
                state.jobs[allocation.job].map { (attempt, $0.definition) }
            }
        }
        begun = live.filter { !before.contains($0.attempt.id) }
    }

    var faults: [String] { overcommitted + overQuota + begun.flatMap { faults(of: $0.attempt, $0.definition) } }

    // MARK: Amounts

    private static func amounts(of resources: Resources) -> [String: UInt64] {
        var amounts = [
            "cpu": resources.cpuMillicores, "memory": resources.memoryBytes, "storage": resources.storageBytes,
            "bandwidth": resources.bandwidthBitsPerSecond,
        ]
        for (name, amount) in resources.extras { amounts[name] = amount }
        return amounts
    }

    private var overcommitted: [String] {
        state.nodes.flatMap { id, node -> [String] in
            var taken: [String: UInt64] = [:]
            for (attempt, _) in live where attempt.node == id {
                for (kind, amount) in Audit.amounts(of: attempt.resources) { taken[kind, default: 0] += amount }
                for share in attempt.gpus { taken["GPU \(share.index)", default: 0] += share.thousandths }
            }
            var capacity = Audit.amounts(of: node.facts.capacity)
            for gpu in node.facts.gpus { capacity["GPU \(gpu.index)"] = 1_000 }
            return taken.filter { $0.value > capacity[$0.key] ?? 0 }.map { "\(id) gives \($0.value) of \($0.key)" }
        }
    }

    private static func held(by attempt: Attempt) -> [QuotaKind: UInt64] {
        [
            .cpu: attempt.resources.cpuMillicores, .memory: attempt.resources.memoryBytes,
            .gpus: attempt.gpus.reduce(0) { $0 + $1.thousandths }, .tasks: 1,
        ]
    }

    private var overQuota: [String] {
        state.quotas.flatMap { namespace, quota in
            QuotaKind.allCases.compactMap { kind -> String? in
                let own = begun.filter {
                    $0.definition.id.namespace == namespace && Audit.held(by: $0.attempt)[kind] ?? 0 > 0
                }
                guard let most = quota.burst[kind], !own.isEmpty else { return nil }
                let held = live.filter { $0.definition.id.namespace == namespace }
                    .reduce(0) { $0 + (Audit.held(by: $1.attempt)[kind] ?? 0) }
                return held > most ? "\(namespace) holds \(held) of \(most) \(kind)" : nil
            }
        }
    }

    // MARK: Rules

    private func faults(of attempt: Attempt, _ job: JobDefinition) -> [String] {
        guard let node = state.nodes[attempt.node] else { return ["\(job.id) is on no server"] }
        var faults: [String] = []
        if node.session != attempt.session || node.eligibility != .eligible { faults.append("\(node.id) is closed") }
        if attempt.resources != job.resources || !hasItsGPUs(attempt, job, on: node) {
            faults.append("\(job.id) has not what it asks for")
        }
        if !job.constraints.allSatisfy({ node.facts.labels[$0.key] == $0.value }) {
            faults.append("\(job.id) is on a server without its labels")
        }
        for condition in job.rules.conditions where !isMet(condition, on: node) {
            faults.append("\(job.id) is on \(node.id), which is not as `\(condition)` asks")
        }
        let beside = live.filter { $0.attempt.node == node.id && $0.attempt.id != attempt.id }.map(\.definition)
        for other in beside where job.rules.apartFrom.contains(other.id) || other.rules.apartFrom.contains(job.id) {
            faults.append("\(job.id) is beside \(other.id)")
        }
        let own = live.filter { $0.definition.id == job.id }.map(\.attempt)
        if let spread = job.rules.spread, let most = spread.atMost {
            let part = part(of: node.id, at: spread.over)
            let there = own.filter { self.part(of: $0.node, at: spread.over) == part }.count
            if part == nil || there > Int(most) { faults.append("\(there) of \(job.id) are in one \(spread.over)") }
        }
        let unfinished = state.jobs[job.id]?.allocations.filter { state.allocations[$0]?.isFinished == false } ?? []
        if job.gang, own.count != unfinished.count { faults.append("\(own.count) of the gang \(job.id) live") }
        return faults
    }

    private func hasItsGPUs(_ attempt: Attempt, _ job: JobDefinition, on node: Node) -> Bool {
        let models = ["T4": 16, "A100": 80] as [String: UInt64]
        return attempt.gpus.count == Int(job.gpus.count)
            && attempt.gpus.allSatisfy { share in
                guard let device = node.facts.gpus.first(where: { $0.index == share.index }) else { return false }
                return share.thousandths == job.gpus.thousandths
                    && (job.gpus.models.isEmpty || job.gpus.models.contains(device.model))
                    && (models[device.model] ?? 0) << 30 >= job.gpus.memoryBytes
            }
    }

    private func isMet(_ condition: LabelCondition, on node: Node) -> Bool {
        let value = condition.label == "node" ? node.id.name : node.facts.labels[condition.label]
        let number = value.flatMap { UInt64($0) }
        return switch condition.test {
        case .oneOf(let values): value != nil && values.contains(value ?? "")
        case .noneOf(let values): value == nil || !values.contains(value ?? "")
        case .exists: value != nil
        case .absent: value == nil
        case .atLeast(let bound): number != nil && (number ?? 0) >= bound
        case .atMost(let bound): number != nil && (number ?? 0) <= bound
        }
    }

    /// The part of the fleet that a server is in; racks of one name in two zones are two. Nil where it has no such label.
    private func part(of id: NodeID, at level: TopologyLevel) -> String? {
        let labels = state.nodes[id]?.facts.labels
        switch level {
        case .node: return id.name
        case .zone: return labels?["zone"]
        default: return labels?["rack"].map { "\(labels?["zone"] ?? "")/\($0)" }
        }
    }

    // MARK: Preemption

    /// What ends for others has a strictly lower priority than something for which room is made on its server.
    func faults(of pass: SchedulingPass) -> [String] {
        pass.plans.flatMap(\.stops).filter { $0.reason == .preempted }.compactMap { stop in
            guard let victim = live.first(where: { $0.attempt.id == stop.attempt }) else { return "nothing is stopped" }
            let beneficiaries = pass.blocked.filter { $0.reason == .waitsForRoom(victim.attempt.node) }
            let isOutranked = beneficiaries.contains { waiting in
                let job = state.allocations[waiting.allocation].flatMap { state.jobs[$0.job] }
                return (job?.definition.priority ?? 0) > victim.definition.priority
            }
            return isOutranked ? nil : "\(victim.definition.id) ends for no higher priority"
        }
    }
}
