import Enrolment
import Fleet
import Glibc
import Settings
import Wire

/// `muster-agent join`: this server makes a key of its own, proves by a token that it may come, and writes the configuration
/// that its agent is started with.
struct AgentJoinCommand {
    static let usage = """
        usage: muster-agent join [HOST[:PORT]...] --token-file FILE [--name NAME] [--label KEY=VALUE]...
                                 [--config FILE] [--directory DIR] [--timeout SECONDS]

        Lets this server join a cluster. HOST is a coordinator (those that the token names, by default), PORT its
        administration port. The token's file is made by `muster token create`.

          --name NAME       the server's name in the cluster (its host name)
          --label K=V       a label of it, beside those of the token
          --config FILE     the configuration to write (/etc/muster/agent.conf); the key stands beside it
          --directory DIR   where the agent keeps its state (/var/lib/muster/agent)
          --timeout SECONDS how long to try (60)
        """

    static let defaultConfiguration = "/etc/muster/agent.conf"
    static let defaultDirectory = "/var/lib/muster/agent"

    private let arguments: JoinArguments
    private let files: JoinedFiles
    private let directory: String
    private let name: String
    private let labels: [(name: String, value: String)]

    init(_ words: [String]) throws(SettingsError) {
        arguments = try JoinArguments(
            words,
            valued: ["--token-file", "--name", "--label", "--config", "--directory", "--timeout"])
        let configuration = try arguments.one("--config") ?? AgentJoinCommand.defaultConfiguration
        files = JoinedFiles(configuration: configuration, key: "agent.key")
        directory = try arguments.one("--directory") ?? AgentJoinCommand.defaultDirectory
        name = try arguments.one("--name") ?? AgentJoinCommand.hostName
        guard Names.isNode(name) else {
            throw SettingsError(
                "`\(name)` is not a server's name: 1 to 63 characters of a-z, 0-9, - and ., with a letter or digit first; choose one with --name."
            )
        }
        var labels: [(name: String, value: String)] = []
        for text in arguments.all("--label") {
            guard let equals = text.firstIndex(of: "="), Names.isLabel(String(text[..<equals])) else {
                throw SettingsError("--label is KEY=VALUE with a key of a-z, 0-9, ., _, / and -, and not `\(text)`.")
            }
            let label = String(text[..<equals])
            guard !labels.contains(where: { $0.name == label }) else {
                throw SettingsError("--label \(label) is given twice.")
            }
            labels.append((label, String(text[text.index(after: equals)...])))
        }
        self.labels = labels
    }

    /// Joins; gives the sentence that tells it.
    func run(tell: @escaping (String) -> Void) throws -> String {
        let (token, isExposed) = try arguments.token()
        if isExposed { tell("Others than its owner can read the token's file: delete it once it is used.") }
        let places = try JoinPlaces.places(arguments.hosts, of: token)
        try files.requireNew()
        let keys = try files.keys()
        let client = try JoinClient(
            token: token, places: places, timeout: try arguments.timeout(default: 60), tell: tell)
        let answer = try client.join(
            .agent(AgentJoin(name: name, publicKey: keys.publicKey)), version: AgentProgram.version)
        let coordinators = answer.coordinators.map {
            Endpoint(member: $0.member, host: $0.host, basePort: UInt64($0.basePort), publicKey: $0.publicKey)
        }
        guard !coordinators.isEmpty else {
            throw JoinError("the coordinators did not say where they are; update them, and join again.")
        }
        try files.makeStateDirectory(directory, mode: 0o711)
        var configuration = AgentConfiguration(
            name: name, directory: directory, keyFile: files.key, coordinators: coordinators)
        let own = labels.map(\.name)
        configuration.labels = answer.labels.filter { !own.contains($0.name) }.map { ($0.name, $0.value) } + labels
        try files.write(configuration.text, to: files.configuration)
        return "\(name) has joined \(answer.cluster). Start its agent:  \(start)"
    }

    /// How the agent is started here.
    private var start: String {
        let isUnit =
            files.configuration == AgentJoinCommand.defaultConfiguration && access("/run/systemd/system", F_OK) == 0
        return isUnit ? "systemctl enable --now muster-agent" : "muster-agent --config \(files.configuration)"
    }

    /// The first part of this server's host name, in lower case.
    private static var hostName: String {
        var bytes = [CChar](repeating: 0, count: 256)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "" }
        let name = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return String(name.prefix { $0 != "." }).lowercased()
    }
}
