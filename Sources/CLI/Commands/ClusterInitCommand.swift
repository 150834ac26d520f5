import ArgumentParser
import Foundation
import JobSpec
import Settings
import Wire

struct ClusterInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Writes the configurations and keys of a new cluster.",
        discussion: "Copy each directory to its machine; keep the directory `admin` to yourself.")

    @Option(help: "Where to write; must not be there yet.") var directory: String
    @Option(help: "The cluster's name.") var name = "muster"
    @Option(help: "HOST:PORT of a coordinator: 1, 3 or 5 times. It uses PORT to PORT+3.") var coordinator: [String]
    @Option(help: "The name of a server; as often as there are servers.") var agent: [String] = []
    @Option(help: "Cores that tasks may use on each server (what it has, by default).") var cpu: String?
    @Option(help: "Memory that tasks may use on each server (what it has, by default).") var memory: String?
    @Option(name: .customLong("brake-floor"), help: "Servers that may always be given up automatically.")
    var brakeFloor: UInt64 = 2
    @Option(name: .customLong("brake-window"), help: "Seconds over which the brake counts.")
    var brakeWindow: UInt64 = 60

    func run() throws {
        let plan = try ClusterPlan(
            name: name, coordinators: coordinator, agents: agent, cpuMillicores: millicores(), memoryBytes: bytes(),
            brakeFloor: brakeFloor, brakeWindowSeconds: brakeWindow)
        try plan.write(to: directory)
        print("Wrote \(coordinator.count) coordinators, \(agent.count) agents and an administrator to \(directory).")
        print("On each coordinator's machine:  muster-coordinator --config coordinators/cN/coordinator.conf")
        print("On each server, as root:        muster-agent --config agents/NAME/agent.conf")
        print("Then:                           export MUSTER_CONFIG=\(directory)/admin/client.conf; muster status")
    }

    private func millicores() throws -> UInt64? {
        guard let cpu else { return nil }
        guard let value = Quantity.millicores(cpu), value > 0 else {
            throw CLIError(.usage, "--cpu is a number of cores such as 2, 1.5 or 500m, and not `\(cpu)`.")
        }
        return value
    }

    private func bytes() throws -> UInt64? {
        guard let memory else { return nil }
        guard let value = Quantity.bytes(memory), value > 0 else {
            throw CLIError(.usage, "--memory is an amount such as 512Mi or 8Gi, and not `\(memory)`.")
        }
        return value
    }
}
