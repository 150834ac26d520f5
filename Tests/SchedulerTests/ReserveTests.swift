import Determinism
import Fleet
import Scheduler
import Testing

/// What is kept back for work that lost its server.
@Suite struct ReserveTests {
    /// n1 and n2 work, n3 is a standby that can take one of the two.
    private func yard() -> Yard {
        var yard = Yard(count: 3, cores: 4)
        yard.apply(.setPool(name: "spare", nodes: [NodeID("n3")]))
        yard.submit("important", cores: 4, priority: 80)
        yard.submit("other", cores: 4, priority: 20)
        yard.schedule()
        #expect(yard.places("important") == ["n1"] && yard.places("other") == ["n2"])
        return yard
    }

    private func endangered(_ yard: Yard, _ job: String) -> SortedSet<AllocationID> {
        SortedSet(yard.allocations(job).map(\.id))
    }

    private func pass(_ yard: Yard, _ job: String, suspect: String) -> SchedulingPass {
        Scheduler.pass(
            state: yard.state, unavailable: SortedSet([NodeID(suspect)]), endangered: endangered(yard, job),
            now: yard.now, placementsAtMost: 100)
    }

    @Test func aSuspectServersWorkKeepsAStandbyFromWhatIsLessImportant() {
        var yard = yard()
        yard.lose("n2")
        let suspected = pass(yard, "important", suspect: "n1")
        #expect(suspected.plans.isEmpty)
        #expect(suspected.prepared[NodeID("n3")]?.elements == [NodeID("n1")])
        // It is heard again: the standby is free for what waits.
        #expect(yard.pass().plans.flatMap(\.placements).map(\.session.node) == [NodeID("n3")])
        #expect(yard.pass().prepared.isEmpty)
        // It is lost: the standby is its.
        yard.lose("n1")
        yard.schedule()
        #expect(yard.places("important") == ["n3"] && yard.places("other") == ["-"])
    }

    @Test func whatIsMoreImportantTakesTheStandbyAllTheSame() {
        var yard = yard()
        yard.lose("n1")
        let pass = pass(yard, "other", suspect: "n2")
        #expect(pass.plans.flatMap(\.placements).map(\.session.node) == [NodeID("n3")])
        #expect(pass.prepared.isEmpty)
    }

    @Test func preparationTakesNothingFromOrdinaryServersAndStopsNothing() {
        var yard = yard()
        yard.submit("small", cores: 4, priority: 10)
        yard.connect("n2", cores: 8, nonce: 1)
        yard.apply(
            .openSession(
                session: SessionID(node: NodeID("n2"), boot: "b", nonce: 2),
                facts: NodeFacts(capacity: Resources(cpuMillicores: 8_000, memoryBytes: 64 << 30)), adopted: []))
        let pass = pass(yard, "important", suspect: "n1")
        #expect(pass.plans.flatMap(\.placements).map(\.session.node) == [NodeID("n2")])
        #expect(pass.plans.flatMap(\.stops).isEmpty)
        #expect(pass.prepared[NodeID("n3")] != nil)
    }

    @Test func headroomIsGivenToLostWorkAloneAndTheExplanationSaysSo() throws {
        var yard = Yard(count: 2, cores: 8)
        yard.keepHeadroom(500)
        yard.submit("job", cores: 4, count: 3)
        yard.schedule()
        #expect(yard.places("job") == ["n1", "n2", "-"])
        let why = Scheduler.explain(
            state: yard.state, allocation: yard.allocations("job")[2].id, unavailable: SortedSet(), now: yard.now)
        #expect(why.removed.map(\.rule) == [.headroom] && why.remedy.contains("headroom"))
        yard.lose("n2")
        yard.schedule()
        #expect(yard.places("job") == ["n1", "n1", "-"])
        #expect(yard.refused == 0)
    }

    @Test func aDrainMovesNothingIntoHeadroom() {
        var yard = Yard(count: 2, cores: 8)
        yard.keepHeadroom(500)
        yard.submit("job", cores: 4, count: 2, type: .service)
        yard.schedule()
        yard.apply(.setEligibility(NodeID("n1"), .draining))
        let pass = yard.pass()
        #expect(pass.plans.isEmpty && pass.staying.map(\.reason) == [.noPlace])
    }

    @Test func aPreemptionRespectsHeadroom() {
        var yard = Yard(count: 1, cores: 8)
        yard.keepHeadroom(500)
        yard.submit("low", cores: 2, count: 2, priority: 10)
        yard.schedule()
        yard.submit("high", cores: 4, priority: 90)
        #expect(yard.schedule().plans.flatMap(\.stops).count == 2)
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("high") == ["n1"] && yard.places("low") == ["-", "-"])
        #expect(yard.refused == 0)
    }

    /// Else it would be ended for what waits, take its room again, and be ended again, until all of the gang's room is free.
    @Test func whatMayUseHeadroomDoesNotTakeItFromWhatWaitsThere() {
        var yard = Yard(count: 2, cores: 8)
        yard.keepHeadroom(250)
        yard.submit("slow", cores: 6, priority: 10)
        yard.submit("monitor", cores: 1, priority: 10, type: .system)
        yard.schedule()
        yard.submit("train", cores: 6, count: 2, priority: 50, gang: true)
        #expect(yard.schedule().plans.flatMap(\.stops).count == 3)
        for monitor in yard.allocations("monitor").compactMap(\.current) { yard.end(monitor, .stopped) }
        #expect(yard.schedule().plans.isEmpty, "one of the gang still waits for what ends slowly")
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("train").sorted() == ["n1", "n2"])
        yard.schedule()
        #expect(yard.places("monitor").sorted() == ["n1", "n2"] && yard.places("slow") == ["-"])
        #expect(yard.schedule().plans.isEmpty && yard.refused == 0)
    }
}
