import ArgumentParser
import Foundation
import JobSpec
import Settings
import Wire

struct ClusterInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Writes the configurations and keys of a new cluster.",
        discussion: """
            With --directory: one directory for each machine; copy each there, and keep the directory `admin` to yourself. With \
            --install: this machine becomes the first coordinator, at the places of the packages, and you its administrator; more \
            coordinators and servers join by `muster token create`.
            """)

    @Option(help: "Where to write; must not be there yet.") var directory: String?
    @Flag(help: "Write the first coordinator's configuration to /etc/muster, and yours to ~/.config/muster.")
    var install = false
    @Option(help: .hidden) var root = ""
    @Option(help: "The cluster's name.") var name = "muster"
    @Option(help: "HOST:PORT of a coordinator: 1, 3 or 5 times, or with commas. It uses PORT to PORT+4.")
    var coordinator: [String]
    @Option(help: "The name of a server; as often as there are servers, or with commas.") var agent: [String] = []
    @Option(help: "Cores that tasks may use on each server (what it has, by default).") var cpu: String?
    @Option(help: "Memory that tasks may use on each server (what it has, by default).") var memory: String?
    @Option(name: .customLong("brake-floor"), help: "Servers that may always be given up automatically.")
    var brakeFloor: UInt64 = 2
    @Option(name: .customLong("brake-window"), help: "Seconds over which the brake counts (the profile's, by default).")
    var brakeWindow: UInt64?
    @Option(help: "How quickly failures are noticed: default, fast or patient.") var profile = "default"

    @Option(name: .customLong("listen"), help: "Address on which coordinators listen (each its own HOST, by default).")
    var listen: String?

    func validate() throws {
        guard (directory == nil) == install else {
            throw ValidationError("say where to write with --directory, or --install for this machine itself.")
        }
    }

    func run() throws {
        let coordinators = ClusterInitCommand.parts(coordinator)
        let agents = ClusterInitCommand.parts(agent)
        var plan = try ClusterPlan(
            name: name, coordinators: coordinators, agents: agents, cpuMillicores: millicores(), memoryBytes: bytes(),
            profile: ClusterProfileCommand.profile(profile), brakeFloor: brakeFloor, brakeWindowSeconds: brakeWindow)
        plan.listen = listen
        guard let directory else { return try install(plan) }
        try plan.write(to: directory)
        print("Wrote \(coordinators.count) coordinators, \(agents.count) agents and an administrator to \(directory).")
        print("On each coordinator's machine:  muster-coordinator --config coordinators/cN/coordinator.conf")
        print("On each server, as root:        muster-agent --config agents/NAME/agent.conf")
        print("Then:                           export MUSTER_CONFIG=\(directory)/admin/client.conf; muster status")
    }

    private func install(_ plan: ClusterPlan) throws {
        let home = ProcessInfo.processInfo.environment["HOME"] ?? "/root"
        let place = InstalledCoordinator(prefix: root, home: home)
        try plan.install(place)
        let isUnit = root.isEmpty && FileManager.default.fileExists(atPath: "/run/systemd/system")
        let start =
            isUnit ? "systemctl enable --now muster-coordinator" : "muster-coordinator --config \(place.configuration)"
        print("This machine is the first coordinator of \(name). Start it:  \(start)")
        print("You are its administrator: \(place.client). Then:  muster status")
        print("More coordinators, 3 or 5 in all:  muster token create --coordinator")
        print("Servers:                           muster token create --uses N")
    }

    /// The words of repeated options, each of which may hold several with commas between.
    static func parts(_ options: [String]) -> [String] {
        options.flatMap { $0.split(separator: ",").map(String.init) }
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
