import ArgumentParser
import Foundation
import Wire

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "What was measured over time.",
        subcommands: [ReportUsageCommand.self, Failures.self])

    struct Failures: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How often servers, and work with them, are lost: by class, with counts.")
        @OptionGroup var cluster: ClusterOptions

        func run() throws {
            let rows = try cluster.client().query(.failures).failures
            print(
                cluster.output == .json
                    ? try JSON.text(["failures": rows.map(JSON.failure)]) : ReportCommand.table(rows))
        }
    }

    /// The rate is an estimate that few losses allow; without any it is what is expected of such servers.
    static func table(_ rows: [FailureView]) -> String {
        var table = Table("WHAT", "NOW", "LOSSES", "SERVICE", "LOSSES A YEAR EACH (ESTIMATE)")
        for row in rows {
            table.add(
                row.subject, "\(row.count)", "\(row.losses)", Units.span(nanoseconds: row.serviceNs),
                String(format: "%.2f", row.lossesPerYear))
        }
        return table.text(orElse: "Nothing was measured yet.")
    }
}
