import AgentCore
import Determinism
import Fleet
import Testing

/// When a machine is left to its watchdog.
@Suite struct WatchdogRuleTests {
    private static let first = AttemptID(allocation: AllocationID(1), number: 1)
    private static let second = AttemptID(allocation: AllocationID(2), number: 1)

    /// What the rule says at each of these seconds.
    private func answers(notDeadAtMost: Span?, _ steps: [(UInt64, [AttemptID])]) -> [Bool] {
        var rule = WatchdogRule(notDeadAtMost: notDeadAtMost)
        return steps.map { rule.mayPet(notDead: $0.1, now: Instant.origin + .seconds($0.0)) }
    }

    @Test func aServerWithoutWhatIsNotDeadLives() {
        #expect(answers(notDeadAtMost: .seconds(10), [(1, []), (50, []), (1_000, [])]) == [true, true, true])
    }

    @Test func whatIsNotDeadForLongEnoughEndsItAndWhatIsGoneInTimeDoesNot() {
        let (first, second) = (Self.first, Self.second)
        // The first one is gone in time, and the second one begins its own time; then it is gone, too.
        let steps: [(UInt64, [AttemptID])] = [
            (1, [first]), (10, [first]), (11, [second]), (20, [second]), (21, [second]), (22, [first, second]),
            (23, [first]),
        ]
        #expect(answers(notDeadAtMost: .seconds(10), steps) == [true, true, true, true, false, false, true])
    }

    @Test func aServerThatWasNotAskedToIsNeverReset() {
        #expect(answers(notDeadAtMost: nil, [(1, [Self.first]), (1_000_000, [Self.first])]) == [true, true])
    }
}
