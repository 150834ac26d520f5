import ArgumentParser
import Consensus
import Determinism
import Fleet
import Foundation
import LogStore
import Settings
import Wire

struct ClusterRestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Writes the directories of a new cluster that begins with a backup's state.",
        discussion: """
            The old cluster must be stopped, and stay so. With --keys the new coordinators have the old ones' keys, so that agents \
            find them at the same addresses without a change; without, each agent and client needs the new `coordinator` lines.
            """)
    @Argument(help: "The backup.") var file: String
    @Option(help: "Where to write; must not be there yet.") var directory: String
    @Option(help: "HOST:PORT of a coordinator: 1, 3 or 5 times, or with commas (those of the backup, by default).")
    var coordinator: [String] = []
    @Option(help: "A directory with the old coordinators' directories, c1, c2, ..., whose keys are used again.")
    var keys: String?
    @Option(help: "Address on which coordinators listen (each its own HOST, by default).") var listen: String?
    @Option(
        name: .customLong("longest-lease"),
        help: "Seconds to wait before anything is placed (the longest lease of the backup, at least 60, by default).")
    var longestLease: UInt64?

    func run() throws {
        let backup: BackupFile
        do {
            backup = try BackupFile(path: file)
        } catch {
            throw CLIError(.failed, sentence: "\(error)")
        }
        guard var state = try? FleetState(canonicalBytes: backup.state) else {
            throw CLIError(.failed, "\(file) holds a state that this version cannot read; use a newer muster.")
        }
        let hold = try RecoveredStore.hold(state, option: longestLease, atLeast: .seconds(60))
        let index = LogIndex(
            state.beginRecovery(hold: hold, act: "cluster restore from index \(backup.head.index.rawValue)"))
        let restoration = try Restoration(
            backup: backup, places: ClusterInitCommand.parts(coordinator), keys: keys, listen: listen)
        if let refusal = state.admitForRecovery(restoration.administratorRecord) {
            throw CLIError(.failed, sentence: refusal)
        }
        try restoration.write(state, at: index, to: directory)

        print(
            "Wrote \(restoration.members.count) coordinators and an administrator to \(directory), in generation \(state.generation)."
        )
        print(
            "The backup is of \(Date(timeIntervalSince1970: Double(backup.head.takenAt.nanoseconds) / 1e9).formatted(.iso8601)), index "
                + "\(backup.head.index.rawValue): whatever was accepted after that is lost.")
        for line in RecoveredStore.warnings(state, hold: hold) { print(line) }
        if restoration.reusesKeys {
            print("The coordinators have the old keys: agents find them where the addresses are the same.")
        } else {
            print(
                "The coordinators have new keys: put the lines of \(directory)/coordinators.txt into each agent.conf.")
        }
        print("On each coordinator's machine:  muster-coordinator --config coordinators/cN/coordinator.conf")
        print("Then:                           export MUSTER_CONFIG=\(directory)/admin/client.conf; muster status")
    }
}

/// The files of a cluster that begins with a backup.
struct Restoration {
    let members: [CoordinatorConfiguration.Member]
    let reusesKeys: Bool
    private let pairs: [CurveKeyPair]
    private let administrator: CurveKeyPair
    private let backup: BackupFile
    private let listen: String?

    init(backup: BackupFile, places: [String], keys: String?, listen: String?) throws {
        var texts = places
        var numbers: [UInt64] = []
        if texts.isEmpty {
            for peer in backup.head.configuration.voters {
                guard let colon = peer.address.lastIndex(of: ":"),
                    let port = UInt64(peer.address[peer.address.index(after: colon)...]), port > 3
                else {
                    throw CLIError(
                        .usage, "the backup does not say where its coordinators were; use --coordinator HOST:PORT.")
                }
                texts.append("\(peer.address[..<colon]):\(port - 3)")
                numbers.append(peer.id.rawValue)
            }
        }
        guard [1, 3, 5].contains(texts.count) else {
            throw CLIError(
                .usage, "a cluster has 1, 3 or 5 coordinators, and not \(texts.count): an even one is no safer.")
        }
        var members: [CoordinatorConfiguration.Member] = []
        var pairs: [CurveKeyPair] = []
        for (position, place) in try ClusterPlan.places(texts).enumerated() {
            let number = position < numbers.count ? numbers[position] : UInt64(position + 1)
            let pair: CurveKeyPair
            do {
                pair = try keys.map { try CurveKeyPair.load("\($0)/c\(number)/key") } ?? CurveKeyPair.generate()
            } catch {
                throw CLIError(.failed, sentence: "\(error)")
            }
            pairs.append(pair)
            members.append(
                CoordinatorConfiguration.Member(
                    endpoint: Endpoint(
                        member: number, host: place.host, basePort: place.port, publicKey: pair.publicKey),
                    store: CoordinatorConfiguration.newStore()))
        }
        self.members = members
        self.pairs = pairs
        self.backup = backup
        self.listen = listen
        reusesKeys = keys != nil
        administrator = try CurveKeyPair.generate()
    }

    /// The key of the administrator that is made with the files.
    var administratorRecord: KeyRecord {
        KeyRecord(publicKey: administrator.publicKey, name: "restored", role: .admin)
    }

    private var configuration: Configuration {
        Configuration(
            voters: members.map { member in
                Configuration.Peer(
                    id: MemberID(member.endpoint.member),
                    store: StoreID(high: member.storeNumber.high, low: member.storeNumber.low),
                    address: "\(member.endpoint.host):\(member.endpoint.basePort + 3)",
                    publicKey: member.endpoint.publicKey)
            })
    }

    /// Writes everything below a directory that must not be there yet, or be empty.
    func write(_ state: FleetState, at index: LogIndex, to directory: String) throws {
        let files = FileManager.default
        guard (try? files.contentsOfDirectory(atPath: directory))?.isEmpty ?? true else {
            throw CLIError(.failed, "\(directory) is not empty; name another directory, so that nothing is lost.")
        }
        do {
            for (member, pair) in zip(members, pairs) {
                let place = "\(directory)/coordinators/c\(member.endpoint.member)"
                try files.createDirectory(
                    atPath: place + "/data", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                try pair.store("\(place)/key")
                var settings = CoordinatorConfiguration(
                    cluster: state.cluster, member: member.endpoint.member, directory: "data", keyFile: "key",
                    listen: listen ?? CoordinatorConfiguration.listenAddress(member.endpoint.host), members: members,
                    keys: [])
                settings.take(state.settings)
                try settings.text.write(toFile: "\(place)/coordinator.conf", atomically: true, encoding: .utf8)
                let store = StoreID(high: member.storeNumber.high, low: member.storeNumber.low)
                try RecoveredStore.write(
                    state, at: index, term: backup.head.term.next, configuration: configuration, store: store,
                    origin: store, in: place + "/data/log")
            }
            let endpoints = members.map(\.endpoint)
            try endpoints.map { "coordinator = \($0.line)\n" }.joined()
                .write(toFile: "\(directory)/coordinators.txt", atomically: true, encoding: .utf8)
            try files.createDirectory(atPath: "\(directory)/admin", withIntermediateDirectories: true)
            try administrator.store("\(directory)/admin/key")
            try ClientConfiguration(coordinators: endpoints, keyFile: "key").text
                .write(toFile: "\(directory)/admin/client.conf", atomically: true, encoding: .utf8)
        } catch let error as CLIError {
            throw error
        } catch {
            throw CLIError(.failed, "\(directory) cannot be written: \(error)")
        }
    }
}
