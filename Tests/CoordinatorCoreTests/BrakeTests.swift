import Determinism
import Fleet
import Testing

@testable import CoordinatorCore

@Suite struct BrakeTests {
    private let settings = ClusterSettings(brakePercent: 30, brakeFloor: 2, brakeWindow: .seconds(60))
    private let names = (0..<10).map { NodeID("n\($0)") }

    private func allows(_ brake: inout Brake, _ node: NodeID, of size: Int = 4, at second: UInt64) -> Bool {
        brake.allows(node, of: size, settings: settings, now: Instant(nanoseconds: second * 1_000_000_000))
    }

    @Test func theFloorOrTheShareIsAllowedInAWindow() {
        var brake = Brake()
        let few = names.filter { allows(&brake, $0, of: 4, at: 1) }
        #expect(few.count == 2)
        var large = Brake()
        let more = names.filter { allows(&large, $0, of: 10, at: 1) }
        #expect(more.count == 3)
    }

    @Test func aServerThatWasTakenCountsOnce() {
        var brake = Brake()
        for second in 1...5 as ClosedRange<UInt64> {
            let first = allows(&brake, names[0], at: second)
            #expect(first)
        }
        let second = allows(&brake, names[1], at: 6)
        let third = allows(&brake, names[2], at: 6)
        #expect(second && !third)
    }

    @Test func aServerThatIsLostAgainCountsForTheLastTime() {
        var brake = Brake()
        let taken = [
            allows(&brake, names[0], at: 1), allows(&brake, names[1], at: 50), allows(&brake, names[0], at: 59),
        ]
        #expect(taken == [true, true, true])
        // Counted from its first loss there would be room for a third within ten seconds of two others.
        let third = allows(&brake, names[2], at: 62)
        #expect(!third)
    }

    @Test func aVerdictThatComesToNothingTakesNoPlace() {
        var brake = Brake()
        _ = allows(&brake, names[0], at: 1)
        brake.settle(names[0], isCommitted: true)
        // Lost again, and heard before that could be committed: it counts as it did.
        _ = allows(&brake, names[0], at: 30)
        _ = allows(&brake, names[1], at: 31)
        for node in names.prefix(2) { brake.settle(node, isCommitted: false) }
        #expect(brake.takenNow(settings: settings, now: Instant(nanoseconds: 32_000_000_000)) == [names[0]])
        let next = [allows(&brake, names[2], at: 32), allows(&brake, names[1], at: 33)]
        #expect(next == [true, false])
    }

    @Test func theWindowGoesOn() {
        var brake = Brake()
        for node in names.prefix(3) { _ = allows(&brake, node, at: 1) }
        #expect(brake.held.elements == [names[2]])
        #expect(brake.reopensAt(settings: settings) == Instant(nanoseconds: 61_000_000_000))
        let later = allows(&brake, names[2], at: 61)
        #expect(later && brake.held.isEmpty)
    }

    @Test func whatIsReleasedIsWhatWasHeldAndNoMore() {
        var brake = Brake()
        for node in names.prefix(4) { _ = allows(&brake, node, at: 1) }
        for node in brake.held { brake.release(node, until: .never) }
        let held = [allows(&brake, names[2], at: 2), allows(&brake, names[3], at: 2)]
        let newcomer = allows(&brake, names[4], at: 2)
        #expect(held == [true, true] && !newcomer)
    }

    @Test func aReleaseHasAnEnd() {
        var brake = Brake()
        for node in names.prefix(4) { _ = allows(&brake, node, at: 1) }
        for node in brake.held { brake.release(node, until: Instant(nanoseconds: 5_000_000_000)) }
        let before = allows(&brake, names[2], at: 4)
        let after = allows(&brake, names[3], at: 5)
        #expect(before && !after)
    }

    @Test func aServerThatIsHeardAgainIsNoLongerReleased() {
        var brake = Brake()
        for node in names.prefix(3) { _ = allows(&brake, node, at: 1) }
        for node in brake.held { brake.release(node, until: .never) }
        brake.forget(names[2])
        let again = allows(&brake, names[2], at: 2)
        #expect(!again)
    }

    @Test func onHoldNothingIsAllowedNotEvenWhatWasTaken() {
        var brake = Brake()
        let first = allows(&brake, names[0], at: 1)
        let now = Instant(nanoseconds: 2_000_000_000)
        let held = names.prefix(2).filter {
            brake.allows($0, of: 10, settings: settings, isOnHold: true, now: now)
        }
        #expect(first && held.isEmpty && brake.held.elements == Array(names.prefix(2)))
        let after = allows(&brake, names[0], at: 3)
        #expect(after)
    }
}
