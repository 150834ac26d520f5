import Determinism
import Fleet
import Scheduler
import Testing

struct GangTopologyTests {
    /// Servers of four cores, each with the labels of its name: `a.r1.s1.2` is the second on switch s1 of rack r1 in zone a, and
    /// `a.r1.2` is on no switch.
    static func yard(_ names: [String], cores: UInt64 = 4) -> Yard {
        var yard = Yard(names.map { (name: $0, cores: cores, gpus: 0) })
        for name in names {
            yard.connect(name, cores: cores, nonce: 2, labels: labels(of: name))
        }
        return yard
    }

    static func labels(of name: String) -> [(String, String)] {
        let parts = name.split(separator: ".").map(String.init)
        return Array(zip(["zone", "rack", "switch"], parts.dropLast())).map { ($0.0, $0.1) }
    }

    /// Two racks in zone a (r1 with two switches of two servers, r2 with one of three), and one in zone b, of the same name as one
    /// in a.
    private let names = [
        "a.r1.s1.1", "a.r1.s1.2", "a.r1.s2.1", "a.r1.s2.2", "a.r2.s1.1", "a.r2.s1.2", "a.r2.s1.3", "b.r1.s1.1",
        "b.r1.s1.2",
        "b.r1.s1.3", "b.r1.s1.4", "b.r1.s1.5",
    ]

    private func within(_ level: TopologyLevel) -> PlacementRules {
        PlacementRules(topology: GangTopology(within: level))
    }

    /// The parts at a level in which a job's tasks are.
    private func parts(_ yard: Yard, _ job: String, _ length: Int) -> Set<String> {
        Set(yard.places(job).map { $0.split(separator: ".").prefix(length).joined(separator: ".") })
    }

    @Test(
        "a gang goes to the narrowest part that holds it, and there to the one with the least free room",
        arguments: [
            (2, "a.r1.s1", 3), (3, "a.r2.s1", 3), (4, "b.r1.s1", 3), (5, "b.r1.s1", 3), (6, "a", 1), (7, "a", 1),
        ])
    func narrowest(count: Int, part: String, length: Int) {
        var yard = GangTopologyTests.yard(names)
        yard.submit("gang", cores: 4, count: UInt64(count), gang: true)
        yard.schedule()
        #expect(parts(yard, "gang", length) == [part])
        #expect(yard.refused == 0)
    }

    @Test func aGangThatNoPartHoldsGoesWider() {
        var yard = GangTopologyTests.yard(names)
        yard.submit("gang", cores: 4, count: 12, gang: true)
        yard.schedule()
        #expect(Set(yard.places("gang")).count == 12)
    }

    @Test func aSmallGangLeavesLargeRacksWhole() {
        // Both switches of rack r1 are free, and one server of r2 is in use: the gang goes where a larger one could not.
        var yard = GangTopologyTests.yard([
            "a.r1.s1.1", "a.r1.s1.2", "a.r1.s1.3", "a.r2.s1.1", "a.r2.s1.2", "a.r2.s1.3",
        ])
        yard.submit("small", cores: 4, constraints: [("rack", "r2")])
        yard.schedule()
        yard.submit("gang", cores: 4, count: 2, gang: true)
        yard.submit("large", cores: 4, count: 3, gang: true)
        yard.schedule()
        #expect(parts(yard, "gang", 2) == ["a.r2"])
        #expect(parts(yard, "large", 2) == ["a.r1"])
    }

    @Test func amongEqualSwitchesTheOneOfTheFullerRackIsTaken() {
        var yard = GangTopologyTests.yard([
            "a.r1.s1.1", "a.r1.s1.2", "a.r1.s2.1", "a.r1.s2.2", "a.r2.s1.1", "a.r2.s1.2", "a.r2.s2.1", "a.r2.s2.2",
        ])
        yard.submit(
            "other", cores: 4, rules: PlacementRules(conditions: [LabelCondition("node", .oneOf(["a.r2.s2.1"]))]))
        yard.schedule()
        yard.submit("gang", cores: 4, count: 2, gang: true)
        yard.schedule()
        #expect(parts(yard, "gang", 3) == ["a.r2.s1"])
    }

