import Determinism
import Fleet
import Scheduler
import Testing

@testable import CoordinatorCore

/// How often a leader looks for moves, and for whom.
struct MoveWatchTests {
    private func after(_ seconds: UInt64) -> Instant { .origin + .seconds(seconds) }

    @Test func oneSearchInSoManySeconds() {
        var watch = MoveWatch()
        #expect(watch.nextAt <= after(0))
        watch.take(MoveReport(), now: after(5))
        #expect(watch.nextAt <= after(5), "no search, no rest")
        var report = MoveReport()
        report.hasSearched = true
        watch.take(report, now: after(5))
        #expect(watch.nextAt == after(15))
        #expect(watch.nextSearch(now: after(6)) == after(15))
    }

    @Test func whoWasHelpedInVainLetsOthersHaveTheirTurn() {
        var watch = MoveWatch()
        var report = MoveReport()
        report.hasSearched = true
        report.inVain = SortedSet([JobID(name: "a")])
        watch.take(report, now: after(0))
        report.inVain = SortedSet([JobID(name: "b")])
        watch.take(report, now: after(20))
        #expect(watch.inVain(now: after(20)).elements == [JobID(name: "a"), JobID(name: "b")])
        #expect(watch.nextSearch(now: after(40)) == after(60), "when the first of them may be tried again")
        #expect(watch.inVain(now: after(60)).elements == [JobID(name: "b")])
        #expect(watch.nextSearch(now: after(100)) > after(100), "never at once again and again")
    }
}
