import Determinism
import Fleet
import Testing

struct PoolRuleTests {
    private let rule = PoolRule(target: "*", size: 1)

    private func ruled(_ rule: PoolRule, nodes: [String] = ["n1", "n2", "n3"]) -> Site {
        var site = Site(nodes: nodes)
        site.apply(.setPoolRule(name: "spare", rule: rule), actor: "root")
        return site
    }

    private func fill(
        _ site: inout Site, joining: [String] = [], leaving: [String] = [], wanted: UInt64 = 1, rule: UInt64? = nil
    ) -> Outcome {
        let fill = PoolFill(
            name: "spare", rule: rule ?? site.state.poolRules["spare"]?.index ?? 0, wanted: wanted,
            joining: joining.map { NodeID($0) }, leaving: leaving.map { NodeID($0) })
        return site.apply(.fillPool(fill)).outcome
    }

    private func members(_ site: Site) -> [String] { (site.state.pools["spare"] ?? []).map(\.name) }

    @Test func onlyAnIdleServerThatTakesWorkBecomesAStandby() {
        var site = ruled(rule, nodes: ["n1", "n2", "n3", "n4", "n5"])
        site.submit(Site.job())
        site.place(site.allocations()[0], on: "n1")
        site.submit(Site.job("everywhere", type: .system))
        for allocation in site.allocations("everywhere") {
            if let node = allocation.pinned { site.place(allocation, on: node.name) }
        }
        site.apply(.setEligibility(NodeID("n3"), .cordoned), actor: "root")
        site.apply(.closeSession(session: Site.session("n4"), reason: "goodbye"))
        site.apply(.setPool(name: "other", nodes: [NodeID("n5")]), actor: "root")
        for refused in ["n1", "n3", "n4", "n5", "n9"] {
            #expect(fill(&site, joining: ["n2", refused]).code == .conflict, "\(refused)")
        }
        #expect(members(site) == [])
        // What runs on every server does not count.
        #expect(fill(&site, joining: ["n2"]).code == .done)
        #expect(members(site) == ["n2"] && site.state.nodes[NodeID("n2")]?.pool == "spare")
    }

    @Test func whatWasDecidedForAnotherRuleChangesNothing() {
        var site = ruled(rule)
        let former = site.state.poolRules["spare"]?.index
        site.apply(.setPoolRule(name: "spare", rule: PoolRule(target: "n*", size: 2)), actor: "root")
        #expect(fill(&site, joining: ["n1"], rule: former).code == .conflict)
        #expect(fill(&site, joining: ["n1", "n1"]).code == .conflict)
        #expect(fill(&site, leaving: ["n1"]).code == .conflict)
        #expect(members(site) == [])
        #expect(fill(&site, joining: ["n1", "n2"], wanted: 2).code == .done)
        #expect(fill(&site, joining: ["n3"], leaving: ["n1"], wanted: 2).code == .done)
        #expect(members(site) == ["n2", "n3"] && site.state.nodes[NodeID("n1")]?.pool == nil)
    }

    @Test func aPersonTakesAPoolOverAndDeletesIt() {
        var site = ruled(rule)
        let filled = fill(&site, joining: ["n1"])
        #expect(filled.code == .done)
        site.apply(.setPool(name: "spare", nodes: [NodeID("n2")]), actor: "root")
        #expect(members(site) == ["n2"] && site.state.poolRules["spare"] == nil)
        site.apply(.setPoolRule(name: "spare", rule: rule), actor: "root")
        #expect(members(site) == ["n2"])
        #expect(site.apply(.setPool(name: "spare", nodes: []), actor: "root").outcome.code == .done)
        #expect(members(site) == [] && site.state.poolRules["spare"] == nil)
        // A rule that has found no server yet can be deleted, too.
        site.apply(.setPoolRule(name: "spare", rule: rule), actor: "root")
        #expect(site.apply(.setPool(name: "spare", nodes: []), actor: "root").outcome.code == .done)
        #expect(site.apply(.setPool(name: "spare", nodes: []), actor: "root").outcome.code == .notFound)
    }

    @Test(arguments: [
        PoolRule(target: ""), PoolRule(target: "a\nb"), PoolRule(target: "*", refill: .zero),
        PoolRule(target: "*", refill: .unlimited), PoolRule(reserve: .headroom, target: "*", size: 901),
    ])
    func aRuleThatMakesNoSenseIsRefused(_ rule: PoolRule) {
        var site = Site()
        #expect(site.apply(.setPoolRule(name: "spare", rule: rule), actor: "root").outcome.code == .invalid)
        #expect(site.apply(.setPoolRule(name: "Spare", rule: self.rule), actor: "root").outcome.code == .invalid)
        #expect(site.state.poolRules.isEmpty)
    }

    @Test func headroomIsForWorkThatLostItsServer() {
        var site = ruled(PoolRule(reserve: .headroom, target: "*", size: 250))
        // 250 thousandths of 8 cores and, rounded up, of 4 GPUs.
        let filled = fill(&site, joining: ["n1", "n2", "n3"], wanted: 250)
        #expect(filled.code == .done)
        let kept = site.state.nodes[NodeID("n1")].map { site.state.headroom(of: $0) }
        #expect(kept?.amounts.cpuMillicores == 2_000 && kept?.gpus == 1)
        site.submit(Site.job(count: 2, cpu: 4_000))
        let first = site.place(site.allocations()[0], on: "n1")
        let second = site.place(site.allocations()[1], on: "n1")
        #expect(first && !second)
        site.place(site.allocations()[1], on: "n2")
        site.apply(
            .declareLost(
                session: Site.session("n2"), lost: site.state.liveAttempts(on: NodeID("n2")).map(\.id),
                sessionIsOver: true, reason: "silent"))
        let recovered = site.place(site.allocations()[1], on: "n1")
        #expect(recovered)
        let copy = try? FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(copy?.stateHash == site.state.stateHash)
        site.apply(.setPool(name: "spare", nodes: []), actor: "root")
        #expect(site.state.nodes[NodeID("n1")]?.headroom == nil && site.state.pools.isEmpty)
    }
}
