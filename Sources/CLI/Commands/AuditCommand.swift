import ArgumentParser
import Wire

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who did what, and when.", subcommands: [List.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The newest acts, oldest first.")
        @OptionGroup var cluster: ClusterOptions
        @Option(name: [.short, .customLong("limit")], help: "How many.") var limit: UInt32 = 100

        func run() throws {
            let records = try cluster.client().query(.audit, limit: limit).audit
            if cluster.output == .json {
                print(
                    try JSON.text([
                        "audit": records.map {
                            [
                                "index": $0.index, "time_ns": $0.time, "actor": $0.actor, "act": $0.act,
                                "outcome": $0.outcome,
                            ] as [String: Any]
                        }
                    ]))
                return
            }
            var table = Table("TIME", "WHO", "WHAT", "OUTCOME")
            for record in records { table.add(Units.time(record.time), record.actor, record.act, record.outcome) }
            print(table.text)
        }
    }
}
