import Fleet
import ServerCheck
import Settings

/// What is to be said to an administrator of a server on which an agent is to run: a pure function of what was gathered.
enum AgentCheck {
    /// Descriptors without which the agent does not even reach its coordinators, and those that a server full of tasks wants.
    private static let descriptorsNeeded: UInt64 = 256
    private static let descriptorsWanted: UInt64 = 1_024

    /// The findings, in the order in which an administrator sets a server up.
    static func findings(_ facts: AgentCheckFacts) -> [Finding] {
        var findings = facts.configuration.findings(facts.viewer)
        if let key = facts.key { findings += key.findings(facts.viewer) + owner(key) }
        findings += rights(facts.viewer)
        if let directory = facts.directory { findings += directory.findings(facts.viewer, directoryNeeds) }
        if let agents = facts.agents { findings += others(agents) }
        findings += name(facts)
        findings += facts.clock.findings
        findings += controlGroups(facts.controlGroups)
        findings += supervisor(facts.supervisor)
        findings += facts.limits.descriptorFindings(needed: descriptorsNeeded, wanted: descriptorsWanted) {
            descriptors in
            descriptors > 100_000
                ? "enough" : "enough for \((descriptors - descriptorsNeeded) / 4) tasks and commands at once"
        }
        findings += lockedMemory(facts)
        if let offer = facts.offer, let settings = facts.settings {
            findings += offers(offer, settings, facts.machine)
            findings += gpus(offer, settings)
        }
        if let watchdog = facts.watchdog, let path = facts.settings?.watchdog {
            findings += self.watchdog(watchdog, path, isRunning: facts.agents?.holders.isEmpty == false)
        }
        return findings + coordinators(facts.coordinators)
    }

    /// A gibibyte is room for the output of a busy day; without a few mebibytes no task's record can be written.
    private static let directoryNeeds = DirectoryNeeds(
        subject: "directory", isMade: true, roomWanted: 1 << 30, roomNeeded: 64 << 20,
        lossInMemory:
            "after a restart of this server nobody can read what its tasks wrote, and commands are not known any more")

    /// The agent runs as root: whoever else owns its key could speak for this server.
    private static func owner(_ key: KeyFileFacts) -> [Finding] {
        guard case .pair = key.outcome, let owner = key.owner, owner.user != 0 else { return [] }
        return [
            .warning(
                "key", "\(key.path) belongs to \(owner.name), and the agent runs as root", "chown root \(key.path)")
        ]
    }

    private static func rights(_ viewer: Viewer) -> [Finding] {
        let losses: [(Viewer.Capability, String)] = [
            (.setUser, "tasks and commands run as root alone"), (.setGroup, "tasks and commands keep root's groups"),
            (.chown, "tasks of other users cannot write in their own directories"),
            (.overrideAccess, "directories and files of tasks' users cannot be cleared away"),
            (.kill, "what runs as another user cannot be ended"),
        ]
        guard viewer.has(.administer) else {
            guard viewer.isRoot else {
                return [
                    .warning(
                        "rights",
                        "this check runs as \(viewer.name), who cannot see all; an agent would not start like this, since it "
                            + "gives each task a PID namespace", "check again as root, and start the agent as root")
                ]
            }
            return [
                .error(
                    "rights", "root lacks CAP_SYS_ADMIN here, without which tasks cannot be given PID namespaces",
                    "start the agent outside of this container, or give it that capability")
            ]
        }
        let lost = losses.filter { !viewer.has($0.0) }
        guard !lost.isEmpty else { return [.ok("rights", "\(viewer.name) may do all that tasks need")] }
        return lost.map { capability, loss in
            .warning(
                "rights", "without \(capability.name) \(loss)", "give the agent that capability, or start it as root")
        }
    }

    private static func others(_ agents: FileHolders) -> [Finding] {
        switch agents.holders.count {
        case 0 where !agents.isComplete:
            [.unseen("agent", "whether another agent runs with this directory cannot be seen")]
        case 0: [.ok("agent", "no agent runs with this directory")]
        case 1: [.ok("agent", "\(agents.holders[0].words) runs with this directory")]
        default:
            [
                .error(
                    "agent",
                    "several agents run with this directory: \(Words.list(agents.holders.map(\.words)))",
                    "end all but one: each would renew and end what the others started")
            ]
        }
    }

