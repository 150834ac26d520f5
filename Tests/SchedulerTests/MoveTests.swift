import Determinism
import Fleet
import Scheduler
import Testing

/// Moves that make room: what goes elsewhere so that something larger fits, and what stays.
struct MoveTests {
    /// Four servers of 8 cores, on each of which half is taken by a task of job `small` and the other half is free: room for
    /// sixteen cores, and on no server for more than four.
    private func yard(_ small: JobDefinition, servers: Int = 4) -> Yard {
        var yard = Yard(count: servers)
        var filling = small
        filling.count = UInt64(2 * servers)
        yard.apply(.submitJob(filling))
        yard.schedule()
        yard.start()
        // One of the two tasks on each goes.
        var seen = Set<NodeID>()
        for allocation in yard.allocations("small") {
            guard let attempt = allocation.current, !seen.insert(attempt.node).inserted else { continue }
            yard.end(attempt, .completed)
        }
        return yard
    }

    private func small(
        type: JobType = .batch, priority: UInt64 = 50, checkpoint: Bool = false, gang: Bool = false,
        _ disruption: ToleratedDisruption? = nil
    ) -> JobDefinition {
        JobDefinition(
            id: JobID(name: "small"), type: type, priority: priority, command: ["/bin/true"],
            resources: Resources(cpuMillicores: 4_000), gang: gang,
            restart: RestartPolicy(condition: .never), checkpoint: checkpoint ? CheckpointContract() : nil,
            disruption: disruption)
    }

    private func moves(_ pass: SchedulingPass) -> [PlannedStop] {
        pass.plans.flatMap(\.stops).filter { $0.reason == .rebalanced }
    }

    @Test func aGangThatFitsOnlyOnceOthersAreElsewhereIsPlaced() {
        var yard = yard(small())
        yard.submit("big", cores: 8, count: 2, gang: true)
        let first = yard.schedule()
        #expect(moves(first).count == 2)
        #expect(moves(first).allSatisfy { $0.beneficiary == JobID(name: "big") })
        #expect(first.plans.count == 1, "all moves for a gang are committed together")
        #expect(first.blocked.map(\.reason.isForRoom) == [true, true])
        let waiting = yard.schedule()
        #expect(waiting.plans.isEmpty, "nothing more is asked for while these end")
        yard.finishStops()
        let second = yard.schedule()
        #expect(second.plans.flatMap(\.placements).count == 4)
        #expect(Set(yard.places("big")).count == 2 && !yard.places("big").contains("-"))
        let small = yard.places("small").filter { $0 != "-" }
        #expect(Set(small).count == 2 && small.count == 4, "what moved stands beside what stayed")
        #expect(Set(small).isDisjoint(with: yard.places("big")))
        #expect(yard.state.jobs[JobID(name: "big")]?.displaced == moves(first).map(\.attempt))
        #expect(yard.refused == 0)
        #expect(yard.schedule().plans.isEmpty)
    }

