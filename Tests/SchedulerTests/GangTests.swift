import Determinism
import Fleet
import Scheduler
import Testing

struct GangTests {
    @Test func aGangIsPlacedWholeWithOneToken() {
        var yard = Yard(count: 4, cores: 4)
        yard.submit("gang", cores: 4, count: 4, gang: true)
        yard.schedule()
        #expect(yard.places("gang").sorted() == ["n1", "n2", "n3", "n4"])
        #expect(Set(yard.allocations("gang").compactMap(\.current?.token)).count == 1)
    }

    @Test func aGangThatDoesNotFitTakesNothingAndHoldsNothingBack() {
        var yard = Yard(count: 3, cores: 4)
        yard.submit("gang", cores: 4, count: 4, priority: 90, gang: true)
        yard.submit("small", cores: 4, count: 3, priority: 10)
        let pass = yard.schedule()
        #expect(yard.places("gang") == ["-", "-", "-", "-"])
        #expect(yard.places("small") == ["n1", "n2", "n3"])
        #expect(pass.blocked.map(\.reason) == Array(repeating: .noRoom, count: 4))
    }

    @Test func aGangPreemptsOnlyIfAllOfItFitsThen() {
        var yard = Yard(count: 3, cores: 4)
        yard.submit("low", cores: 4, count: 3, priority: 10)
        yard.schedule()
        yard.submit("wide", cores: 4, count: 4, priority: 90, gang: true)
        #expect(yard.pass().plans.isEmpty)
        yard.submit("pair", cores: 4, count: 2, priority: 80, gang: true)
        #expect(yard.schedule().plans.flatMap(\.stops).count == 2)
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("pair").contains("-") == false)
        #expect(yard.refused == 0)
    }

    @Test func aGangThatLosesAMemberStartsAgainAsAWhole() {
        var yard = Yard(count: 3, cores: 4)
        yard.apply(.setPool(name: "spare", nodes: [NodeID("n3")]))
        yard.submit("gang", cores: 4, count: 2, gang: true)
        yard.schedule()
        yard.lose("n1")
        let waiting = yard.schedule()
        #expect(waiting.plans.isEmpty)
        #expect(waiting.blocked.map(\.reason) == [.waitsForGang])
        #expect(yard.allocations("gang")[1].current?.stopping == .superseded)
        yard.finishStops()
        yard.schedule()
        #expect(yard.places("gang") == ["n3", "n2"])
        #expect(Set(yard.allocations("gang").compactMap(\.current?.token)).count == 1)
        #expect(yard.refused == 0)
    }
}
