import Fleet
import Foundation
import Settings
import Wire

/// A new cluster: its members, servers, keys and files.
struct ClusterPlan {
    private var members: [CoordinatorConfiguration.Member] = []
    private var memberKeys: [CurveKeyPair] = []
    private var agents: [(name: String, keys: CurveKeyPair)] = []
    /// The address that coordinators listen on; nil for each one's own, or all addresses where its host is a name.
    var listen: String?
    let administrator: CurveKeyPair
    private let name: String
    private let cpuMillicores: UInt64?
    private let memoryBytes: UInt64?
    /// The GPUs that each agent declares; nil for those that it finds.
    private let gpus: [AgentConfiguration.DeclaredGPU]?
    private let settings: ClusterSettings

    init(
        name: String, coordinators: [String], agents: [String], cpuMillicores: UInt64? = nil,
        memoryBytes: UInt64? = nil, gpus: [AgentConfiguration.DeclaredGPU]? = nil, profile: FailureProfile = .standard,
        brakeFloor: UInt64 = 2,
        brakeWindowSeconds: UInt64? = nil
    ) throws {
        guard [1, 3, 5].contains(coordinators.count) else {
            throw CLIError(
                .usage, "a cluster has 1, 3 or 5 coordinators, and not \(coordinators.count): an even one is no safer.")
        }
        guard SettingsRules.isPlainName(name) else {
            throw CLIError(
                .usage, "`\(name)` is not a cluster's name: 1 to 63 of a-z, 0-9 and `-`, with a letter or digit first.")
        }
        var settings = ClusterSettings(profile: profile)
        if let seconds = brakeWindowSeconds {
            guard (1...ClusterPlan.brakeWindowAtMost).contains(seconds) else {
                throw CLIError(
                    .usage, "the brake's window is 1 to \(ClusterPlan.brakeWindowAtMost) seconds, and not \(seconds).")
            }
            settings.brakeWindow = .seconds(seconds)
        }
        self.name = name
        self.cpuMillicores = cpuMillicores
        self.memoryBytes = memoryBytes
        self.gpus = gpus
        settings.brakeFloor = brakeFloor
        self.settings = settings
        administrator = try CurveKeyPair.generate()
        for (index, place) in try ClusterPlan.places(coordinators).enumerated() {
            let keys = try CurveKeyPair.generate()
            memberKeys.append(keys)
            members.append(
                CoordinatorConfiguration.Member(
                    endpoint: Endpoint(
                        member: UInt64(index + 1), host: place.host, basePort: place.port, publicKey: keys.publicKey),
                    store: CoordinatorConfiguration.newStore()))
        }
        for agent in agents {
            guard SettingsRules.isServerName(agent) else {
                throw CLIError(
                    .usage,
                    "`\(agent)` is not a server's name: 1 to 63 of a-z, 0-9, `-` and `.`, with a letter or digit first."
                )
            }
            guard !self.agents.contains(where: { $0.name == agent }) else {
                throw CLIError(.usage, "the server `\(agent)` is named twice.")
            }
            self.agents.append((agent, try CurveKeyPair.generate()))
        }
    }

    /// The places of coordinators, each written as HOST:PORT; no two may share a port.
    static func places(_ texts: [String]) throws -> [(host: String, port: UInt64)] {
        var places: [(host: String, port: UInt64)] = []
        for text in texts {
            guard let colon = text.lastIndex(of: ":"), let port = UInt64(text[text.index(after: colon)...]),
                (1...65_531).contains(port), colon != text.startIndex, !text.contains(where: \.isWhitespace)
            else {
                throw CLIError(.usage, "`\(text)` is not HOST:PORT with a port from 1 to 65531.")
            }
            let host = String(text[..<colon])
            for other in places where other.host == host {
                guard max(other.port, port) - min(other.port, port) >= 5 else {
                    throw CLIError(
                        .usage, "the ports of two coordinators on \(host) overlap: each uses five from its own on.")
                }
            }
            places.append((host, port))
        }
        return places
    }

