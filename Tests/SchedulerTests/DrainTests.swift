import Determinism
import Fleet
import Scheduler
import Testing

/// Planned moves: how many at a time, where to, and what stays with which reason.
struct DrainTests {
    /// Two servers, the job on the first, which then is to be emptied.
    private func yard(_ definition: JobDefinition, cores: UInt64 = 16, second: UInt64 = 16) -> Yard {
        var yard = Yard([(name: "n1", cores: cores, gpus: 0), (name: "n2", cores: second, gpus: 0)])
        yard.apply(.setEligibility(NodeID("n2"), .cordoned))
        yard.apply(.submitJob(definition))
        yard.schedule()
        yard.start()
        yard.apply(.setEligibility(NodeID("n2"), .eligible))
        yard.apply(.setEligibility(NodeID("n1"), .draining))
        return yard
    }

    private func job(
        _ name: String = "web", type: JobType = .service, count: UInt64 = 1, cores: UInt64 = 1, gang: Bool = false,
        _ disruption: ToleratedDisruption? = nil
    ) -> JobDefinition {
        JobDefinition(
            id: JobID(name: name), type: type, count: count, command: ["/bin/true"],
            resources: Resources(cpuMillicores: cores * 1_000), gang: gang, disruption: disruption)
    }

    /// How many moves one pass orders.
    private func moves(_ pass: SchedulingPass) -> Int { pass.plans.flatMap(\.stops).count { $0.reason == .drained } }

    struct Case: Sendable {
        var type = JobType.service
        var count: UInt64 = 8
        var disruption: ToleratedDisruption?
        var moves: Int
    }

    @Test(arguments: [
        Case(moves: 2), Case(count: 3, moves: 1), Case(type: .batch, moves: 8), Case(disruption: .atMost(3), moves: 3),
        Case(disruption: .percent(50), moves: 4), Case(count: 3, disruption: .percent(1), moves: 1),
        Case(type: .batch, disruption: .atMost(1), moves: 1), Case(count: 2, disruption: .atMost(9), moves: 2),
        Case(disruption: .atMost(0), moves: 0), Case(type: .batch, disruption: .percent(0), moves: 0),
    ])
    func aJobLosesAsManyAtATimeAsItTolerates(shape: Case) {
        var yard = yard(job(type: shape.type, count: shape.count, shape.disruption))
        let pass = yard.schedule()
        #expect(moves(pass) == shape.moves)
        #expect(pass.staying.count == Int(shape.count) - shape.moves)
        let again = yard.schedule()
        #expect(moves(again) == 0, "what is under way counts")
        #expect(yard.refused == 0)
    }

    @Test func theNextOnesGoWhenTheFirstWorkAgain() {
        var yard = yard(job(count: 4, .atMost(1)))
        for moved in 1...4 {
            #expect(moves(yard.schedule()) == 1)
            yard.finishStops()
            yard.schedule()
            #expect(moves(yard.schedule()) == 0, "the one that moved is placed and does not work yet")
            yard.start()
            #expect(yard.places("web").count { $0 == "n2" } == moved)
        }
        #expect(yard.schedule().staying.isEmpty)
        #expect(yard.refused == 0)
    }

