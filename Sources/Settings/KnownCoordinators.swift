/// What a program was told of where the coordinators are now, kept so that it finds them after a restart although its
/// configuration file names those of former days.
public struct KnownCoordinators: Hashable, Sendable {
    /// The coordinators that the configuration file named when the program was told. Once it names others, an administrator
    /// has changed it, and it is right.
    public var configured: [Endpoint]
    /// The coordinators as the leader told them last.
    public var told: [Endpoint]

    /// Known coordinators with their parts.
    public init(configured: [Endpoint], told: [Endpoint]) {
        self.configured = configured
        self.told = told
    }

    /// Reads what `text` wrote.
    public init(_ file: SettingsFile) throws(SettingsError) {
        try file.refuseUnknown(["configured", "coordinator"])
        var configured: [Endpoint] = []
        var told: [Endpoint] = []
        for line in file.all("configured") { configured.append(try Endpoint(line, of: file)) }
        for line in file.all("coordinator") { told.append(try Endpoint(line, of: file)) }
        self.init(configured: configured, told: told)
    }

    /// Whom to connect to, where the configuration file names these.
    public func present(configured now: [Endpoint]) -> [Endpoint] {
        now == configured && !told.isEmpty ? told : now
    }

    /// The file's text.
    public var text: String {
        var text =
            "# Kept by the program: where the coordinators are now. Without this file the configuration counts.\n"
        for endpoint in configured { text += "configured = \(endpoint.line)\n" }
        for endpoint in told { text += "coordinator = \(endpoint.line)\n" }
        return text
    }
}
