import CLinux
import Fleet
import Foundation
import ServerCheck
import Settings
import Testing
import Wire

@testable import Agent

@Suite("What an agent's check says")
struct AgentCheckTests {
    private static let pair = String(repeating: "p", count: 40)

    /// A server on which all is well.
    private static let sound: AgentCheckFacts = {
        let coordinators = (1...3).map {
            Endpoint(
                member: $0, host: "10.0.0.\($0)", basePort: 7_400, publicKey: String(repeating: "\($0)", count: 40))
        }
        let settings = AgentConfiguration(
            name: "gpu-17", directory: "/var/lib/muster/agent", keyFile: "/etc/muster/agent.key",
            coordinators: coordinators)
        var facts = AgentCheckFacts(
            viewer: Viewer(user: 0, name: "root", capabilities: .max),
            configuration: ConfigurationFacts(path: "/etc/muster/agent.conf", summary: "`gpu-17`, 3 coordinators"),
            clock: ClockFacts(isSynchronised: true, offset: 340_000),
            controlGroups: .init(version: 2, complaints: []), supervisor: .works([]),
            limits: LimitFacts(descriptors: 524_288),
            machine: .init(name: "gpu-17.example.org", processors: 64, memoryBytes: 512 << 30))
        facts.settings = settings
        facts.key = KeyFileFacts(path: "/etc/muster/agent.key", outcome: .pair(publicKey: pair))
        facts.directory = DirectoryFacts(path: "/var/lib/muster/agent")
        facts.agents = FileHolders([])
        facts.offer = .init(
            capacity: Resources(cpuMillicores: 64_000, memoryBytes: 460 << 30, storageBytes: 90 << 30),
            gpus: (0..<8).map { GPU(index: $0, model: "H100", memoryBytes: 80 << 30, uuid: "GPU-\($0)") })
        facts.coordinators = coordinators.map {
            .init(
                endpoint: $0, reach: .found(addresses: [$0.host], ports: [7_401: .open, 7_402: .open]))
        }
        return facts
    }()

    private func text(_ facts: AgentCheckFacts) -> String {
        CheckReport(
            program: "muster-agent", version: "1", configuration: facts.configuration.path,
            findings: AgentCheck.findings(facts)
        ).text
    }

    /// Where the lines are others, both are shown.
    private func same(_ told: [String], _ lines: [String], at place: SourceLocation = #_sourceLocation) {
        #expect(told == lines, sourceLocation: place)
    }

    /// What is not well, as lines.
    private func problems(_ change: (inout AgentCheckFacts) -> Void) -> [String] {
        var facts = AgentCheckTests.sound
        change(&facts)
        return AgentCheck.findings(facts).filter { $0.level != .ok }
            .map { "\($0.level.rawValue) \($0.subject): \($0.sentence)" }
    }

