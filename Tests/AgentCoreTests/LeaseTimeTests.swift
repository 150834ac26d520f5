import AgentCore
import Determinism
import Testing

@Suite struct LeaseTimeTests {
    @Test("The time of leases goes on in suspend, and is not slewed")
    func countsSuspend() {
        let awake = LeaseTime.instant(raw: 5_000, monotonic: 5_010, boottime: 5_010)
        #expect(awake == Instant(nanoseconds: 5_000))
        let resumed = LeaseTime.instant(raw: 6_000, monotonic: 6_020, boottime: 96_020)
        #expect(resumed.since(awake) == Span(nanoseconds: 91_000))
    }

    @Test("Two readings that were not made at one instant never take time back")
    func readingsOutOfOrder() {
        #expect(LeaseTime.instant(raw: 7_000, monotonic: 7_050, boottime: 7_000) == Instant(nanoseconds: 7_000))
    }
}
