import CLinux
import Fleet
import Glibc
import ServerCheck
import Settings

/// Gathers what `AgentCheck` judges. It changes nothing on the server but a file and a control group that it makes for a trial
/// and removes. Takes 7 s at the longest for names and ports, and as long as `nvidia-smi` does, where there are GPUs.
struct AgentSurvey {
    /// The configuration file.
    var path: String
    /// The agent's program.
    var executable = "/proc/self/exe"

    /// What is to be said.
    func findings() -> [Finding] { AgentCheck.findings(gather()) }

    /// Looks at everything.
    func gather() -> AgentCheckFacts {
        let viewer = Viewer.present
        let (file, settings) = ConfigurationFacts.gather(path) { file throws(SettingsError) in
            let settings = try AgentConfiguration(file)
            return (settings, summary: "`\(settings.name)`, \(Words.count(settings.coordinators.count, "coordinator"))")
        }
        var facts = AgentCheckFacts(
            viewer: viewer, configuration: file, clock: .gather(), controlGroups: AgentSurvey.controlGroups(viewer),
            supervisor: SupervisorProbe.tried(executable, by: viewer), limits: .gather(),
            machine: AgentSurvey.machine())
        guard let settings else { return facts }
        facts.settings = settings
        facts.key = KeyFileFacts.gather(settings.keyFile)
        facts.directory = DirectoryFacts.gather(settings.directory, writes: 3)
        facts.agents = AgentSurvey.agents(with: settings.directory)
        facts.offer = AgentSurvey.offer(settings, free: facts.directory?.free)
        facts.watchdog = settings.watchdog.map(AgentSurvey.watchdog)
        let endpoints = CoordinatorMemory(settings).list.map {
            Endpoint(member: $0.member, host: $0.host, basePort: $0.basePort, publicKey: $0.publicKey)
        }
        let reaches = Reach.of(endpoints.map { .init(host: $0.host, ports: [$0.basePort + 1, $0.basePort + 2]) })
        facts.coordinators = zip(endpoints, reaches).map { .init(endpoint: $0, reach: $1) }
        return facts
    }

    /// Who may, makes a group as for a task, and removes it.
    private static func controlGroups(_ viewer: Viewer) -> AgentCheckFacts.ControlGroups {
        let version = TaskCgroup.version()
        guard viewer.isRoot, version > 0 else { return .init(version: version) }
        let trial = TaskCgroup(name: "check-\(getpid())", cpuMillicores: 1_000, memoryBytes: 64 << 20)
        trial.remove()
        return .init(version: version, complaints: trial.notes)
    }

    private static func machine() -> AgentCheckFacts.Machine {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, 255)
        return .init(
            name: String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self),
            processors: ServerFacts.processors, memoryBytes: ServerFacts.memoryBytes)
    }

    /// The agents that have the directory's lease page open. Supervisors have it open, too.
    private static func agents(with directory: String) -> FileHolders {
        guard let page = TextFile.real(directory + "/run/lease-page") else {
            // Without a page no agent has run here; but perhaps it is only hidden from this user.
            return FileHolders([], isComplete: errno == ENOENT)
        }
        var found = FileHolders.of(page)
        found.holders.removeAll { $0.program == SupervisorProgram.name }
        return found
    }

    /// What `ServerFacts` will offer; where the directory is not made yet, of the file system that it will be on.
    private static func offer(_ settings: AgentConfiguration, free: UInt64?) -> AgentCheckFacts.Offer {
        let facts = ServerFacts(settings, keepsGPUs: false)
        var capacity = facts.facts.capacity
        if settings.storageBytes == nil, let free { capacity.storageBytes = free - free / 10 }
        return .init(capacity: capacity, gpus: facts.facts.gpus, notes: facts.notes)
    }

    /// Looks at the device without opening it, which would arm it.
    private static func watchdog(_ path: String) -> AgentCheckFacts.WatchdogDevice {
        var info = stat()
        guard stat(path, &info) == 0 else { return .absent(errno) }
        guard info.st_mode & S_IFMT == S_IFCHR else { return .noDevice }
        let device = UInt64(info.st_rdev)
        let (major, minor) = (device >> 8 & 0xFFF, device & 0xFF | device >> 12 & 0xFFF00)
        for name in TextFile.names(in: "/sys/class/watchdog") ?? [] {
            let place = "/sys/class/watchdog/\(name)"
            let number = TextFile.read(place + "/dev")?.split(separator: "\n").first.map(String.init)
            // /dev/watchdog, which is 10:130, is another name of the first one.
            guard number == "\(major):\(minor)" || (name == "watchdog0" && (major, minor) == (10, 130)) else {
                continue
            }
            return .device(isArmed: TextFile.read(place + "/state")?.hasPrefix("active") == true)
        }
        return .device(isArmed: false)
    }
}
