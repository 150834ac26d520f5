import Determinism
import Testing

@testable import Simulation

@Suite("Queues of simulated events")
struct EventQueueTests {
    @Test("Events come by time, and at one instant in the order in which they were scheduled")
    func keepsOrder() {
        var queue = EventQueue()
        var random = SeededGenerator(seed: 7)
        var expected: [(at: UInt64, number: Int)] = []
        var seen: [(at: UInt64, number: Int)] = []
        func take() {
            guard let (at, event) = queue.next(), case .memberStarts(let number) = event else { return }
            seen.append((at.nanoseconds, number))
        }
        // Few instants, so that many events share one; some are taken in between, and none is scheduled before those.
        var base: UInt64 = 0
        for round in 0..<20 {
            for number in 0..<50 {
                let at = base + random.below(10)
                queue.schedule(.memberStarts(round * 50 + number), at: Instant(nanoseconds: at))
                expected.append((at, round * 50 + number))
            }
            for _ in 0..<40 { take() }
            base = max(base, seen.last?.at ?? 0)
        }
        while queue.count > 0 { take() }
        #expect(seen.count == 1_000)
        #expect(queue.next() == nil)
        #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.at <= $1.at })
        #expect(
            zip(seen, seen.dropFirst()).allSatisfy { $0.at < $1.at || $0.number < $1.number },
            "what was scheduled first comes first")
        #expect(Set(seen.map(\.number)) == Set(expected.map(\.number)))
    }
}
