import ConsensusSimulation
import Determinism
import Testing

/// The simulator itself: that it plays what it says, the same each time.
@Suite struct ConsensusSimulationTests {
    @Test(arguments: [UInt64](1...10))
    func `a history keeps every promise and proves enough to count`(seed: UInt64) {
        let report = ConsensusSimulation.run(seed: seed)
        #expect(report.violation == nil, "seed \(seed): \(report.story.joined(separator: "\n"))")
        #expect(report.virtualTime >= .seconds(60))
        #expect(report.faults.total >= 10)
        #expect(report.operations.total >= 100)
    }

    @Test(arguments: [3, 5, 7])
    func `the same seed gives the same history, whatever the number of members`(members: Int) {
        let options = ConsensusSimulation.Options(members: members, trace: true)
        let first = ConsensusSimulation.run(seed: 11, options: options)
        let second = ConsensusSimulation.run(seed: 11, options: options)
        #expect(first.members == members)
        #expect(first == second)
        #expect(!first.trace.isEmpty)
    }

    @Test func `a run counts only when every kind of fault and operation occurred`() {
        var run = RunReport()
        let report = ConsensusSimulation.run(seed: 1)
        for _ in 0..<RunReport.fullRun { run.add(report) }
        #expect(run.histories == RunReport.fullRun)
        #expect(run.gap != nil)
    }
}
