import Determinism
import Fleet
import Testing

/// What a namespace used of late, against what the formula of decay says.
struct DecayedUsageTests {
    private static let start = WallTime(nanoseconds: 1_000_000_000_000)

    /// One task of a core runs for so long, and then it is waited for so long.
    private func used(running: Span, then waiting: Span, noise: Int = 0) throws -> Double {
        var site = Site()
        site.submit(Site.job())
        site.place(site.allocations()[0], on: "n1")
        let attempt = try #require(site.allocations()[0].current)
        let begin = site.now
        // Other tasks of the namespace, which hold no core, come and go meanwhile: each settles what was used.
        if noise > 0 { site.submit(Site.job("noise", count: UInt64(noise), cpu: 0)) }
        for (number, allocation) in site.allocations("noise").enumerated() {
            site.now = begin + running / UInt64(noise + 1) * UInt64(number)
            site.place(allocation, on: "n2")
        }
        site.now = WallTime(nanoseconds: (begin + running).nanoseconds - 1_000_000_000)
        site.end(attempt, .completed)
        let now = site.now + waiting
        return Double(site.state.recentUsage(of: "default", now: now).cpu) * 1.024 / 1_000
    }

    /// In core-seconds: the rate of one, decayed with a half-life of a week.
    private func expected(running: Span, then waiting: Span) -> Double {
        let week = 7.0 * 86_400
        let (run, wait) = (Double(running.nanoseconds) / 1e9, Double(waiting.nanoseconds) / 1e9)
        return week / 0.693_147_180_56 * (power(-wait / week) - power(-(wait + run) / week))
    }

    /// 2 to that power, without a library: halvings, and the exponential series for the rest.
    private func power(_ exponent: Double) -> Double {
        let whole = Int(exponent)
        var (term, sum) = (1.0, 1.0)
        for place in 1..<30 {
            term *= (exponent - Double(whole)) * 0.693_147_180_559_945 / Double(place)
            sum += term
        }
        for _ in whole..<0 { sum /= 2 }
        return sum
    }

    @Test(
        arguments: [
            (3_600, 0), (86_400, 0), (86_400, 604_800), (604_800, 0), (604_800, 86_400), (31_536_000, 60),
            (100_000_000, 6_048_000),
        ] as [(UInt64, UInt64)])
    func halfIsForgottenWithEachHalfLife(_ running: UInt64, _ waiting: UInt64) throws {
        let used = try used(running: .seconds(running), then: .seconds(waiting))
        let expected = expected(running: .seconds(running), then: .seconds(waiting))
        #expect(abs(used - expected) < expected * 0.002 + 1, "\(used) instead of \(expected)")
    }

    @Test func howOftenItIsSettledMakesNoDifference() throws {
        let (running, waiting) = (Span.seconds(500_000), Span.seconds(700_000))
        let (quiet, busy) = (
            try used(running: running, then: waiting), try used(running: running, then: waiting, noise: 700)
        )
        #expect(abs(quiet - busy) < quiet * 0.000_1, "\(quiet) and \(busy)")
    }

    @Test func whatIsForgottenAltogetherTakesNoPlace() throws {
        var site = Site()
        site.submit(Site.job())
        site.place(site.allocations()[0], on: "n1")
        site.end(try #require(site.allocations()[0].current), .completed)
        #expect(site.state.recentUsage.count == 1)
        site.now = site.now + .seconds(7 * 86_400 * 20)
        site.apply(.collectGarbage(before: site.now))
        #expect(site.state.recentUsage.isEmpty)
        #expect(site.state.recentUsage(of: "default", now: site.now).isNone)
    }

    @Test func theHalfLifeMayChange() throws {
        var site = Site()
        site.submit(Site.job())
        site.place(site.allocations()[0], on: "n1")
        site.now = site.now + .seconds(86_400)
        site.end(try #require(site.allocations()[0].current), .completed)
        let before = site.state.recentUsage(of: "default", now: site.now).cpu
        let (short, long) = (
            site.apply(.setHalfLife(.seconds(60))).outcome, site.apply(.setHalfLife(.seconds(3_600))).outcome
        )
        #expect(short.code == .invalid && long.code == .done)
        let after = site.state.recentUsage(of: "default", now: site.now).cpu
        #expect(after <= before && after > before - before / 500)
        let later = site.state.recentUsage(of: "default", now: site.now + .seconds(7_200)).cpu
        #expect(later <= after / 4 + 1 && later > after / 4 - after / 500)
    }
}
