import Testing
import Wire

@testable import CLI

@Suite struct QuotaCommandTests {
    @Test func amountsAreReadAsTheyAreWritten() throws {
        #expect(
            try QuotaCommand.amounts("cpu=1.5,memory=2Gi,gpus=250m,tasks=7") == [
                Amount(name: "cpu", amount: 1_500), Amount(name: "memory", amount: 2 << 30),
                Amount(name: "gpus", amount: 250), Amount(name: "tasks", amount: 7),
            ])
        #expect(try QuotaCommand.amounts("gpus=0") == [Amount(name: "gpus", amount: 0)])
    }

    @Test(arguments: ["", "cpu", "cpu=", "cpu=-1", "disk=5", "cpu=1,cpu=2", "cpu=1,", "tasks=1.5"])
    func whatIsNoAmountIsRefused(_ text: String) {
        #expect(throws: (any Error).self) { try QuotaCommand.amounts(text) }
    }

    @Test func theTableSaysWhatIsHeldGuaranteedAndTheMost() {
        let view = QuotaView(
            namespaceName: "research",
            quota: QuotaTerms(
                guaranteed: [Amount(name: "gpus", amount: 8_000)],
                burst: [Amount(name: "gpus", amount: 32_000), Amount(name: "tasks", amount: 100)], share: 2),
            held: [
                Amount(name: "cpu", amount: 1_500), Amount(name: "memory", amount: 1 << 30),
                Amount(name: "gpus", amount: 12_000), Amount(name: "tasks", amount: 3),
            ], waiting: 4, usedThousandths: 125, dueThousandths: 667)
        #expect(
            QuotaCommand.table([view, QuotaView(namespaceName: "web")]) == """
                NAMESPACE  CPU      MEMORY   GPUS     TASKS    WAITING  SHARE  DUE     USED
                research   1.5/-/-  1Gi/-/-  12/8/32  3/-/100  4        2      66.7 %  12.5 %
                web        -/-/-    -/-/-    -/-/-    -/-/-    0        1      0.0 %   0.0 %
                """)
        #expect(
            QuotaCommand.words(view) == """
                NAMESPACE research  HELD  GUARANTEED  BURST
                cpu                 1.5   -           -
                memory              1Gi   -           -
                gpus                12    8           32
                tasks               3     -           100
                4 tasks wait; its share is 2: it is due 66.7 % of what is shared out, and used 12.5 % of what all used of late
                """)
    }
}