    private static func name(_ facts: AgentCheckFacts) -> [Finding] {
        let host = facts.machine.name
        if host.isEmpty || host == "(none)" || host == "localhost" || host.hasPrefix("localhost.") {
            return [
                .warning(
                    "name", "this server's own name is \(host.isEmpty ? "empty" : "`\(host)`")",
                    "give it one with `hostnamectl set-hostname`, so that its logs can be told from others'")
            ]
        }
        guard let settings = facts.settings else { return [.ok("name", "this server calls itself `\(host)`")] }
        let short = host.split(separator: ".").first.map { $0.lowercased() } ?? host
        if settings.name == host || settings.name == short || settings.name.hasPrefix(short + ".") {
            return [.ok("name", "`\(settings.name)`, as this server calls itself")]
        }
        return [.ok("name", "`\(settings.name)` to the cluster; this server calls itself `\(host)`")]
    }

    private static func controlGroups(_ groups: AgentCheckFacts.ControlGroups) -> [Finding] {
        let version = groups.version == 1 ? "version 1" : "version 2"
        guard groups.version > 0 else {
            return [
                .warning(
                    "cgroups",
                    "there are no control groups at \(TaskCgroup.root): tasks run without limits of their own",
                    "mount them: mount -t cgroup2 cgroup2 \(TaskCgroup.root)")
            ]
        }
        guard let complaints = groups.complaints else {
            return [.unseen("cgroups", "whether control groups (\(version)) can be made cannot be seen")]
        }
        if complaints.isEmpty { return [.ok("cgroups", "\(version): limits on CPU and memory hold")] }
        return complaints.map {
            .warning(
                "cgroups", "\(version): \($0)",
                "make that hierarchy writable for the agent, with the controllers cpu and memory")
        }
    }

    private static func supervisor(_ trial: AgentCheckFacts.Supervisor) -> [Finding] {
        switch trial {
        case .notTried:
            return [.unseen("namespaces", "whether tasks can be given PID and mount namespaces cannot be seen")]
        case .failed(let reason):
            return [
                .error(
                    "namespaces", "a supervisor does not work here: \(reason)",
                    "let the agent make PID and mount namespaces and mount /proc in them")
            ]
        case .works(let notes):
            let well = Finding.ok("namespaces", "a supervisor starts in PID and mount namespaces of its own")
            return [well]
                + notes.map {
                    .warning("supervisor", $0, "give the agent CAP_SYS_RESOURCE and CAP_IPC_LOCK")
                }
        }
    }

    /// A supervisor that was tried has said it itself.
    private static func lockedMemory(_ facts: AgentCheckFacts) -> [Finding] {
        let needed: UInt64 = 64 << 20
        guard case .notTried = facts.supervisor, !facts.viewer.has(.lockMemory), facts.limits.lockedMemory < needed
        else { return [] }
        return [
            .warning(
                "limits",
                "\(Words.bytes(facts.limits.lockedMemory)) may be locked in memory by who made this check, and a supervisor locks "
                    + "itself", "give the agent CAP_IPC_LOCK, or LimitMEMLOCK=infinity in the unit")
        ]
    }

    private static func offers(
        _ offer: AgentCheckFacts.Offer, _ settings: AgentConfiguration, _ machine: AgentCheckFacts.Machine
    ) -> [Finding] {
        let capacity = offer.capacity
        var problems: [Finding] = []
        if capacity.cpuMillicores > machine.processors * 1_000 {
            problems.append(
                .warning(
                    "offer",
                    "cpu_millicores offers tasks \(cores(capacity.cpuMillicores)) cores, and this server has "
                        + "\(machine.processors)", "lower it, or leave it out for all that there are"))
        } else if capacity.cpuMillicores < 100 {
            problems.append(
                .warning(
                    "offer", "cpu_millicores offers tasks \(capacity.cpuMillicores) thousandths of a core in all",
                    "write 1000 for each core"))
        }
        if machine.memoryBytes > 0, capacity.memoryBytes > machine.memoryBytes {
            problems.append(
                .warning(
                    "offer",
                    "memory offers tasks \(Words.bytes(capacity.memoryBytes)), and this server has "
                        + Words.bytes(machine.memoryBytes), "lower it, or leave it out for nine tenths of what there is"
                ))
        }
        if !problems.isEmpty { return problems }
        return [
            .ok(
                "offer",
                "tasks get \(cores(capacity.cpuMillicores)) of \(machine.processors) cores, "
                    + "\(Words.bytes(capacity.memoryBytes)) of \(Words.bytes(machine.memoryBytes)) of memory and "
                    + "\(Words.bytes(capacity.storageBytes)) of storage")
        ]
    }

