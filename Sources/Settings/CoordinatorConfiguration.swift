/// What the program `muster-coordinator` is started with. The members, keys and lease settings are those that an empty cluster
/// begins with, the same on every member; later ones are in the replicated state.
public struct CoordinatorConfiguration: Hashable, Sendable {
    /// A member that the cluster begins with.
    public struct Member: Hashable, Sendable {
        /// Where it is reached.
        public var endpoint: Endpoint
        /// The number of its store, 32 hexadecimal digits.
        public var store: String

        /// A member with its parts.
        public init(endpoint: Endpoint, store: String) {
            self.endpoint = endpoint
            self.store = store
        }
    }

    /// A key that the cluster begins with.
    public struct Key: Hashable, Sendable {
        /// `agent`, `viewer`, `operator` or `admin`.
        public var role: String
        /// Whose it is; for agents the server's name.
        public var name: String
        /// The public key.
        public var publicKey: String

        /// A key with its parts.
        public init(role: String, name: String, publicKey: String) {
            self.role = role
            self.name = name
            self.publicKey = publicKey
        }
    }

    /// The cluster's name.
    public var cluster: String
    /// The number of this member.
    public var member: UInt64
    /// Where the log and snapshots are kept.
    public var directory: String
    /// The file with this member's key pair.
    public var keyFile: String
    /// The address to listen on; `0.0.0.0` for all.
    public var listen: String
    /// The members that the cluster begins with, this one included.
    public var members: [Member]
    /// The keys that the cluster begins with.
    public var keys: [Key]
    /// Whether this member joins a cluster that is there already: the other members are where it can be heard of, and not a
    /// cluster to be founded.
    public var joins = false
    /// Lease settings, in nanoseconds where they are times.
    public var beatInterval: UInt64 = 1_000_000_000
    /// Beats missed until a server is suspect.
    public var suspectAfterBeats: UInt64 = 3
    /// The leader's grace in nanoseconds.
    public var leaderGrace: UInt64 = 750_000_000
    /// The brake's share in percent.
    public var brakePercent: UInt64 = 30
    /// The brake's floor in servers.
    public var brakeFloor: UInt64 = 2
    /// The brake's window in nanoseconds.
    public var brakeWindow: UInt64 = 60_000_000_000
    /// The election timeout in nanoseconds.
    public var electionTimeout: UInt64 = 1_000_000_000
    /// The leader's heartbeat interval in nanoseconds.
    public var heartbeatInterval: UInt64 = 50_000_000

    /// Where the fence agents are that speak with BMCs.
    public var fenceAgents = "/usr/sbin"
    /// Where the passwords of BMCs are.
    public var bmcSecrets = "/etc/muster/bmc"

    /// Keys of the file.
    static let keys = [
        "cluster", "member_id", "directory", "key_file", "listen", "member", "key", "joins", "beat_interval",
        "suspect_after_beats", "leader_grace",
        "brake_percent", "brake_floor", "brake_window", "election_timeout", "heartbeat_interval", "fence_agents",
        "bmc_secrets",
    ]

    /// A configuration with what has no default.
    public init(
        cluster: String, member: UInt64, directory: String, keyFile: String, listen: String, members: [Member],
        keys: [Key]
    ) {
        self.cluster = cluster
        self.member = member
        self.directory = directory
        self.keyFile = keyFile
        self.listen = listen
        self.members = members
        self.keys = keys
    }

