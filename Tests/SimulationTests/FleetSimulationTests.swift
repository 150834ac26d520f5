import Simulation
import Testing

@Suite("Simulated fleets")
struct FleetSimulationTests {
    private static let seeds: [UInt64] = Array(1...8)

    @Test("A history keeps every promise, whatever goes wrong", arguments: seeds)
    func keepsPromises(seed: UInt64) {
        let report = FleetSimulation.run(seed: seed)
        #expect(report.violation == nil, "seed \(seed): \(report.violation?.detail ?? "")")
        #expect(report.virtualTime >= .seconds(60))
        #expect(report.faults.total >= 10)
        #expect(report.operations.total >= 100)
    }

    @Test("The same seed gives the same history, traced or not")
    func isDeterministic() {
        let first = FleetSimulation.run(seed: 4_711)
        var traced = FleetSimulation.run(seed: 4_711, options: .init(trace: true))
        #expect(!traced.trace.isEmpty)
        traced.trace = first.trace
        #expect(first == traced)
        #expect(FleetSimulation.run(seed: 4_712).hash != first.hash)
    }

    @Test("Two tasks of an allocation run at once where a server's clocks were stopped, and nothing else excuses it")
    func stretchedLeases() {
        var run = RunReport()
        for seed in UInt64(25)..<49 { run.add(FleetSimulation.run(seed: seed)) }
        #expect(run.failures.isEmpty)
        #expect(run.stretches > 0)
        #expect(run.gap == nil, "each kind of fault and operation occurs")
    }

    @Test("A run that lacks a kind of fault or operation does not count, a full one does")
    func countsKinds() {
        var run = RunReport()
        for seed in UInt64(100)..<105 { run.add(FleetSimulation.run(seed: seed)) }
        #expect(run.gap == nil, "few histories need not show everything")
        #expect(run.faults.total > 50)
        #expect(run.messagesLost > 0 && run.messagesDoubled > 0 && run.messagesLate > 0)
        var thin = RunReport()
        var report = FleetSimulation.run(seed: 100)
        report.faults = Tally()
        for _ in 0..<RunReport.fullRun { thin.add(report) }
        #expect(thin.gap?.contains("leader killed") == true)
        #expect(!thin.isGood)
    }
}
