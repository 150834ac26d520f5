/// What the program `muster-agent` is started with.
public struct AgentConfiguration: Hashable, Sendable {
    /// The server's name.
    public var name: String
    /// Where claims, records, logs and the lease page are kept.
    public var directory: String
    /// The file with the agent's key pair.
    public var keyFile: String
    /// The coordinators to begin with; the leader tells the present ones.
    public var coordinators: [Endpoint]
    /// Labels by name.
    public var labels: [(name: String, value: String)]
    /// Thousandths of cores for tasks; nil for what the server has, less the reserve.
    public var cpuMillicores: UInt64?
    /// Memory for tasks in bytes; nil for what the server has, less the reserve.
    public var memoryBytes: UInt64?
    /// Storage for tasks in bytes; nil for what the file system of `directory` has free.
    public var storageBytes: UInt64?
    /// Network bandwidth in bits a second.
    public var bandwidthBitsPerSecond: UInt64
    /// Whole GPUs.
    public var gpus: UInt64
    /// How often telemetry is taken, in nanoseconds.
    public var telemetryInterval: UInt64
    /// How often the agent beats, in nanoseconds; the cluster's own setting is the same by default.
    public var beatInterval: UInt64
    /// The directory that stands for `/` when telemetry is read (tests).
    public var root: String

    /// The machine's watchdog, which resets the machine when the agent does not turn any more; nil for none.
    public var watchdog: String?
    /// How long the watchdog bears without a word, in nanoseconds.
    public var watchdogTimeout: UInt64 = 60_000_000_000
    /// How long something may be not dead until the machine is left to its watchdog, in nanoseconds; nil for ever.
    public var watchdogNotDead: UInt64?

    /// Keys of the file.
    static let keys = [
        "name", "directory", "key_file", "coordinator", "label", "cpu_millicores", "memory", "storage",
        "bandwidth_bits", "gpus", "telemetry_interval", "beat_interval", "root",
        "watchdog", "watchdog_timeout", "watchdog_not_dead",
    ]

    /// A configuration with what has no default.
    public init(name: String, directory: String, keyFile: String, coordinators: [Endpoint]) {
        self.name = name
        self.directory = directory
        self.keyFile = keyFile
        self.coordinators = coordinators
        labels = []
        bandwidthBitsPerSecond = 1_000_000_000
        gpus = 0
        telemetryInterval = 1_000_000_000
        beatInterval = 1_000_000_000
        root = "/"
    }

    /// Reads a file. Relative paths count from its directory.
    public init(_ file: SettingsFile) throws(SettingsError) {
        try file.refuseUnknown(AgentConfiguration.keys)
        var coordinators: [Endpoint] = []
        for line in file.all("coordinator") { coordinators.append(try Endpoint(line, of: file)) }
        guard !coordinators.isEmpty else {
            throw SettingsError(
                "\(file.name): there is no coordinator; add a line `coordinator = MEMBER HOST BASEPORT PUBLICKEY`.")
        }
        self.init(
            name: try file.string("name"), directory: file.resolved(try file.string("directory")),
            keyFile: file.resolved(try file.string("key_file")), coordinators: coordinators)
        for line in file.all("label") {
            guard let equals = line.value.firstIndex(of: "="), equals != line.value.startIndex else {
                throw file.error(line, "write `label = NAME=VALUE`")
            }
            labels.append(
                (String(line.value[..<equals]), String(line.value[line.value.index(after: equals)...])))
        }
        if try file.one("cpu_millicores") != nil {
            cpuMillicores = try file.integer("cpu_millicores", in: 1...100_000_000, default: nil)
        }
        memoryBytes = try file.bytes("memory")
        storageBytes = try file.bytes("storage")
        bandwidthBitsPerSecond = try file.integer(
            "bandwidth_bits", in: 0...UInt64(Int64.max), default: bandwidthBitsPerSecond)
        gpus = try file.integer("gpus", in: 0...1_024, default: 0)
        telemetryInterval = try file.nanoseconds("telemetry_interval", default: telemetryInterval)
        beatInterval = try file.nanoseconds("beat_interval", default: beatInterval)
        root = try file.string("root", default: "/")
        if let line = try file.one("watchdog") { watchdog = file.resolved(line.value) }
        watchdogTimeout = try file.nanoseconds("watchdog_timeout", default: watchdogTimeout)
        guard watchdogTimeout >= 1_000_000_000 else {
            throw SettingsError("\(file.name): watchdog_timeout must be 1s or more.")
        }
        if let line = try file.one("watchdog_not_dead") {
            guard watchdog != nil else { throw file.error(line, "name the device, too: `watchdog = /dev/watchdog`") }
            watchdogNotDead = try file.nanoseconds("watchdog_not_dead", default: 0)
        }
    }

    /// The file's text.
    public var text: String {
        var text =
            "# What muster-agent is started with.\nname = \(name)\ndirectory = \(directory)\nkey_file = \(keyFile)\n"
        for coordinator in coordinators { text += "coordinator = \(coordinator.line)\n" }
        for label in labels { text += "label = \(label.name)=\(label.value)\n" }
        if let cpuMillicores { text += "cpu_millicores = \(cpuMillicores)\n" }
        if let memoryBytes { text += "memory = \(memoryBytes)\n" }
        if let storageBytes { text += "storage = \(storageBytes)\n" }
        if gpus > 0 { text += "gpus = \(gpus)\n" }
        if beatInterval != 1_000_000_000 { text += "beat_interval = \(beatInterval / 1_000_000)ms\n" }
        if telemetryInterval != 1_000_000_000 { text += "telemetry_interval = \(telemetryInterval / 1_000_000)ms\n" }
        if let watchdog {
            text += "watchdog = \(watchdog)\nwatchdog_timeout = \(watchdogTimeout / 1_000_000)ms\n"
            if let watchdogNotDead { text += "watchdog_not_dead = \(watchdogNotDead / 1_000_000)ms\n" }
        }
        return text
    }

    /// Whether all parts are equal.
    public static func == (left: AgentConfiguration, right: AgentConfiguration) -> Bool {
        left.text == right.text && left.root == right.root && left.beatInterval == right.beatInterval
    }

    /// Takes in the text.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
