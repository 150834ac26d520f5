import Determinism
import Fleet
import Scheduler
import Testing

/// What operators count beside the rest: as every other amount, in fits, in plans, in headroom and in explanations.
struct ExtrasTests {
    private static func extras(_ pairs: [(String, UInt64)]) -> SortedMap<String, UInt64> {
        var extras = SortedMap<String, UInt64>()
        for (name, amount) in pairs { extras[name] = amount }
        return extras
    }

    /// n1 without extras, n2 with two licences and an FPGA.
    private func yard() -> Yard {
        var yard = Yard(count: 2)
        let capacity = Resources(
            cpuMillicores: 8_000, memoryBytes: 64 << 30, extras: Self.extras([("fpga", 1), ("license-x", 2)]))
        yard.apply(
            .openSession(
                session: SessionID(node: NodeID("n2"), boot: "b", nonce: 2), facts: NodeFacts(capacity: capacity),
                adopted: []))
        return yard
    }

    private func submit(
        _ yard: inout Yard, _ name: String, _ extras: [(String, UInt64)], count: UInt64 = 1, priority: UInt64 = 50
    ) {
        yard.apply(
            .submitJob(
                JobDefinition(
                    id: JobID(name: name), priority: priority, count: count, command: ["/bin/true"],
                    resources: Resources(cpuMillicores: 1_000, extras: Self.extras(extras)))))
    }

    private func why(_ yard: Yard, _ job: String) throws -> Explanation {
        let id = try #require(yard.allocations(job).first?.id)
        return Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
    }

    @Test func anExtraIsGivenToAsManyAsThereAre() throws {
        var yard = yard()
        submit(&yard, "licensed", [("license-x", 1)], count: 3)
        yard.schedule()
        #expect(yard.places("licensed") == ["n2", "n2", "-"] && yard.refused == 0)
        #expect(yard.state.free(on: NodeID("n2")).amounts.extras.keys == ["fpga"])
        let id = try #require(yard.allocations("licensed").last?.id)
        let why = Scheduler.explain(state: yard.state, allocation: id, unavailable: yard.unavailable, now: yard.now)
        #expect(why.removed.map(\.rule) == [.tooFewExtras("license-x"), .noExtra("license-x")])
        #expect(why.remedy.contains("wait for tasks to end"))
        let session = try #require(yard.state.nodes[NodeID("n2")]?.session)
        let stale = yard.apply(.commitPlans([Plan(placements: [Placement(allocation: id, session: session)])]))
        #expect(stale.outcome.identifier == 0, "a stale plan gives none away twice")
        if let first = yard.allocations("licensed")[0].current { yard.end(first, .completed) }
        yard.schedule()
        #expect(yard.places("licensed") == ["-", "n2", "n2"])
    }

    @Test func whatNobodyHasIsToldByItsName() throws {
        var yard = yard()
        submit(&yard, "dongle", [("dongle", 1)])
        let why = try why(yard, "dongle")
        #expect(why.removed.map(\.rule) == [.tooFewExtras("dongle")] && why.removed[0].count == 2)
        #expect(why.remedy.contains("extra = dongle=1"))
    }

    @Test func aPreemptionFreesTheExtraThatIsShort() {
        var yard = yard()
        submit(&yard, "other", [("license-x", 2)], priority: 10)
        submit(&yard, "holder", [("fpga", 1)], priority: 20)
        yard.schedule()
        submit(&yard, "high", [("fpga", 1)], priority: 90)
        yard.schedule()
        #expect(yard.allocations("other")[0].current?.stopping == nil)
        #expect(yard.allocations("holder")[0].current?.stopping == .preempted)
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("high") == ["n2"] && yard.refused == 0)
    }
}