    @Test func aGangStaysWithinOneRackOrWaits() throws {
        var yard = GangTopologyTests.yard(names)
        yard.submit("gang", cores: 4, count: 6, gang: true, rules: within(.rack))
        let pass = yard.schedule()
        #expect(yard.places("gang").allSatisfy { $0 == "-" })
        #expect(pass.blocked.map(\.reason) == Array(repeating: .noDomain(.rack), count: 6))
        yard.submit("gang", cores: 4, count: 5, gang: true, rules: within(.rack))
        yard.schedule()
        #expect(parts(yard, "gang", 2) == ["b.r1"])
    }

    @Test func racksOfTheSameNameInTwoZonesAreTwo() {
        var yard = GangTopologyTests.yard(["a.r1.s1.1", "a.r1.s1.2", "b.r1.s1.1", "b.r1.s1.2"])
        yard.submit("gang", cores: 4, count: 3, gang: true, rules: within(.rack))
        yard.schedule()
        #expect(yard.places("gang").allSatisfy { $0 == "-" })
    }

    @Test func serversThatDoNotSayWhereTheyAreAreInNoRack() throws {
        var yard = Yard(count: 4, cores: 4)
        yard.submit("gang", cores: 4, count: 2, gang: true, rules: within(.rack))
        yard.schedule()
        #expect(yard.places("gang") == ["-", "-"])
        let id = try #require(yard.allocations("gang").first?.id)
        let why = Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
        #expect(why.removed.map(\.rule) == [.noTopologyLabel(.rack)])
        #expect(
            why.remedy
                == "give servers the label (`label = rack=NAME` in agent.conf), or take `within` out of its `topology`"
        )
    }

    @Test func aSwitchThatIsInNoRackIsNotWithinOne() {
        var yard = Yard(count: 2, cores: 4)
        for name in ["n1", "n2"] { yard.connect(name, cores: 4, nonce: 2, labels: [("switch", "s1")]) }
        yard.submit("gang", cores: 4, count: 2, gang: true, rules: within(.rack))
        yard.schedule()
        #expect(yard.places("gang") == ["-", "-"])
        yard.submit("any", cores: 4, count: 2, gang: true)
        yard.schedule()
        #expect(yard.places("any").contains("-") == false)
    }

    @Test func aGangMayAskForASingleServer() {
        var yard = Yard([("n1", 8, 0), ("n2", 4, 0)])
        yard.submit("fills", cores: 1, count: 5)
        yard.schedule()
        yard.submit("gang", cores: 1, count: 3, gang: true, rules: within(.node))
        yard.schedule()
        #expect(Set(yard.places("gang")).count == 1)
        #expect(yard.places("gang").contains("-") == false)
    }

    @Test func aPreferenceForTheRackIsContentWithTwoOfItsSwitches() {
        var yard = GangTopologyTests.yard(["a.r1.s1.1", "a.r1.s2.1", "a.r2.s1.1", "a.r2.s1.2", "a.r2.s1.3"])
        yard.submit(
            "gang", cores: 4, count: 2, gang: true, rules: PlacementRules(topology: GangTopology(prefer: .rack)))
        yard.schedule()
        #expect(parts(yard, "gang", 2) == ["a.r1"])
    }

    @Test("room is made in one rack, in the one where the least ends")
    func preemption() {
        var yard = GangTopologyTests.yard(["a.r1.s1.1", "a.r1.s1.2", "a.r2.s1.1", "a.r2.s1.2"])
        for (name, priority) in [("a.r1.s1.1", 40), ("a.r1.s1.2", 10), ("a.r2.s1.1", 20), ("a.r2.s1.2", 20)]
            as [(String, UInt64)]
        {
            yard.submit(
                "on-" + name.replacing(".", with: "-"), cores: 4, priority: priority,
                rules: PlacementRules(conditions: [LabelCondition("node", .oneOf([name]))]))
        }
        yard.schedule()
        // Fleet-wide the two cheapest would be one of each rack: 10 and 20.
        yard.submit("gang", cores: 4, count: 2, priority: 90, gang: true, rules: within(.rack))
        let pass = yard.schedule()
        let stopped = pass.plans.flatMap(\.stops).compactMap { yard.state.attempt($0.attempt)?.node.name }
        #expect(stopped.sorted() == ["a.r2.s1.1", "a.r2.s1.2"])
        // What ends is waited for, and nothing more is ended meanwhile.
        #expect(yard.schedule().plans.isEmpty)
        yard.finishStops()
        yard.schedule()
        #expect(parts(yard, "gang", 2) == ["a.r2"])
        #expect(yard.refused == 0)
    }

    @Test func nothingIsEndedForAGangThatNoRackHolds() {
        var yard = GangTopologyTests.yard(["a.r1.s1.1", "a.r1.s1.2", "a.r2.s1.1", "a.r2.s1.2"])
        yard.submit("low", cores: 4, count: 4, priority: 10)
        yard.schedule()
        yard.submit("gang", cores: 4, count: 3, priority: 90, gang: true, rules: within(.rack))
        #expect(yard.schedule().plans.isEmpty)
    }

    @Test func aGangThatBeginsAnewStaysInItsRack() {
        var yard = GangTopologyTests.yard(["a.r1.s1.1", "a.r1.s1.2", "a.r2.s1.1", "a.r2.s1.2"])
        yard.submit("other", cores: 4, count: 1, constraints: [("rack", "r1")])
        yard.schedule()
        yard.submit(
            "gang", cores: 4, count: 2, gang: true, restart: RestartPolicy(condition: .always, delay: .zero),
            rules: within(.rack))
        yard.schedule()
        #expect(parts(yard, "gang", 2) == ["a.r2"])
        for attempt in yard.allocations("other").compactMap(\.current) { yard.end(attempt, .completed) }
        for attempt in yard.allocations("gang").compactMap(\.current) { yard.end(attempt, .failed) }
        yard.finishStops()
        yard.schedule()
        #expect(parts(yard, "gang", 2) == ["a.r2"])
    }

    @Test("a drain moves a gang only where another rack holds all of it")
    func drain() {
        var yard = GangTopologyTests.yard(["a.r1.s1.1", "a.r1.s1.2", "a.r2.s1.1", "a.r2.s1.2", "a.r3.s1.1"])
        yard.submit("gang", cores: 4, count: 2, gang: true, rules: within(.rack))
        yard.submit(
            "other", cores: 4, rules: PlacementRules(conditions: [LabelCondition("node", .oneOf(["a.r2.s1.1"]))]))
        yard.schedule()
        yard.start()
        #expect(parts(yard, "gang", 2) == ["a.r1"])
        yard.apply(.setEligibility(NodeID("a.r1.s1.1"), .draining))
        let pass = yard.schedule()
        #expect(pass.plans.isEmpty)
        #expect(pass.staying.map(\.reason).first == .noPlace)
        for attempt in yard.allocations("other").compactMap(\.current) { yard.end(attempt, .completed) }
        #expect(yard.schedule().plans.flatMap(\.stops).isEmpty == false)
        yard.finishStops()
        yard.schedule()
        #expect(parts(yard, "gang", 2) == ["a.r2"])
        #expect(yard.refused == 0)
    }

    @Test func whyNamesTheRacksThatAreTooSmallAndThoseThatAreFull() throws {
        var yard = GangTopologyTests.yard(names)
        yard.submit("busy", cores: 3, count: 2, constraints: [("zone", "b")])
        yard.schedule()
        yard.submit("gang", cores: 4, count: 5, gang: true, rules: within(.rack))
        let id = try #require(yard.allocations("gang").first?.id)
        let why = Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
        #expect(
            why.summary
                == "gang[0] waits: no rack has the room for the whole gang, which is to stay within one: at most 3 of its 5 tasks "
                + "fit into one now")
        #expect(
            why.removed.map { "\($0.count) \($0.rule)" } == [
                "7 of a rack too small for the whole gang even when empty", "2 not enough free",
                "3 of a rack without room for the whole gang now",
            ])
        #expect(
            why.remedy
                == "wait for tasks to end, give the job a higher priority than what runs, make the gang smaller, or let it be "
                + "farther apart (`topology: { within: row }`)")
    }
}
