import Determinism
import Fleet
import Scheduler
import Testing

/// Small random fleets: what a pass decides beside a search of everything that could be decided (`NaiveScheduler`).
///
/// A pass takes what waits in the order of rank, each task or gang at a time, and does not come back to what it has decided. What is
/// promised is therefore: an item is placed if and only if there is a place for it beside those that the pass chose for the ranks
/// before it. The best of all plans may choose other places for these, so that more fits behind them; how much more is measured.
struct ExhaustiveTests {
    @Test("each rank is placed if and only if it fits beside the ranks before it", arguments: 0..<12 as Range<UInt64>)
    func stepByStep(block: UInt64) {
        var (placed, left) = (0, 0)
        for seed in block * 25..<(block + 1) * 25 {
            let fleet = SmallFleet(seed: seed)
            let pass = fleet.yard.pass()
            var free = fleet.naive.free(beside: fleet.running)
            let placements = pass.plans.flatMap(\.placements)
            #expect(pass.plans.flatMap(\.stops).isEmpty, "seed \(seed): nothing that runs may end for what waits here")
            for (rank, item) in fleet.items.enumerated() {
                let mine = item.allocations.compactMap { id in placements.first { $0.allocation == id } }
                let reasons = pass.blocked.filter { item.allocations.contains($0.allocation) }.map(\.reason)
                #expect(
                    mine.count + reasons.count == item.allocations.count, "seed \(seed), rank \(rank): not decided once"
                )
                guard !mine.isEmpty else {
                    left += 1
                    #expect(!fleet.naive.fits(item.tasks, in: free), "seed \(seed), rank \(rank) fits, and waits")
                    let admitted = fleet.naive.servers.indices.filter { fleet.naive.admits(item.tasks[0], at: $0) }
                    let reason = admitted.isEmpty ? BlockReason.noServer : .noRoom
                    #expect(Set(reasons) == [reason], "seed \(seed), rank \(rank)")
                    continue
                }
                placed += 1
                #expect(reasons.isEmpty, "seed \(seed), rank \(rank): a gang in pieces")
                for (placement, task) in zip(mine, item.tasks) {
                    guard let place = fleet.naive.place(of: placement.session.node.name) else { continue }
                    let gpus = placement.gpus.compactMap { number in
                        fleet.naive.servers[place].gpus.firstIndex { $0.number == number }
                    }
                    let rest = fleet.naive.rest(free[place], at: place, without: task, on: gpus)
                    #expect(rest != nil, "seed \(seed), rank \(rank) has \(placement), and does not fit there")
                    if let rest { free[place] = rest }
                }
            }
        }
        #expect(placed > 25 && left > 10, "\(placed) placed and \(left) left prove too little")
    }

    @Test func nearlyAsMuchIsPlacedAsByTheBestOfAllPlans() {
        var (tasks, bestTasks, gpus, bestGPUs, differing) = (0, 0, 0, 0, 0)
        for seed in 0..<300 as Range<UInt64> {
            let fleet = SmallFleet(seed: seed)
            let placed = Set(fleet.yard.pass().plans.flatMap(\.placements).map(\.allocation))
            let best = fleet.naive.best(fleet.items.map(\.tasks), in: fleet.naive.free(beside: fleet.running))
            let own = fleet.items.map { placed.contains($0.allocations[0]) }
            // The first rank on which they differ is one that only the best plan places.
            let firstDifference = zip(own, best).first { $0 != $1 }
            #expect(firstDifference?.1 ?? true, "seed \(seed): the search is not exhaustive")
            differing += firstDifference == nil ? 0 : 1
            for (item, (own, best)) in zip(fleet.items, zip(own, best)) {
                let thousandths = item.tasks.reduce(0) { $0 + $1.gpuThousandths }
                tasks += own ? item.tasks.count : 0
                gpus += own ? thousandths : 0
                bestTasks += best ? item.tasks.count : 0
                bestGPUs += best ? thousandths : 0
            }
        }
        // Measured: 17 fleets of 300 differ; 750 tasks of 766 (97.9 %), 340.15 GPUs of 350.6 (97.0 %). With seeds to 2,000:
        // 118 differ; 97.4 % and 95.1 %.
        #expect(differing <= 20, "\(differing) fleets differ")
        #expect(tasks * 1_000 >= bestTasks * 975, "\(tasks) tasks of \(bestTasks)")
        #expect(gpus * 1_000 >= bestGPUs * 965, "\(gpus) thousandths of GPUs of \(bestGPUs)")
        #expect(bestGPUs > 200_000, "\(bestGPUs) thousandths of GPUs prove too little")
    }

    @Test("what ends for a higher priority is enough, none of it too much, and of the lowest priority that is enough")
    func preemption() {
        var (made, refused, ended, fewest) = (0, 0, 0, 0)
        for seed in 0..<150 as Range<UInt64> {
            var fleet = FullFleet(seed: seed)
            let pass = fleet.yard.pass()
            let free = fleet.naive.free(beside: fleet.running.map(\.attempt))
            let sets = fleet.naive.servers.indices.flatMap { place in
                fleet.naive.victims(
                    for: fleet.task, at: place, of: free,
                    among: fleet.running.filter {
                        $0.attempt.node.name == fleet.naive.servers[place].name && $0.priority < FullFleet.priority
                    })
            }
            let stops = pass.plans.flatMap(\.stops)
            let victims = Set(stops.filter { $0.reason == .preempted }.map(\.attempt))
            if fleet.naive.fits([fleet.task], in: free) {
                #expect(pass.plans.flatMap(\.placements).map(\.allocation) == [fleet.waiting], "seed \(seed)")
                #expect(stops.isEmpty, "seed \(seed): something ends, and it fits")
                continue
            }
            guard let lowest = sets.map(\.highest).min() else {
                refused += 1
                #expect(victims.isEmpty, "seed \(seed): something ends in vain")
                continue
            }
            made += 1
            let chosen = sets.first { $0.attempts == victims }
            #expect(chosen != nil, "seed \(seed): \(stops) is not of lower priority, not of one server, or not enough")
            #expect(
                chosen?.highest == lowest, "seed \(seed): priority \(chosen?.highest ?? 0) ends, \(lowest) is enough")
            let smaller = sets.filter { $0.attempts.isStrictSubset(of: victims) }
            #expect(smaller.isEmpty, "seed \(seed): more ends than must")
            ended += victims.count
            fewest += sets.filter { $0.highest == lowest }.map(\.attempts.count).min() ?? 0
            fleet.yard.schedule()
            fleet.yard.finishStops()
            fleet.yard.schedule()
            #expect(!fleet.yard.places("high").contains("-"), "seed \(seed): the room was made in vain")
            #expect(fleet.yard.refused == 0, "seed \(seed): a plan did not hold")
        }
        #expect(made > 40 && refused > 10, "\(made) preemptions and \(refused) refusals prove too little")
        // That no other set of that priority is smaller is not promised. Measured: as few as can be; with seeds to 1,500, 869
        // end in 550 preemptions, and 864 are the fewest.
        #expect(ended * 100 <= fewest * 105, "\(ended) end, and \(fewest) are enough")
    }
}

