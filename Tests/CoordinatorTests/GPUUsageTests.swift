import CoordinatorCore
import Determinism
import Fleet
import Testing

@testable import Coordinator

/// What is known of the use of GPUs, by readings as servers send them.
@Suite struct GPUUsageTests {
    private static let node = NodeID("n1")
    private static let share = GPUShare(index: 0, uuid: "GPU-a")

    private var usage = GPUUsage()
    private var now = Instant(nanoseconds: 1_000_000_000_000)

    /// A reading, so many seconds after the last.
    private mutating func hear(
        after seconds: UInt64 = 5, _ label: String = "0:GPU-a", busy: Double?, others: [(String, Double)] = []
    ) {
        now = now + .seconds(seconds)
        var samples = [(name: "cpu_busy_ratio", label: "", value: 0.5)]
        if let busy { samples.append(("gpu_busy_ratio", label, busy)) }
        samples += others.map { (name: $0.0, label: label, value: $0.1) }
        usage.record(node: Self.node, samples: samples, now: now)
    }

    private func idleFor() -> Span? {
        usage.present(Self.share, on: Self.node, now: now)?.idleSince.map { now.since($0) }
    }

    @Test("The newest reading of a GPU is told, by UUID or else by number, until it was not heard of for a minute")
    mutating func present() throws {
        hear(
            busy: 0.4,
            others: [("gpu_memory_used_bytes", 7), ("gpu_power_watts", 300), ("gpu_temperature_celsius", 60)])
        let device = try #require(usage.present(Self.share, on: Self.node, now: now))
        #expect(device.busyRatio == 0.4 && device.memoryBytes == 7 && device.powerWatts == 300)
        #expect(device.temperatureCelsius == 60 && device.idleSince == nil)
        #expect(usage.present(GPUShare(index: 0), on: Self.node, now: now) != nil)
        #expect(usage.present(GPUShare(index: 0, uuid: "GPU-b"), on: Self.node, now: now) == nil)
        #expect(usage.present(GPUShare(index: 1), on: Self.node, now: now) == nil)
        #expect(usage.present(Self.share, on: NodeID("n2"), now: now) == nil)
        now = now + .seconds(60)
        #expect(usage.present(Self.share, on: Self.node, now: now) != nil)
        now = now + .seconds(1)
        #expect(usage.present(Self.share, on: Self.node, now: now) == nil)
        hear(busy: 0.4)
        usage.keepOnly { _ in false }
        #expect(usage.present(Self.share, on: Self.node, now: now) == nil)
    }

    @Test("It is idle since the first of readings of 1 % at the most without a gap, and of unknown use it is not")
    mutating func idleness() {
        hear(busy: 0.5)
        #expect(idleFor() == nil)
        hear(busy: 0.01)
        #expect(idleFor() == .zero)
        for _ in 0..<4 { hear(busy: 0) }
        #expect(idleFor() == .seconds(20))
        hear(after: 60, busy: 0)
        #expect(idleFor() == .seconds(80))
        hear(after: 61, busy: 0)
        #expect(idleFor() == .zero, "what it did meanwhile nobody knows")
        hear(busy: 0.02)
        #expect(idleFor() == nil)
        hear(busy: 0)
        hear(busy: nil, others: [("gpu_power_watts", 80)])
        #expect(idleFor() == nil, "a part of a GPU does not tell")
    }

    @Test("Readings that make no sense are refused, and GPUs that are gone do not pile up")
    mutating func bounds() {
        hear("GPU-a", busy: 0)
        hear("0:GPU-a", busy: .nan)
        hear("0:GPU-a", busy: -1)
        #expect(usage.refused == 3)
        hear("0:GPU-a", busy: 7)
        #expect(usage.present(Self.share, on: Self.node, now: now)?.busyRatio == 1)
        let many = (0..<2_000).map { (name: "gpu_busy_ratio", label: "\($0)", value: 0.0) }
        usage.record(node: Self.node, samples: many, now: now)
        #expect(usage.refused == 3 + 2_000 - GPU.atMost)
    }

    @Test("A job's GPUs are idle since the last of them was busy, and not where one is not heard of")
    mutating func jobs() throws {
        var state = FleetState()
        var index: UInt64 = 0
        func apply(_ operation: Fleet.Operation) {
            index += 1
            _ = state.apply(
                FleetEntry(time: WallTime(nanoseconds: index), actor: "leader", operation: operation), index: index)
        }
        let session = SessionID(node: Self.node, boot: "b", nonce: 1)
        let keys = [KeyRecord(publicKey: "k", name: "n1", role: .agent(Self.node))]
        apply(.genesis(cluster: "test", settings: ClusterSettings(), keys: keys))
        let gpus = (0..<3).map { GPU(index: UInt64($0), uuid: "GPU-\($0)") }
        let capacity = Resources(cpuMillicores: 8_000, memoryBytes: 1 << 30)
        apply(.openSession(session: session, facts: NodeFacts(capacity: capacity, gpus: gpus), adopted: []))
        var definition = JobDefinition(id: JobID(name: "train"), type: .batch, count: 1, command: ["x"])
        definition.gpus = GPURequest(count: 2)
        apply(.submitJob(definition))
        let allocation = try #require(state.jobs[definition.id]?.allocations.first)
        apply(.commitPlans([Plan(placements: [Placement(allocation: allocation, session: session)])]))
        #expect(state.attempt(AttemptID(allocation: allocation, number: 1))?.gpus.count == 2)

        #expect(
            usage.use(of: definition.id, in: state, now: now) == JobGPUUse(job: definition.id, gpus: 2, idleFor: nil))
        hear("0:GPU-0", busy: 0)
        hear("1:GPU-1", busy: 0.5)
        #expect(usage.use(of: definition.id, in: state, now: now)?.idleFor == nil)
        hear("1:GPU-1", busy: 0)
        #expect(usage.use(of: definition.id, in: state, now: now)?.idleFor == .zero)
        for _ in 0..<5 {
            hear("0:GPU-0", busy: 0.01)
            hear("1:GPU-1", busy: 0)
            hear("2:GPU-2", busy: 0.9)
        }
        #expect(
            usage.use(of: definition.id, in: state, now: now)?.idleFor == .seconds(75), "a third one is nothing to it")
        for _ in 0..<14 { hear("0:GPU-0", busy: 0) }
        #expect(usage.use(of: definition.id, in: state, now: now)?.idleFor == nil, "one has fallen silent")
        #expect(usage.use(of: JobID(name: "gone"), in: state, now: now) == nil)
    }
}
