import Determinism
import Fleet
import Testing

@testable import Simulation

@Suite("What is waited for")
struct PromiseWatchTests {
    @Test("A wait lasts from the first look that sees it, and begins anew after one that does not")
    func countsWaits() {
        var watch = PromiseWatch()
        let wait = PromiseWatch.Wait.placement(AllocationID(4))
        watch.beginLook()
        #expect(watch.wait(for: wait, now: Instant.origin + .seconds(1)) == .zero)
        watch.beginLook()
        #expect(watch.wait(for: wait, now: Instant.origin + .seconds(3)) == .seconds(2))
        watch.beginLook()
        watch.beginLook()
        #expect(watch.wait(for: wait, now: Instant.origin + .seconds(4)) == .zero)
    }

    @Test("A leader leads since it was seen first in its term")
    func notesLeaders() {
        var watch = PromiseWatch()
        watch.note(leader: 1, term: 3, now: Instant.origin + .seconds(1))
        watch.note(leader: 1, term: 3, now: Instant.origin + .seconds(2))
        #expect(watch.leader?.since == Instant.origin + .seconds(1))
        watch.note(leader: 1, term: 4, now: Instant.origin + .seconds(5))
        #expect(watch.leader?.since == Instant.origin + .seconds(5))
        watch.note(leader: nil, term: 0, now: Instant.origin + .seconds(6))
        #expect(watch.leader == nil)
    }
}
