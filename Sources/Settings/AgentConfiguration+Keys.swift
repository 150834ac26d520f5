extension AgentConfiguration {
    /// Every key of the file `agent.conf`, in the order in which they are written.
    public static var keys: [SettingsKey<AgentConfiguration>] { identity + offer + habits + tests }

    private static var identity: [SettingsKey<AgentConfiguration>] {
        [
            SettingsKey(
                "name", "This server's name, as the coordinators know it: 1 to 63 of a-z, 0-9, `-` and `.`.",
                default: .required, example: "node-1"
            ) { [$0.name] },
            SettingsKey(
                "directory",
                "Where the agent keeps what tasks write, its records and the lease page: a local disk, and no other agent's.",
                default: .required, example: "/var/lib/muster/agent"
            ) { [$0.directory] },
            SettingsKey(
                "key_file", "The agent's key pair. It is a secret: mode 0600.", default: .required,
                example: "/etc/muster/agent.key"
            ) { [$0.keyFile] },
            SettingsKey(
                "coordinator",
                "The coordinators to begin with, a line each: number, host, base port (control is +1, telemetry +2), public "
                    + "key. Later ones are told by the leader.",
                default: .required, example: "1 10.0.0.1 7400 " + String(repeating: "k", count: 40)
            ) { $0.coordinators.map(\.line) },
            SettingsKey(
                "label", "What jobs may ask for of a server, a line each.", unit: "NAME=VALUE", default: .words("none"),
                example: "rack=r1"
            ) { $0.labels.map { "\($0.name)=\($0.value)" } },
        ]
    }

    private static var offer: [SettingsKey<AgentConfiguration>] {
        [
            SettingsKey(
                "cpu_millicores", "CPU for tasks, in thousandths of a core.", default: .words("all cores"),
                example: "15000"
            ) { $0.cpuMillicores.map { ["\($0)"] } ?? [] },
            SettingsKey(
                "memory", "Memory for tasks.", unit: "bytes, or with Ki, Mi, Gi or Ti",
                default: .words("nine tenths of what the server has"), example: "120Gi"
            ) { $0.memoryBytes.map { [SettingsText.bytes($0)] } ?? [] },
            SettingsKey(
                "storage", "Storage for tasks.", unit: "bytes, or with Ki, Mi, Gi or Ti",
                default: .words("nine tenths of what is free where `directory` is"), example: "500Gi"
            ) { $0.storageBytes.map { [SettingsText.bytes($0)] } ?? [] },
            SettingsKey(
                "bandwidth_bits", "Network bandwidth for tasks, in bits a second.", default: .value("1000000000"),
                example: "1000000000"
            ) { $0.bandwidthBitsPerSecond == 1_000_000_000 ? [] : ["\($0.bandwidthBitsPerSecond)"] },
            SettingsKey(
                "gpus", "So many GPUs of an unknown model, whatever the server has; not together with `gpu`.",
                default: .words("those that are found"), example: "0"
            ) { $0.gpus.map { ["\($0)"] } ?? [] },
            SettingsKey(
                "gpu", "GPUs that count instead of those that are found, a line each: for trials.",
                unit: "MODEL MEMORY [UUID]", default: .words("those that are found"), example: "H100 80Gi"
            ) {
                $0.declaredGPUs.map {
                    "\($0.model) \(SettingsText.bytes($0.memoryBytes))\($0.uuid.isEmpty ? "" : " " + $0.uuid)"
                }
            },
            SettingsKey(
                "extra", "What else tasks may ask for, such as licences and FPGAs, a line each.", unit: "NAME=AMOUNT",
                default: .words("none"), example: "fpga=2"
            ) { $0.extras.map { "\($0.name)=\($0.amount)" } },
        ]
    }

    private static var habits: [SettingsKey<AgentConfiguration>] {
        [
            SettingsKey(
                "telemetry_interval", "How often telemetry is taken: 100ms to 1h.", unit: "500ms, 5s, 10m or 1h",
                default: .value("1s"), example: "1s"
            ) { $0.telemetryInterval == 1_000_000_000 ? [] : [SettingsText.time($0.telemetryInterval)] },
            SettingsKey(
                "beat_interval",
                "How often the agent beats until the leader tells the cluster's own interval: 10ms to 60s.",
                unit: "250ms or 1s", default: .value("1s"), example: "1s"
            ) { $0.beatInterval == 1_000_000_000 ? [] : [SettingsText.time($0.beatInterval)] },
            SettingsKey(
                "watchdog",
                "The device that resets this machine when the agent does not turn any more; no other program may use it.",
                default: .words("none"), example: "/dev/watchdog"
            ) { $0.watchdog.map { [$0] } ?? [] },
            SettingsKey(
                "watchdog_timeout", "How long the watchdog bears without a word: 1s to 1h. Needs `watchdog`.",
                unit: "60s or 1m", default: .value("60s"), example: "60s"
            ) { $0.watchdog == nil ? [] : [SettingsText.time($0.watchdogTimeout)] },
            SettingsKey(
                "watchdog_not_dead",
                "How long something may be impossible to kill until the machine is left to its watchdog: 1s or more. Needs "
                    + "`watchdog`.",
                unit: "10m or 1h", default: .words("for ever"), example: "10m"
            ) { $0.watchdog == nil ? [] : $0.watchdogNotDead.map { [SettingsText.time($0)] } ?? [] },
        ]
    }

    private static var tests: [SettingsKey<AgentConfiguration>] {
        [
            SettingsKey(
                "root", "The directory that stands for / when telemetry is read: for tests.", default: .value("/"),
                example: "/"
            ) { $0.root == "/" ? [] : [$0.root] }
        ]
    }
}
