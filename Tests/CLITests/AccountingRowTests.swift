import Testing
import Wire

@testable import CLI

@Suite struct AccountingRowTests {
    private static let day: UInt64 = 86_400_000_000_000
    private static let ended = AttemptView(
        allocation: 17, namespaceName: "research", job: "train", jobNumber: 1_042, index: 3, attempt: 2, user: "a|b",
        type: 1, state: "FAILED", exitCode: 0, exitSignal: 9, submittedAt: day, assignedAt: day + 5_900_000_000,
        endedAt: 2 * day + 3_605_000_000_000 + 5_900_000_000,
        resources: Resources(cpuMillicores: 1_500, memoryBytes: 4 << 30, gpus: 1, gpuThousandths: 250), node: "n1")

    @Test func aRowHasTheFieldsOfTheHeading() {
        let row = AccountingRow.text(AccountingRowTests.ended, now: 0)
        #expect(
            row
                == "1042_3|17|train|a/b|research|batch|FAILED|0:9|1970-01-02T00:00:00|1970-01-02T00:00:05|"
                + "1970-01-03T01:00:10|1-01:00:05|90005|cpu=1.5,mem=4096M,node=1,gres/gpu=0.25|n1")
        #expect(row.split(separator: "|").count == AccountingRow.heading.split(separator: "|").count)
    }

    @Test func whatWaitsHasNoStartAndHoldsNothing() {
        let row = AccountingRow.text(
            AttemptView(
                allocation: 1, namespaceName: "default", job: "j", jobNumber: 5, user: "u", type: 0, state: "PENDING",
                submittedAt: 1_000_000_000, resources: Resources(cpuMillicores: 1_000)), now: 9_000_000_000)
        #expect(
            row
                == "5_0|1|j|u|default|service|PENDING|0:0|1970-01-01T00:00:01|Unknown|Unknown|00:00:00|0||None assigned"
        )
    }

    @Test(
        arguments: [(0, 0, false), (0, 1, true), (1, 1, true), (2, 9, true), (3, 9, false)] as [(UInt64, UInt64, Bool)])
    func aRowBelongsToTheDaysThatItTouches(_ first: UInt64, _ last: UInt64, _ belongs: Bool) {
        #expect(AccountingRow.overlaps(AccountingRowTests.ended, from: first, through: last) == belongs)
    }

    @Test func daysAreReadAsTheyAreWritten() {
        #expect(ReportUsageCommand.day("1970-01-02") == 1 && ReportUsageCommand.day("2026-11-01") == 20_758)
        #expect(ReportUsageCommand.day("2026-02-30") == nil && ReportUsageCommand.day("yesterday") == nil)
    }

    @Test func usageIsShownInHours() {
        let rows = [
            UsageView(
                namespaceName: "research", user: "ann", cpuMillicoreSeconds: 5_400_000, gpuThousandthSeconds: 900_000,
                memoryMebibyteSeconds: 3_686_400, ended: 2, live: 1), UsageView(ended: 7),
        ]
        #expect(
            ReportUsageCommand.table(rows) == """
                NAMESPACE  USER      CPU HOURS  GPU HOURS  MEMORY GIB HOURS  ENDED  LIVE
                research   ann       1.50       0.25       1.00              2      1
                (others)   (others)  0.00       0.00       0.00              7      0
                """)
    }
}