/// Two to four servers, of which some are partly filled with work that outranks what waits.
private struct SmallFleet {
    /// A task, or a whole gang.
    struct Item {
        var allocations: [AllocationID]
        var tasks: [NaiveScheduler.Task]
    }

    var yard: Yard
    let naive: NaiveScheduler
    /// What waits, in the order of rank: the higher priority first, then who came first, then the lower index.
    let items: [Item]
    let running: [Attempt]

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let servers = 2 + random.below(3)
        yard = Yard.small(servers, &random)
        for number in 0..<random.below(servers + 1) {
            yard.submit(JobDefinition.small("filler-\(number)", priority: 100, &random))
        }
        yard.schedule()
        for name in yard.state.waitingJobs { yard.apply(.stopJob(name)) }
        running = yard.running
        var jobs: [JobDefinition] = []
        var tasks: UInt64 = 0
        for number in 0..<(1 + random.below(5)) {
            var job = JobDefinition.small("j\(number)", priority: [10, 50, 90][Int(random.below(3))], &random)
            if random.oneIn(3) { job.count = 2 + random.below(2) }
            job.gang = job.count > 1 && random.oneIn(2)
            tasks += job.count
            if tasks > 7 { break }
            jobs.append(job)
            yard.submit(job)
        }
        naive = NaiveScheduler(yard.state)
        let ranked = jobs.enumerated().sorted {
            ($1.element.priority, $0.offset) < ($0.element.priority, $1.offset)
        }
        items = ranked.flatMap { [yard] (_, job) -> [Item] in
            let allocations = yard.allocations(job.id.name).map(\.id)
            let task = NaiveScheduler.Task(job)
            return job.gang
                ? [Item(allocations: allocations, tasks: allocations.map { _ in task })]
                : allocations.map { Item(allocations: [$0], tasks: [task]) }
        }
    }
}

