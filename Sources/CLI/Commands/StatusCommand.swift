import ArgumentParser
import Wire

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "The fleet in short.")

    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var watching: WatchOption

    func run() throws {
        let client = try cluster.client()
        try watching.run {
            let view = try client.query(.status)
            guard let status = view.status else { throw CLIError(.failed, "the answer holds no status.") }
            return cluster.output == .json
                ? try JSON.text(JSON.status(status)) : StatusCommand.text(status, isWide: cluster.output == .wide)
        }
    }

    /// Jobs with idle GPUs that are shown.
    private static let idleShown = 5

    static func text(_ status: StatusView, isWide: Bool = false) -> String {
        let used = status.used ?? Resources()
        let capacity = status.capacity ?? Resources()
        var table = Table("CLUSTER", status.cluster)
        table.add("leader", "member \(status.leader) in term \(status.term), \(status.members.count) members")
        table.add(
            "servers",
            "\(status.nodesReady) ready, \(status.nodesStandby) standby, \(status.nodesCordoned) cordoned, "
                + "\(status.nodesSuspect) suspect, \(status.nodesDown) down")
        table.add(
            "jobs",
            "\(status.jobsRunning) wanted\(status.jobsHeld > 0 ? " (\(status.jobsHeld) held)" : ""); allocations: \(status.allocationsActive) active, "
                + "\(status.allocationsPending) pending")
        table.add("cpu", "\(Units.cores(used.cpuMillicores)) of \(Units.cores(capacity.cpuMillicores)) cores")
        table.add("memory", "\(Units.bytes(used.memoryBytes)) of \(Units.bytes(capacity.memoryBytes))")
        if capacity.gpus > 0 { table.add("gpus", "\(Units.gpus(used)) of \(capacity.gpus)") }
        for (place, idle) in status.idleGpus.prefix(StatusCommand.idleShown).enumerated() {
            table.add(place == 0 ? "idle gpus" : "", idle)
        }
        let unshown = status.idleGpus.count - StatusCommand.idleShown
        if unshown > 0 { table.add("", "and \(unshown) more; `muster job show` says more of each") }
        if status.brake?.isOnHold == true {
            table.add("brake", "on hold: no server is given up automatically until `muster brake release`")
        }
        if status.brakeHeld > 0 {
            table.add(
                "brake", "holds \(status.brakeHeld) verdicts; look at the network, then `muster brake release`")
        }
        if !status.poolsShort.isEmpty {
            table.add("standbys", "too few in \(status.poolsShort.joined(separator: ", ")); see `muster pool show`")
        }
        if isWide {
            table.add("state", "\(Units.stateHash(status.stateHash)) at index \(status.commitIndex)")
            for counter in status.counters { table.add(counter.name, "\(counter.value)") }
        }
        return table.text
    }
}
