import Determinism
import Fleet
import Scheduler
import Testing

/// Random fleets with a topology: what the pass decides for gangs, beside a search of every part of the fleet.
struct RandomTopologyTests {
    @Test(
        "a gang goes to a part of the narrowest level that holds it, if any does",
        arguments: 1...40 as ClosedRange<UInt64>)
    func narrowest(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var names: [String] = []
        for zone in 0..<(1 + generator.below(2)) {
            for rack in 0..<(1 + generator.below(3)) {
                for bank in 0..<(1 + generator.below(2)) {
                    for server in 0..<(1 + generator.below(3)) { names.append("z\(zone).r\(rack).s\(bank).\(server)") }
                }
            }
        }
        var yard = GangTopologyTests.yard(names, cores: 8)
        // A gang that fits nowhere has nothing moved for it: what is kept for that would be missing below.
        yard.moves.areAllowed = false
        for number in 0..<generator.below(UInt64(names.count) + 1) {
            yard.submit("filler-\(number)", cores: 1 + generator.below(7), count: 1)
        }
        yard.schedule()
        var placed = 0
        var refused = 0
        for number in 0..<8 as Range<UInt64> {
            let name = "gang-\(number)"
            let (count, cores) = (1 + generator.below(6), 1 + generator.below(6))
            let level = TopologyLevel.allCases[Int(generator.below(6))]
            let rules = [
                .none, PlacementRules(topology: GangTopology(within: level)),
                PlacementRules(topology: GangTopology(prefer: level)),
            ][Int(generator.below(3))]
            let holding = RandomTopologyTests.holding(
                count, cores: cores, within: rules.topology?.within, in: yard.state)
            yard.submit(name, cores: cores, count: count, gang: true, rules: rules)
            yard.schedule()
            let topology = rules.topology ?? GangTopology()
            let expected = topology.levels.first { !(holding[$0] ?? []).isEmpty }
            let places = yard.places(name)
            let isPlaced = !places.contains("-")
            #expect(isPlaced || places.allSatisfy { $0 == "-" }, "seed \(seed): a gang in pieces")
            if let expected, count > 1 || topology.within != nil {
                #expect(isPlaced, "seed \(seed): \(name) waits, and a \(expected) holds it")
                let domains = Set(places.map { RandomTopologyTests.domain(of: $0, at: expected, in: yard.state) })
                #expect(domains.count == 1, "seed \(seed): \(name) is not in one \(expected)")
            } else if topology.within != nil {
                #expect(!isPlaced, "seed \(seed): \(name) is placed, and nothing holds it")
            }
            placed += isPlaced ? 1 : 0
            refused += isPlaced ? 0 : 1
            if generator.oneIn(2), isPlaced {
                for attempt in yard.allocations(name).compactMap(\.current) { yard.end(attempt, .completed) }
            }
        }
        #expect(yard.refused == 0, "seed \(seed): a plan did not hold")
        #expect(placed > 0, "seed \(seed) proves too little")
    }

    /// The parts of the fleet that have room for a gang of equal members one after the other, by level.
    static func holding(
        _ count: UInt64, cores: UInt64, within: TopologyLevel?, in state: FleetState
    ) -> [TopologyLevel: [TopologyDomain]] {
        var slots: [TopologyDomain: UInt64] = [:]
        for (id, node) in state.nodes {
            if let within, within.domain(of: id, labels: node.facts.labels) == nil { continue }
            let free = state.free(on: id).amounts.cpuMillicores / (cores * 1_000)
            for level in TopologyLevel.allCases {
                guard let domain = level.domain(of: id, labels: node.facts.labels) else { continue }
                slots[domain, default: 0] += free
            }
        }
        return Dictionary(grouping: slots.filter { $0.value >= count }.keys, by: \.level)
    }

    static func domain(of node: String, at level: TopologyLevel, in state: FleetState) -> TopologyDomain? {
        state.nodes[NodeID(node)].flatMap { level.domain(of: $0.id, labels: $0.facts.labels) }
    }

    @Test("whatever happens, a gang that is to stay within a rack does", arguments: 1...8 as ClosedRange<UInt64>)
    func kept(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let names = (0..<12).map { "z0.r\($0 / 4).s\($0 / 2 % 2).\($0 % 2)" }
        var yard = GangTopologyTests.yard(names, cores: 8)
        var nonce: UInt64 = 2
        var placed = 0
        for round in 0..<60 {
            let node = names[Int(generator.below(12))]
            switch generator.below(6) {
            case 0:
                yard.lose(node)
                nonce += 1
                yard.connect(node, cores: 8, nonce: nonce, labels: GangTopologyTests.labels(of: node))
            case 1: yard.apply(.setEligibility(NodeID(node), generator.oneIn(2) ? .draining : .eligible))
            case 2: yard.finishStops()
            default:
                let level = generator.oneIn(2) ? TopologyLevel.rack : .switch
                let isGang = generator.oneIn(2)
                yard.submit(
                    "\(isGang ? "g" : "j")\(generator.below(12))", cores: 1 + generator.below(6),
                    count: 1 + generator.below(4), priority: generator.below(101), gang: isGang,
                    rules: isGang ? PlacementRules(topology: GangTopology(within: level)) : .none)
            }
            yard.start()
            let pass = yard.schedule()
            #expect(yard.refused == 0, "seed \(seed), round \(round): a plan did not hold")
            #expect(yard.pass() == yard.pass(), "seed \(seed), round \(round): two passes differ")
            for plan in pass.plans {
                guard let first = plan.placements.first, let job = yard.state.allocations[first.allocation]?.job,
                    let level = yard.state.jobs[job]?.definition.rules.topology?.within
                else { continue }
                placed += 1
                let domains = Set(
                    plan.placements.map {
                        RandomTopologyTests.domain(of: $0.session.node.name, at: level, in: yard.state)
                    })
                #expect(domains.count == 1 && !domains.contains(nil), "seed \(seed), round \(round): \(job) is apart")
            }
        }
        #expect(placed > 5, "seed \(seed) proves too little")
    }
}
