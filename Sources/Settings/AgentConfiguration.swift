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
    /// So many GPUs of an unknown model, whatever the server has; nil for those that are found there, or in `declaredGPUs`.
    public var gpus: UInt64?
    /// GPUs that count instead of those that are found there: for trying how Muster treats them on servers without any.
    public var declaredGPUs: [DeclaredGPU] = []
    /// What else tasks may ask for, by name: licences, FPGAs.
    public var extras: [(name: String, amount: UInt64)] = []
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

    /// A line `gpu = MODEL MEMORY [UUID]`.
    public struct DeclaredGPU: Hashable, Sendable {
        /// Its model.
        public var model: String
        /// Its memory in bytes.
        public var memoryBytes: UInt64
        /// Its UUID; empty for none.
        public var uuid: String

        /// A GPU with its parts.
        public init(model: String, memoryBytes: UInt64, uuid: String = "") {
            self.model = model
            self.memoryBytes = memoryBytes
            self.uuid = uuid
        }
    }

    /// Keys of the file.
    static let keys = [
        "name", "directory", "key_file", "coordinator", "label", "cpu_millicores", "memory", "storage",
        "bandwidth_bits", "gpus", "gpu", "extra", "telemetry_interval", "beat_interval", "root",
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
        try readDevices(file)
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

    private mutating func readDevices(_ file: SettingsFile) throws(SettingsError) {
        if let line = try file.one("gpus") {
            gpus = try file.integer(line.value, in: 0...1_024, at: line)
            if let other = file.all("gpu").first {
                throw file.error(
                    other, "`gpus` in line \(line.number) says already how many there are; keep one of the two")
            }
        }
        for line in file.all("gpu") {
            let words = line.value.split(separator: " ").map(String.init)
            guard words.count == 2 || words.count == 3 else {
                throw file.error(
                    line, "write `gpu = MODEL MEMORY` such as `gpu = H100 80Gi`, with a UUID behind it if you like")
            }
            declaredGPUs.append(
                DeclaredGPU(
                    model: words[0], memoryBytes: try file.bytes(words[1], at: line),
                    uuid: words.count == 3 ? words[2] : ""))
        }
        for line in file.all("extra") {
            guard let equals = line.value.firstIndex(of: "="), equals != line.value.startIndex else {
                throw file.error(line, "write `extra = NAME=AMOUNT` such as `extra = fpga=2`")
            }
            let name = String(line.value[..<equals])
            guard !extras.contains(where: { $0.name == name }) else {
                throw file.error(line, "`\(name)` stands already above")
            }
            let amount = String(line.value[line.value.index(after: equals)...])
            extras.append((name, try file.integer(amount, in: 1...UInt64(Int64.max), at: line)))
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
        if let gpus { text += "gpus = \(gpus)\n" }
        for gpu in declaredGPUs {
            text += "gpu = \(gpu.model) \(gpu.memoryBytes)\(gpu.uuid.isEmpty ? "" : " " + gpu.uuid)\n"
        }
        for extra in extras { text += "extra = \(extra.name)=\(extra.amount)\n" }
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
