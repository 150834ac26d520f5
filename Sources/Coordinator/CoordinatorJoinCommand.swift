import Enrolment
import Glibc
import Settings
import Wire

/// `muster-coordinator join`: this machine makes a key and a store of its own, proves by a token that it may take part, and writes
/// the configuration that its member is started with.
struct CoordinatorJoinCommand {
    static let usage = """
        usage: muster-coordinator join [HOST[:PORT]...] --token-file FILE --address HOST[:PORT] [--listen ADDRESS]
                                       [--learner] [--config FILE] [--directory DIR] [--timeout SECONDS]

        Lets this machine become a member of a cluster that is there. HOST is a coordinator (those that the token names,
        by default), PORT its administration port. The token's file is made by `muster token create --coordinator`.

          --address H[:P]   where the others reach this one; it uses P (7400) to P+4
          --listen ADDRESS  the address on which it listens (that of --address, or all where it is a name)
          --learner         it receives everything and never votes
          --config FILE     the configuration to write (/etc/muster/coordinator.conf); the key stands beside it
          --directory DIR   where the log is kept (/var/lib/muster/coordinator)
          --timeout SECONDS how long to try (60)
        """

    static let defaultConfiguration = "/etc/muster/coordinator.conf"
    static let defaultDirectory = "/var/lib/muster/coordinator"
    /// The user that the package runs it as.
    static let account = "muster"

    private let arguments: JoinArguments
    private let files: JoinedFiles
    private let directory: String
    private let place: (host: String, port: UInt64)
    private let listen: String

    init(_ words: [String]) throws(SettingsError) {
        arguments = try JoinArguments(
            words, valued: ["--token-file", "--address", "--listen", "--config", "--directory", "--timeout"],
            flags: ["--learner"])
        let configuration = try arguments.one("--config") ?? CoordinatorJoinCommand.defaultConfiguration
        files = JoinedFiles(
            configuration: configuration, key: "coordinator.key", account: CoordinatorJoinCommand.account)
        directory = try arguments.one("--directory") ?? CoordinatorJoinCommand.defaultDirectory
        guard let address = try arguments.one("--address") else {
            throw SettingsError("say where the others reach this machine: --address HOST[:PORT].")
        }
        let (host, port) = try JoinPlaces.parse(address)
        place = (host, port ?? JoinPlaces.defaultPort)
        listen = try arguments.one("--listen") ?? CoordinatorConfiguration.listenAddress(host)
    }

    /// Joins; gives the sentence that tells it.
    func run(tell: @escaping (String) -> Void) throws -> String {
        let (token, isExposed) = try arguments.token()
        if isExposed { tell("Others than its owner can read the token's file: delete it once it is used.") }
        let places = try JoinPlaces.places(arguments.hosts, of: token)
        try files.requireNew()
        let keys = try files.keys()
        try files.makeStateDirectory(directory, mode: 0o700)
        let store = try store()
        let client = try JoinClient(
            token: token, places: places, timeout: try arguments.timeout(default: 60), tell: tell)
        let peer = CoordinatorPeer(
            host: place.host, basePort: UInt32(clamping: place.port), publicKey: keys.publicKey, store: store)
        let answer = try client.join(
            .coordinator(CoordinatorJoin(peer: peer, learnsOnly: arguments.has("--learner"))),
            version: CoordinatorProgram.version)
        let members = answer.coordinators.map {
            CoordinatorConfiguration.Member(
                endpoint: Endpoint(
                    member: $0.member, host: $0.host, basePort: UInt64($0.basePort), publicKey: $0.publicKey),
                store: $0.store)
        }
        guard members.contains(where: { $0.endpoint.member == answer.member }) else {
            throw JoinError("the coordinators did not say which member this is; update them, and join again.")
        }
        // Word that this store is expected: it gets the number that the cluster was told.
        try files.write("", to: directory + "/new-store", mode: 0o600)
        var configuration = CoordinatorConfiguration(
            cluster: answer.cluster, member: answer.member, directory: directory, keyFile: files.key, listen: listen,
            members: members, keys: [])
        configuration.joins = true
        try files.write(configuration.text, to: files.configuration)
        unlink(pending)
        return
            "Member \(answer.member) has joined \(answer.cluster), and votes once it runs and has caught up. Start it:  \(start)"
    }

    /// Where the number of the store stands until this machine has joined: a second try must name the same.
    private var pending: String { directory + "/joining" }

    private func store() throws -> String {
        if let known = files.read(pending), known.utf8.count == 32, known.allSatisfy(\.isHexDigit) { return known }
        let number = CoordinatorConfiguration.newStore()
        try files.write(number, to: pending, mode: 0o600)
        return number
    }

    private var start: String {
        let isUnit =
            files.configuration == CoordinatorJoinCommand.defaultConfiguration
            && access("/run/systemd/system", F_OK) == 0
        return isUnit
            ? "systemctl enable --now muster-coordinator" : "muster-coordinator --config \(files.configuration)"
    }
}
