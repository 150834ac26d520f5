import Fleet
import Glibc
import Settings

/// The agent's file `coordinators`: where the leader said last that the coordinators are.
struct CoordinatorMemory {
    private let path: String
    private let configured: [Endpoint]

    init(_ configuration: AgentConfiguration) {
        path = configuration.directory + "/coordinators"
        configured = configuration.coordinators
    }

    /// Whom to connect to at a start. A file that cannot be read counts as none: the configuration is there still.
    var list: [CoordinatorAddress] {
        var endpoints = configured
        if access(path, R_OK) == 0, let file = try? SettingsFile(path: path), let known = try? KnownCoordinators(file) {
            endpoints = known.present(configured: configured)
        }
        return endpoints.map {
            CoordinatorAddress(member: $0.member, host: $0.host, basePort: $0.basePort, publicKey: $0.publicKey)
        }
    }

    /// Keeps what the leader told.
    func keep(_ list: [CoordinatorAddress]) throws(SystemError) {
        let told = list.map {
            Endpoint(member: $0.member, host: $0.host, basePort: $0.basePort, publicKey: $0.publicKey)
        }
        let text = KnownCoordinators(configured: configured, told: told).text
        try DurableFile.replace(path, Array(text.utf8))
    }
}
