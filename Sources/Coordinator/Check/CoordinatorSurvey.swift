import Glibc
import ServerCheck
import Settings
import Wire

/// Gathers what `CoordinatorCheck` judges. It changes nothing on the server but a file that it makes for a trial and removes.
/// Takes 7 s at the longest for names and ports.
struct CoordinatorSurvey {
    /// The configuration file.
    var path: String

    /// Durable writes that are measured.
    private static let writes = 20

    /// What is to be said.
    func findings() -> [Finding] { CoordinatorCheck.findings(gather()) }

    /// Looks at everything.
    func gather() -> CoordinatorCheckFacts {
        let (file, settings) = ConfigurationFacts.gather(path) { file throws(SettingsError) in
            let settings = try CoordinatorConfiguration(file)
            return (
                settings,
                summary:
                    "member \(settings.member) of `\(settings.cluster)`, \(Words.count(settings.members.count, "member")), "
                    + Words.count(settings.keys.count, "key")
            )
        }
        var facts = CoordinatorCheckFacts(
            viewer: .present, configuration: file, clock: .gather(), limits: .gather())
        guard let settings else { return facts }
        facts.settings = settings
        facts.key = KeyFileFacts.gather(settings.keyFile)
        facts.directory = DirectoryFacts.gather(settings.directory, writes: CoordinatorSurvey.writes)
        facts.store = CoordinatorSurvey.store(in: settings.directory)
        facts.process = FileHolders.locking(StoreOpening.storeFile(settings.directory))
        facts.fencing = CoordinatorSurvey.fencing(settings)
        if let own = settings.members.first(where: { $0.endpoint.member == settings.member })?.endpoint {
            facts.ports = CoordinatorSurvey.ports(own, listen: settings.listen)
            facts.isOwnHost = PortUse.of(0, at: own.host) == .free
        }
        let others = settings.members.map(\.endpoint).filter { $0.member != settings.member }
        let port = CoordinatorServer.offset(.consensus)
        let reaches = Reach.of(others.map { .init(host: $0.host, ports: [$0.basePort + port]) })
        facts.peers = zip(others, reaches).map { .init(endpoint: $0, reach: $1) }
        return facts
    }

    private static func store(in directory: String) -> CoordinatorCheckFacts.Store {
        func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }
        if isThere(StoreOpening.abandonedMarker(directory)) { return .abandoned }
        if isThere(StoreOpening.storeFile(directory)) { return .held }
        if errno == EACCES { return .hidden }
        return isThere(StoreOpening.newMarker(directory)) ? .new : .missing
    }

    private static func ports(_ own: Endpoint, listen: String) -> [CoordinatorCheckFacts.Port] {
        let purposes: [(Conversation, String)] = [
            (.administration, "administration"), (.control, "control"), (.telemetry, "telemetry"),
            (.consensus, "peers"), (.enrolment, "joining"),
        ]
        return purposes.map { conversation, purpose in
            let number = own.basePort + CoordinatorServer.offset(conversation)
            var port = CoordinatorCheckFacts.Port(
                number: number, purpose: purpose, use: PortUse.of(number, at: listen),
                isOptional: conversation == .enrolment)
            if port.use == .taken { port.holders = FileHolders.listening(on: number) }
            return port
        }
    }

    private static func fencing(_ settings: CoordinatorConfiguration) -> CoordinatorCheckFacts.Fencing {
        var info = stat()
        let mode = stat(settings.bmcSecrets, &info) == 0 ? UInt32(info.st_mode & 0o7777) : nil
        return .init(
            isNamed: settings.fenceAgents != CoordinatorConfiguration.usualFenceAgents,
            agents: TextFile.names(in: settings.fenceAgents)?.count {
                $0.hasPrefix("fence_") && access("\(settings.fenceAgents)/\($0)", X_OK) == 0
            }, secretsMode: mode)
    }
}
