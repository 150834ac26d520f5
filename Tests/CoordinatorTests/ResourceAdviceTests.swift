import Determinism
import Fleet
import Testing

@testable import Coordinator

/// What is to be requested, by what was used.
@Suite struct ResourceAdviceTests {
    private static let gibibyte = Double(1 << 30)

    private func spread(_ median: Double, _ ninety: Double, _ ninetyFive: Double, _ highest: Double)
        -> UsageSummary.Spread
    {
        UsageSummary.Spread(median: median, ninety: ninety, ninetyFive: ninetyFive, highest: highest)
    }

    private func cpu(
        _ requested: UInt64, limit: UInt64? = nil, _ spread: UsageSummary.Spread, throttled: Double = 0,
        minutes: UInt64 = 60
    ) -> ResourceAdvice {
        let summary = UsageSummary(
            cpu: spread, throttled: throttled, tasks: 1, watched: .seconds(minutes * 60),
            taskTime: .seconds(minutes * 60))
        return ResourceAdvice.cpu(requested: requested, limit: limit, used: summary)
    }

    private func memory(
        _ requested: Double, limit: Double? = nil, _ spread: UsageSummary.Spread?, kills: UInt64 = 0
    ) -> ResourceAdvice {
        let spread = spread.map {
            UsageSummary.Spread(
                median: $0.median * Self.gibibyte, ninety: $0.ninety * Self.gibibyte,
                ninetyFive: $0.ninetyFive * Self.gibibyte, highest: $0.highest * Self.gibibyte)
        }
        let summary = UsageSummary(
            memory: spread, throttled: 0, tasks: 1, watched: .seconds(3_600), taskTime: .seconds(3_600))
        return ResourceAdvice.memory(
            requested: UInt64(requested * Self.gibibyte), limit: limit.map { UInt64($0 * Self.gibibyte) },
            used: summary, kills: kills)
    }

    @Test func lessIsWhatNineTenthsStayBelowWithAMargin() {
        let advice = cpu(8_000, spread(500, 1_000, 1_200, 1_100))
        #expect(advice == ResourceAdvice(verdict: .less, proposed: 1_200, proposedLimit: nil))
    }

    @Test func peaksKeepTheRoomThatTheyHad() {
        #expect(
            cpu(8_000, spread(500, 1_000, 1_200, 7_000))
                == ResourceAdvice(verdict: .less, proposed: 1_200, proposedLimit: 8_000))
        #expect(cpu(8_000, limit: 16_000, spread(500, 1_000, 1_200, 7_000)).proposedLimit == 16_000)
    }

    @Test func betweenTheBoundsNothingIsChanged() {
        #expect(cpu(2_000, spread(1_000, 1_700, 1_900, 1_990)) == ResourceAdvice(verdict: .fits, proposed: 2_000))
        // So little is not worth it.
        #expect(cpu(2_000, spread(1_500, 1_600, 1_600, 1_600)).verdict == .fits)
        #expect(memory(4, spread(2, 3, 3.4, 3.5)).verdict == .fits)
    }

    @Test func whatIsHeldBackIsAllowedMore() {
        #expect(
            cpu(1_000, spread(200, 400, 400, 900), throttled: 0.2)
                == ResourceAdvice(verdict: .more, reason: .heldBack, proposed: 500, proposedLimit: 1_500))
        #expect(cpu(1_000, limit: 4_000, spread(900, 3_900, 4_000, 4_000), throttled: 0.2).proposedLimit == 6_000)
        #expect(cpu(1_000, spread(200, 400, 400, 900), throttled: 0.05).verdict == .less)
    }

    @Test func moreIsRequestedOfWhatIsUsedMostOfTheTime() {
        let advice = cpu(1_000, limit: 8_000, spread(2_000, 3_000, 4_000, 5_000))
        #expect(advice == ResourceAdvice(verdict: .more, reason: .aboveRequest, proposed: 3_500, proposedLimit: 8_000))
        // Who requests none has no limit, and none below what was seen is proposed.
        let none = cpu(0, spread(2_000, 3_000, 4_000, 5_000))
        #expect(none == ResourceAdvice(verdict: .more, reason: .aboveRequest, proposed: 3_500, proposedLimit: 5_800))
    }

    @Test func memoryThatIsTheLimitCoversTheHighestUse() {
        let advice = memory(64, spread(4, 5, 6, 20))
        #expect(advice.verdict == .less && advice.proposed == 23 << 30 && advice.proposedLimit == nil)
        // With a limit of its own, the request is what most need.
        let limited = memory(32, limit: 64, spread(4, 5, 6, 20))
        #expect(limited.verdict == .less && limited.proposed == 5_888 << 20 && limited.proposedLimit == 64 << 30)
    }

    @Test func memoryNearTheLimitOrBeyondItNeedsMore() {
        let near = memory(8, spread(3, 4, 5, 7.5))
        #expect(near.reason == .nearLimit && Double(near.proposed) >= 7.5 * 1.15 * Self.gibibyte)
        let above = memory(1, limit: 16, spread(3, 4, 5, 7.5))
        #expect(above.reason == .aboveRequest && above.proposed == 4_736 << 20 && above.proposedLimit == 16 << 30)
        let killed = memory(8, spread(3, 4, 5, 7.5), kills: 1)
        #expect(killed.reason == .killed && killed.proposed == UInt64(9.6 * 1_024 + 511) / 512 * 512 << 20)
        // Known without any reading, and a small limit grows by something that helps.
        let unseen = memory(0.0625, nil, kills: 2)
        #expect(unseen.verdict == .more && unseen.proposed == 164 << 20)
        let limited = memory(2, limit: 4, spread(1, 1, 1, 1), kills: 1)
        #expect(limited.proposed == 2 << 30 && limited.proposedLimit == 4_928 << 20)
    }

    @Test func tooLittleIsNoAdvice() {
        let advice = cpu(8_000, limit: 9_000, spread(1, 1, 1, 1), minutes: 4)
        #expect(advice == ResourceAdvice(verdict: .unknown, proposed: 8_000, proposedLimit: 9_000))
        #expect(
            ResourceAdvice.cpu(requested: 1, limit: nil, used: nil) == ResourceAdvice(verdict: .unknown, proposed: 1))
    }

    @Test func anyAmountsAreSurvived() {
        for amount in [0, 1, 1e12, 1e300, .greatestFiniteMagnitude] as [Double] {
            for requested in [0, 1, .max / 2, .max] as [UInt64] {
                let use = spread(amount, amount, amount, amount)
                _ = cpu(requested, limit: requested, use, throttled: 9)
                _ = cpu(requested, use)
                let summary = UsageSummary(
                    memory: use, throttled: 0, tasks: 1, watched: .unlimited, taskTime: .unlimited)
                _ = ResourceAdvice.memory(requested: requested, limit: requested, used: summary, kills: 1)
                _ = ResourceAdvice.memory(requested: requested, limit: nil, used: summary, kills: 0)
            }
        }
    }
}
