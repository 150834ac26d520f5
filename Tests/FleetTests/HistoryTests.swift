import Determinism
import Fleet
import Testing

/// Long random histories: what must hold after every entry, whatever the entries are.
struct HistoryTests {
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func everyStateOfARandomHistoryIsSoundAndReplays(seed: UInt64) throws {
        var history = RandomHistory(seed: seed)
        for step in 0..<600 {
            history.step()
            if let flaw = flaw(in: history.site.state) {
                Issue.record("seed \(seed), step \(step): \(flaw)")
                return
            }
        }
        let state = history.site.state
        #expect(history.placed > 20, "seed \(seed) placed too little to prove anything")
        #expect(history.ended > 10, "seed \(seed) ended too little to prove anything")
        let copy = try FleetState(canonicalBytes: state.canonicalBytes)
        #expect(copy.stateHash == state.stateHash, "seed \(seed)")
        // A member that starts from a snapshot in the middle and one that replays everything arrive at the same state.
        var replayed = FleetState()
        for (place, entry) in history.site.log.enumerated() {
            let decoded = try FleetEntry.decode(entry.canonicalBytes)
            #expect(decoded == entry, "seed \(seed)")
            _ = replayed.apply(decoded, index: UInt64(place + 1))
            if place == history.site.log.count / 2 {
                replayed = try FleetState(canonicalBytes: replayed.canonicalBytes)
            }
        }
        #expect(replayed.stateHash == state.stateHash, "seed \(seed)")
    }

    private func flaw(in state: FleetState) -> String? {
        var held: [NodeID: Resources] = [:]
        var shares: [NodeID: [GPUShare]] = [:]
        for (id, allocation) in state.allocations {
            let live = allocation.live
            if live.count > 1 { return "allocation \(id) has \(live.count) live attempts" }
            if (allocation.state == .active) != (live.count == 1) { return "allocation \(id) contradicts its attempts" }
            if (allocation.state == .pending) != state.pending.contains(id) { return "queue contradicts \(id)" }
            if allocation.attempts.count > Allocation.attemptsKept { return "allocation \(id) keeps too much" }
            guard let job = state.jobs[allocation.job], job.allocations.contains(id) else { return "\(id) has no job" }
            if job.desired == .stopped && allocation.state == .pending { return "\(id) waits for a stopped job" }
            for attempt in live {
                held[attempt.node] = (held[attempt.node] ?? .zero) + attempt.resources
                shares[attempt.node, default: []] += attempt.gpus
                if !(state.nodes[attempt.node]?.liveAttempts.contains(attempt.id) ?? false) {
                    return "server does not know \(attempt.id)"
                }
            }
        }
        for (id, node) in state.nodes {
            if state.used(on: id) != held[id] ?? .zero { return "use of \(id) is wrong" }
            if !state.used(on: id).fits(in: node.facts.capacity) { return "\(id) is overcommitted" }
            for gpu in node.facts.gpus {
                let sum = (shares[id] ?? []).filter { $0.isOf(gpu) }.reduce(0) { $0 + $1.thousandths }
                if sum > GPU.thousandths { return "GPU \(gpu.index) of \(id) is overcommitted" }
            }
            if node.liveAttempts != node.liveAttempts.sorted() { return "attempts of \(id) out of order" }
            if let pool = node.headroom, state.poolRules[pool]?.reserve != .headroom {
                return "\(id) keeps headroom for nobody"
            }
            if let pool = node.pool, !(state.pools[pool]?.contains(id) ?? false) { return "\(id) is not in its pool" }
        }
        return nil
    }
}

/// Makes up operations from a seed, sensible and senseless ones.
private struct RandomHistory {
    var site = Site(nodes: ["n1", "n2", "n3", "n4"])
    var generator: SeededGenerator
    var placed = 0
    var ended = 0
    private var nonce: UInt64 = 1

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private mutating func pick<Element>(_ choices: [Element]) -> Element? {
        choices.isEmpty ? nil : choices[Int(generator.below(UInt64(choices.count)))]
    }

    mutating func step() {
        let changes = apply()
        for change in changes {
            if case .attemptAssigned = change { placed += 1 }
            if case .attemptEnded = change { ended += 1 }
        }
    }

