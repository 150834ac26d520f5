import Determinism
import Fleet
import Testing

@testable import Scheduler

/// What passes keep of the servers is what a leader would see that looks at them for the first time.
struct KeptFloorTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func itIsWhatIsThere(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var yard = Yard((1...10).map { (name: "n\($0)", cores: 8, gpus: $0 % 3) })
        var (compared, vain) = (0, 0)
        for round in 0..<120 as Range<UInt64> {
            let name = "n\(1 + generator.below(12))"
            let node = NodeID(name)
            switch generator.below(12) {
            case 0: yard.lose(name)
            case 1:
                yard.apply(.putKey(KeyRecord(publicKey: "key-\(name)", name: name, role: .agent(node))))
                yard.connect(
                    name, cores: 4 + generator.below(9), gpus: generator.below(4), nonce: 2 + round,
                    labels: [("rack", "r\(generator.below(3))")])
            case 2: yard.apply(.setEligibility(node, [.eligible, .cordoned, .draining][Int(generator.below(3))]))
            case 3: yard.apply(.undamp(node))
            case 4: yard.keepHeadroom(100 * generator.below(5))
            case 5: yard.apply(.setPool(name: "spare", nodes: generator.oneIn(2) ? [] : [NodeID("n1"), NodeID("n2")]))
            case 6: yard.unavailable = generator.oneIn(2) ? SortedSet() : SortedSet([node])
            case 7: yard.finishStops()
            case 8:
                let live = yard.state.nodes.keys.flatMap { yard.state.liveAttempts(on: $0) }
                if let first = live.first { yard.end(first, .completed) }
            default:
                yard.submit(
                    "j\(generator.below(20))", cores: 1 + generator.below(5), count: 1 + generator.below(4),
                    priority: generator.below(101), type: generator.oneIn(3) ? .service : .batch,
                    gpus: generator.below(2), gang: generator.oneIn(3))
            }
            if generator.oneIn(3) { continue }
            let time = yard.now
            yard.schedule()
            var index = yard.index
            // Where one that remembers what was in vain finds nothing to do, there is nothing to do.
            let again = Scheduler.pass(
                state: yard.state, unavailable: yard.unavailable, now: time, placementsAtMost: 1_000, index: &index)
            if again.plans.isEmpty {
                vain += again.blocked.count { $0.reason == .noRoom }
                let first = Scheduler.pass(
                    state: yard.state, unavailable: yard.unavailable, now: time, placementsAtMost: 1_000)
                #expect(first.plans.isEmpty, "seed \(seed), round \(round): something was not seen any more")
            }
            index = yard.index
            let kept = index.begin(yard.state, unavailable: yard.unavailable, now: yard.now)
            let fresh = Floor(yard.state, unavailable: yard.unavailable, now: yard.now)
            let open = fresh.servers.filter(\.isOpen)
            #expect(
                Set(kept.servers.filter(\.isOpen).map(\.id)) == Set(open.map(\.id)), "seed \(seed), round \(round)")
            #expect(kept.nextReturn == fresh.nextReturn && kept.hasHeadroom == fresh.hasHeadroom)
            for server in open {
                guard let place = kept.place(of: server.id) else { continue }
                let other = kept.servers[place]
                compared += 1
                #expect(
                    other.free == server.free && other.future == server.future && other.labels == server.labels
                        && other.headroom == server.headroom && other.capacity == server.capacity
                        && other.isStandby == server.isStandby && other.session == server.session,
                    "seed \(seed), round \(round): \(server.id)")
            }
        }
        #expect(compared > 200 && vain > 50, "seed \(seed) proves too little: \(compared) servers, \(vain) in vain")
    }

    @Test func whatWasTriedForAGangIsTakenBack() {
        let yard = Yard(count: 3, cores: 4)
        var floor = Floor(yard.state, unavailable: SortedSet(), now: yard.now)
        let before = floor.servers.map(\.free)
        let definition = JobDefinition(
            id: JobID(name: "gang"), command: ["/bin/true"], resources: Resources(cpuMillicores: 3_000), gang: true)
        floor.beginTrial()
        floor.occupy(0, by: definition, gpus: [])
        floor.occupy(1, by: definition, gpus: [])
        _ = floor.takeChanged()
        floor.undoTrial(of: definition.id)
        #expect(floor.servers.map(\.free) == before)
        #expect(Set(floor.takeChanged()) == [0, 1], "the index of places is told, too")
    }
}
