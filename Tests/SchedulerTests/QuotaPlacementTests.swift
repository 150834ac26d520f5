import Determinism
import Fleet
import Scheduler
import Testing

/// Quotas in the pass, and what `job why` says of them.
struct QuotaPlacementTests {
    private func yard(_ kind: QuotaKind, _ amount: UInt64, servers: Int = 4) -> Yard {
        var yard = Yard(count: servers)
        var quota = Quota()
        quota.burst[kind] = amount
        yard.apply(.setQuota(namespace: "default", quota))
        return yard
    }

    private func why(_ name: String, _ yard: Yard, index: Int = 0) -> Explanation {
        Scheduler.explain(
            state: yard.state, allocation: yard.allocations(name)[index].id, unavailable: yard.unavailable,
            now: yard.now)
    }

    @Test func aPassGivesNoMoreThanTheQuotaAndSaysWhy() {
        var yard = yard(.cpu, 12_000)
        yard.submit("j", cores: 4, count: 5)
        yard.schedule()
        #expect(yard.places("j").filter { $0 != "-" }.count == 3 && yard.refused == 0)
        let why = why("j", yard, index: 4)
        #expect(why.summary == "j[4] waits: namespace default is at its quota: 12 of 12 cores")
        #expect(
            why.remedy
                == "wait for tasks of namespace default to end, stop some of its jobs, or raise the burst with "
                + "`muster quota set default --burst cpu=16`")
        yard.end(yard.allocations("j")[0].live[0], .completed)
        yard.schedule()
        #expect(yard.places("j").filter { $0 != "-" }.count == 3)
    }

    @Test func whatAsksForMoreThanTheWholeQuotaIsToldSo() {
        var yard = yard(.cpu, 2_000)
        yard.submit("j", cores: 4)
        yard.schedule()
        #expect(
            why("j", yard).summary == "j[0] waits: it asks for 4 cores, and namespace default may hold 2 at the most")
        #expect(why("j", yard).remedy.contains("nothing that ends makes it fit"))
    }

    @Test func aQuotaMakesNobodyEnd() {
        var yard = yard(.tasks, 1, servers: 1)
        yard.submit("low", cores: 8, priority: 10)
        yard.schedule()
        yard.submit("high", cores: 8, priority: 90)
        let pass = yard.schedule()
        #expect(pass.plans.isEmpty, "what would be freed could not be given to it")
        #expect(why("high", yard).summary.hasSuffix("is at its quota: 1 of 1 task"))
    }

    @Test func aGangCountsWhole() {
        var yard = yard(.tasks, 3)
        yard.submit("one", cores: 1)
        yard.submit("gang", cores: 1, count: 3, gang: true)
        yard.submit("two", cores: 1, count: 2)
        yard.schedule()
        #expect(yard.places("one") != ["-"] && yard.places("gang") == ["-", "-", "-"])
        #expect(
            !yard.places("two").contains("-"), "a gang that waits for its quota keeps no small task from it at first")
        for name in ["one", "two"] { for each in yard.allocations(name) { yard.end(each.live[0], .completed) } }
        yard.schedule()
        #expect(!yard.places("gang").contains("-"))
    }

    @Test func whatHasWaitedLongForItsQuotaIsNotOvertakenForEver() {
        var yard = yard(.cpu, 8_000)
        yard.submit("small", cores: 3, count: 2)
        yard.schedule()
        yard.submit("large", cores: 6)
        yard.now = yard.now + .seconds(3_600)
        yard.submit("more", cores: 1, count: 2)
        let pass = yard.schedule()
        #expect(pass.plans.isEmpty)
        #expect(
            why("more", yard).summary
                == "more[0] waits: work of a higher rank has long waited for the quota of namespace default, and comes first"
        )
        yard.end(yard.allocations("small")[0].live[0], .completed)
        yard.schedule()
        yard.end(yard.allocations("small")[1].live[0], .completed)
        yard.schedule()
        #expect(yard.places("large") != ["-"])
        yard.schedule()
        #expect(!yard.places("more").contains("-"))
    }

    @Test func roomThatIsBeingFreedForItCounts() {
        var yard = Yard(count: 1)
        yard.submit("low", cores: 8, priority: 10)
        yard.schedule()
        var quota = Quota()
        quota.burst[.cpu] = 16_000
        yard.apply(.setQuota(namespace: "default", quota))
        yard.submit("high", cores: 8, priority: 90)
        yard.submit("other", cores: 8, priority: 80)
        let pass = yard.schedule()
        #expect(pass.plans.flatMap(\.stops).count == 1)
        let blocked = pass.blocked.first { $0.allocation == yard.allocations("other")[0].id }
        guard case .quota(let excess) = blocked?.reason else {
            Issue.record("\(blocked.map { "\($0.reason)" } ?? "not blocked")")
            return
        }
        #expect(excess.held == 16_000)
    }

    @Test func quotasAreKeptInRandomFleets() {
        for seed in UInt64(1)...40 {
            var random = SeededGenerator(seed: seed)
            var yard = Yard(count: 3)
            for step in 0..<40 {
                switch random.below(4) {
                case 0:
                    var quota = Quota(share: 1 + random.below(3))
                    quota.burst[QuotaKind.allCases[Int(random.below(4))]] = random.below(9) * 1_000
                    quota.burst[.tasks] = random.below(8)
                    yard.apply(.setQuota(namespace: "default", quota))
                case 1:
                    yard.submit(
                        "j\(step)", cores: random.below(5), count: 1 + random.below(3), priority: random.below(3) * 10,
                        gang: random.oneIn(4))
                case 2:
                    for id in yard.state.nodes.keys where random.oneIn(2) {
                        if let attempt = yard.state.liveAttempts(on: id).first { yard.end(attempt, .completed) }
                    }
                default: yard.finishStops()
                }
                let before = SortedSet(yard.state.allocations.values.flatMap(\.live).map(\.id))
                yard.schedule()
                let live = yard.state.allocations.values.flatMap(\.live)
                guard let burst = yard.state.quotas["default"]?.burst else { continue }
                for attempt in live where !before.contains(attempt.id) {
                    if attempt.resources.cpuMillicores > 0, let most = burst[.cpu] {
                        #expect(live.reduce(0) { $0 + $1.resources.cpuMillicores } <= most, "seed \(seed)")
                    }
                    #expect(UInt64(live.count) <= burst[.tasks] ?? .max, "seed \(seed)")
                }
            }
            #expect(yard.refused == 0, "seed \(seed): a plan of the pass was refused")
        }
    }
}
