import CoordinatorCore
import Determinism
import Fleet
import Testing

/// What an agent says is its own affair and must not end a coordinator.
@Suite struct WildAgentTests {
    @Test func numbersAtTheEndOfAllNumbersAreTaken() throws {
        var cluster = MiniCluster()
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(5), beating: [a])
        for (sequence, acknowledged) in [(100, .max), (.max, .max), (.max, 0)] as [(UInt64, UInt64)] {
            let beat = Beat(
                session: a.session, sequence: sequence, acknowledged: acknowledged,
                tasks: [
                    TaskReport(
                        attempt: AttemptID(allocation: AllocationID(.max), number: .max), state: .running,
                        supervisor: .max)
                ], commands: [CommandReport(command: CommandID(.max), result: nil)])
            for id in MiniCluster.ids {
                cluster.give(id, .agent(Heard(node: NodeID("a"), event: .message(.beat(beat)))))
            }
        }
        cluster.run(for: .seconds(1))
        #expect(cluster.leader != nil)
    }
}
