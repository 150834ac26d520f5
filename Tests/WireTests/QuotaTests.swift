import Testing
import Wire

@Suite struct QuotaTests {
    @Test func aPeerHasItsBurstAndThenItsRate() {
        var quota = PeerQuota(perSecond: 10, burst: 3)
        let answers = (0..<5).map { _ in quota.admits("a", now: 1_000) }
        #expect(answers == [true, true, true, false, false])
        let answer1 = quota.admits("a", now: 50_000_000)
        #expect(!answer1)
        let answer2 = quota.admits("a", now: 150_000_000)
        #expect(answer2)
        let answer3 = quota.admits("a", now: 150_000_000)
        #expect(!answer3)
    }

    @Test func peersDoNotShare() {
        var quota = PeerQuota(perSecond: 1, burst: 1)
        let answer4 = quota.admits("a", now: 0)
        #expect(answer4)
        let answer5 = quota.admits("a", now: 0)
        #expect(!answer5)
        let answer6 = quota.admits("b", now: 0)
        #expect(answer6)
    }

    @Test func bytesCountToo() {
        var quota = PeerQuota(perSecond: 100, burst: 100, bytesPerSecond: 1_000, byteBurst: 500)
        let answer7 = quota.admits("a", bytes: 400, now: 0)
        #expect(answer7)
        let answer8 = quota.admits("a", bytes: 200, now: 0)
        #expect(!answer8)
        let answer9 = quota.admits("a", bytes: 100, now: 0)
        #expect(answer9)
        let answer10 = quota.admits("a", bytes: 200, now: 200_000_000)
        #expect(answer10)
    }

    @Test func aClockThatStandsStillGivesNothing() {
        var quota = PeerQuota(perSecond: 1_000, burst: 1)
        let answer11 = quota.admits("a", now: 5)
        #expect(answer11)
        let answer12 = quota.admits("a", now: 4)
        #expect(!answer12)
    }

    @Test func aPeerIsNamedOnceForEachReasonAndMemoryIsBounded() {
        var counters = WireCounters()
        let answer13 = counters.note(.malformed, peer: "a")
        #expect(answer13)
        let answer14 = counters.note(.malformed, peer: "a")
        #expect(!answer14)
        let answer15 = counters.note(.overQuota, peer: "a")
        #expect(answer15)
        var named = 0
        for number in 0..<5_000 where counters.note(.invalid, peer: "\(number)") { named += 1 }
        #expect(named < 1_100)
        #expect(counters.all.first { $0.reason == .invalid }?.count == 5_000)
        #expect(counters.all.first { $0.reason == .malformed }?.count == 2)
    }
}