    /// Reads a file. Relative paths count from its directory.
    public init(_ file: SettingsFile) throws(SettingsError) {
        try file.refuseUnknown(CoordinatorConfiguration.keys)
        var members: [Member] = []
        for line in file.all("member") { members.append(try Member(line, of: file)) }
        var keys: [Key] = []
        for line in file.all("key") { keys.append(try Key(line, of: file)) }
        let id = try file.integer("member_id", in: 1...UInt64(UInt32.max), default: nil)
        guard members.contains(where: { $0.endpoint.member == id }) else {
            throw SettingsError(
                "\(file.name): no `member` line is for member \(id), which `member_id` says that this one is.")
        }
        self.init(
            cluster: try file.string("cluster"), member: id, directory: file.resolved(try file.string("directory")),
            keyFile: file.resolved(try file.string("key_file")), listen: try file.string("listen", default: "0.0.0.0"),
            members: members, keys: keys)
        joins = try file.flag("joins")
        beatInterval = try file.nanoseconds("beat_interval", default: beatInterval)
        suspectAfterBeats = try file.integer("suspect_after_beats", in: 1...1_000, default: suspectAfterBeats)
        leaderGrace = try file.nanoseconds("leader_grace", default: leaderGrace)
        brakePercent = try file.integer("brake_percent", in: 0...100, default: brakePercent)
        brakeFloor = try file.integer("brake_floor", in: 0...1_000_000, default: brakeFloor)
        brakeWindow = try file.nanoseconds("brake_window", default: brakeWindow)
        electionTimeout = try file.nanoseconds("election_timeout", default: electionTimeout)
        heartbeatInterval = try file.nanoseconds("heartbeat_interval", default: heartbeatInterval)
        fenceAgents = file.resolved(try file.string("fence_agents", default: fenceAgents))
        bmcSecrets = file.resolved(try file.string("bmc_secrets", default: bmcSecrets))
    }

    /// The file's text.
    public var text: String {
        var text = "# What muster-coordinator is started with.\ncluster = \(cluster)\nmember_id = \(member)\n"
        text += "directory = \(directory)\nkey_file = \(keyFile)\nlisten = \(listen)\n"
        text +=
            "# Members: number, host, administration port (control +1, telemetry +2, peers +3), store, public key.\n"
        for member in members {
            let endpoint = member.endpoint
            text +=
                "member = \(endpoint.member) \(endpoint.host) \(endpoint.basePort) \(member.store) \(endpoint.publicKey)\n"
        }
        if joins { text += "# The cluster is there already, and this member is new to it.\njoins = yes\n" }
        text += "# Keys that the cluster begins with: role, name, public key.\n"
        for key in keys { text += "key = \(key.role) \(key.name) \(key.publicKey)\n" }
        text +=
            "beat_interval = \(beatInterval / 1_000_000)ms\nsuspect_after_beats = \(suspectAfterBeats)\nleader_grace = \(leaderGrace / 1_000_000)ms\n"
        text +=
            "brake_percent = \(brakePercent)\nbrake_floor = \(brakeFloor)\nbrake_window = \(brakeWindow / 1_000_000)ms\n"
        text += "election_timeout = \(electionTimeout / 1_000_000)ms\n"
        text += "heartbeat_interval = \(heartbeatInterval / 1_000_000)ms\n"
        return text + "fence_agents = \(fenceAgents)\nbmc_secrets = \(bmcSecrets)\n"
    }
}

extension CoordinatorConfiguration.Member {
    init(_ line: SettingsFile.Line, of file: SettingsFile) throws(SettingsError) {
        let parts = line.value.split(separator: " ").map(String.init)
        guard parts.count == 5 else { throw file.error(line, "write `NUMBER HOST BASEPORT STORE PUBLICKEY`") }
        guard parts[3].utf8.count == 32, parts[3].allSatisfy(\.isHexDigit) else {
            throw file.error(line, "the store `\(parts[3])` is not 32 hexadecimal digits")
        }
        self.init(
            endpoint: Endpoint(
                member: try file.integer(parts[0], in: 1...UInt64(UInt32.max), at: line), host: parts[1],
                basePort: try file.integer(parts[2], in: 1...65_532, at: line),
                publicKey: try Endpoint.key(parts[4], at: line, of: file)),
            store: parts[3])
    }

    /// The store's number as two halves.
    public var storeNumber: (high: UInt64, low: UInt64) {
        (UInt64(store.prefix(16), radix: 16) ?? 0, UInt64(store.suffix(16), radix: 16) ?? 0)
    }
}

extension CoordinatorConfiguration.Key {
    init(_ line: SettingsFile.Line, of file: SettingsFile) throws(SettingsError) {
        let parts = line.value.split(separator: " ").map(String.init)
        guard parts.count == 3, ["agent", "viewer", "operator", "admin"].contains(parts[0]) else {
            throw file.error(line, "write `ROLE NAME PUBLICKEY` with the role agent, viewer, operator or admin")
        }
        self.init(role: parts[0], name: parts[1], publicKey: try Endpoint.key(parts[2], at: line, of: file))
    }
}
