import ArgumentParser
import Foundation
import Settings
import Wire

struct DevCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dev",
        abstract: "A playground on this machine: coordinators and agents as real processes, until Ctrl-C.")

    @Option(help: "Where its files are; made anew each time.") var directory = "/tmp/muster-dev"
    @Option(help: "How many servers; the last one is a standby if there are at least two.") var agents = 5
    @Option(help: "The first port; it uses 24 from there (free ones are looked for, by default).") var port: UInt64?
    @Option(help: "How quickly failures are noticed: default, fast or patient.") var profile = "default"
    @Option(help: "How many GPUs each server declares, to try jobs that ask for some; none of them is there.")
    var gpus = 0
    @Flag(help: "Keep the files when it ends.") var keep = false

    func run() throws {
        guard (1...50).contains(agents) else {
            throw CLIError(.usage, "--agents is a number from 1 to 50, and not \(agents).")
        }
        guard (0...16).contains(gpus) else {
            throw CLIError(.usage, "--gpus is a number from 0 to 16, and not \(gpus).")
        }
        guard geteuid() == 0 else {
            throw CLIError(
                .failed, "run it as root: every task gets a PID namespace of its own, which is root's to give.")
        }
        guard let port = port ?? FreePorts.base(count: 24).map(UInt64.init), port <= 65_500 else {
            throw CLIError(.failed, "there are no free ports; name the first of 24 with --port.")
        }
        let names = (1...agents).map { "node-\($0)" }
        let plan = try ClusterPlan(
            name: "dev", coordinators: (0..<3).map { "127.0.0.1:\(port + UInt64($0) * 10)" }, agents: names,
            cpuMillicores: 2_000, memoryBytes: 1 << 30,
            gpus: (0..<gpus).map { _ in AgentConfiguration.DeclaredGPU(model: "H100", memoryBytes: 80 << 30) },
            profile: ClusterProfileCommand.profile(profile),
            brakeFloor: 10)
        let marker = "\(directory)/.muster-dev"
        try Playground.claim(directory, marker: marker)
        try plan.write(to: directory)
        try "\(getpid())".write(toFile: marker, atomically: true, encoding: .utf8)
        // Blocked here, so that they are taken below and not by the default action.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &signals, nil)

        var playground = Playground(directory: directory)
        defer {
            playground.end()
            if !keep { try? FileManager.default.removeItem(atPath: directory) }
        }
        for member in 1...3 {
            try playground.start(
                "muster-coordinator", config: "\(directory)/coordinators/c\(member)/coordinator.conf",
                log: "coordinator-\(member)")
        }
        for name in names {
            try playground.start("muster-agent", config: "\(directory)/agents/\(name)/agent.conf", log: name)
        }
        let configuration = try ClientConfiguration(SettingsFile(path: "\(directory)/admin/client.conf"))
        let client = try ClusterClient(
            configuration: configuration, keys: CurveKeyPair.load(configuration.keyFile), timeout: 10_000_000_000)
        let isReady = try playground.awaitReady(client, agents: agents)
        if isReady, agents > 1 {
            _ = try client.change(.setPool(SetPool(name: "standby", nodes: [names[agents - 1]])))
        }
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let heading = """
            A playground of 3 coordinators and \(agents) servers. In a second terminal:
              export MUSTER_CONFIG=\(directory)/admin/client.conf
              muster status; muster job run examples/hello.yaml
            Logs are in \(directory)/log. Ctrl-C ends everything.
            """
        print(heading)
        fflush(nil)
        var shown = ""
        var pause = timespec(tv_sec: 1, tv_nsec: 0)
        while sigtimedwait(&signals, nil, &pause) < 0 {
            var text: String
            do {
                let nodes = NodeCommand.table(try client.query(.nodes).nodes)
                let jobs = try client.query(.jobs).jobs
                text = nodes + (jobs.isEmpty ? "" : "\n\n" + JobCommand.table(jobs))
            } catch {
                text = "\(error)"
            }
            for name in playground.ended { text += "\n\(name) has ended" }
            if isTerminal {
                print("\u{1B}[2J\u{1B}[H\(heading)\n\n\(text)")
            } else if text.split(separator: "\n").count != shown.split(separator: "\n").count || shown.isEmpty {
                print(text)
            }
            shown = text
            fflush(nil)
        }
        print("\nEnding.")
    }
}