    @Test("a server on which all is well")
    func soundServer() {
        #expect(
            text(AgentCheckTests.sound) == """
                ok       configuration  /etc/muster/agent.conf is sound: `gpu-17`, 3 coordinators
                ok       key            /etc/muster/agent.key is a key pair (mode 600, of root), public key \(AgentCheckTests.pair)
                ok       rights         root may do all that tasks need
                ok       directory      /var/lib/muster/agent can be written, 100 GiB free on ext4
                ok       agent          no agent runs with this directory
                ok       name           `gpu-17`, as this server calls itself
                ok       clock          synchronised, 0.3 ms off
                ok       cgroups        version 2: limits on CPU and memory hold
                ok       namespaces     a supervisor starts in PID and mount namespaces of its own
                ok       limits         524288 open files (the hard limit of who made this check): enough
                ok       offer          tasks get 64 of 64 cores, 460 GiB of 512 GiB of memory and 90.0 GiB of storage
                ok       gpus           8 H100
                ok       coordinator 1  10.0.0.1 answers at ports 7401 and 7402
                ok       coordinator 2  10.0.0.2 answers at ports 7401 and 7402
                ok       coordinator 3  10.0.0.3 answers at ports 7401 and 7402
                15 ok, 0 warnings, 0 errors

                """)
    }

    @Test("an ordinary user is told what cannot be seen, and none of it is an error")
    func ordinaryUser() {
        let told = problems {
            $0.viewer = Viewer(user: 1_000, name: "ann", capabilities: 0)
            $0.key?.outcome = .closed(EACCES)
            $0.directory?.trial = .failed(step: "making a file", code: EACCES)
            $0.agents = FileHolders([], isComplete: false)
            $0.controlGroups.complaints = nil
            $0.supervisor = .notTried
            $0.limits.lockedMemory = 8 << 20
        }
        #expect(
            told == [
                "warning key: /etc/muster/agent.key cannot be read by ann: check again as root",
                "warning rights: this check runs as ann, who cannot see all; an agent would not start like this, since it gives "
                    + "each task a PID namespace: check again as root, and start the agent as root",
                "warning directory: ann may not write in /var/lib/muster/agent, which belongs to root: check again as root",
                "warning agent: whether another agent runs with this directory cannot be seen: check again as root",
                "warning cgroups: whether control groups (version 2) can be made cannot be seen: check again as root",
                "warning namespaces: whether tasks can be given PID and mount namespaces cannot be seen: check again as root",
                "warning limits: 8.0 MiB may be locked in memory by who made this check, and a supervisor locks itself: give "
                    + "the agent CAP_IPC_LOCK, or LimitMEMLOCK=infinity in the unit",
            ])
    }

    @Test("a file that cannot be used leaves what does not depend on it")
    func brokenFile() {
        var facts = AgentCheckTests.sound
        facts.configuration.failure = "/etc/muster/agent.conf:3:8: name: `a/b` is not a server's name."
        facts.settings = nil
        facts.key = nil
        facts.directory = nil
        facts.agents = nil
        facts.offer = nil
        facts.coordinators = []
        #expect(
            AgentCheck.findings(facts).map { "\($0.level.rawValue) \($0.subject)" } == [
                "error configuration", "ok rights", "ok name", "ok clock", "ok cgroups", "ok namespaces", "ok limits",
            ])
    }

    @Test("in a container without rights the agent does not start, and lost rights are told one by one")
    func rights() {
        #expect(
            problems { $0.viewer.capabilities = 0 } == [
                "error rights: root lacks CAP_SYS_ADMIN here, without which tasks cannot be given PID namespaces: start the agent "
                    + "outside of this container, or give it that capability"
            ])
        let some = problems { $0.viewer.capabilities &= ~(1 << 7 | 1 << 5) }
        #expect(some.count == 2 && some[0].contains("without CAP_SETUID tasks and commands run as root alone"))
        #expect(
            problems { $0.supervisor = .failed("/proc cannot be mounted: Operation not permitted") }[0].hasPrefix(
                "error namespaces: a supervisor does not work here: /proc cannot be mounted"))
        #expect(
            problems { $0.supervisor = .works(["supervisors are not locked in memory: Cannot allocate memory"]) } == [
                "warning supervisor: supervisors are not locked in memory: Cannot allocate memory: give the agent "
                    + "CAP_SYS_RESOURCE and CAP_IPC_LOCK"
            ])
        #expect(problems { $0.controlGroups = .init(version: 0) }[0].contains("tasks run without limits of their own"))
        #expect(
            problems { $0.controlGroups.complaints = ["cannot make control group /x: Read-only file system"] }[0]
                .hasPrefix("warning cgroups: version 2: cannot make control group /x"))
    }

    @Test("a key that belongs to somebody else than root is told")
    func owner() {
        same(
            problems { $0.key?.owner = FileOwner(user: 1_000, name: "ann") },
            [
                "warning key: /etc/muster/agent.key belongs to ann, and the agent runs as root: chown root /etc/muster/agent.key"
            ])
    }

    @Test("one agent with the directory is how it is while it runs; two are an error")
    func otherAgents() {
        let one = FileHolders.Holder(process: 41, program: "/usr/bin/muster-agent")
        let two = FileHolders.Holder(process: 42, program: "muster-agent")
        #expect(problems { $0.agents = FileHolders([one]) }.isEmpty)
        #expect(
            problems { $0.agents = FileHolders([one, two]) } == [
                "error agent: several agents run with this directory: muster-agent (process 41) and muster-agent (process 42): end "
                    + "all but one: each would renew and end what the others started"
            ])
    }

    @Test("what is offered and is not there is told, and so are GPUs that the driver does not tell of")
    func offers() {
        same(
            problems {
                $0.offer?.capacity.cpuMillicores = 128_000
                $0.offer?.capacity.memoryBytes = 1 << 40
            },
            [
                "warning offer: cpu_millicores offers tasks 128 cores, and this server has 64: lower it, or leave it out for all "
                    + "that there are",
                "warning offer: memory offers tasks 1.0 TiB, and this server has 512 GiB: lower it, or leave it out for nine tenths "
                    + "of what there is",
            ])
        let few = problems { $0.offer?.capacity.cpuMillicores = 16 }
        #expect(few[0].contains("16 thousandths of a core in all"))
        same(
            problems { $0.offer?.notes = ["There is no nvidia-smi in /usr/bin."] },
            [
                "warning gpus: 8 H100; There is no nvidia-smi in /usr/bin: install the driver's tools, or see its messages in the "
                    + "kernel's log"
            ])
    }

    @Test("a watchdog that another program has armed is an error; the one that the agent has armed is not")
    func watchdogs() {
        func told(_ device: AgentCheckFacts.WatchdogDevice, agents: [FileHolders.Holder] = []) -> [String] {
            problems {
                $0.settings?.watchdog = "/dev/watchdog"
                $0.watchdog = device
                $0.agents = FileHolders(agents)
            }
        }
        #expect(told(.device(isArmed: false)).isEmpty)
        #expect(told(.device(isArmed: true), agents: [.init(process: 7, program: "muster-agent")]).isEmpty)
        #expect(told(.device(isArmed: true))[0].hasPrefix("error watchdog: /dev/watchdog is in use by another program"))
        #expect(told(.absent(ENOENT))[0].hasPrefix("error watchdog: /dev/watchdog: No such file or directory"))
        #expect(told(.noDevice)[0].hasPrefix("warning watchdog: /dev/watchdog is no device"))
    }

    @Test("a coordinator that is away is a warning while a majority answers, and an error otherwise")
    func coordinators() {
        let silent = Reach.found(addresses: ["10.0.0.2"], ports: [7_401: .silent, 7_402: .refused(ECONNREFUSED)])
        #expect(
            problems { $0.coordinators[1].reach = silent } == [
                "warning coordinator 2: 10.0.0.2 port 7401 does not answer within 2 s and port 7402 answers \"Connection refused\": "
                    + "start it, let the network through, or correct its line"
            ])
        let lost = problems { facts in
            for index in facts.coordinators.indices { facts.coordinators[index].reach = .slow }
        }
        #expect(lost.count == 4 && lost.allSatisfy { $0.hasPrefix("error ") })
        #expect(lost[3].hasPrefix("error coordinators: none of them is reached"))
    }

    @Test("a server without a name of its own is told so")
    func names() {
        #expect(
            problems { $0.machine.name = "localhost" }[0].hasPrefix(
                "warning name: this server's own name is `localhost`"))
        #expect(problems { $0.machine.name = "elsewhere" }.isEmpty)
    }
}

