import Determinism
import Fleet
import Testing

/// What people read of a job whose GPUs do nothing, from the warning until it runs again.
@Suite struct IdleGPUTextTests {
    private static let job = """
        job: train
        command: ["/bin/train"]
        resources: { cpu: 1, memory: 1Gi, gpus: 8 }
        checkpoint: { signal: USR1, grace: 30s }

        """

    private func house() throws -> House {
        var house = House([("gpu-1", House.facts(gpus: 8)), ("gpu-2", House.facts(gpus: 4))])
        let policy = IdleGPUPolicy(warnAfter: .seconds(120), reclaimAfter: .seconds(300))
        house.change(.setIdleGPUPolicy(namespace: "*", policy))
        try house.submit(Self.job)
        return house
    }

    @Test func idleGPUsAreToldOfAndGivenBack() throws {
        var house = try house()
        house.busyGPUs[NodeID("gpu-1")] = 0
        house.run(for: .seconds(160))
        try GoldenText.check(house.idleness(of: "train") + "\n" + house.namespaces(), is: "idle-warned")
        house.run(for: .seconds(190))
        try GoldenText.check(house.why("train") + "\n" + house.idleness(of: "train"), is: "idle-held")
        house.change(.holdJob(JobID(name: "train"), reason: nil))
        house.run(for: .seconds(60))
        #expect(try house.idleness(of: "train") == "running: ")
    }

    @Test func whoIsBusyOrNotHeardOfKeepsThem() throws {
        var house = try house()
        house.run(for: .seconds(400))
        #expect(try house.idleness(of: "train") == "running: ", "no GPU is told of")
        house.busyGPUs[NodeID("gpu-1")] = 0
        house.run(for: .seconds(200))
        #expect(try house.idleness(of: "train").contains("its 8 GPUs have been idle since"))
        house.busyGPUs[NodeID("gpu-1")] = 0.4
        house.run(for: .seconds(40))
        #expect(try house.idleness(of: "train") == "running: ")
        house.busyGPUs[NodeID("gpu-1")] = 0
        house.run(for: .seconds(100))
        house.busyGPUs = SortedMap()
        house.run(for: .seconds(400))
        #expect(try house.idleness(of: "train") == "running: ")
    }
}
