import Determinism
import Testing

@testable import Coordinator

@Suite struct DecayingHistogramTests {
    private func at(_ hours: Double) -> Instant { Instant(nanoseconds: UInt64(hours * 3_600e9)) }

    @Test func aPercentileIsWithinFiveOfAHundredAboveWhatWasSeen() throws {
        for value in [12.0, 99, 1_000, 3_777, 63_999, 900_000] {
            var histogram = DecayingHistogram(.millicores, at: at(0))
            histogram.add(value, weight: 3, at: at(0))
            let found = try #require(histogram.percentile(0.5))
            #expect(found >= value && found <= value * 1.05 + 10, "\(value) gave \(found)")
        }
    }

    @Test func percentilesGoByWeight() throws {
        var histogram = DecayingHistogram(.millicores, at: at(0))
        histogram.add(100, weight: 8, at: at(0))
        histogram.add(2_000, weight: 1.5, at: at(0))
        histogram.add(8_000, weight: 0.5, at: at(0))
        #expect(try #require(histogram.percentile(0.5)) < 115)
        #expect((2_000...2_110).contains(try #require(histogram.percentile(0.9))))
        #expect((2_000...2_110).contains(try #require(histogram.percentile(0.95))))
        #expect((8_000...8_410).contains(try #require(histogram.percentile(0.96))))
    }

    @Test func halfIsForgottenWithEachHalfLife() throws {
        var histogram = DecayingHistogram(.millicores, at: at(0))
        histogram.add(8_000, weight: 10, at: at(0))
        histogram.add(100, weight: 11, at: at(24))
        // 5 against 11.
        #expect(try #require(histogram.percentile(0.68)) < 115)
        #expect(try #require(histogram.percentile(0.70)) > 8_000)
        // Two years later nothing of it counts, and nothing overflows.
        histogram.add(100, weight: 1, at: at(24 * 730))
        #expect(try #require(histogram.percentile(0.999)) < 115)
    }

    @Test func whatIsTakenBackIsGone() throws {
        var histogram = DecayingHistogram(.bytes, at: at(0))
        histogram.add(5e9, weight: 1, at: at(1))
        histogram.add(64e9, weight: 1, at: at(30))
        histogram.remove(5e9, weight: 1, at: at(1))
        #expect(try #require(histogram.percentile(0)) > 60e9)
        histogram.remove(64e9, weight: 1, at: at(30))
        #expect(histogram.isEmpty && histogram.percentile(0.5) == nil)
        histogram.remove(1, weight: 1, at: at(30))
    }

    @Test func whatIsNoAmountIsPassedOver() {
        var histogram = DecayingHistogram(.bytes, at: at(0))
        for value in [-1, .nan, .infinity] as [Double] { histogram.add(value, weight: 1, at: at(0)) }
        for weight in [0, -1, .nan, .infinity] as [Double] { histogram.add(1, weight: weight, at: at(0)) }
        #expect(histogram.isEmpty)
        // The last bucket takes what is larger than anything.
        histogram.add(1e300, weight: 1, at: at(0))
        #expect((histogram.percentile(1) ?? 0) > 9e12)
    }
}