/// Two to four servers that are nearly full of single tasks of all priorities, and one task that waits.
private struct FullFleet {
    static let priority: UInt64 = 50
    var yard: Yard
    let naive: NaiveScheduler
    let running: [(attempt: Attempt, priority: UInt64)]
    let task: NaiveScheduler.Task
    let waiting: AllocationID?

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        yard = Yard.small(2 + random.below(3), &random)
        for number in 0..<16 {
            let priority = [10, 20, 30, 40, 50, 60][Int(random.below(6))] as UInt64
            yard.submit(JobDefinition.small("low-\(number)", priority: priority, &random))
        }
        yard.schedule()
        for name in yard.state.waitingJobs { yard.apply(.stopJob(name)) }
        running = yard.running.map { [yard] attempt in
            let job = yard.state.allocations[attempt.id.allocation].flatMap { yard.state.jobs[$0.job] }
            return (attempt, job?.definition.priority ?? .max)
        }
        var job = JobDefinition.small("high", priority: FullFleet.priority, &random)
        job.resources.cpuMillicores += 2_000
        yard.submit(job)
        task = NaiveScheduler.Task(job)
        waiting = yard.allocations("high").first?.id
        naive = NaiveScheduler(yard.state)
    }
}

extension Yard {
    fileprivate static func small(_ servers: UInt64, _ random: inout SeededGenerator) -> Yard {
        var yard = Yard(count: Int(servers))
        for number in 1...servers {
            // Some servers have two kinds of GPUs.
            let models = ["A100", "T4"]
            let devices = (0..<random.below(4)).map { index in
                let model = models[Int(number + (random.oneIn(6) ? 1 : 0)) % 2]
                return GPU(index: index, model: model, memoryBytes: model == "T4" ? 16 << 30 : 80 << 30)
            }
            var labels = SortedMap<String, String>()
            labels["zone"] = random.oneIn(2) ? "a" : "b"
            let capacity = Resources(
                cpuMillicores: 4_000 + random.below(5) * 1_000, memoryBytes: (2 + random.below(3)) << 34)
            yard.apply(
                .openSession(
                    session: SessionID(node: NodeID("n\(number)"), boot: "b", nonce: 2),
                    facts: NodeFacts(capacity: capacity, gpus: devices, labels: labels), adopted: []))
        }
        return yard
    }

    fileprivate mutating func submit(_ job: JobDefinition) { apply(.submitJob(job)) }

    fileprivate var running: [Attempt] { state.nodes.keys.flatMap { state.liveAttempts(on: $0) } }
}

extension JobDefinition {
    /// One task without a time limit.
    fileprivate static func small(
        _ name: String, priority: UInt64, _ random: inout SeededGenerator
    ) -> JobDefinition {
        var job = JobDefinition(
            id: JobID(name: name), priority: priority, command: ["/bin/true"],
            resources: Resources(
                cpuMillicores: 500 + random.below(8) * 500, memoryBytes: random.below(5) << 32))
        switch random.below(5) {
        case 0: job.gpus = GPURequest(count: 1 + random.below(2))
        case 1: job.gpus = GPURequest(count: 1)
        case 2: job.gpus = GPURequest(count: 1, thousandths: [250, 500, 700][Int(random.below(3))])
        default: break
        }
        if job.gpus.count > 0, random.oneIn(4) { job.gpus.models = [random.oneIn(2) ? "A100" : "T4"] }
        if job.gpus.count > 0, random.oneIn(6) { job.gpus.memoryBytes = 40 << 30 }
        if random.oneIn(4) { job.constraints["zone"] = random.oneIn(2) ? "a" : "b" }
        if random.oneIn(20) { job.constraints["zone"] = "c" }
        return job
    }
}