    @Test func whatAFailureTookLeavesLessForMoves() throws {
        var yard = yard(job(count: 8, .atMost(3)))
        for allocation in yard.allocations("web").prefix(2) { yard.end(try #require(allocation.current), .failed) }
        #expect(moves(yard.schedule()) == 1)
        #expect(yard.schedule().staying.first?.reason == .disruption(3))
    }

    @Test func whatHasNoOtherPlaceStays() {
        var yard = yard(job(type: .batch, count: 3, cores: 4), second: 8)
        let pass = yard.schedule()
        #expect(moves(pass) == 2)
        #expect(pass.staying.map(\.reason) == [.noPlace])
        yard.finishStops()
        yard.schedule()
        yard.start()
        #expect(moves(yard.schedule()) == 0)
        yard.admit("n3", cores: 4)
        #expect(moves(yard.schedule()) == 1)
    }

    @Test func whatWaitsHasTheFirstChoiceOfPlaces() {
        var yard = yard(job(cores: 8), second: 8)
        yard.submit("waiting", cores: 8, priority: 1)
        let pass = yard.schedule()
        #expect(yard.places("waiting") == ["n2"])
        #expect(pass.staying.map(\.reason) == [.noPlace])
    }

    @Test func aGangMovesAsOneAndOnlyIfAllOfItHasAPlace() {
        var yard = Yard([
            (name: "n1", cores: 8, gpus: 0), (name: "n2", cores: 8, gpus: 0), (name: "n3", cores: 4, gpus: 0),
        ])
        yard.apply(.setEligibility(NodeID("n3"), .cordoned))
        yard.apply(.submitJob(job("train", type: .batch, count: 4, cores: 4, gang: true)))
        yard.schedule()
        yard.start()
        #expect(yard.places("train").sorted() == ["n1", "n1", "n2", "n2"])
        yard.apply(.setEligibility(NodeID("n3"), .eligible))
        yard.apply(.setEligibility(NodeID("n1"), .draining))
        #expect(yard.schedule().staying.map(\.reason) == [.noPlace], "two members need a place and one finds it")
        yard.admit("n4", cores: 4)
        #expect(moves(yard.schedule()) == 1)
        let stopping = yard.allocations("train").compactMap(\.current?.stopping)
        #expect(stopping == Array(repeating: .drained, count: 4), "a gang's checkpoint is one of all its members")
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("train").sorted() == ["n2", "n2", "n3", "n4"])
        #expect(yard.refused == 0)
    }

    @Test func aGangThatToleratesNothingStays() {
        var yard = yard(job("train", type: .batch, count: 2, gang: true, .atMost(0)))
        #expect(yard.schedule().staying.map(\.reason) == [.toleratesNone])
    }

    @Test func byForceAllGoesAtOnce() {
        var yard = yard(job(count: 5, .atMost(0)), second: 1)
        #expect(moves(yard.schedule()) == 0)
        yard.apply(.setEligibility(NodeID("n1"), .evacuating))
        #expect(moves(yard.schedule()) == 5)
        #expect(yard.refused == 0)
    }

    /// What is moved by force counts for what else is moved, also where its server comes later by name.
    @Test func whatGoesByForceComesFirst() {
        var yard = Yard(count: 3)
        yard.apply(.submitJob(job(count: 3, cores: 5, .atMost(1))))
        yard.schedule()
        yard.start()
        #expect(Set(yard.places("web")).count == 3)
        yard.apply(.setEligibility(NodeID("n1"), .draining))
        yard.apply(.setEligibility(NodeID("n2"), .evacuating))
        let stops = yard.schedule().plans.flatMap(\.stops).compactMap { yard.state.attempt($0.attempt)?.node.name }
        #expect(stops == ["n2"] && yard.refused == 0)
    }

    @Test func aSystemJobsTaskEndsWithItsServersWork() {
        var yard = Yard(count: 2)
        yard.submit("monitor", cores: 1, type: .system)
        yard.schedule()
        yard.start()
        yard.apply(.setEligibility(NodeID("n1"), .draining))
        #expect(moves(yard.schedule()) == 1)
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("monitor") == ["-", "n2"])
    }

    @Test func theFleetMovesSoManyAtATime() {
        var yard = Yard([(name: "n1", cores: 200, gpus: 0), (name: "n2", cores: 200, gpus: 0)])
        yard.apply(.setEligibility(NodeID("n2"), .cordoned))
        yard.apply(.submitJob(job(type: .batch, count: 100)))
        yard.schedule()
        yard.start()
        yard.apply(.setEligibilities([NodeID("n2")], .eligible))
        yard.apply(.setEligibility(NodeID("n1"), .draining))
        let pass = yard.schedule()
        #expect(moves(pass) == 64)
        #expect(pass.staying.map(\.reason) == Array(repeating: .manyMoves, count: 36))
    }

    /// The state does not trust the plans: one made before the drain was called off, or two that together take more than the
    /// job tolerates, change nothing.
    @Test func theStateRefusesMovesThatAreNotDue() throws {
        var yard = yard(job(count: 4, .atMost(1)))
        let attempts = yard.allocations("web").compactMap { $0.current?.id }
        func stop(_ place: Int) -> Plan { Plan(stops: [PlannedStop(attempt: attempts[place], reason: .drained)]) }
        #expect(yard.apply(.commitPlans([stop(0), stop(1)])).outcome.identifier == 1)
        #expect(yard.apply(.commitPlans([stop(2)])).outcome.identifier == 0)
        yard.finishStops()
        yard.schedule()
        #expect(yard.apply(.commitPlans([stop(2)])).outcome.identifier == 0, "placed, and not at work")
        yard.start()
        yard.apply(.setEligibility(NodeID("n1"), .cordoned))
        #expect(yard.apply(.commitPlans([stop(2)])).outcome.identifier == 0)
        yard.apply(.setEligibility(NodeID("n1"), .draining))
        #expect(yard.apply(.commitPlans([stop(2)])).outcome.identifier == 1)
    }

    @Test func severalServersAreSetTogetherOrNotAtAll() {
        var yard = Yard(count: 3)
        let refused = yard.apply(.setEligibilities([NodeID("n1"), NodeID("n9")], .draining))
        #expect(refused.outcome.code == .notFound)
        #expect(yard.state.nodes.values.allSatisfy { $0.eligibility == .eligible })
        yard.apply(.setEligibilities([NodeID("n1"), NodeID("n3")], .draining))
        #expect(yard.state.nodes.values.map(\.eligibility) == [.draining, .eligible, .draining])
    }
}
