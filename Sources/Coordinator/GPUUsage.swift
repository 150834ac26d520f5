import CoordinatorCore
import Determinism
import Fleet

/// What GPUs do, by the telemetry of their servers (`GPUCollector`): the newest reading of each, and since when it has been idle.
/// Every coordinator fills its own from the wire; nothing of it is replicated, and a coordinator that starts begins anew.
struct GPUUsage {
    /// One GPU.
    struct Device {
        /// Its number, and its UUID where it has one.
        var gpu: GPU
        /// In how much of the last moment something ran on it, 0 to 1; nil where it does not tell.
        var busyRatio: Double?
        /// Bytes of its memory in use; nil where it does not tell.
        var memoryBytes: Double?
        /// In watts; nil where it does not tell.
        var powerWatts: Double?
        /// In degrees Celsius; nil where it does not tell.
        var temperatureCelsius: Double?
        /// When it was last heard of.
        var heardAt: Instant
        /// Since when each of its readings was idle, without a gap; nil where the last one was not.
        var idleSince: Instant?
    }

    /// A GPU that is busy for no more than that share of the time is idle: what only watches it now and then keeps nobody's work
    /// going.
    static let idleAtMost = 0.01
    /// What was not heard of for so long is not known, and was not idle meanwhile for all that anybody knows.
    static let presentFor = Span.seconds(60)

    private var nodes: [NodeID: [String: Device]] = [:]
    /// Readings refused because they make no sense, or for want of room.
    private(set) var refused: UInt64 = 0

    /// Takes in the samples of one round of a server; those of other things are passed over.
    mutating func record(
        node: NodeID, samples: [(name: String, label: String, value: Double)], now: Instant
    ) {
        var round: [String: Device] = [:]
        for sample in samples where sample.name.hasPrefix("gpu_") {
            guard let gpu = GPU(metricLabel: sample.label), sample.value.isFinite, sample.value >= 0,
                round[sample.label] != nil || round.count < Int(GPU.atMost)
            else {
                refused += 1
                continue
            }
            var device = round[sample.label] ?? Device(gpu: gpu, heardAt: now)
            switch sample.name {
            case "gpu_busy_ratio": device.busyRatio = min(sample.value, 1)
            case "gpu_memory_used_bytes": device.memoryBytes = sample.value
            case "gpu_power_watts": device.powerWatts = sample.value
            case "gpu_temperature_celsius": device.temperatureCelsius = sample.value
            default: continue
            }
            round[sample.label] = device
        }
        guard !round.isEmpty else { return }
        var known = nodes.removeValue(forKey: node) ?? [:]
        // order-free: each is taken by itself.
        for (label, reading) in round {
            var device = reading
            if let busy = device.busyRatio, busy <= GPUUsage.idleAtMost {
                let former = known[label].flatMap { now.since($0.heardAt) <= GPUUsage.presentFor ? $0.idleSince : nil }
                device.idleSince = former ?? now
            }
            known[label] = device
        }
        // GPUs that are gone make room for those that have come.
        if known.count > round.count { known = known.filter { now.since($0.value.heardAt) <= GPUUsage.presentFor } }
        nodes[node] = known
    }

    /// What the GPU does of which that is a share; nil where it was not heard of for a minute.
    func present(_ share: GPUShare, on node: NodeID, now: Instant) -> Device? {
        nodes[node]?.values.first { share.isOf($0.gpu) && now.since($0.heardAt) <= GPUUsage.presentFor }
    }

    /// What the GPUs of a job's live attempts do; nil for a job that is gone. Of a GPU that is shared nobody can tell whose work
    /// keeps it busy: it counts as busy for all who have a share of it.
    func use(of id: JobID, in fleet: FleetState, now: Instant) -> JobGPUUse? {
        guard let job = fleet.jobs[id] else { return nil }
        var gpus: UInt64 = 0
        var since: Instant? = .origin
        for attempt in job.allocations.flatMap({ fleet.allocations[$0]?.live ?? [] }) {
            for share in attempt.gpus {
                gpus += 1
                let own = present(share, on: attempt.node, now: now)?.idleSince
                since = since.flatMap { known in own.map { max(known, $0) } }
            }
        }
        return JobGPUUse(job: id, gpus: gpus, idleFor: gpus == 0 ? nil : since.map { now.since($0) })
    }

    /// Forgets servers that are no longer known.
    mutating func keepOnly(_ isKnown: (NodeID) -> Bool) {
        nodes = nodes.filter { isKnown($0.key) }
    }
}

extension GPU {
    /// Reads `NUMBER:UUID` or `NUMBER`; nil for anything else.
    init?(metricLabel text: String) {
        let colon = text.firstIndex(of: ":")
        guard let index = UInt64(text[..<(colon ?? text.endIndex)]) else { return nil }
        let uuid = colon.map { String(text[text.index(after: $0)...]) } ?? ""
        guard Names.isPlainText(uuid, atMost: GPU.nameBytes) else { return nil }
        self.init(index: index, uuid: uuid)
    }
}
