import ArgumentParser
import Settings
import Wire

struct CoordinatorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coordinator", abstract: "The coordinators: list, add, remove, transfer.",
        discussion: "How to grow, shrink and repair a cluster step by step: docs/operations.md.",
        subcommands: [List.self, CoordinatorAddCommand.self, Remove.self, Transfer.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The coordinators, what part each has, and how far it has got.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption
        @Flag(help: "Write the present coordinators into the client's configuration file.") var save = false

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                let status = try CoordinatorCommand.status(client)
                let saved = save ? try ClientFile(cluster).renew(status.members) : nil
                if cluster.output == .json { return try JSON.text(["members": status.members.map(JSON.member)]) }
                let text = CoordinatorCommand.table(status, isWide: cluster.output == .wide)
                return saved.map { text + "\n\n" + $0 } ?? text
            }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a coordinator out of the cluster; it then stops by itself.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "Its number.") var member: UInt64
        @Flag(help: "Also where the voters that are left and reached are no majority.") var force = false

        func run() throws {
            let client = try cluster.client()
            let outcome = try client.change(.removeCoordinator(RemoveCoordinator(member: member, force: force)))
            let status = try client.wait(seconds: cluster.timeout) { status in
                !status.members.contains { $0.id == member }
            }
            guard let status else {
                throw CLIError(
                    .unavailable,
                    "member \(member) is still leaving after \(cluster.timeout) s; `muster coordinator list` shows how far it is."
                )
            }
            if cluster.output == .json {
                _ = try ClientFile(cluster).renew(status.members)
                return try ChangeOutput.show(outcome, .json)
            }
            let voters = status.members.filter { $0.standing == "voter" }.count
            print("Member \(member) has no part any more; \(voters) voters are left.")
            if let saved = try ClientFile(cluster).renew(status.members) { print(saved) }
            print("Its program stops by itself; its directory is not needed any more.")
        }
    }

    struct Transfer: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lets another coordinator lead.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "Its number.") var member: UInt64

        func run() throws {
            try ChangeOutput.show(cluster.client().change(.transferLeadership(member)), cluster.output)
        }
    }

    static func status(_ client: ClusterClient) throws -> StatusView {
        guard let status = try client.query(.status).status else {
            throw CLIError(.failed, "the answer holds no status.")
        }
        return status
    }

    static func table(_ status: StatusView, isWide: Bool = false) -> String {
        var table = Table("MEMBER", "PART", "ROLE", "ADDRESS", "INDEX", "LAG", "VERSION", "DISK")
        if isWide { table.widen("MEMORY", "STORE", "KEY") }
        let end = status.members.first { $0.id == status.leader }?.storedIndex ?? status.commitIndex
        for member in status.members {
            let isKnown = member.storedIndex > 0
            let lag = end > member.storedIndex ? end - member.storedIndex : 0
            var cells = [
                "\(member.id)", member.standing, member.role, "\(member.host):\(member.basePort)",
                isKnown ? "\(member.storedIndex)" : "-", isKnown ? "\(lag)" : "-",
                member.version.isEmpty ? "-" : member.version, member.disk.isEmpty ? "-" : member.disk,
            ]
            if isWide {
                cells += [
                    member.residentBytes == 0 ? "-" : Units.bytes(member.residentBytes), member.store, member.publicKey,
                ]
            }
            table.add(cells)
        }
        return table.text
    }
}

extension ClusterClient {
    /// Asks for the status until it is as wished; nil when the time is over.
    func wait(seconds: Double, until isDone: (StatusView) -> Bool) throws -> StatusView? {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        while true {
            let status = try CoordinatorCommand.status(self)
            if isDone(status) { return status }
            guard clock.now < end else { return nil }
            try rest(milliseconds: 100)
        }
    }
}