    private mutating func apply() -> [Change] {
        let node = NodeID("n\(1 + generator.below(5))")
        let job = JobID(name: "j\(generator.below(6))")
        switch generator.below(20) {
        case 0, 1, 2:
            return site.submit(definition(job)).changes
        case 3: return site.apply(.stopJob(job), actor: "root").changes
        case 4, 5:
            nonce += 1
            let live = site.state.nodes[node]?.liveAttempts ?? []
            return site.connect(
                node.name, nonce, boot: "b\(generator.below(2))",
                adopted: live.filter { _ in generator.oneIn(2) },
                labels: generator.oneIn(2) ? ["rack": "r1"] : [:], gpus: devices(of: node)
            ).changes
        case 6:
            guard let session = site.state.nodes[node]?.session else { return [] }
            let lost = site.state.liveAttempts(on: node).map(\.id)
            return site.apply(
                .declareLost(session: session, lost: lost, sessionIsOver: generator.oneIn(2), reason: "silent")
            ).changes
        case 7:
            guard let attempt = pick(site.state.liveAttempts(on: node)) else { return [] }
            return site.apply(.closeSession(session: attempt.session, reason: "dead")).changes
        case 8:
            let eligibility = generator.oneIn(2) ? pick(Eligibility.allCases) ?? .eligible : .eligible
            return site.apply(.setEligibility(node, eligibility), actor: "root").changes
        case 9:
            let members = generator.oneIn(2) ? [] : [node]
            return site.apply(.setPool(name: "p\(generator.below(2))", nodes: members), actor: "root").changes
        case 10 where generator.oneIn(2):
            let rule = PoolRule(
                reserve: pick(PoolRule.Reserve.allCases) ?? .servers, target: "*", size: generator.below(400))
            return site.apply(.setPoolRule(name: "p\(generator.below(2))", rule: rule), actor: "root").changes
        case 11 where generator.oneIn(2):
            let name = "p\(generator.below(2))"
            let members = site.state.pools[name] ?? []
            let fill = PoolFill(
                name: name, rule: site.state.poolRules[name]?.index ?? 0, wanted: generator.below(1_000),
                joining: members.contains(node) ? [] : [node], leaving: generator.oneIn(2) ? [] : members)
            return site.apply(.fillPool(fill)).changes
        case 10:
            let command = CommandDefinition(arguments: ["/bin/date"])
            return site.apply(.acceptCommand(command, target: "x", nodes: [node]), actor: "root").changes
        case 11:
            return site.apply(.collectGarbage(before: WallTime(nanoseconds: generator.next() % site.now.nanoseconds)))
                .changes
        case 12, 13, 14: return report()
        default: return plan()
        }
    }

    private mutating func definition(_ job: JobID) -> JobDefinition {
        var wanted = SortedMap<String, String>()
        if generator.oneIn(4) { wanted["rack"] = "r1" }
        let type = pick(JobType.allCases) ?? .batch
        let share = 1 + generator.below(1_100)
        let gpus =
            generator.oneIn(2)
            ? GPURequest(count: generator.below(3)) : GPURequest(count: 1, thousandths: share, models: ["H100"])
        var rules = PlacementRules()
        if generator.oneIn(6) { rules.conditions = [LabelCondition("rack", generator.oneIn(2) ? .exists : .absent)] }
        if generator.oneIn(6) { rules.spread = Spread(over: .node, atMost: generator.below(3)) }
        if generator.oneIn(6) { rules.apartFrom = [JobID(name: "j\(generator.below(6))")] }
        return JobDefinition(
            id: job, type: type, priority: generator.below(103), count: generator.below(5), command: ["/bin/true"],
            resources: Resources(cpuMillicores: generator.below(6_000)), gpus: gpus, constraints: wanted,
            gang: generator.oneIn(4),
            restart: RestartPolicy(attempts: generator.below(3), delay: .seconds(generator.below(4))), rules: rules)
    }

    /// A server's GPUs; now and then one has fallen out, and the others are counted anew.
    private mutating func devices(of node: NodeID) -> [GPU] {
        let models = ["n1": ["H100", "H100", "A100"], "n2": ["H100-SXM5", "A100"]][node.name] ?? []
        let all = models.indices.map {
            GPU(index: UInt64($0), model: models[$0], memoryBytes: 80 << 30, uuid: "GPU-\(node)-\($0)")
        }
        if all.isEmpty { return Site.gpus }
        return generator.oneIn(3)
            ? all.dropFirst().map { GPU(index: $0.index - 1, model: $0.model, memoryBytes: 80 << 30, uuid: $0.uuid) }
            : all
    }

    private mutating func report() -> [Change] {
        guard let allocation = pick(site.state.allocations.values.filter { $0.state == .active }),
            let attempt = allocation.current
        else { return [] }
        let progress: AttemptReport.Progress
        switch generator.below(4) {
        case 0: progress = .running
        case 1: progress = .notDead
        default:
            progress = .ended(
                AttemptEnd(
                    cause: pick(EndCause.allCases) ?? .failed,
                    exit: generator.oneIn(2) ? .code(generator.below(3)) : nil))
        }
        let other = site.state.nodes[attempt.node]?.session ?? attempt.session
        return site.report(attempt, progress, from: generator.oneIn(3) ? other : attempt.session).changes
    }

    private mutating func plan() -> [Change] {
        var plans: [Plan] = []
        for id in site.state.pending.elements {
            guard let allocation = site.state.allocations[id], let job = site.state.jobs[allocation.job] else {
                continue
            }
            let target = allocation.pinned ?? NodeID("n\(1 + generator.below(4))")
            guard let session = site.state.nodes[target]?.session else { continue }
            let members = job.definition.gang ? job.allocations.filter { site.state.pending.contains($0) } : [id]
            // Some plans name GPUs, by no means always ones that there are or that are free.
            let gpus = generator.oneIn(2) ? [] : (0..<job.definition.gpus.count).map { $0 + generator.below(3) }
            plans.append(Plan(placements: members.map { Placement(allocation: $0, session: session, gpus: gpus) }))
        }
        if generator.oneIn(4), let attempt = pick(site.state.allocations.values.flatMap(\.live)) {
            let reason = pick(StopReason.allCases) ?? .preempted
            plans.append(Plan(stops: [PlannedStop(attempt: attempt.id, reason: reason)]))
        }
        return site.apply(.commitPlans(plans)).changes
    }
}
