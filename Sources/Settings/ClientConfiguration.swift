/// What the program `muster` needs to reach a cluster.
public struct ClientConfiguration: Hashable, Sendable {
    /// The coordinators.
    public var coordinators: [Endpoint]
    /// The file with the administrator's key pair.
    public var keyFile: String

    /// A configuration with its parts.
    public init(coordinators: [Endpoint], keyFile: String) {
        self.coordinators = coordinators
        self.keyFile = keyFile
    }

    /// Reads `coordinator` lines and `key_file`. Relative paths count from the file's directory.
    public init(_ file: SettingsFile) throws(SettingsError) {
        try file.refuseUnknown(["coordinator", "key_file"])
        self.init(
            coordinators: try Endpoint.all(of: file), keyFile: file.resolved(try file.string("key_file")))
    }

    /// The file's text.
    public var text: String {
        var text = "# Where the cluster is, and who I am to it.\n"
        for coordinator in coordinators { text += "coordinator = \(coordinator.line)\n" }
        return text + "key_file = \(keyFile)\n"
    }
}

extension SettingsFile {
    /// A path as it is, or below the file's own directory when it is relative.
    func resolved(_ path: String) -> String {
        guard !path.hasPrefix("/"), let slash = name.lastIndex(of: "/") else { return path }
        return name[...slash] + path
    }
}
