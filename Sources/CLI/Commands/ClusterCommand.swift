import ArgumentParser
import Wire

struct ClusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract: "The cluster of coordinators: init, status, profile, backup, restore, recover.",
        subcommands: [
            ClusterInitCommand.self, Status.self, ClusterBackupCommand.self, ClusterRestoreCommand.self,
            ClusterRecoverCommand.self, ClusterProfileCommand.self,
        ])

    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The coordinators and what the leader counts.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                guard let status = try client.query(.status).status else {
                    throw CLIError(.failed, "the answer holds no status.")
                }
                if cluster.output == .json { return try JSON.text(JSON.status(status)) }
                var table = Table("MEMBER", "ROLE", "ADDRESS")
                for member in status.members {
                    table.add("\(member.id)", member.role, "\(member.host):\(member.basePort)")
                }
                var text = table.text
                text += "\n\nterm \(status.term), index \(status.commitIndex), generation \(status.generation), "
                text += "state \(Units.stateHash(status.stateHash))"
                for counter in status.counters { text += "\n\(counter.name) \(counter.value)" }
                return text
            }
        }
    }
}