    private static func cores(_ millicores: UInt64) -> String {
        millicores % 1_000 == 0 ? "\(millicores / 1_000)" : "\(millicores / 1_000).\(millicores % 1_000 / 100)"
    }

    private static func gpus(_ offer: AgentCheckFacts.Offer, _ settings: AgentConfiguration) -> [Finding] {
        var models: [(name: String, count: Int)] = []
        for gpu in offer.gpus {
            let name = gpu.model.isEmpty ? "of an unknown model" : gpu.model
            if let index = models.firstIndex(where: { $0.name == name }) {
                models[index].count += 1
            } else {
                models.append((name, 1))
            }
        }
        let list = Words.list(models.map { "\($0.count) \($0.name)" })
        if !offer.notes.isEmpty {
            let found = models.isEmpty ? "none is offered" : list
            return offer.notes.map { note in
                .warning(
                    "gpus", "\(found); \(note.hasSuffix(".") ? String(note.dropLast()) : note)",
                    "install the driver's tools, or see its messages in the kernel's log")
            }
        }
        if models.isEmpty { return [.ok("gpus", settings.gpus == nil ? "none are found" : "none, as the file says")] }
        let isDeclared = settings.gpus != nil || !settings.declaredGPUs.isEmpty
        return [.ok("gpus", isDeclared ? "\(list), as the file says, whatever there is" : list)]
    }

    private static func watchdog(
        _ device: AgentCheckFacts.WatchdogDevice, _ path: String, isRunning: Bool
    ) -> [Finding] {
        switch device {
        case .absent(let code):
            [
                .error(
                    "watchdog", "\(path): \(Words.error(code))",
                    "load its driver (such as iTCO_wdt, or softdog), or take `watchdog` out of the file")
            ]
        case .noDevice:
            [.warning("watchdog", "\(path) is no device: it resets nothing", "name the device, such as /dev/watchdog")]
        case .device(let isArmed) where isArmed && !isRunning:
            [
                .error(
                    "watchdog", "\(path) is in use by another program",
                    "leave it to one of them: RuntimeWatchdogSec=off in /etc/systemd/system.conf, or no `watchdog` here"
                )
            ]
        case .device(let isArmed):
            [
                .ok(
                    "watchdog",
                    isArmed ? "\(path) is armed by the agent that runs" : "\(path) is there, and nobody uses it")
            ]
        }
    }

    /// The agent works as long as it reaches whoever leads: a majority of them makes that likely, and none makes it impossible.
    private static func coordinators(_ coordinators: [AgentCheckFacts.Coordinator]) -> [Finding] {
        let reached = coordinators.count { $0.reach.isOpen }
        let isMajority = reached * 2 > coordinators.count
        var findings: [Finding] = coordinators.map { coordinator in
            let endpoint = coordinator.endpoint
            let subject = "coordinator \(endpoint.member)"
            guard let complaint = coordinator.reach.complaint else {
                return .ok(
                    subject, "\(endpoint.host) answers at ports \(endpoint.basePort + 1) and \(endpoint.basePort + 2)")
            }
            let advice = "start it, let the network through, or correct its line"
            return isMajority
                ? .warning(subject, "\(endpoint.host) \(complaint)", advice)
                : .error(subject, "\(endpoint.host) \(complaint)", advice)
        }
        if !coordinators.isEmpty, reached == 0 {
            findings.append(
                .error(
                    "coordinators", "none of them is reached: this server gets no work",
                    "see that this server's network and name service work"))
        }
        return findings
    }
}
