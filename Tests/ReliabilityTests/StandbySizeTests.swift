import Determinism
import Reliability
import Testing

struct StandbySizeTests {
    private static let year = Span.seconds(31_557_600)

    /// (½ + losses) / (½ / 0.0065 days + service), by hand.
    @Test func theRateIsThePosteriorMean() {
        #expect(abs(FailureRate(losses: 0, service: .zero).perYear - 6.5 * 365.25 / 1_000) < 1e-9)
        let none = FailureRate(losses: 0, service: StandbySizeTests.year * 12)
        #expect(abs(none.perYear - 0.5 * 365.25 / (0.5 / 0.0065 + 12 * 365.25)) < 1e-9)
        let some = FailureRate(losses: 16, service: StandbySizeTests.year * 12)
        #expect(abs(some.perYear - 16.5 * 365.25 / (0.5 / 0.0065 + 12 * 365.25)) < 1e-9)
    }

    /// By the same sums as in `BinomialTests`: 100 servers at 0.0065 losses a day are 100 trials of hazard 0.0065.
    @Test func aFleetWithoutHistoryGetsTheStandbysOfTheRateThatIsExpected() throws {
        let size = try #require(
            StandbySize(servers: 100, rate: .expected, refill: .seconds(86_400)))
        #expect(size.standbys == 3)
        #expect(abs(size.coverage - 0.9957821321110639) < 1e-9)
    }

    @Test func moreServersLongerRefillsAndMoreLossesNeverNeedFewer() throws {
        var before: UInt64 = 0
        for servers in stride(from: UInt64(0), through: 2_000, by: 50) {
            let size = try #require(StandbySize(servers: servers, rate: .expected, refill: .seconds(14_400)))
            #expect(size.standbys >= before && size.standbys <= servers && size.coverage >= 0.99)
            before = size.standbys
        }
        before = 0
        for losses in UInt64(0)..<40 {
            let rate = FailureRate(losses: losses, service: StandbySizeTests.year)
            let size = try #require(StandbySize(servers: 60, rate: rate, refill: .seconds(86_400)))
            #expect(size.standbys >= before)
            before = size.standbys
        }
        #expect(try #require(StandbySize(servers: 9, rate: .expected, refill: .unlimited)).standbys == 9)
        #expect(StandbySize(servers: .max, rate: .expected, refill: .zero) == nil)
    }
}
