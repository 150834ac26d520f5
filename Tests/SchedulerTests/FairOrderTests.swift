import Determinism
import Fleet
import Scheduler
import Testing

/// Who comes first among namespaces that wait.
struct FairOrderTests {
    private static let week = Span.seconds(7 * 86_400)

    private func submit(
        _ name: String, in namespace: String, cores: UInt64 = 8, count: UInt64 = 1, priority: UInt64 = 50,
        gang: Bool = false, to yard: inout Yard
    ) {
        yard.apply(
            .submitJob(
                JobDefinition(
                    id: JobID(namespace: namespace, name: name), type: .batch, priority: priority, count: count,
                    command: ["/bin/true"], resources: Resources(cpuMillicores: cores * 1_000), gang: gang)))
    }

    private func isPlaced(_ name: String, in namespace: String, _ yard: Yard) -> Bool {
        (yard.state.jobs[JobID(namespace: namespace, name: name)]?.allocations ?? []).contains {
            yard.state.allocations[$0]?.live.isEmpty == false
        }
    }

    private func endAll(_ yard: inout Yard) {
        for id in yard.state.nodes.keys {
            for attempt in yard.state.liveAttempts(on: id) { yard.end(attempt, .completed) }
        }
    }

    /// One server of 8 cores, of which `heavy` had all for a day.
    private func used() -> Yard {
        var yard = Yard(count: 1)
        submit("past", in: "heavy", to: &yard)
        yard.schedule()
        yard.now = yard.now + .seconds(86_400)
        return yard
    }

    @Test func whoHasUsedLittleComesFirst() {
        var yard = used()
        submit("next", in: "heavy", to: &yard)
        submit("small", in: "light", to: &yard)
        endAll(&yard)
        yard.schedule()
        #expect(isPlaced("small", in: "light", yard) && !isPlaced("next", in: "heavy", yard))
    }

    @Test func priorityPrevails() {
        var yard = used()
        submit("next", in: "heavy", priority: 51, to: &yard)
        submit("small", in: "light", to: &yard)
        endAll(&yard)
        yard.schedule()
        #expect(isPlaced("next", in: "heavy", yard) && !isPlaced("small", in: "light", yard))
    }

    @Test func withinANamespaceTheOrderStaysAsItWas() {
        var yard = used()
        for name in ["b", "a", "c"] { submit(name, in: "heavy", to: &yard) }
        submit("other", in: "light", to: &yard)
        endAll(&yard)
        var begun: [String] = []
        for _ in 0..<4 {
            yard.schedule()
            for (_, job) in yard.state.jobs
            where isPlaced(job.definition.id.name, in: job.definition.id.namespace, yard) {
                begun.append(job.definition.id.name)
            }
            endAll(&yard)
        }
        #expect(begun == ["other", "b", "a", "c"])
    }

    @Test func whatHasWaitedForTwoHalfLivesIsOvertakenByNothing() {
        var yard = used()
        submit("next", in: "heavy", to: &yard)
        // Somebody else keeps the server busy meanwhile.
        yard.now = yard.now + FairOrderTests.week
        submit("small", in: "light", to: &yard)
        endAll(&yard)
        yard.schedule()
        #expect(isPlaced("next", in: "heavy", yard), "it has waited for a half-life: more than usage can put it off")
    }

    @Test func aLargerShareMayUseMore() {
        var yard = Yard(count: 2, cores: 8)
        // Both use a server for a day each, and one is due four times as much.
        yard.apply(.setQuota(namespace: "paying", Quota(share: 4)))
        submit("past", in: "paying", to: &yard)
        submit("past", in: "guest", to: &yard)
        yard.schedule()
        yard.now = yard.now + .seconds(86_400)
        submit("next", in: "guest", cores: 8, to: &yard)
        submit("next", in: "paying", cores: 8, to: &yard)
        yard.end(yard.state.liveAttempts(on: NodeID("n1"))[0], .completed)
        yard.schedule()
        #expect(isPlaced("next", in: "paying", yard) && !isPlaced("next", in: "guest", yard))
        let order = FairOrder(yard.state, waiting: [], now: yard.now)
        #expect(order.thousandths(of: "paying").due == 800 && order.thousandths(of: "guest").due == 200)
        #expect((490...510).contains(order.thousandths(of: "paying").used))
    }

    @Test func workWithinAGuaranteeComesBeforeWorkThatBorrows() {
        var yard = used()
        // `heavy` is guaranteed four cores; what `light` asks for is borrowed, although it has used nothing.
        var quota = Quota()
        quota.guaranteed[.cpu] = 8_000
        yard.apply(.setQuota(namespace: "heavy", quota))
        submit("small", in: "light", to: &yard)
        submit("next", in: "heavy", to: &yard)
        submit("beyond", in: "heavy", to: &yard)
        endAll(&yard)
        yard.schedule()
        #expect(isPlaced("next", in: "heavy", yard))
        endAll(&yard)
        yard.schedule()
        // Held is nothing again: the next comes within the guarantee, too.
        #expect(isPlaced("beyond", in: "heavy", yard))
    }

    @Test func whatIsBeyondAGuaranteeBorrowsAsOthersDo() {
        var yard = used()
        var quota = Quota()
        quota.guaranteed[.cpu] = 4_000
        yard.apply(.setQuota(namespace: "heavy", quota))
        submit("next", in: "heavy", to: &yard)
        submit("small", in: "light", to: &yard)
        endAll(&yard)
        yard.schedule()
        #expect(isPlaced("small", in: "light", yard) && !isPlaced("next", in: "heavy", yard))
    }

    @Test func nobodyIsPutOffByMoreThanAHalfLife() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<50 {
            var yard = Yard(count: 4)
            let names = ["a", "b", "c"]
            for name in names {
                if random.oneIn(2) { yard.apply(.setQuota(namespace: name, Quota(share: 1 + random.below(1_000_000)))) }
                submit("past", in: name, cores: 1 + random.below(8), count: random.below(3) + 1, to: &yard)
            }
            yard.schedule()
            yard.now = yard.now + .seconds(random.below(100_000_000))
            yard.apply(.recordAct("nothing"))
            let order = FairOrder(yard.state, waiting: names, now: yard.now)
            for name in names { #expect(order.delay(of: name) <= FairOrderTests.week) }
            // The one with the most for its share is put off the longest.
            let byNeed = names.sorted {
                let (one, other) = (order.standings[$0], order.standings[$1])
                guard let one, let other else { return false }
                return one.used / one.share < other.used / other.share
            }
            #expect(order.delay(of: byNeed[0]) <= order.delay(of: byNeed[2]))
        }
    }
}
