import Determinism
import Testing

/// Random orders from good, late and foreign leaders, delayed, doubled and out of order, with restarts of the agent: what
/// must hold whatever comes.
@Suite struct AgentPropertyTests {
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as [UInt64])
    func whateverIsOrderedInWhateverOrder(seed: UInt64) {
        var storm = Storm(seed: seed)
        for _ in 0..<8_000 where storm.faults.isEmpty { storm.act() }
        // Not through `storm`, whose whole description a failure would print.
        let faults = storm.faults
        let counts = storm.counts
        #expect(faults.isEmpty, "seed \(seed)")
        // A storm in which nothing happened proves nothing.
        #expect(counts.starts > 20, "seed \(seed)")
        #expect(counts.renewals > 20, "seed \(seed)")
        #expect(counts.withheld > 0, "seed \(seed)")
        #expect(counts.sessions > 2, "seed \(seed)")
        #expect(counts.restarts > 2, "seed \(seed)")
        #expect(counts.commands > 5, "seed \(seed)")
    }

    @Test func theSameInputsGiveTheSameEffects() {
        var one = Storm(seed: 99)
        var two = Storm(seed: 99)
        for _ in 0..<1_500 {
            one.act()
            two.act()
        }
        #expect(one.counts == two.counts)
        #expect(one.rig.agent.session == two.rig.agent.session)
        #expect(one.rig.now == two.rig.now)
    }
}
