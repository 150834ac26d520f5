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
        try file.refuseUnknown(AgentConfiguration.keys.map(\.name))
        self.init(
            name: try file.string("name"), directory: file.resolved(try file.string("directory")),
            keyFile: file.resolved(try file.string("key_file")), coordinators: try Endpoint.all(of: file))
        if let line = try file.one("name"), !SettingsRules.isServerName(name) {
            throw file.error(
                line, "`\(name)` is not a server's name: 1 to 63 of a-z, 0-9, `-` and `.`, with a letter or digit first"
            )
        }
        if let line = try file.one("directory"), directory.allSatisfy({ $0 == "/" }) {
            throw file.error(line, "name a directory of the agent's own, such as /var/lib/muster/agent")
        }
        try readLabels(file)
        try readAmounts(file)
        try readDevices(file)
        telemetryInterval = try file.nanoseconds(
            "telemetry_interval", in: 100_000_000...3_600_000_000_000, default: telemetryInterval)
        beatInterval = try file.nanoseconds("beat_interval", in: 10_000_000...60_000_000_000, default: beatInterval)
        root = try file.string("root", default: "/")
        if let line = try file.one("root"), !root.hasPrefix("/") {
            throw file.error(line, "`\(root)` is not an absolute path")
        }
        try readWatchdog(file)
    }

    private mutating func readLabels(_ file: SettingsFile) throws(SettingsError) {
        for line in file.all("label") {
            guard let equals = line.value.firstIndex(of: "="), equals != line.value.startIndex else {
                throw file.error(line, "write `label = NAME=VALUE`")
            }
            let name = String(line.value[..<equals])
            let value = String(line.value[line.value.index(after: equals)...])
            guard SettingsRules.isLabelName(name) else {
                throw file.error(
                    line,
                    "`\(name)` is not a label's name: 1 to 63 of a-z, 0-9, `-`, `.`, `_` and `/`, with a letter or digit first"
                )
            }
            guard SettingsRules.isPlainText(value, atMost: 255) else {
                throw file.error(line, "a label's value has 255 bytes at the most, and no control characters")
            }
            guard !labels.contains(where: { $0.name == name }) else {
                throw file.error(line, "`\(name)` stands already above")
            }
            labels.append((name, value))
        }
    }

    private mutating func readAmounts(_ file: SettingsFile) throws(SettingsError) {
        if try file.one("cpu_millicores") != nil {
            cpuMillicores = try file.integer("cpu_millicores", in: 1...100_000_000, default: nil)
        }
        memoryBytes = try file.bytes("memory")
        if let memoryBytes, let line = try file.one("memory") { try file.requireUnit(memoryBytes, at: line) }
        storageBytes = try file.bytes("storage")
        if let storageBytes, storageBytes > 0, let line = try file.one("storage") {
            try file.requireUnit(storageBytes, at: line)
        }
        bandwidthBitsPerSecond = try file.integer(
            "bandwidth_bits", in: 0...UInt64(Int64.max), default: bandwidthBitsPerSecond)
    }

    private mutating func readWatchdog(_ file: SettingsFile) throws(SettingsError) {
        if let line = try file.one("watchdog") {
            guard !line.value.isEmpty else { throw file.error(line, "name the device: `watchdog = /dev/watchdog`") }
            watchdog = file.resolved(line.value)
        }
        for key in ["watchdog_timeout", "watchdog_not_dead"] where watchdog == nil {
            guard let line = try file.one(key) else { continue }
            throw file.error(line, "name the device, too: `watchdog = /dev/watchdog`")
        }
        watchdogTimeout = try file.nanoseconds(
            "watchdog_timeout", in: 1_000_000_000...3_600_000_000_000, default: watchdogTimeout)
        if try file.one("watchdog_not_dead") != nil {
            watchdogNotDead = try file.nanoseconds(
                "watchdog_not_dead", in: 1_000_000_000...UInt64(Int64.max), default: 0)
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
            let memory = try file.bytes(words[1], at: line)
            try file.requireUnit(memory, at: line)
            let uuid = words.count == 3 ? words[2] : ""
            guard SettingsRules.isPlainText(words[0], atMost: 96), SettingsRules.isPlainText(uuid, atMost: 96) else {
                throw file.error(line, "a model and a UUID have 96 bytes at the most, and no control characters")
            }
            guard uuid.isEmpty || !declaredGPUs.contains(where: { $0.uuid == uuid }) else {
                throw file.error(line, "a GPU with the UUID `\(uuid)` stands already above")
            }
            guard declaredGPUs.count < 1_024 else { throw file.error(line, "a server has 1024 GPUs at the most") }
            declaredGPUs.append(DeclaredGPU(model: words[0], memoryBytes: memory, uuid: uuid))
        }
        for line in file.all("extra") {
            guard let equals = line.value.firstIndex(of: "="), equals != line.value.startIndex else {
                throw file.error(line, "write `extra = NAME=AMOUNT` such as `extra = fpga=2`")
            }
            let name = String(line.value[..<equals])
            guard SettingsRules.isPlainName(name) else {
                throw file.error(
                    line, "`\(name)` is not a name: 1 to 63 of a-z, 0-9 and `-`, with a letter or digit first")
            }
            guard !extras.contains(where: { $0.name == name }) else {
                throw file.error(line, "`\(name)` stands already above")
            }
            guard extras.count < 32 else { throw file.error(line, "a server has 32 extras at the most") }
            let amount = String(line.value[line.value.index(after: equals)...])
            extras.append((name, try file.integer(amount, in: 1...UInt64(Int64.max), at: line)))
        }
    }

    /// The file's text: what is set, and all other keys as comments, each with what it means and its default.
    public var text: String {
        SettingsText.file(
            "What muster-agent is started with; `muster-agent check` says what this server lacks.",
            AgentConfiguration.keys, of: self)
    }

    /// All that is written, key by key.
    private var written: [[String]] { AgentConfiguration.keys.map { $0.values(self) } }

    /// Whether all parts are equal, times to the millisecond.
    public static func == (left: AgentConfiguration, right: AgentConfiguration) -> Bool {
        left.written == right.written
    }

    /// Takes in what is written.
    public func hash(into hasher: inout Hasher) { hasher.combine(written) }
}
