import Determinism
import Fleet
import Scheduler
import Testing

/// Random fleets and loads: what must hold for every pass.
struct RandomFleetTests {
    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func everyPlanHoldsAndThePassesSettle(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var yard = Yard((1...12).map { (name: "n\($0)", cores: 4 + generator.below(13), gpus: generator.below(5)) })
        yard.apply(.setPool(name: "spare", nodes: [NodeID("n11"), NodeID("n12")]))
        var nonce: UInt64 = 1
        var placements = 0
        var preemptions = 0
        for round in 0..<60 {
            let node = "n\(1 + generator.below(12))"
            switch generator.below(6) {
            case 0:
                yard.lose(node)
                nonce += 1
                if generator.oneIn(2) { yard.connect(node, cores: 8, gpus: 4, nonce: nonce) }
            case 1: yard.apply(.setEligibility(NodeID(node), generator.oneIn(2) ? .draining : .eligible))
            case 2: yard.finishStops()
            default:
                yard.submit(
                    "j\(generator.below(20))", cores: 1 + generator.below(6), count: 1 + generator.below(5),
                    priority: generator.below(101), type: generator.oneIn(3) ? .service : .batch,
                    gpus: generator.below(3), gang: generator.oneIn(3))
            }
            let pass = yard.schedule()
            placements += pass.plans.flatMap(\.placements).count
            preemptions += pass.plans.flatMap(\.stops).filter { $0.reason == .preempted }.count
            #expect(yard.refused == 0, "seed \(seed), round \(round): a plan did not hold")
            #expect(yard.pass() == yard.pass(), "seed \(seed), round \(round): two passes differ")
            let decided = pass.plans.flatMap(\.placements).map(\.allocation) + pass.blocked.map(\.allocation)
            #expect(Set(decided).count == decided.count, "seed \(seed), round \(round): decided twice")
        }
        // Nothing new happens: whatever is asked to end ends, and after some passes nothing is left to do.
        var settled = false
        for _ in 0..<60 where !settled {
            yard.finishStops()
            settled = yard.schedule().plans.isEmpty
        }
        #expect(settled, "seed \(seed): the scheduler never comes to rest")
        #expect(placements > 20 && preemptions > 0, "seed \(seed) proves too little")
    }

    @Test func aThousandTasksOnAThousandServersTakeOnePass() {
        var yard = Yard(count: 1_000, cores: 4)
        for name in ["a", "b", "c", "d"] { yard.submit(name, cores: 3, count: 250, type: .service) }
        let pass = yard.pass()
        #expect(pass.plans.count == 1_000)
    }
}
