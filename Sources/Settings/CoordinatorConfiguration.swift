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

    /// Where Debian's packages put fence agents.
    public static let usualFenceAgents = "/usr/sbin"

    /// Where the fence agents are that speak with BMCs.
    public var fenceAgents = CoordinatorConfiguration.usualFenceAgents
    /// Where the passwords of BMCs are.
    public var bmcSecrets = "/etc/muster/bmc"

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
        try file.refuseUnknown(CoordinatorConfiguration.keys.map(\.name))
        let members = try CoordinatorConfiguration.members(of: file)
        let id = try file.integer("member_id", in: 1...UInt64(UInt32.max), default: nil)
        guard members.contains(where: { $0.endpoint.member == id }) else {
            throw SettingsError(
                "\(file.name): no `member` line is for member \(id), which `member_id` says that this one is.")
        }
        self.init(
            cluster: try file.string("cluster"), member: id, directory: file.resolved(try file.string("directory")),
            keyFile: file.resolved(try file.string("key_file")), listen: try file.string("listen", default: "0.0.0.0"),
            members: members, keys: try CoordinatorConfiguration.keys(of: file, besides: members))
        if let line = try file.one("cluster"), !SettingsRules.isPlainName(cluster) {
            throw file.error(
                line, "`\(cluster)` is not a cluster's name: 1 to 63 of a-z, 0-9 and `-`, with a letter or digit first")
        }
        if let line = try file.one("directory"), directory.allSatisfy({ $0 == "/" }) {
            throw file.error(line, "name a directory of the member's own, such as /var/lib/muster/coordinator")
        }
        if let line = try file.one("listen"), listen != "*", !SettingsRules.isHost(listen) {
            throw file.error(line, "`\(listen)` is not an address of this machine; write for example 0.0.0.0")
        }
        joins = try file.flag("joins")
        try readLeases(file)
        try readConsensus(file)
        fenceAgents = file.resolved(try file.string("fence_agents", default: fenceAgents))
        bmcSecrets = file.resolved(try file.string("bmc_secrets", default: bmcSecrets))
    }

    private static func members(of file: SettingsFile) throws(SettingsError) -> [Member] {
        let lines = file.all("member")
        var members: [Member] = []
        for line in lines {
            let member = try Member(line, of: file)
            try member.endpoint.requireOther(than: members.map(\.endpoint), in: lines, at: line, of: file)
            for (other, earlier) in zip(members, lines) where other.store == member.store {
                throw file.error(
                    line, "member \(other.endpoint.member) has this store already in line \(earlier.number)")
            }
            members.append(member)
        }
        return members
    }

    private static func keys(of file: SettingsFile, besides members: [Member]) throws(SettingsError) -> [Key] {
        let lines = file.all("key")
        var keys: [Key] = []
        var places: [String: Int] = [:]
        for line in lines {
            let key = try Key(line, of: file)
            if let place = places.updateValue(line.number, forKey: key.publicKey) {
                throw file.error(line, "this public key stands already in line \(place)")
            }
            if let member = members.first(where: { $0.endpoint.publicKey == key.publicKey }) {
                throw file.error(line, "this is the public key of member \(member.endpoint.member); give each its own")
            }
            keys.append(key)
        }
        return keys
    }

    private mutating func readLeases(_ file: SettingsFile) throws(SettingsError) {
        beatInterval = try file.nanoseconds("beat_interval", in: 10_000_000...60_000_000_000, default: beatInterval)
        suspectAfterBeats = try file.integer("suspect_after_beats", in: 1...1_000, default: suspectAfterBeats)
        leaderGrace = try file.nanoseconds("leader_grace", in: 10_000_000...60_000_000_000, default: leaderGrace)
        brakePercent = try file.integer("brake_percent", in: 0...100, default: brakePercent)
        brakeFloor = try file.integer("brake_floor", in: 0...1_000_000, default: brakeFloor)
        brakeWindow = try file.nanoseconds("brake_window", in: 1_000_000_000...86_400_000_000_000, default: brakeWindow)
    }

    private mutating func readConsensus(_ file: SettingsFile) throws(SettingsError) {
        electionTimeout = try file.nanoseconds(
            "election_timeout", in: 10_000_000...60_000_000_000, default: electionTimeout)
        heartbeatInterval = try file.nanoseconds(
            "heartbeat_interval", in: 1_000_000...10_000_000_000, default: heartbeatInterval)
        // Where only one of the two is in the file, it is that one which has to be changed.
        for (key, value) in [("election_timeout", electionTimeout), ("leader_grace", leaderGrace)]
        where value < 2 * heartbeatInterval {
            let sentence =
                "\(key) (\(SettingsText.time(value))) is shorter than two of the leader's heartbeats "
                + "(heartbeat_interval is \(SettingsText.time(heartbeatInterval))): a leader that is well would be given up"
            let (own, heartbeat) = (try file.one(key), try file.one("heartbeat_interval"))
            guard let line = own ?? heartbeat else {
                throw SettingsError("\(file.name): \(sentence).")
            }
            throw file.error(line, sentence)
        }
    }

    /// The file's text: what is set, and all other keys as comments, each with what it means and its default.
    public var text: String {
        SettingsText.file(
            "What muster-coordinator is started with; `muster-coordinator check` says what this server lacks.",
            CoordinatorConfiguration.keys, of: self)
    }
}

extension CoordinatorConfiguration.Member {
    init(_ line: SettingsFile.Line, of file: SettingsFile) throws(SettingsError) {
        let parts = line.value.split(separator: " ").map(String.init)
        guard parts.count == 5 else { throw file.error(line, "write `NUMBER HOST BASEPORT STORE PUBLICKEY`") }
        guard parts[3].utf8.count == 32, parts[3].allSatisfy(\.isHexDigit) else {
            throw file.error(line, "the store `\(parts[3])` is not 32 hexadecimal digits")
        }
        guard parts[3].contains(where: { $0 != "0" }) else {
            throw file.error(line, "the store's number is nothing but zeros; every store has one of its own")
        }
        self.init(
            endpoint: Endpoint(
                member: try file.integer(parts[0], in: 1...UInt64(UInt32.max), at: line),
                host: try Endpoint.host(parts[1], at: line, of: file),
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
        guard parts[0] != "agent" || SettingsRules.isServerName(parts[1]) else {
            throw file.error(
                line,
                "`\(parts[1])` is not a server's name: 1 to 63 of a-z, 0-9, `-` and `.`, with a letter or digit first"
            )
        }
        self.init(role: parts[0], name: parts[1], publicKey: try Endpoint.key(parts[2], at: line, of: file))
    }
}
