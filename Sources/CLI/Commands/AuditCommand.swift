import ArgumentParser
import Wire

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who did what, and when.", subcommands: [List.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The newest acts, oldest first.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption
        @Option(name: [.short, .customLong("limit")], help: "How many.") var limit: UInt32 = 100

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                let records = try client.query(.audit, limit: limit).audit
                return cluster.output == .json
                    ? try JSON.text(["audit": records.map(JSON.audit)]) : AuditCommand.table(records)
            }
        }
    }

    static func table(_ records: [AuditView]) -> String {
        var table = Table("TIME", "WHO", "WHAT", "OUTCOME")
        for record in records { table.add(Units.time(record.time), record.actor, record.act, record.outcome) }
        return table.text(orElse: "Nobody has done anything yet.")
    }
}
