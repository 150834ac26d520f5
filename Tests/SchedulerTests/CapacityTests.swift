import Determinism
import Fleet
import Scheduler
import Testing

/// What is said to fit, fits, and no task more.
struct CapacityTests {
    private func request(_ random: inout SeededGenerator) -> (cores: UInt64, gpus: GPURequest) {
        let isShare = Bool.random(using: &random)
        let count = UInt64.random(in: 0...3, using: &random)
        let gpus =
            count == 0
            ? GPURequest.none
            : isShare
                ? GPURequest(count: 1, thousandths: .random(in: 1...999, using: &random))
                : GPURequest(count: count, memoryBytes: .random(using: &random) ? 40 << 30 : 0)
        return (.random(in: 1...3, using: &random), gpus)
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>) func asManyTasksAreSaidToFitAsAPassPlaces(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var yard = Yard([("a", 8, 0), ("b", 12, 0), ("c", 4, 0), ("d", 16, 0)])
        for name in ["b", "d"] {
            let devices = (0..<4).map { GPU(index: $0, model: "M", memoryBytes: ($0 < 2 ? 80 : 16) << 30, uuid: "") }
            yard.connect(name, cores: name == "b" ? 12 : 16, devices: devices, nonce: 2)
        }
        if Bool.random(using: &random) { yard.keepHeadroom(200) }
        if Bool.random(using: &random) { yard.apply(.setEligibility(NodeID("a"), .cordoned)) }
        for number in 0..<3 {
            let (cores, gpus) = request(&random)
            yard.submit("old-\(number)", cores: cores, devices: gpus)
        }
        yard.schedule()
        let (cores, gpus) = request(&random)
        let definition = JobDefinition(
            id: JobID(name: "new"), count: 1, command: ["x"], resources: Resources(cpuMillicores: cores * 1_000),
            gpus: gpus)
        let capacity = Scheduler.capacity(
            for: definition, in: yard.state, Circumstances(unavailable: yard.unavailable, now: yard.now))
        #expect(capacity.all.now <= capacity.all.empty)
        yard.submit("new", cores: cores, count: 64, priority: 1, devices: gpus)
        yard.schedule()
        #expect(yard.refused == 0)
        let placed = yard.places("new").filter { $0 != "-" }.count
        #expect(capacity.all.now == UInt64(placed), "seed \(seed): \(cores) cores, \(gpus)")
    }

    @Test func aSystemJobHasOneTaskOnEachServer() {
        let yard = Yard(count: 3)
        let definition = JobDefinition(
            id: JobID(name: "watch"), type: .system, command: ["x"], resources: Resources(cpuMillicores: 1_000))
        let capacity = Scheduler.capacity(for: definition, in: yard.state, Circumstances(now: yard.now))
        #expect(capacity.all.now == 3 && capacity.all.empty == 3)
    }

    @Test func serversAreGroupedByALabelAndThoseWithoutItStandApart() {
        var yard = Yard([("a", 8, 0), ("b", 8, 0), ("c", 8, 0)])
        yard.connect("a", cores: 8, nonce: 2, labels: [("rack", "r1")])
        yard.connect("b", cores: 8, nonce: 2, labels: [("rack", "r1")])
        let definition = JobDefinition(
            id: JobID(name: "job"), command: ["x"], resources: Resources(cpuMillicores: 3_000))
        let capacity = Scheduler.capacity(for: definition, by: "rack", in: yard.state, Circumstances(now: yard.now))
        #expect(capacity.groups.keys == ["", "r1"])
        #expect(capacity.groups["r1"]?.now == 4 && capacity.groups[""]?.now == 2 && capacity.all.now == 6)
        #expect(capacity.all.limits.map(\.kind) == ["CPU"] && capacity.all.limits.map(\.servers) == [3])
    }
}
