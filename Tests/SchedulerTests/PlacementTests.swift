import Determinism
import Fleet
import Scheduler
import Testing

struct PlacementTests {
    @Test func higherPriorityIsPlacedFirst() {
        var yard = Yard(count: 1, cores: 4)
        yard.submit("low", cores: 3, priority: 10)
        yard.submit("high", cores: 3, priority: 90)
        yard.schedule()
        #expect(yard.places("high") == ["n1"])
        #expect(yard.places("low") == ["-"])
    }

    @Test func amongEqualsTheFirstSubmittedIsPlacedFirst() {
        var yard = Yard(count: 1, cores: 4)
        yard.submit("zebra", cores: 3)
        yard.submit("ant", cores: 3)
        yard.schedule()
        #expect(yard.places("zebra") == ["n1"])
        #expect(yard.places("ant") == ["-"])
    }

    @Test func batchIsPackedAndServicesAreSpread() {
        var yard = Yard(count: 3)
        yard.submit("batch", cores: 2, count: 3)
        yard.schedule()
        #expect(Set(yard.places("batch")).count == 1)
        yard.submit("web", cores: 1, count: 3, type: .service)
        yard.schedule()
        #expect(yard.places("web").sorted() == ["n1", "n2", "n3"])
        #expect(yard.refused == 0)
    }

    @Test func theBestFitWins() {
        var yard = Yard([("big", 64, 0), ("small", 4, 0)])
        yard.submit("one", cores: 3)
        yard.schedule()
        #expect(yard.places("one") == ["small"])
    }

    @Test func aServerOnWhichItCouldNotStartComesLast() {
        var yard = Yard([("a", 4, 0), ("b", 8, 0), ("c", 16, 0)])
        let policy = RestartPolicy(condition: .always, attempts: 100, window: .seconds(600), delay: .zero)
        yard.submit("web", cores: 1, type: .service, restart: policy)
        // Each server's disk is full: all are tried before one is tried again, although "a" fits best.
        var tried: [String] = []
        for _ in 0..<6 {
            yard.schedule()
            tried += yard.places("web")
            for attempt in yard.allocations("web").flatMap(\.live) { yard.end(attempt, .notStarted) }
        }
        #expect(tried == ["a", "b", "c", "a", "b", "c"])
    }

    @Test func workWithoutGPUsKeepsOffGPUServers() {
        var yard = Yard([("a-gpu", 8, 8), ("plain", 8, 0)])
        yard.submit("cpu", cores: 2)
        yard.submit("gpu", cores: 2, gpus: 4)
        yard.schedule()
        #expect(yard.places("cpu") == ["plain"])
        #expect(yard.places("gpu") == ["a-gpu"])
    }

    @Test func labelsAreRespected() {
        var yard = Yard(count: 2)
        yard.connect("n2", cores: 8, nonce: 2, labels: [("rack", "r7")])
        yard.submit("here", cores: 1, constraints: [("rack", "r7")])
        yard.submit("nowhere", cores: 1, constraints: [("rack", "r8")])
        let pass = yard.schedule()
        #expect(yard.places("here") == ["n2"])
        #expect(pass.blocked.map(\.reason) == [.noServer])
    }

    @Test func absentSuspectCordonedAndDrainingServersGetNothing() {
        var yard = Yard(count: 4)
        yard.lose("n1")
        yard.unavailable = SortedSet([NodeID("n2")])
        yard.apply(.setEligibility(NodeID("n3"), .cordoned))
        yard.apply(.setEligibility(NodeID("n4"), .draining))
        yard.submit("job", cores: 1)
        let pass = yard.schedule()
        #expect(pass.plans.isEmpty)
        #expect(pass.blocked.map(\.reason) == [.noServer])
    }

    @Test func onlyWorkThatLostItsServerMayUseAStandbyAndOrdinaryServersComeFirst() {
        var yard = Yard(count: 3, cores: 4)
        yard.apply(.setPool(name: "spare", nodes: [NodeID("n3")]))
        yard.submit("job", cores: 4, count: 3)
        yard.schedule()
        #expect(yard.places("job") == ["n1", "n2", "-"])
        yard.lose("n1")
        yard.schedule()
        #expect(yard.places("job") == ["n3", "n2", "-"])
        yard.lose("n3")
        yard.connect("n1", cores: 4, nonce: 2)
        yard.connect("n3", cores: 4, nonce: 2)
        yard.now = yard.now + LossHistory.firstPenalty
        yard.schedule()
        #expect(yard.places("job") == ["n1", "n2", "-"])
        #expect(yard.refused == 0)
    }

    @Test func workThatLostItsServerGoesBeforeItsEquals() {
        var yard = Yard(count: 2, cores: 4)
        yard.submit("older", cores: 4, count: 2)
        yard.schedule()
        yard.submit("waiting", cores: 4, count: 1)
        yard.lose("n2")
        yard.connect("n2", cores: 4, nonce: 2)
        yard.now = yard.now + LossHistory.firstPenalty
        yard.schedule()
        #expect(yard.places("older") == ["n1", "n2"])
        #expect(yard.places("waiting") == ["-"])
    }

    @Test func aRestartedTaskPrefersItsFormerServerAfterItsDelay() throws {
        var yard = Yard(count: 3)
        yard.submit("filler", cores: 1)
        yard.schedule()
        yard.submit("job", cores: 8, restart: RestartPolicy(delay: .seconds(30)))
        yard.schedule()
        let attempt = try #require(yard.allocations("job")[0].current)
        #expect(attempt.node == NodeID("n2"))
        yard.end(try #require(yard.allocations("filler")[0].current), .completed)
        yard.end(attempt, .failed)
        let waiting = yard.pass()
        #expect(waiting.plans.isEmpty)
        let due = try #require(waiting.wakeAt)
        #expect(due == yard.allocations("job")[0].notBefore)
        yard.now = due
        yard.schedule()
        #expect(yard.places("job") == ["n2"])
    }

    @Test func systemJobsRunOnEveryServerStandbysIncluded() {
        var yard = Yard(count: 2)
        yard.apply(.setPool(name: "spare", nodes: [NodeID("n2")]))
        yard.submit("exporter", cores: 1, type: .system)
        yard.schedule()
        #expect(yard.places("exporter").sorted() == ["n1", "n2"])
        #expect(yard.refused == 0)
    }

    @Test func aPassStopsAtItsLimitAndAsksForAnother() {
        var yard = Yard(count: 4)
        yard.submit("job", cores: 1, count: 10)
        let pass = yard.schedule(atMost: 4)
        #expect(pass.plans.count == 4)
        #expect(pass.wakeAt != nil)
        yard.schedule(atMost: 4)
        let last = yard.schedule(atMost: 4)
        #expect(last.plans.count == 2)
        #expect(last.wakeAt == nil)
    }

    @Test func aFullFleetIsFoundFullOnceForThousandsOfEqualAllocations() {
        var yard = Yard(count: 200, cores: 4)
        yard.submit("job", cores: 1, count: 3_000)
        let pass = yard.pass(atMost: 10_000)
        #expect(pass.plans.count == 800)
        #expect(pass.blocked.count == 2_200)
        #expect(pass.blocked.filter { $0.reason != .noRoom }.isEmpty)
    }
}
