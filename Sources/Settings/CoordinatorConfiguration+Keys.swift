extension CoordinatorConfiguration {
    /// Every key of the file `coordinator.conf`, in the order in which they are written.
    public static var keys: [SettingsKey<CoordinatorConfiguration>] {
        identity + beginning + leases + consensus + power
    }

    private static let key = String(repeating: "k", count: 40)

    private static var identity: [SettingsKey<CoordinatorConfiguration>] {
        [
            SettingsKey(
                "cluster", "The cluster's name: 1 to 63 of a-z, 0-9 and `-`.", default: .required, example: "muster"
            ) { [$0.cluster] },
            SettingsKey(
                "member_id", "The number of this member; one of the `member` lines is for it.", default: .required,
                example: "1"
            ) { ["\($0.member)"] },
            SettingsKey(
                "directory",
                "Where the log and the snapshots are: a local disk, which keeps what was synced. It must be there.",
                default: .required, example: "/var/lib/muster/coordinator"
            ) { [$0.directory] },
            SettingsKey(
                "key_file", "This member's key pair. It is a secret: mode 0600.", default: .required,
                example: "/etc/muster/coordinator.key"
            ) { [$0.keyFile] },
            SettingsKey(
                "listen", "The address of this machine to listen on; 0.0.0.0 for all.", default: .value("0.0.0.0"),
                example: "0.0.0.0"
            ) { [$0.listen] },
        ]
    }

    private static var beginning: [SettingsKey<CoordinatorConfiguration>] {
        [
            SettingsKey(
                "member",
                "The members that the cluster begins with, the same on each, a line each: number, host, base port "
                    + "(administration; control is +1, telemetry +2, peers +3, joining +4), store, public key. Later ones are in the state.",
                default: .required, example: "1 10.0.0.1 7400 " + String(repeating: "1", count: 32) + " " + key
            ) {
                $0.members.map {
                    "\($0.endpoint.member) \($0.endpoint.host) \($0.endpoint.basePort) \($0.store) \($0.endpoint.publicKey)"
                }
            },
            SettingsKey(
                "joins", "Whether the cluster is there already, and this member is new to it.", unit: "yes or no",
                default: .value("no"), example: "no"
            ) { $0.joins ? ["yes"] : [] },
            SettingsKey(
                "key",
                "The keys that the cluster begins with, the same on each, a line each: role (agent, viewer, operator or admin), "
                    + "name, public key. Later ones are in the state.",
                default: .words("none"), example: "admin admin " + key
            ) { $0.keys.map { "\($0.role) \($0.name) \($0.publicKey)" } },
        ]
    }

    private static var leases: [SettingsKey<CoordinatorConfiguration>] {
        [
            SettingsKey(
                "beat_interval",
                "How often agents beat: 10ms to 60s. A new cluster begins with this and the next five; later ones are in the "
                    + "state (`muster cluster profile`).",
                unit: "250ms or 1s", default: .value("1s"), example: "1s"
            ) { [SettingsText.time($0.beatInterval)] },
            SettingsKey(
                "suspect_after_beats", "Beats missed until a server is suspect: 1 to 1000.", default: .value("3"),
                example: "3"
            ) { ["\($0.suspectAfterBeats)"] },
            SettingsKey(
                "leader_grace", "How long the word of a leader counts that no quorum answers: 10ms to 60s.",
                unit: "750ms or 2s", default: .value("750ms"), example: "750ms"
            ) { [SettingsText.time($0.leaderGrace)] },
            SettingsKey(
                "brake_percent",
                "How many servers may be declared lost within `brake_window` without a person, in percent of all: 0 to 100.",
                default: .value("30"), example: "30"
            ) { ["\($0.brakePercent)"] },
            SettingsKey(
                "brake_floor", "How many servers may be declared lost within `brake_window` in any case: 0 to 1000000.",
                default: .value("2"), example: "2"
            ) { ["\($0.brakeFloor)"] },
            SettingsKey(
                "brake_window", "The window of the brake: 1s to 24h.", unit: "60s or 5m", default: .value("60s"),
                example: "60s"
            ) { [SettingsText.time($0.brakeWindow)] },
        ]
    }

    private static var consensus: [SettingsKey<CoordinatorConfiguration>] {
        [
            SettingsKey(
                "election_timeout",
                "How long a member waits at the most without a leader's word before it wants an election: 10ms to 60s.",
                unit: "500ms or 1s", default: .value("1s"), example: "1s"
            ) { [SettingsText.time($0.electionTimeout)] },
            SettingsKey(
                "heartbeat_interval",
                "How often the leader says that it lives: 1ms to 10s, and at most half of `election_timeout` and `leader_grace`.",
                unit: "50ms", default: .value("50ms"), example: "50ms"
            ) { [SettingsText.time($0.heartbeatInterval)] },
        ]
    }

    private static var power: [SettingsKey<CoordinatorConfiguration>] {
        [
            SettingsKey(
                "fence_agents", "Where the fence agents are that speak with servers' BMCs.",
                default: .value("/usr/sbin"), example: "/usr/sbin"
            ) { [$0.fenceAgents] },
            SettingsKey(
                "bmc_secrets", "Where the passwords of BMCs are: a file each, mode 0600.",
                default: .value("/etc/muster/bmc"), example: "/etc/muster/bmc"
            ) { [$0.bmcSecrets] },
        ]
    }
}
