import Determinism
import Fleet
import Testing

/// A plan that does not fit the state changes nothing.
struct PlanTests {
    @Test func roomIsNeverGivenTwice() {
        var site = Site()
        site.submit(Site.job(count: 2, cpu: 5_000))
        let both = site.allocations().map { Placement(allocation: $0.id, session: Site.session("n1")) }
        let held = site.commit(Plan(placements: both))
        #expect(!held)
        #expect(site.state.used(on: NodeID("n1")) == .zero)
        let outcome = site.apply(.commitPlans(both.map { Plan(placements: [$0]) })).outcome
        #expect(outcome.identifier == 1)
        #expect(site.allocations().map(\.state) == [.active, .pending])
    }

    @Test func anAllocationIsPlacedOnce() {
        var site = Site()
        site.submit(Site.job())
        let id = site.allocations()[0].id
        let twice =
            [Placement(allocation: id, session: Site.session("n1"))]
            + [Placement(allocation: id, session: Site.session("n2"))]
        let held = site.commit(Plan(placements: twice))
        #expect(!held)
        let outcome = site.apply(.commitPlans(twice.map { Plan(placements: [$0]) })).outcome
        #expect(outcome.identifier == 1)
    }

    @Test func aPlanForAnEarlierSessionFails() {
        var site = Site()
        site.submit(Site.job())
        site.connect("n1", 2)
        let held = site.commit(
            Plan(placements: [Placement(allocation: site.allocations()[0].id, session: Site.session("n1"))]))
        #expect(!held)
    }

    @Test func cordonsPoolsAndLabelsHoldInPlansToo() {
        var site = Site()
        var wanted = SortedMap<String, String>()
        wanted["rack"] = "r1"
        site.submit(Site.job(constraints: wanted))
        site.submit(Site.job("free"))
        let unlabelled = site.place(site.allocations()[0], on: "n1")
        #expect(!unlabelled)
        site.connect("n1", 2, labels: ["rack": "r1"])
        let labelled = site.place(site.allocations()[0], on: "n1")
        #expect(labelled)
        site.apply(.setEligibility(NodeID("n2"), .cordoned), actor: "root")
        let cordoned = site.place(site.allocations("free")[0], on: "n2")
        #expect(!cordoned)
        site.apply(.setPool(name: "spare", nodes: [NodeID("n3")]), actor: "root")
        let standby = site.place(site.allocations("free")[0], on: "n3")
        #expect(!standby)
    }

    @Test func aPlanHoldsWholeOrNotAtAll() throws {
        var site = Site()
        site.submit(Site.job("low"))
        site.place(site.allocations("low")[0], on: "n1")
        let victim = try #require(site.allocations("low")[0].current)
        site.submit(Site.job("high", cpu: 99_000))
        let held = site.commit(
            Plan(
                placements: [Placement(allocation: site.allocations("high")[0].id, session: Site.session("n2"))],
                stops: [PlannedStop(attempt: victim.id, reason: .preempted)]))
        #expect(!held)
        #expect(site.state.attempt(victim.id)?.stopping == nil)
    }
}
