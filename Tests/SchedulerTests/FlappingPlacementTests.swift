import Determinism
import Fleet
import Scheduler
import Testing

@Suite struct FlappingPlacementTests {
    /// Two servers, of which the first is full and the second was lost and is back.
    private func yard() -> Yard {
        var yard = Yard(count: 2)
        yard.apply(
            .declareLost(
                session: SessionID(node: NodeID("n2"), boot: "b", nonce: 1), lost: [], sessionIsOver: true,
                reason: "no word"))
        yard.connect("n2", cores: 8, nonce: 2)
        yard.submit("large", cores: 8, count: 2)
        return yard
    }

    @Test func aDampedServerIsLeftOutUntilItsPenaltyIsOver() {
        var yard = yard()
        let pass = yard.pass()
        #expect(pass.plans.flatMap(\.placements).map(\.session.node) == [NodeID("n1")])
        let until = yard.state.nodes[NodeID("n2")]?.losses.dampedUntil
        #expect(pass.wakeAt == until)
        yard.apply(.commitPlans(pass.plans))
        if let until { yard.now = until }
        #expect(yard.pass().plans.flatMap(\.placements).map(\.session.node) == [NodeID("n2")])
    }

    @Test func theExplanationNamesIt() {
        var yard = yard()
        yard.apply(.commitPlans(yard.pass().plans))
        let explanation = Scheduler.explain(
            state: yard.state, allocation: AllocationID(2), unavailable: yard.unavailable, now: yard.now)
        #expect(explanation.removed.contains { $0.rule == .flapping && $0.examples == [NodeID("n2")] })
        #expect(explanation.remedy.contains("undamp") || explanation.removed.contains { $0.rule == .full })
    }

    @Test func theLeadersOwnReasonsAreNamedToo() {
        var yard = Yard(count: 1)
        yard.submit("small", cores: 1)
        yard.unavailable.insert(NodeID("n1"))
        var reasons = SortedMap<NodeID, Explanation.Rule>()
        reasons[NodeID("n1")] = .slow
        let explanation = Scheduler.explain(
            state: yard.state, allocation: AllocationID(1), unavailable: yard.unavailable, reasons: reasons,
            now: yard.now)
        #expect(explanation.removed.map(\.rule) == [.slow] && explanation.remedy.contains("slow"))
    }
}
