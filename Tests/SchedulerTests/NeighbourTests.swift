import Determinism
import Fleet
import Scheduler
import Testing

struct NeighbourTests {
    private func spread(_ level: TopologyLevel, _ atMost: UInt64? = nil) -> PlacementRules {
        PlacementRules(spread: Spread(over: level, atMost: atMost))
    }

    private func racks(_ yard: Yard, _ job: String) -> [String: Int] {
        Dictionary(grouping: yard.places(job).filter { $0 != "-" }) {
            $0.split(separator: ".").dropLast().joined(separator: ".")
        }
        .mapValues(\.count)
    }

    private func why(_ yard: Yard, _ job: String, _ index: Int = 0) throws -> Explanation {
        let id = try #require(yard.allocations(job).dropFirst(index).first?.id)
        return Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
    }

    @Test func noMoreThanSoManyTasksOfAJobLiveInOneRack() throws {
        var yard = GangTopologyTests.yard(["a.r1.1", "a.r1.2", "a.r2.1", "a.r2.2", "b.r1.1", "n"])
        yard.submit("web", cores: 1, count: 8, rules: spread(.rack, 2))
        yard.schedule()
        // The rack of zone b is another than that of zone a; the server that names no rack gets nothing.
        #expect(racks(yard, "web") == ["a.r1": 2, "a.r2": 2, "b.r1": 2])
        let pass = yard.schedule()
        #expect(pass.plans.isEmpty && pass.blocked.map(\.reason) == [.noServer, .noServer])
        let waits = try why(yard, "web", 7)
        #expect(
            waits.removed.map { "\($0.count) \($0.rule)" } == [
                "5 of a rack with as many of the job's tasks as `spread` lets",
                "1 without the label rack, over which the job is spread",
            ])
        #expect(
            waits.remedy
                == "let more of its tasks live in one rack (`spread: { over: rack, at-most: 3 }`), add servers in another, or ask "
                + "for fewer tasks")
        // One that ends makes way for another.
        let first = try #require(yard.allocations("web").first?.current)
        yard.end(first, .completed)
        yard.schedule()
        #expect(yard.places("web").count { $0 == "-" } == 2)
        #expect(racks(yard, "web").values.allSatisfy { $0 <= 2 })
        #expect(yard.refused == 0)
    }

    @Test func theOwnTasksOfAJobCanBeKeptApart() {
        var yard = Yard(count: 3)
        yard.submit("one-each", cores: 1, count: 4, rules: spread(.node, 1))
        yard.schedule()
        #expect(yard.places("one-each").sorted() == ["-", "n1", "n2", "n3"])
    }

    @Test func aServerThatTakesNothingCountsForItsRack() {
        var yard = GangTopologyTests.yard(["a.r1.1", "a.r1.2", "a.r2.1"])
        yard.submit("web", cores: 1, count: 2, rules: spread(.rack, 1))
        yard.schedule()
        yard.submit("web", cores: 1, count: 3, rules: spread(.rack, 1))
        yard.apply(.setEligibility(NodeID("a.r1.1"), .cordoned))
        yard.apply(.setEligibility(NodeID("a.r1.2"), .eligible))
        yard.schedule()
        #expect(racks(yard, "web") == ["a.r1": 1, "a.r2": 1])
    }

    @Test func aSoftSpreadPrefersTheRackWithTheFewest() {
        var yard = GangTopologyTests.yard(["a.r1.1", "a.r1.2", "a.r2.1", "a.r3.1"], cores: 8)
        yard.submit("web", cores: 1, count: 7, rules: spread(.rack))
        yard.schedule()
        #expect(racks(yard, "web").values.sorted() == [2, 2, 3])
        // It is only a wish: where one rack alone has room, it is taken.
        yard.submit("fills", cores: 5, count: 3, constraints: [("rack", "r1")])
        yard.submit("large", cores: 6, count: 2, rules: spread(.rack))
        yard.schedule()
        #expect(yard.places("large").contains("-") == false)
        #expect(yard.refused == 0)
    }

    @Test func jobsKeepApartWhoeverComesFirst() throws {
        var yard = Yard(count: 2)
        yard.submit("db", cores: 1)
        yard.schedule()
        let place = try #require(yard.places("db").first)
        yard.submit("noisy", cores: 1, count: 3, rules: PlacementRules(apartFrom: [JobID(name: "db")]))
        yard.schedule()
        #expect(yard.places("noisy").allSatisfy { $0 != place && $0 != "-" })
        // The rule binds the other job as well.
        yard.submit("db", cores: 1, count: 2)
        yard.apply(.setEligibility(NodeID(place), .cordoned))
        yard.schedule()
        #expect(yard.places("db")[1] == "-")
        let waits = try why(yard, "db", 1)
        #expect(waits.removed.map(\.rule).contains(.shunned(JobID(name: "noisy"))))
        #expect(
            waits.remedy
                == "`muster node uncordon \(place)` (it has the room); or stop job noisy or move it, add servers, or take this job "
                + "out of its `apart-from`")
        yard.apply(.stopJob(JobID(name: "noisy")))
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("db")[1] != "-")
        #expect(yard.refused == 0)
    }

    @Test func jobsThatKeepApartDoSoWithinOnePass() throws {
        var yard = Yard(count: 1)
        yard.submit("a", cores: 1)
        yard.submit("b", cores: 1, rules: PlacementRules(apartFrom: [JobID(name: "a")]))
        yard.schedule()
        #expect(yard.places("a") == ["n1"] && yard.places("b") == ["-"])
        let waits = try why(yard, "b")
        #expect(waits.removed.map { "\($0.rule)" } == ["with a task of job a, from which it keeps apart"])
        #expect(yard.refused == 0)
    }

    @Test func whatIsPutNearIsOnTheSameServerOrElseInTheSameRack() {
        var yard = GangTopologyTests.yard(["a.r1.1", "a.r1.2", "a.r2.1", "b.r1.1"])
        yard.submit("cache", cores: 2, constraints: [("zone", "a"), ("rack", "r2")])
        yard.schedule()
        yard.submit("reader", cores: 2, count: 2, rules: PlacementRules(near: [JobID(name: "cache")]))
        yard.schedule()
        #expect(yard.places("reader")[0] == "a.r2.1")
        #expect(yard.places("reader")[1].hasPrefix("a.r1."))
    }

    @Test func aDrainedTaskIsNotInItsOwnWay() {
        var yard = GangTopologyTests.yard(["a.r1.1", "a.r1.2", "a.r2.1"])
        yard.submit("web", cores: 1, count: 2, rules: spread(.rack, 1))
        yard.schedule()
        yard.start()
        let leaving = yard.places("web").first { $0.hasPrefix("a.r1") } ?? ""
        yard.apply(.setEligibility(NodeID(leaving), .draining))
        #expect(yard.schedule().plans.flatMap(\.stops).count == 1)
        yard.finishStops()
        yard.schedule()
        #expect(racks(yard, "web") == ["a.r1": 1, "a.r2": 1])
        #expect(yard.refused == 0)
    }

    @Test func roomThatIsMadeCountsForTheSpread() {
        var yard = GangTopologyTests.yard(["a.r1.1", "a.r1.2", "a.r2.1"])
        yard.submit("low", cores: 4, count: 3, priority: 10)
        yard.schedule()
        yard.submit("web", cores: 4, count: 3, priority: 90, rules: spread(.rack, 1))
        let stops = yard.schedule().plans.flatMap(\.stops)
        #expect(Set(stops.compactMap { yard.state.attempt($0.attempt)?.node.name.prefix(4) }) == ["a.r1", "a.r2"])
        #expect(stops.count == 2)
        yard.finishStops()
        yard.schedule()
        #expect(racks(yard, "web") == ["a.r1": 1, "a.r2": 1])
    }

    @Test("whatever happens, no rule is broken, and what can be placed is", arguments: 1...12 as ClosedRange<UInt64>)
    func random(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let names = (0..<9).map { "z.r\($0 / 3).\($0 % 3)" }
        var yard = GangTopologyTests.yard(names, cores: 8)
        var nonce: UInt64 = 2
        var placements = 0
        var waited = 0
        for round in 0..<70 {
            let node = names[Int(generator.below(9))]
            switch generator.below(7) {
            case 0:
                yard.lose(node)
                nonce += 1
                yard.connect(node, cores: 8, nonce: nonce, labels: GangTopologyTests.labels(of: node))
            case 1: yard.apply(.setEligibility(NodeID(node), generator.oneIn(2) ? .draining : .eligible))
            case 2: yard.finishStops()
            case 3: yard.apply(.stopJob(JobID(name: "j\(generator.below(9))")))
            default:
                let number = generator.below(9)
                var rules = PlacementRules()
                if generator.oneIn(3) { rules.spread = Spread(over: .rack, atMost: 1 + generator.below(3)) }
                if generator.oneIn(4) { rules.spread = Spread(over: .node, atMost: 1) }
                if generator.oneIn(4) { rules.apartFrom = [JobID(name: "j\((number + 1 + generator.below(8)) % 9)")] }
                yard.submit(
                    "j\(number)", cores: 1 + generator.below(5), count: 1 + generator.below(4),
                    priority: generator.below(101), gang: rules == .none && generator.oneIn(3), rules: rules)
            }
            yard.start()
            let time = yard.now
            let pass = yard.schedule()
            placements += pass.plans.flatMap(\.placements).count
            #expect(yard.refused == 0, "seed \(seed), round \(round): a plan did not hold")
            #expect(yard.pass() == yard.pass(), "seed \(seed), round \(round): two passes differ")
            // Where nothing is kept for anybody, whoever waits finds no server that its rules and the room would let it have.
            if pass.plans.allSatisfy(\.stops.isEmpty), !pass.blocked.contains(where: \.isKeptRoom) {
                for blocked in pass.blocked where blocked.reason == .noServer || blocked.reason == .noRoom {
                    let place = NeighbourTests.place(for: blocked.allocation, in: yard.state, at: time)
                    #expect(place == nil, "seed \(seed), round \(round): \(blocked) waits beside \(place ?? "")")
                    waited += 1
                }
            }
            for (id, job) in yard.state.jobs {
                let broken = NeighbourTests.broken(job, placed: pass, in: yard.state)
                #expect(broken == nil, "seed \(seed), round \(round): \(id) \(broken ?? "")")
            }
        }
        #expect(placements > 30 && waited > 0, "seed \(seed) proves too little")
    }

    /// A server that could have a waiting task at once: looked for among all. Nil for a gang, which goes whole.
    private static func place(
        for id: AllocationID, in state: FleetState, at time: WallTime
    ) -> String? {
        guard let job = state.allocations[id].flatMap({ state.jobs[$0.job] }), !job.definition.gang else { return nil }
        let live = job.allocations.flatMap { state.allocations[$0]?.live ?? [] }.map(\.node)
        return state.nodes.first { node, facts in
            guard facts.session != nil, facts.eligibility == .eligible, !facts.losses.isDamped(at: time),
                state.free(on: node).takes(job.definition.request)
            else { return false }
            if let spread = job.definition.rules.spread, let atMost = spread.atMost {
                let domain = RandomTopologyTests.domain(of: node.name, at: spread.over, in: state)
                let count = live.count { RandomTopologyTests.domain(of: $0.name, at: spread.over, in: state) == domain }
                if UInt64(count) >= atMost { return false }
            }
            return !state.hasTask(of: state.jobsApart(from: job.definition), on: facts)
        }?.key.name
    }

    /// What of a job's rules the placements of a pass broke.
    private static func broken(_ job: Job, placed pass: SchedulingPass, in state: FleetState) -> String? {
        let own = pass.plans.flatMap(\.placements).filter { state.allocations[$0.allocation]?.job == job.definition.id }
        let live = job.allocations.flatMap { state.allocations[$0]?.live ?? [] }.map(\.node)
        for placement in own {
            let node = placement.session.node
            if let spread = job.definition.rules.spread, let atMost = spread.atMost {
                let domain = RandomTopologyTests.domain(of: node.name, at: spread.over, in: state)
                let count = live.count { RandomTopologyTests.domain(of: $0.name, at: spread.over, in: state) == domain }
                if UInt64(count) > atMost { return "has \(count) in \(spread.over)" }
            }
            for other in state.liveAttempts(on: node) {
                guard let neighbour = state.allocations[other.id.allocation]?.job,
                    let rules = state.jobs[neighbour]?.definition.rules
                else { continue }
                if rules.apartFrom.contains(job.definition.id) || job.definition.rules.apartFrom.contains(neighbour) {
                    return "is beside \(neighbour)"
                }
            }
        }
        return nil
    }
}

extension Blocked {
    /// Whether room is kept for it.
    fileprivate var isKeptRoom: Bool {
        if case .waitsForRoom = reason { return true }
        return false
    }
}