    /// A day: a window that never ends would never let anything go again.
    private static let brakeWindowAtMost: UInt64 = 86_400

    /// Writes everything below a directory that must not be there yet, or be empty.
    func write(to directory: String) throws {
        let files = FileManager.default
        let present = (try? files.contentsOfDirectory(atPath: directory)) ?? []
        guard present.isEmpty else {
            throw CLIError(.failed, "\(directory) is not empty; name another directory, so that no keys are lost.")
        }
        do {
            try files.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try writeCoordinators(directory)
            try writeAgents(directory)
            let admin = "\(directory)/admin"
            try files.createDirectory(atPath: admin, withIntermediateDirectories: true)
            try administrator.store("\(admin)/key")
            try ClientConfiguration(coordinators: members.map(\.endpoint), keyFile: "key").text
                .write(toFile: "\(admin)/client.conf", atomically: true, encoding: .utf8)
        } catch let error as CLIError {
            throw error
        } catch {
            throw CLIError(.failed, "\(directory) cannot be written: \(error)")
        }
    }

    /// The only coordinator, with its keys; nil where there are several, or servers.
    var single: (member: CoordinatorConfiguration.Member, keys: CurveKeyPair)? {
        guard members.count == 1, agents.isEmpty else { return nil }
        return (members[0], memberKeys[0])
    }

    /// What a coordinator is started with.
    func configuration(
        of member: CoordinatorConfiguration.Member, directory: String, keyFile: String
    ) -> CoordinatorConfiguration {
        let keys =
            [CoordinatorConfiguration.Key(role: "admin", name: "admin", publicKey: administrator.publicKey)]
            + agents.map {
                CoordinatorConfiguration.Key(role: "agent", name: $0.name, publicKey: $0.keys.publicKey)
            }
        var configuration = CoordinatorConfiguration(
            cluster: name, member: member.endpoint.member, directory: directory, keyFile: keyFile,
            listen: listen ?? CoordinatorConfiguration.listenAddress(member.endpoint.host), members: members, keys: keys
        )
        configuration.take(settings)
        return configuration
    }

    private func writeCoordinators(_ directory: String) throws {
        for (member, pair) in zip(members, memberKeys) {
            let place = "\(directory)/coordinators/c\(member.endpoint.member)"
            try FileManager.default.createDirectory(atPath: "\(place)/data", withIntermediateDirectories: true)
            try pair.store("\(place)/key")
            // Word that this member is new: an emptied disk has no such word, and does not come back as one that never voted.
            try "".write(toFile: "\(place)/data/new-store", atomically: true, encoding: .utf8)
            try configuration(of: member, directory: "data", keyFile: "key").text.write(
                toFile: "\(place)/coordinator.conf", atomically: true, encoding: .utf8)
        }
    }

    private func writeAgents(_ directory: String) throws {
        for agent in agents {
            let place = "\(directory)/agents/\(agent.name)"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            try agent.keys.store("\(place)/key")
            var configuration = AgentConfiguration(
                name: agent.name, directory: "state", keyFile: "key", coordinators: members.map(\.endpoint))
            configuration.cpuMillicores = cpuMillicores
            configuration.memoryBytes = memoryBytes
            if let gpus {
                configuration.declaredGPUs = gpus
                if gpus.isEmpty { configuration.gpus = 0 }
            }
            try configuration.text.write(toFile: "\(place)/agent.conf", atomically: true, encoding: .utf8)
        }
    }
}

extension CoordinatorConfiguration {
    /// Takes over the settings that an empty cluster begins with.
    mutating func take(_ settings: ClusterSettings) {
        beatInterval = settings.beatInterval.nanoseconds
        suspectAfterBeats = settings.suspectAfterBeats
        leaderGrace = settings.leaderGrace.nanoseconds
        brakePercent = settings.brakePercent
        brakeFloor = settings.brakeFloor
        brakeWindow = settings.brakeWindow.nanoseconds
    }
}
