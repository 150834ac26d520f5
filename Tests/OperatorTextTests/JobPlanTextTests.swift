import Determinism
import Fleet
import Testing

/// What `muster job plan` prints.
@Suite struct JobPlanTextTests {
    private func house() -> House {
        House([
            ("gpu-1", House.facts(gpus: 8)), ("gpu-2", House.facts(gpus: 8)), ("cpu-1", House.facts()),
        ])
    }

    private func batch(
        _ name: String, count: Int = 1, gpus: Int = 0, priority: Int = 50, more: String = ""
    ) -> String {
        """
        job: \(name)
        count: \(count)
        priority: \(priority)
        command: ["/bin/train"]
        resources: { cpu: 1, memory: 1Gi, gpus: \(gpus) }
        \(more)

        """
    }

    @Test func tasksAreGroupedByServerAndWhatWaitsIsExplained() throws {
        var house = house()
        try house.submit(batch("other", gpus: 4))
        let before = house.member.fleet
        try GoldenText.check(house.plan(batch("train", count: 8, gpus: 2)), is: "plan-some-wait")
        #expect(house.member.fleet.canonicalBytes == before.canonicalBytes)
    }

    @Test func whatWouldStartAtOnceIsNoFailure() throws {
        try GoldenText.check(house().plan(batch("sweep", count: 40)), is: "plan-all-start")
    }

    @Test func whoWouldBeEndedIsNamedWithWhatIsLost() throws {
        var house = house()
        try house.submit(batch("night", count: 2, gpus: 8, priority: 10))
        try house.submit(batch("saving", priority: 20, more: "checkpoint: { signal: USR1, grace: 60s }"))
        try GoldenText.check(house.plan(batch("urgent", count: 1, gpus: 4, priority: 90)), is: "plan-preempts")
        // What the plan foretold is what happens.
        try house.submit(batch("urgent", count: 1, gpus: 4, priority: 90))
        let urgent = try #require(house.member.fleet.jobs[JobID(name: "urgent")]?.allocations.first)
        #expect(house.member.fleet.allocations[urgent]?.current?.node == NodeID("gpu-1"))
    }

    @Test func aResubmissionSaysWhatWouldChange() throws {
        var house = house()
        try house.submit(batch("train", count: 4, gpus: 2))
        try GoldenText.check(house.plan(batch("train", count: 4, gpus: 2)), is: "plan-as-it-was")
        try GoldenText.check(house.plan(batch("train", count: 6, gpus: 2)), is: "plan-larger")
        try GoldenText.check(house.plan(batch("train", count: 3, gpus: 4)), is: "plan-another-version")
    }

    @Test func refusalsAreSaidInOneSentence() throws {
        var house = house()
        try house.submit(batch("first", more: "restart: { policy: never }"))
        house.end("first", .failed, exit: .code(1))
        let small = Quota(
            burst: {
                var amounts = QuotaAmounts(); amounts[.gpus] = 4_000; return amounts
            }())
        house.change(.setQuota(namespace: "default", small))
        let texts = [
            try house.plan(batch("train", gpus: 99)),
            try house.plan(batch("late", more: "deadline: 2026-11-30T00:00:00Z")),
            try house.plan(batch("hasty", more: "deadline: 2026-12-01T03:30:00Z\ntime-limit: 1h")),
            try house.plan(batch("orphan", more: "after: { ok: [nobody] }") + "---\n" + batch("second")),
            try house.plan(batch("large", gpus: 8)),
            try house.plan(batch("next", more: "after: { ok: [first] }\nrestart: { policy: never }")),
        ]
        try GoldenText.check(texts.joined(separator: "\n\n"), is: "plan-refusals")
    }
}
