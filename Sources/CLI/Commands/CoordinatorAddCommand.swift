import ArgumentParser
import Foundation
import Settings
import Wire

struct CoordinatorAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Admits a new coordinator, and writes the directory that it is started from.",
        discussion: """
            It begins as a learner, which receives everything and decides nothing, and becomes a voter by itself once it has \
            caught up. Copy the directory to its machine, and start muster-coordinator there.
            """)
    @OptionGroup var cluster: ClusterOptions
    @Argument(help: "HOST:PORT at which it is to be reached; it uses PORT to PORT+4.") var place: String
    @Option(help: "Where to write its directory; must not be there yet (coordinator-NUMBER, by default).")
    var directory: String?
    @Option(help: "Its number (the next one, by default).") var number: UInt64?
    @Option(help: "Address on which it listens (its HOST, by default).") var listen: String?
    @Option(help: "Its public key, where it has a directory already.") var key: String?
    @Option(help: "Its store's number, where it has a directory already.") var store: String?
    @Flag(help: "It stays a learner.") var learner = false
    @Flag(help: "Wait until it votes; start it meanwhile.") var wait = false

    func validate() throws {
        guard (key == nil) == (store == nil) else {
            throw ValidationError("--key and --store belong together: both are in its directory's coordinator.conf.")
        }
        guard key == nil || directory == nil else {
            throw ValidationError("a directory is written only for a new key; leave --directory out.")
        }
    }

    func run() throws {
        let client = try cluster.client()
        let status = try CoordinatorCommand.status(client)
        guard let place = try ClusterPlan.places([place]).first else { return }
        let number = number ?? (status.members.map(\.id).max() ?? 0) + 1
        let plan = try NewMember(
            number: number, host: place.host, port: place.port, listen: listen, cluster: status.cluster,
            members: status.members, key: key, store: store)
        let path = directory ?? "coordinator-\(number)"
        if key == nil { try plan.write(to: path) }
        let outcome = try client.change(
            .addCoordinator(AddCoordinator(peer: plan.peer, learnsOnly: learner)))
        if cluster.output != .json {
            print("Member \(number) is admitted: it is a learner until it has caught up.")
            if key == nil {
                print("Copy \(path) to \(place.host), and start there:  muster-coordinator --config coordinator.conf")
            }
        }
        let goal = learner ? "learner" : "voter"
        var now = try CoordinatorCommand.status(client)
        if wait {
            let reached = try client.wait(seconds: cluster.timeout) { status in
                status.members.contains { $0.id == number && $0.standing == goal && $0.silentNs != .max }
            }
            guard let reached else {
                throw CLIError(
                    .unavailable,
                    "member \(number) is no \(goal) after \(cluster.timeout) s; start it, and see `muster coordinator list`."
                )
            }
            now = reached
        }
        let saved = try ClientFile(cluster).renew(now.members)
        if cluster.output == .json { return try ChangeOutput.show(outcome, .json) }
        if wait { print("Member \(number) is a \(goal) now.") }
        if let saved { print(saved) }
    }
}

/// A member that is to join a cluster.
struct NewMember {
    let peer: CoordinatorPeer
    private let configuration: CoordinatorConfiguration
    private let keys: CurveKeyPair?

    init(
        number: UInt64, host: String, port: UInt64, listen: String?, cluster: String, members: [MemberView],
        key: String?, store: String?
    ) throws {
        for other in members where other.host == host && other.id != number {
            let ports = [UInt64(other.basePort), port].sorted()
            guard ports[1] - ports[0] >= 5 else {
                throw CLIError(
                    .usage,
                    "the ports of member \(other.id) on \(host) overlap: each uses five from its own on.")
            }
        }
        guard key != nil || !members.contains(where: { $0.id == number }) else {
            throw CLIError(
                .failed,
                "member \(number) takes part already; remove it first, or leave --number out for a new one.")
        }
        let pair = key == nil ? try CurveKeyPair.generate() : nil
        let publicKey = key ?? pair?.publicKey ?? ""
        guard publicKey.utf8.count == 40 else { throw CLIError(.usage, "a public key has 40 characters.") }
        let digits = store ?? CoordinatorConfiguration.newStore()
        guard digits.utf8.count == 32, digits.allSatisfy(\.isHexDigit) else {
            throw CLIError(.usage, "a store's number has 32 hexadecimal digits.")
        }
        keys = pair
        peer = CoordinatorPeer(
            member: number, host: host, basePort: UInt32(port), publicKey: publicKey, store: digits)
        var list = members.filter { $0.id != number }.map {
            CoordinatorConfiguration.Member(
                endpoint: Endpoint(
                    member: $0.id, host: $0.host, basePort: UInt64($0.basePort), publicKey: $0.publicKey),
                store: $0.store)
        }
        list.append(
            CoordinatorConfiguration.Member(
                endpoint: Endpoint(member: number, host: host, basePort: port, publicKey: publicKey), store: digits))
        var configuration = CoordinatorConfiguration(
            cluster: cluster, member: number, directory: "data", keyFile: "key",
            listen: listen ?? CoordinatorConfiguration.listenAddress(host), members: list, keys: [])
        configuration.joins = true
        self.configuration = configuration
    }

    /// Writes the directory that it is started from.
    func write(to directory: String) throws {
        let files = FileManager.default
        guard (try? files.contentsOfDirectory(atPath: directory))?.isEmpty ?? true else {
            throw CLIError(.failed, "\(directory) is not empty; name another directory, so that no keys are lost.")
        }
        do {
            try files.createDirectory(
                atPath: directory + "/data", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try keys?.store("\(directory)/key")
            // Word that this store is expected: it gets the number that the cluster is told.
            try "".write(toFile: "\(directory)/data/new-store", atomically: true, encoding: .utf8)
            try configuration.text.write(
                toFile: "\(directory)/coordinator.conf", atomically: true, encoding: .utf8)
        } catch {
            throw CLIError(.failed, "\(directory) cannot be written: \(error)")
        }
    }
}
