import Determinism
import Fleet
import Scheduler

/// What servers use, by the telemetry of theirs that a coordinator has.
struct ServerMeasurement {
    let fleet: FleetState
    let telemetry: TelemetryStore
    let taskUsage: TaskUsage
    let now: Instant

    /// Of `ServerLoad.window`, at least that much in thousandths has to be known of a server: one that is new, or was not heard for a while, is
    /// not judged.
    static let windowKnown: UInt64 = 900

    /// The loads of all servers of which enough is known.
    var loads: SortedMap<NodeID, ServerLoad> {
        var loads = SortedMap<NodeID, ServerLoad>()
        for (id, node) in fleet.nodes where node.session != nil {
            if let load = load(of: id) { loads[id] = load }
        }
        return loads
    }

    private func load(of node: NodeID) -> ServerLoad? {
        let window = ServerLoad.window
        let known = Span(nanoseconds: window.nanoseconds / 1_000 * ServerMeasurement.windowKnown)
        guard let busy = telemetry.mean(node, "cpu_busy_ratio", over: window, knownFor: known),
            let processors = telemetry.newest(node, "cpu_count"), processors >= 1, processors < 1e6,
            let memory = telemetry.newest(node, "memory_total_bytes"), memory > 0, memory < 1e18,
            let available = telemetry.mean(node, "memory_available_bytes", over: window, knownFor: known)
        else { return nil }
        let all = Resources(cpuMillicores: UInt64(processors * 1_000), memoryBytes: UInt64(memory))
        let used = Resources(
            cpuMillicores: UInt64((min(max(busy, 0), 1) * processors * 1_000).rounded()),
            memoryBytes: UInt64(min(max(memory - available, 0), memory)))
        var load = ServerLoad(used: used, all: all)
        if let celsius = telemetry.greatestMean(node, "gpu_temperature_celsius", over: window, knownFor: known),
            (0...1_000).contains(celsius)
        {
            load.hottestGPU = UInt64(celsius)
        }
        // What each task uses is only asked of servers that something may have to leave.
        guard load.isHigh else { return load }
        for attempt in fleet.liveAttempts(on: node) where attempt.state == .running {
            guard let present = taskUsage.present(of: attempt.id, now: now), let millicores = present.millicores else {
                continue
            }
            load.tasks[attempt.id] = Resources(
                cpuMillicores: Views.whole(millicores), memoryBytes: Views.whole(present.memoryBytes ?? 0))
        }
        return load
    }
}

extension CoordinatorServer {
    /// Answers with what servers use.
    func measureServers() {
        let measurement = ServerMeasurement(
            fleet: member.fleet, telemetry: telemetry, taskUsage: taskUsage, now: Instant(nanoseconds: loop.now))
        feed(.serverLoads(measurement.loads))
    }
}
