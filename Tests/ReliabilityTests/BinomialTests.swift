import Reliability
import Testing

/// The expected values are exact fractions (Python's `fractions`, with exponentials of 80 digits), or for 10,000 trials and more
/// sums of 60 digits (`decimal`).
struct BinomialTests {
    private func isClose(_ value: Double, _ expected: Double, within error: Double = 1e-10) -> Bool {
        abs(value - expected) <= error * expected
    }

    @Test(arguments: [
        (10, 0.5, 3, 0.171875, 0.828125), (100, 0.1, 20, 0.9991924261256337, 0.0008075738743662661),
        (5, 0.999, 4, 0.004990009995001, 0.995009990004999), (30, 1e-9, 0, 0.9999999700000004, 2.999999956500001e-08),
    ])
    func sumsAreThoseOfExactFractions(trials: UInt64, probability: Double, count: UInt64, below: Double, above: Double)
        throws
    {
        let binomial = try #require(Binomial(trials: trials, probability: probability))
        #expect(isClose(binomial.cumulative(count), below))
        #expect(isClose(binomial.tail(count), above, within: 1e-9))
    }

    @Test(arguments: [
        (1, 0.001, 0, 0.0009995001666250082), (12, 0.0035616, 1, 0.0008146966646902787),
        (12, 0.1, 4, 0.003482276290657889), (100, 0.0065, 3, 0.004217867888936093),
        (100, 0.05, 10, 0.009649196123227819),
        (1_000, 0.0065, 13, 0.006730280008170204), (200, 0.7, 117, 0.008568209478277734),
    ])
    func theSmallestCountOfAHazardIsThatOfExactFractions(trials: UInt64, hazard: Double, count: UInt64, tail: Double)
        throws
    {
        let binomial = try #require(Binomial(trials: trials, hazard: hazard))
        #expect(binomial.smallestCount(confidence: 0.99) == count)
        #expect(isClose(binomial.tail(count), tail))
        if count > 0 { #expect(binomial.cumulative(count - 1) < 0.99) }
    }

    @Test(arguments: [
        (100_000, 1e-9, 0, 9.99950002166575e-05), (100_000, 1e-6, 1, 0.004678799442706632),
        (100_000, 0.001, 124, 0.008743979355921772), (100_000, 0.0065, 710, 0.009341488693449454),
        (100_000, 0.5, 50_368, 0.009887039614933068), (100_000, 0.999, 99_922, 0.00997854617384492),
        (10_000, 0.02, 233, 0.009571182460576255),
    ])
    func aHundredThousandTrialsLoseNothing(trials: UInt64, probability: Double, count: UInt64, tail: Double) throws {
        let binomial = try #require(Binomial(trials: trials, probability: probability))
        #expect(binomial.smallestCount(confidence: 0.99) == count)
        #expect(isClose(binomial.tail(count), tail, within: 1e-9))
    }

    @Test func whatIsCertainNeedsNoSum() throws {
        for trials in [UInt64(0), 1, 100_000] {
            #expect(try #require(Binomial(trials: trials, probability: 0)).smallestCount(confidence: 0.99) == 0)
            #expect(try #require(Binomial(trials: trials, probability: 1)).smallestCount(confidence: 0.99) == trials)
            #expect(try #require(Binomial(trials: trials, hazard: .infinity)).smallestCount(confidence: 0.99) == trials)
        }
        let some = try #require(Binomial(trials: 7, probability: 0.3))
        #expect(some.smallestCount(confidence: 1) == 7 && some.smallestCount(confidence: 0) == 0)
        #expect(some.cumulative(7) == 1 && some.tail(7) == 0 && some.cumulative(900) == 1)
        #expect(try #require(Binomial(trials: 50, hazard: 5)).smallestCount(confidence: 0.99) == 50)
    }

    @Test func valuesThatMeanNothingAreRefused() throws {
        for probability in [Double.nan, -0.1, 1.1, .infinity] {
            #expect(Binomial(trials: 3, probability: probability) == nil)
        }
        for hazard in [Double.nan, -1e-9, -.infinity] { #expect(Binomial(trials: 3, hazard: hazard) == nil) }
        #expect(Binomial(trials: .max, probability: 0.5) == nil)
        let binomial = try #require(Binomial(trials: 3, probability: 0.5))
        for confidence in [Double.nan, -1, 2] { #expect(binomial.smallestCount(confidence: confidence) == nil) }
    }

    @Test(arguments: [
        (1e-9, 9.999999995e-10, 0.999999999), (0.001, 0.0009995001666250082, 0.999000499833375),
        (0.03, 0.029554466451491825, 0.9704455335485082), (1, 0.6321205588285577, 0.36787944117144233),
        (20, 0.9999999979388464, 2.061153622438558e-09), (600, 1, 2.6503965530043108e-261),
    ])
    func decayIsTheExponential(at place: Double, gone: Double, left: Double) throws {
        let decay = try #require(Decay(place))
        #expect(isClose(decay.gone, gone, within: 1e-14) && isClose(decay.left, left, within: 1e-11))
    }
}