    @Test func aSingleTaskThatFitsNowhereHasOthersMoveToo() {
        var yard = yard(small())
        yard.submit("big", cores: 8)
        #expect(moves(yard.schedule()).count == 1)
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("big").first != "-")
        #expect(yard.places("small").count { $0 != "-" } == 4)
    }

    @Test func theMovedComeBehindWhomTheyMovedForAndBeforeTheirEquals() throws {
        var yard = yard(small(), servers: 2)
        yard.submit("big", cores: 8)
        yard.submit("late", cores: 4)
        let pass = yard.schedule()
        #expect(moves(pass).count == 1)
        #expect(yard.places("late") == ["-"], "the room that the moved one goes to is kept for it")
        #expect(yard.schedule().plans.isEmpty)
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("big").first != "-")
        #expect(yard.places("small").count { $0 != "-" } == 2)
        #expect(yard.places("late") == ["-"])
    }

    @Test func oneThatEndsSoonerIsElsewhereSooner() throws {
        var yard = yard(small())
        yard.submit("big", cores: 8, count: 2, gang: true)
        let first = try #require(moves(yard.schedule()).first?.attempt)
        yard.end(try #require(yard.state.attempt(first)), .stopped)
        let pass = yard.schedule()
        #expect(pass.plans.flatMap(\.placements).map(\.allocation) == [first.allocation])
        #expect(yard.places("big") == ["-", "-"])
        yard.finishStops()
        yard.schedule()
        #expect(!yard.places("big").contains("-"))
    }

    struct Case: Sendable {
        var small: JobDefinition
        var age: Span = .zero
        var moves: Bool
    }

    static let aged = FleetState.lossAtMost + .seconds(60)

    @Test func whatMayMoveIsWhatLosesLittleAndIsNoMoreImportant() {
        let cases = [
            Case(small: small(), moves: true), Case(small: small(), age: MoveTests.aged, moves: false),
            Case(small: small(checkpoint: true), age: MoveTests.aged, moves: true),
            Case(small: small(type: .service), age: MoveTests.aged, moves: true),
            Case(small: small(type: .service, .atMost(0)), moves: false),
            Case(small: small(priority: 51), moves: false), Case(small: small(gang: true), moves: false),
        ]
        for (number, shape) in cases.enumerated() {
            var yard = yard(shape.small)
            yard.now = yard.now + shape.age
            yard.submit("big", cores: 8)
            let pass = yard.schedule()
            #expect(moves(pass).isEmpty != shape.moves, "case \(number)")
            if !shape.moves {
                #expect(pass.blocked.map(\.reason) == [.noRoom], "case \(number)")
                #expect(pass.moves.inVain.elements == [JobID(name: "big")], "case \(number)")
            }
            #expect(yard.refused == 0)
        }
    }

    @Test func noMoreMoveThanTheirJobTolerates() {
        // Of four of a service one may be out of action: a gang that needs two moves is not helped by one.
        var yard = yard(small(type: .service, .atMost(1)))
        yard.submit("big", cores: 8, count: 2, gang: true)
        #expect(moves(yard.schedule()).isEmpty)
        yard.submit("single", cores: 8)
        #expect(moves(yard.schedule()).count == 1)
    }

    @Test func nothingIsTouchedWhereNotEverythingHasAPlaceElsewhere() {
        var yard = yard(small())
        yard.submit("big", cores: 8, count: 3, gang: true)
        let pass = yard.schedule()
        #expect(pass.plans.isEmpty)
        #expect(pass.blocked.map(\.reason) == [.noRoom, .noRoom, .noRoom])
    }

    @Test func whoWasMovedIsLeftAloneForAnHour() {
        var yard = yard(small(checkpoint: true), servers: 2)
        yard.submit("big", cores: 8)
        let first = moves(yard.schedule())
        yard.finishStops()
        yard.schedule()
        yard.start()
        // The big one ends, and so does what had stayed: only the moved one is in the way again.
        for name in ["big", "small"] {
            for allocation in yard.allocations(name) where allocation.id != first.first?.attempt.allocation {
                if let attempt = allocation.live.first { yard.end(attempt, .completed) }
            }
        }
        yard.apply(.setEligibility(NodeID("n1"), .eligible))
        yard.submit("wide", cores: 8, count: 2, gang: true)
        yard.submit("other", cores: 1)
        #expect(moves(yard.schedule()).isEmpty)
        yard.apply(.stopJob(JobID(name: "other")))
        yard.finishStops()
        yard.apply(.stopJob(JobID(name: "wide")))
        // A third server to go to.
        yard.admit("n3", cores: 4)
        yard.submit("again", cores: 8, count: 2, gang: true)
        #expect(moves(yard.schedule()).isEmpty, "it was moved a moment ago")
        yard.now = yard.now + FleetState.restAfterMove
        #expect(moves(yard.schedule()).count == 1)
        #expect(yard.refused == 0)
    }

    @Test func lowerPrioritiesEndAndEqualsMove() {
        var yard = yard(small(), servers: 3)
        yard.submit("low", cores: 4, count: 2, priority: 10)
        yard.schedule()
        yard.start()
        // Two servers have a task of `small` and one of `low`, the third has one of `small` and room for another.
        yard.submit("big", cores: 8)
        let stops = yard.schedule().plans.flatMap(\.stops)
        #expect(stops.map(\.reason) == [.preempted, .rebalanced])
        #expect(stops.allSatisfy { $0.beneficiary == JobID(name: "big") })
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("big").first != "-")
        #expect(yard.places("small").count { $0 != "-" } == 3)
        #expect(yard.places("low").count { $0 != "-" } == 1)
        #expect(yard.refused == 0)
    }

    @Test func aGangThatStaysWithinARackHasRoomMadeInOne() {
        var yard = Yard([])
        for number in 1...4 {
            yard.apply(
                .putKey(KeyRecord(publicKey: "k\(number)", name: "n\(number)", role: .agent(NodeID("n\(number)")))))
            yard.connect("n\(number)", cores: 8, labels: [("rack", number <= 2 ? "r1" : "r2")])
        }
        var filling = small()
        filling.count = 8
        yard.apply(.submitJob(filling))
        yard.schedule()
        yard.start()
        var seen = Set<NodeID>()
        for allocation in yard.allocations("small") {
            guard let attempt = allocation.current, !seen.insert(attempt.node).inserted else { continue }
            yard.end(attempt, .completed)
        }
        yard.submit(
            "big", cores: 8, count: 2, gang: true, rules: PlacementRules(topology: GangTopology(within: .rack)))
        #expect(moves(yard.schedule()).count == 2)
        yard.finishStops()
        yard.schedule()
        #expect(Set(yard.places("big")) == ["n1", "n2"] || Set(yard.places("big")) == ["n3", "n4"])
    }

    @Test func withoutLeaveNothingIsLookedForAndThatIsSaid() {
        var yard = yard(small())
        yard.submit("big", cores: 8)
        let refused = Scheduler.pass(
            state: yard.state, unavailable: SortedSet(), now: yard.now, placementsAtMost: 100,
            moves: MoveTerms(areAllowed: false))
        #expect(refused.plans.isEmpty && refused.moves.areWanted && !refused.moves.hasSearched)
        let resting = Scheduler.pass(
            state: yard.state, unavailable: SortedSet(), now: yard.now, placementsAtMost: 100,
            moves: MoveTerms(inVain: SortedSet([JobID(name: "big")])))
        #expect(resting.plans.isEmpty && resting.moves.areWanted && !resting.moves.hasSearched)
    }

    @Test func soManyMovesAreUnderWayAtTheMost() {
        // Each task on 70 servers must go to make room for a gang of 70, and there are 70 more servers of half the size.
        var servers = (1...70).map { (name: "a\($0)", cores: UInt64(8), gpus: UInt64(0)) }
        servers += (1...70).map { (name: "b\($0)", cores: UInt64(4), gpus: UInt64(0)) }
        var yard = Yard(servers)
        for number in 1...70 { yard.apply(.setEligibility(NodeID("b\(number)"), .cordoned)) }
        var filling = small(checkpoint: true)
        filling.count = 70
        filling.rules = PlacementRules(spread: Spread(over: .node, atMost: 1))
        yard.apply(.submitJob(filling))
        yard.schedule()
        yard.start()
        for number in 1...70 { yard.apply(.setEligibility(NodeID("b\(number)"), .eligible)) }
        yard.submit("big", cores: 8, count: 70, gang: true)
        #expect(moves(yard.schedule()).isEmpty)
        yard.submit("less", cores: 8, count: 60, gang: true)
        #expect(moves(yard.schedule()).count == 60)
        yard.submit("more", cores: 8, count: 10, gang: true)
        #expect(moves(yard.schedule()).isEmpty, "60 are under way")
    }
}

extension BlockReason {
    fileprivate var isForRoom: Bool {
        if case .waitsForRoom = self { return true }
        return false
    }
}
