import Determinism
import Fleet
import Scheduler
import Testing

struct ExplanationTests {
    @Test func eachServerCountsForTheRuleThatRemovedIt() throws {
        var yard = Yard([("a", 8, 0), ("b", 8, 0), ("c", 2, 0), ("d", 8, 0), ("e", 8, 0), ("f", 8, 0)])
        yard.lose("a")
        yard.unavailable = SortedSet([NodeID("b")])
        yard.apply(.setEligibility(NodeID("d"), .cordoned))
        yard.apply(.setPool(name: "spare", nodes: [NodeID("e")]))
        yard.submit("first", cores: 5)
        yard.schedule()
        yard.submit("second", cores: 4)
        let id = try #require(yard.allocations("second").first?.id)
        let why = Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
        #expect(why.removed.map(\.rule) == [.notConnected, .suspect, .tooSmall, .cordoned, .standby, .full])
        #expect(why.removed.map(\.count) == [1, 1, 1, 1, 1, 1])
        #expect(why.candidates.isEmpty)
        #expect(why.summary == "second[0] waits: no server has enough CPU free now: 4 asked, 3 free at the most")
        #expect(why.notes == ["the room is held by first (priority 50: 1 task)"])
        #expect(why.remedy.contains("a priority above 50"))
    }

    @Test func whatCanBePlacedIsSaidToBe() throws {
        var yard = Yard(count: 2)
        yard.submit("job", cores: 2)
        let id = try #require(yard.allocations("job").first?.id)
        let why = Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
        #expect(why.summary == "job[0] can be placed on n1 now")
        #expect(why.candidates.map(\.node) == [NodeID("n1"), NodeID("n2")])
        yard.schedule()
        let placed = Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
        #expect(placed.summary == "job[0] starts on n1")
    }

    @Test func aMissingLabelIsNamed() throws {
        var yard = Yard(count: 2)
        yard.submit("job", cores: 1, constraints: [("rack", "r1")])
        let id = try #require(yard.allocations("job").first?.id)
        let why = Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
        #expect(why.removed.map(\.rule) == [.label("rack")])
        #expect(
            why.remedy
                == "no server has the label rack; change the constraint, or give servers that label (`label = rack=VALUE` in "
                + "agent.conf)")
    }
}
