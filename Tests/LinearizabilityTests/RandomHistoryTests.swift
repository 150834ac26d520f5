import Determinism
import Linearizability
import Testing

@Suite("Linearizability of random histories")
struct RandomHistoryTests {
    @Test("what took effect at points in time is accepted", arguments: 0..<300 as Range<UInt64>)
    func constructed(seed: UInt64) {
        let history = RandomHistory(
            seed: seed, operations: 200, clients: 2 + seed % 6, keys: 3, values: 1_000, unknownOneIn: 10
        ).history
        #expect(history.check() == .linearizable, "seed \(seed)")
    }

    @Test("small histories, right and with a changed answer, are judged as brute force judges them")
    func againstBruteForce() {
        var refused = 0
        let seeds = 3_000 as UInt64
        for seed in 0..<seeds {
            let values = 2 + seed % 3
            var random = RandomHistory(
                seed: seed, operations: 3 + Int(seed % 5), clients: 2 + seed % 3, keys: 1 + seed % 2, values: values,
                unknownOneIn: 2 + seed % 4)
            #expect(random.isLinearizableByBruteForce && random.history.check().isLinearizable, "seed \(seed)")
            random.mutate(seed: seed, values: values)
            let truth = random.isLinearizableByBruteForce
            let verdict = random.history.check()
            if case .unknown(let reason) = verdict { Issue.record("seed \(seed): \(reason)") }
            #expect(verdict.isLinearizable == truth, "seed \(seed)")
            if !truth { refused += 1 }
        }
        // Both verdicts must occur often, or nothing was compared.
        #expect(refused > 300 && refused < Int(seeds) - 300, "\(refused) of \(seeds) were refused")
    }

    @Test("thousands of operations with many unknown outcomes are judged within seconds")
    func long() {
        let count = 5_000
        let random = RandomHistory(
            seed: 7, operations: count, clients: 6, keys: 4, values: .max, unknownOneIn: 50)
        #expect(random.history.unknownCount > 50)
        #expect(random.history.check() == .linearizable)

        // A read of a value that was overwritten long ago, near the end.
        var stale = random
        let first = stale.events.first { if case .put(0, .some) = $0.operation { $0.output != nil } else { false } }
        guard case .put(_, let value)? = first?.operation,
            let index = stale.events.lastIndex(where: { $0.operation == .get(0) && $0.output != nil })
        else {
            Issue.record("the history has no such operations")
            return
        }
        stale.events[index].output = .value(value)
        guard case .notLinearizable(let found) = stale.history.check() else {
            Issue.record("the stale read was not found")
            return
        }
        #expect(found.stuck.contains { $0.contains("get(0)") })
    }
}
