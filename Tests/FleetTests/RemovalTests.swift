import Determinism
import Fleet
import Testing

@Suite("Servers that leave for good") struct RemovalTests {
    @Test("A server without work is forgotten with all that is said of it, and may come again as a new one")
    func idle() throws {
        var site = Site()
        let id = NodeID("n1")
        site.submit(Site.job("everywhere", type: .system))
        site.apply(.setPool(name: "spare", nodes: [id]), actor: "root")
        let start = site.now + .seconds(3_600)
        for (name, nodes) in [("alone", [id]), ("both", [id, NodeID("n2")])] {
            let shift: Span = name == "alone" ? .zero : .seconds(10_000)
            site.apply(
                .setReservation(
                    name: name, Reservation(nodes: nodes, start: start + shift, end: start + shift + .seconds(60))),
                actor: "root")
        }
        #expect(site.state.reservations.count == 2)
        let outcome = site.apply(.removeNode(id, force: false), actor: "root").outcome
        #expect(outcome.code == .done, "\(outcome.message)")
        #expect(site.state.nodes[id] == nil && site.state.keys["key-n1"] == nil)
        #expect(site.state.pools["spare"] == nil)
        #expect(site.state.reservations.keys == ["both"] && site.state.reservations["both"]?.nodes == [NodeID("n2")])
        let job = try #require(site.state.jobs[JobID(name: "everywhere")])
        #expect(job.allocations.allSatisfy { site.state.allocations[$0]?.pinned != id } && job.allocations.count == 2)
        #expect(try FleetState(canonicalBytes: site.state.canonicalBytes).stateHash == site.state.stateHash)
        let hello = site.connect("n1", 2).outcome
        #expect(hello.code == .notFound)
        site.apply(.putKey(KeyRecord(publicKey: "key-new", name: "n1", role: .agent(id))), actor: "root")
        let again = site.connect("n1", 3).outcome
        #expect(again.code == .done)
        #expect(site.state.jobs[JobID(name: "everywhere")]?.allocations.count == 3)
    }

    @Test("While something lives there a server goes by force only: its key at once, it itself once that is over")
    func busy() throws {
        var site = Site(nodes: ["n1"])
        let id = NodeID("n1")
        site.submit(Site.job())
        let allocation = try #require(site.state.allocations.keys.first)
        site.apply(
            .commitPlans([
                Plan(placements: [Placement(allocation: allocation, session: Site.session("n1"))], stops: [])
            ]))
        #expect(site.state.nodes[id]?.liveAttempts.count == 1)
        let refused = site.apply(.removeNode(id, force: false), actor: "root").outcome
        #expect(refused.code == .conflict && refused.message.hasPrefix("1 task is on n1: drain it first"))
        #expect(site.state.keys["key-n1"] != nil)
        let forced = site.apply(.removeNode(id, force: true), actor: "root").outcome
        #expect(forced.code == .done && forced.message.contains("once more"))
        #expect(site.state.keys["key-n1"] == nil && site.state.nodes[id]?.eligibility == .cordoned)
        #expect(site.state.nodes[id]?.liveAttempts.count == 1)
        let attempt = AttemptID(allocation: allocation, number: 1)
        site.apply(.declareLost(session: Site.session("n1"), lost: [attempt], sessionIsOver: true, reason: "cut off"))
        let gone = site.apply(.removeNode(id, force: false), actor: "root").outcome
        #expect(gone.code == .done && site.state.nodes.isEmpty)
        let unknown = site.apply(.removeNode(id, force: false), actor: "root").outcome
        #expect(unknown.code == .notFound)
    }
}
