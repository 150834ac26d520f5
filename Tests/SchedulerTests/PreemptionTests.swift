import Determinism
import Fleet
import Scheduler
import Testing

struct PreemptionTests {
    @Test func aHigherPriorityEndsTheLowestAndTakesItsRoomWhenThatIsFree() {
        var yard = Yard(count: 2, cores: 4)
        yard.submit("low", cores: 4, priority: 10)
        yard.submit("middle", cores: 4, priority: 40)
        yard.schedule()
        yard.submit("high", cores: 2, priority: 80)
        let pass = yard.schedule()
        let victim = yard.allocations("low")[0]
        #expect(victim.current?.stopping == .preempted)
        #expect(yard.allocations("middle")[0].current?.stopping == nil)
        #expect(pass.plans.flatMap(\.placements).isEmpty)
        #expect(yard.places("high") == ["-"])
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("high") == [victim.current?.node.name ?? "?"])
        #expect(yard.allocations("low")[0].state == .pending)
        #expect(yard.refused == 0)
    }

    @Test func anEqualIsNeverEnded() {
        var yard = Yard(count: 1, cores: 4)
        yard.submit("first", cores: 4, priority: 50)
        yard.schedule()
        yard.submit("second", cores: 4, priority: 50)
        let pass = yard.schedule()
        #expect(pass.plans.isEmpty)
        #expect(pass.blocked.map(\.reason) == [.noRoom])
    }

    @Test func nothingIsEndedThatDoesNotMakeThePlacementPossible() {
        var yard = Yard(count: 2, cores: 4)
        yard.submit("low", cores: 2, count: 4, priority: 10)
        yard.schedule()
        yard.submit("huge", cores: 6, priority: 90)
        #expect(yard.pass().plans.isEmpty)
    }

    @Test func fewTasksAreEndedRatherThanMany() {
        var yard = Yard(count: 2, cores: 4)
        yard.submit("many", cores: 1, count: 4, priority: 10)
        yard.submit("one", cores: 4, priority: 10)
        yard.schedule()
        yard.submit("high", cores: 4, priority: 90)
        let pass = yard.schedule()
        #expect(pass.plans.flatMap(\.stops).map(\.attempt) == [yard.allocations("one")[0].current?.id])
    }

    @Test func whatIsSuperfluousGoesOn() {
        var yard = Yard(count: 1, cores: 8)
        yard.submit("tiny", cores: 1, priority: 5)
        yard.submit("large", cores: 6, priority: 10)
        yard.schedule()
        yard.submit("high", cores: 7, priority: 90)
        let pass = yard.schedule()
        #expect(pass.plans.flatMap(\.stops).map(\.attempt) == [yard.allocations("large")[0].current?.id])
    }

    @Test func roomThatIsBeingFreedIsWaitedForAndNotGivenAway() {
        var yard = Yard(count: 1, cores: 8)
        yard.submit("low", cores: 6, priority: 10)
        yard.schedule()
        yard.submit("high", cores: 7, priority: 90)
        yard.schedule()
        yard.submit("small", cores: 2, priority: 20)
        yard.submit("tiny", cores: 1, priority: 20)
        let pass = yard.schedule()
        // One more stop would be wrong, and so would the two cores that the high priority needs as well.
        #expect(pass.plans.flatMap(\.stops).isEmpty)
        #expect(yard.places("small") == ["-"])
        #expect(yard.places("tiny") == ["n1"])
        #expect(
            pass.blocked.first
                == Blocked(allocation: yard.allocations("high")[0].id, reason: .waitsForRoom(NodeID("n1"))))
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("high") == ["n1"])
        #expect(yard.refused == 0)
    }

    @Test func whatCannotBeKilledIsNotCountedOn() throws {
        var yard = Yard(count: 1, cores: 4)
        yard.submit("stuck", cores: 4, priority: 10)
        yard.schedule()
        let attempt = try #require(yard.allocations("stuck")[0].current)
        yard.apply(
            .report(session: attempt.session, reports: [AttemptReport(attempt: attempt.id, progress: .notDead)]))
        yard.submit("high", cores: 4, priority: 90)
        let pass = yard.pass()
        #expect(pass.plans.isEmpty)
        #expect(pass.blocked.map(\.reason) == [.noRoom])
    }
}
