import Simulation
import Testing

/// Checks that do not bite prove nothing: a mistake that is planted must be found within a few histories, as what it is.
@Suite("Planted mistakes")
struct PlantedMistakeTests {
    private func firstViolation(_ mistake: FleetSimulation.Mistake, seeds: ClosedRange<UInt64>) -> HistoryReport? {
        for seed in seeds {
            let report = FleetSimulation.run(seed: seed, options: .init(mistake: mistake))
            if report.violation != nil { return report }
        }
        return nil
    }

    @Test("Supervisors that let no lease run out are found to run a task twice, or past its end")
    func ignoredLeases() throws {
        let report = try #require(firstViolation(.supervisorsIgnoreLeases, seeds: 3...6))
        let invariant = try #require(report.violation?.invariant)
        #expect([.runsTwice, .lostTooEarly].contains(invariant))
        #expect(report.violation?.trace.isEmpty == false)
    }

    @Test("A store that forgets entries which were reported durable is found")
    func forgottenEntries() {
        #expect(firstViolation(.storeForgetsEntries, seeds: 7...11) != nil)
    }

    @Test("An agent that does not see what ran before it is found")
    func forgottenClaims() throws {
        let report = try #require(firstViolation(.agentForgetsClaims, seeds: 3...15))
        let invariant = try #require(report.violation?.invariant)
        #expect([.runsTwice, .lostTooEarly].contains(invariant))
    }
}
