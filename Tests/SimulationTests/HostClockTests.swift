import Determinism
import Testing

@testable import Simulation

@Suite("Simulated clocks")
struct HostClockTests {
    private func at(_ seconds: UInt64) -> Instant { Instant(nanoseconds: seconds * 1_000_000_000) }

    @Test("A machine that is suspended counts the time, and one that a hypervisor stops does not")
    func suspendCountsAndStopDoesNot() {
        var clock = HostClock(offset: .seconds(100), drift: 0)
        #expect(clock.local(at(10)) == at(110))
        clock.suspend(at: at(10))
        #expect(clock.local(at(15)) == at(115))
        clock.resume(at: at(20))
        #expect(clock.local(at(25)) == at(125))
        clock.stop(at: at(30))
        #expect(clock.local(at(40)) == at(130))
        clock.resume(at: at(50))
        #expect(clock.local(at(51)) == at(131))
        clock.restart(showing: .seconds(3), at: at(60))
        #expect(clock.local(at(62)) == at(5))
    }

    @Test("What is due by a clock is due at the first instant at which it shows that", arguments: [-4_500, 0, 4_500])
    func dueInstants(drift: Int64) {
        var clock = HostClock(offset: .seconds(1_000), drift: 0)
        clock.suspend(at: at(5))
        clock.resume(at: at(7))
        clock.change(drift: drift, now: at(8))
        let due = at(1_030)
        let instant = clock.trueTime(of: due, now: at(8))
        #expect(clock.local(instant) >= due)
        #expect(clock.local(instant - Span(nanoseconds: 10)) < due)
    }
}
