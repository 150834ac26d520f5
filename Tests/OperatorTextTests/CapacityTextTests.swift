import Determinism
import Fleet
import Testing

/// What `muster capacity` prints.
@Suite struct CapacityTextTests {
    private func house() throws -> House {
        var house = House(
            (1...3).map { ("gpu-\($0)", House.facts(gpus: 8, labels: [("rack", $0 < 3 ? "r1" : "r2")])) }
                + [("cpu-1", House.facts(labels: [("rack", "r2")])), ("cpu-2", House.facts())])
        house.change(.setEligibility(NodeID("gpu-2"), .cordoned))
        try house.submit(job("night", asks: "cpu: 2, memory: 1Gi, gpus: 3"))
        return house
    }

    private func job(_ name: String, count: Int = 1, asks: String, more: String = "") -> String {
        """
        job: \(name)
        count: \(count)
        command: ["/bin/train"]
        resources: { \(asks) }
        \(more)

        """
    }

    @Test func tasksAreCountedWithWhatRunsOutFirst() throws {
        var house = try house()
        try house.submit(job("waits", count: 2, asks: "cpu: 1, memory: 1Gi, gpus: 16"))
        try GoldenText.check(
            house.capacity(
                job("train", asks: "cpu: 1, memory: 1Gi, gpus: 2") + "---\n"
                    + job("cook", asks: "cpu: 1, memory: 16Gi"), by: "rack"),
            is: "capacity")
    }

    @Test func gangsAreCountedWhole() throws {
        try GoldenText.check(
            house().capacity(job("train", count: 4, asks: "cpu: 1, memory: 1Gi, gpus: 2", more: "gang: true")),
            is: "capacity-gang")
    }

    @Test func theQuotaIsToldWhereItIsTheLowerBound() throws {
        var house = try house()
        var burst = QuotaAmounts()
        burst[.gpus] = 8_000
        burst[.memory] = 1 << 40
        house.change(.setQuota(namespace: "default", Quota(burst: burst)))
        try GoldenText.check(
            house.capacity(job("train", asks: "cpu: 1, memory: 1Gi, gpus: 2")), is: "capacity-quota")
    }
}
