import ArgumentParser
import Determinism
import Foundation
import Wire

struct ReportUsageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage", abstract: "What namespaces and users have used: CPU, GPU and memory hours.",
        discussion: """
            Counted is what their tasks held, from the assignment until the end. Days are those of UTC. The sums outlive the \
            jobs; --sacct prints the attempts of the jobs that are still known, in the form of `sacct --parsable2 --duplicates`.
            """)
    @OptionGroup var cluster: ClusterOptions
    @Option(name: [.short, .long], help: "Only that of this namespace.") var namespace = ""
    @Option(help: "Only that of jobs which this user submitted.") var user = ""
    @Option(help: "The first day, such as 2026-11-01.") var since: String?
    @Option(help: "The last day.") var until: String?
    @Flag(help: "The same as `-o json`.") var json = false
    @Flag(help: "One row an attempt, with `|` between the fields, as `sacct -P` prints it.") var sacct = false

    func validate() throws {
        for text in [since, until].compactMap({ $0 }) where ReportUsageCommand.day(text) == nil {
            throw ValidationError("`\(text)` is no day; write it as 2026-11-01.")
        }
    }

    func run() throws {
        let client = try cluster.client()
        let first = since.flatMap(ReportUsageCommand.day)
        let last = until.flatMap(ReportUsageCommand.day)
        if sacct {
            try printAttempts(client, from: first ?? 0, through: last ?? .max)
            return
        }
        let view = try client.query(
            .usage, namespace: namespace, user: user, since: first.map { DayRef(day: $0) },
            until: last.map { DayRef(day: $0) })
        print(
            json || cluster.output == .json
                ? try JSON.text(["usage": view.usage.map(JSON.usage)]) : ReportUsageCommand.table(view.usage))
    }

    /// Page by page: a job that ends meanwhile may be missing.
    private func printAttempts(_ client: ClusterClient, from first: UInt64, through last: UInt64) throws {
        print(AccountingRow.heading)
        var after = ""
        while true {
            let view = try client.query(.attempts, object: after, namespace: namespace, user: user)
            for attempt in view.attempts where AccountingRow.overlaps(attempt, from: first, through: last) {
                print(AccountingRow.text(attempt, now: view.now))
            }
            guard let end = view.attempts.last else { return }
            after = "\(end.allocation)"
        }
    }

    /// A day as people write it, in days since 1970-01-01.
    static func day(_ text: String) -> UInt64? {
        WallTime(rfc3339: text + "T00:00:00Z").map { $0.seconds / 86_400 }
    }

    static func table(_ rows: [UsageView]) -> String {
        var table = Table("NAMESPACE", "USER", "CPU HOURS", "GPU HOURS", "MEMORY GIB HOURS", "ENDED", "LIVE")
        for row in rows {
            let isOthers = row.namespaceName.isEmpty
            table.add(
                isOthers ? "(others)" : row.namespaceName, isOthers ? "(others)" : row.user,
                hours(row.cpuMillicoreSeconds, 1_000), hours(row.gpuThousandthSeconds, 1_000),
                hours(row.memoryMebibyteSeconds, 1_024), "\(row.ended)", "\(row.live)")
        }
        return table.text(orElse: "Nothing was used in that time.")
    }

    private static func hours(_ sum: UInt64, _ unit: Double) -> String {
        String(format: "%.2f", Double(sum) / unit / 3_600)
    }
}