/// The program itself.
@Suite("muster-agent check")
struct AgentCheckProgramTests {
    private func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try TaskRig.program())
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    /// A port on which nobody listens, with two free ones behind it.
    private func write(_ configuration: String, in scratch: Scratch) throws -> String {
        let path = scratch.path + "/agent.conf"
        try configuration.write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o644)
        return path
    }

    @Test("a sound file is looked at piece by piece, for programs too, and a coordinator that is away is an error")
    func soundFile() throws {
        let scratch = try Scratch()
        let pair = try CurveKeyPair.generate()
        try pair.store(scratch.path + "/key")
        // Nobody can listen there: port 1 to 3 of this machine's second loopback address.
        let coordinator = Endpoint(
            member: 1, host: "127.9.9.9", basePort: 1, publicKey: try CurveKeyPair.generate().publicKey)
        let configuration = AgentConfiguration(
            name: "n1", directory: "state", keyFile: "key", coordinators: [coordinator])
        let path = try write(configuration.text, in: scratch)

        let (status, output) = try run(["check", "--config", path, "--json"])
        #expect(status == 1)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(output)")
        #expect(object["program"] as? String == "muster-agent" && object["configuration"] as? String == path)
        let findings = try #require(object["findings"] as? [[String: String]])
        func level(_ subject: String) -> String? { findings.first { $0["subject"] == subject }?["level"] }
        #expect(level("configuration") == "ok" && level("key") == "ok")
        #expect(level("coordinator 1") == "error" && level("coordinators") == "error")
        #expect(findings.first { $0["subject"] == "key" }?["finding"]?.contains(pair.publicKey) == true)
        #expect(!output.contains(pair.secretKey))
        for subject in ["rights", "directory", "agent", "name", "clock", "cgroups", "namespaces", "limits", "offer"] {
            #expect(level(subject) != nil, "\(subject)")
        }
        #expect(findings.allSatisfy { Set($0.keys) == ["level", "subject", "finding", "advice"] })
        #expect(findings.count { $0["level"] == "error" } == object["errors"] as? Int)
        // Nothing was begun.
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/state"))

        let (again, text) = try run(["check", "--config", path])
        #expect(again == 1 && text.contains("ok       configuration  \(path) is sound: `n1`, 1 coordinator\n"))
        #expect(text.hasSuffix(" errors\n"))
    }

    @Test(
        "who may is told that supervisors and control groups work here",
        .enabled(if: Machine.isPrivileged, Machine.needsRoot))
    func supervisors() throws {
        let facts = AgentSurvey(path: "/nonexistent", executable: try TaskRig.program()).gather()
        guard case .works = facts.supervisor else {
            Issue.record("\(facts.supervisor)")
            return
        }
        #expect(facts.controlGroups.complaints != nil)
        #expect(facts.configuration.failure?.contains("No such file or directory") == true)
    }

    @Test("a mistake in the file is told with its line and column, also by the agent itself")
    func brokenFile() throws {
        let scratch = try Scratch()
        let path = try write("name = a/b\ndirectory = d\nkey_file = k\n", in: scratch)
        let (status, output) = try run(["check", "--config", path])
        #expect(status == 1 && output.contains("error    configuration  \(path): there is no coordinator"))
        let other = try write(
            "name = a/b\ndirectory = d\nkey_file = k\ncoordinator = 1 h 7400 \(String(repeating: "k", count: 40))\n",
            in: scratch)
        for arguments in [["check", "--config", other], ["--config", other]] {
            let (status, output) = try run(arguments)
            #expect(status == 1 && output.contains("\(other):1:8: name: `a/b` is not a server's name"))
        }
        let (missing, text) = try run(["check", "--config", scratch.path + "/none"])
        #expect(missing == 1 && text.contains("/none: No such file or directory"))
    }

    @Test("wrong usage ends with 2 and says how it is used; --help is true")
    func usage() throws {
        let (wrong, complaint) = try run(["check", "now"])
        #expect(wrong == 2 && complaint.contains("`check` has no argument `now`") && complaint.contains("usage:"))
        #expect(try run(["check", "--config"]).status == 2)
        for arguments in [["--help"], ["check", "--help"]] {
            let (status, text) = try run(arguments)
            #expect(status == 0 && text.contains("muster-agent check [--config FILE] [--json]"))
        }
    }

    @Test("the limit of open files is raised for the agent alone, and not for what it starts")
    func descriptors() throws {
        var before = muster_limit()
        #expect(muster_descriptor_limit(&before) == 0)
        #expect(muster_raise_descriptor_limit() == 0)
        var after = muster_limit()
        #expect(muster_descriptor_limit(&after) == 0)
        #expect(after.soft == after.hard && after.hard == before.hard)
        let told = try TimedProgram(path: "/bin/sh", arguments: ["-c", "ulimit -Sn"], timeLimit: 5_000_000_000).run()
        #expect(told == (before.soft == .max ? "unlimited\n" : "\(before.soft)\n"))
    }
}
