import Determinism
import Fleet
import FleetWire
import Testing
import Wire

/// What is told of resources comes over the wire as it was, and what older programs tell is understood.
@Suite struct ResourceConversionTests {
    private static let gpus = [
        GPU(index: 0, model: "H100", memoryBytes: 80 << 30, uuid: "GPU-a"), GPU(index: 3, model: "A100"),
    ]

    private static func extras(_ name: String, _ amount: UInt64) -> SortedMap<String, UInt64> {
        var extras = SortedMap<String, UInt64>()
        extras[name] = amount
        return extras
    }

    @Test func factsComeBackWithGPUsAndExtras() throws {
        let facts = Fleet.NodeFacts(
            capacity: Fleet.Resources(
                cpuMillicores: 1, memoryBytes: 2, storageBytes: 3, bandwidthBitsPerSecond: 4,
                extras: Self.extras("fpga", 5)),
            gpus: Self.gpus, agentVersion: "v")
        #expect(facts.wire.capacity?.gpus == 2, "older coordinators are told how many there are")
        #expect(try Fleet.NodeFacts(wire: facts.wire) == facts)
    }

    @Test func anOlderAgentsCountMeansAsManyOfAnUnknownModel() throws {
        let told = Wire.NodeFacts(capacity: Wire.Resources(gpus: 3), agentVersion: "v")
        #expect(try Fleet.NodeFacts(wire: told).gpus == GPU.unknown(3))
        let wild = Wire.NodeFacts(capacity: Wire.Resources(gpus: .max))
        #expect(try Fleet.NodeFacts(wire: wild).gpus.count == 1_024)
    }

    @Test func wildFactsAreRefused() {
        let capacity = Wire.Resources()
        let long = String(repeating: "x", count: 97)
        let wild = [
            Wire.NodeFacts(capacity: capacity, gpus: Array(repeating: GpuDevice(), count: 1_025)),
            Wire.NodeFacts(capacity: capacity, gpus: [GpuDevice(model: long)]),
            Wire.NodeFacts(capacity: capacity, gpus: [GpuDevice(uuid: "a\u{1B}")]),
            Wire.NodeFacts(capacity: Wire.Resources(extras: [Amount(name: "No", amount: 1)])),
            Wire.NodeFacts(
                capacity: Wire.Resources(extras: (0..<33).map { Amount(name: "e\($0)", amount: 1) })),
        ]
        for facts in wild { #expect(throws: ConversionError.self) { try Fleet.NodeFacts(wire: facts) } }
    }

    @Test(arguments: [
        GPURequest.none, GPURequest(count: 2),
        GPURequest(count: 1, thousandths: 250, models: ["A100", "H100"], memoryBytes: 7),
    ])
    func jobsComeBack(request: GPURequest) throws {
        let job = Fleet.JobDefinition(
            id: JobID(name: "j"), command: ["x"], resources: Fleet.Resources(extras: Self.extras("license-x", 2)),
            gpus: request, limits: Fleet.ResourceLimits(memoryBytes: 9))
        #expect(try Fleet.JobDefinition(wire: job.wire) == job)
        #expect((job.wire.gpuTerms == nil) == request.isPlain, "what older programs know is told as they know it")
        var plain = job
        plain.limits = nil
        #expect(try Fleet.JobDefinition(wire: plain.wire) == plain)
    }

    @Test func anAssignmentTellsItsGPUs() throws {
        let session = SessionID(node: NodeID("n"), boot: "b", nonce: 1)
        let assignment = Fleet.Assignment(
            session: session, attempt: AttemptID(allocation: AllocationID(1), number: 2),
            token: FencingToken(generation: 1, index: 3), leaseSequence: 4, index: 0,
            definition: Fleet.JobDefinition(id: JobID(name: "j"), command: ["x"], gpus: GPURequest(count: 2)),
            gpus: [GPUShare(index: 0, uuid: "GPU-a"), GPUShare(index: 3)])
        let order = Fleet.StampedOrder(
            stamp: Fleet.LeaderStamp(generation: 1, term: 1), order: .assign(assignment))
        #expect(try Fleet.StampedOrder(wire: order.wire) == order)
    }
}
