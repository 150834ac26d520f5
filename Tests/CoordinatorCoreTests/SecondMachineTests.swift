import CoordinatorCore
import Determinism
import Fleet
import Testing

@Suite struct SecondMachineTests {
    @Test("A server that comes back in a former session is told so although the machine that came after it is gone")
    func theFirstMachineIsReachedAfterTheSecond() throws {
        var coordinator = LoneCoordinator(nodes: ["a"])
        let first = BeatingAgent("a", nonce: 1, boot: "first")
        coordinator.run(for: .seconds(6), beating: [first])
        #expect(coordinator.member.fleet.nodes[NodeID("a")]?.session == first.session)

        // The first falls silent, a copy of its disk comes up on another machine, and gets work that only a person ends.
        let second = BeatingAgent("a", nonce: 2, boot: "second")
        coordinator.run(for: .seconds(12), beating: [second])
        #expect(coordinator.member.fleet.nodes[NodeID("a")]?.session == second.session)
        _ = coordinator.ask(
            .operation(
                .submitJob(
                    JobDefinition(
                        id: JobID(name: "endless"), type: .service, count: 1, command: ["serve"],
                        resources: Resources(cpuMillicores: 500, memoryBytes: 1 << 20), lease: .unlimited))))
        let attempt = try #require(coordinator.member.fleet.allocations[AllocationID(1)]?.current)
        second.tasks = [TaskReport(attempt: attempt.id, state: .running)]
        coordinator.run(for: .seconds(2), beating: [second])

        // The second is gone for good; the first goes on where it was.
        coordinator.run(for: .seconds(30))
        coordinator.orders = []
        coordinator.hear(first.beat())
        let told = coordinator.orders.contains { order in
            if case .openNewSession(first.session, _) = order.order { return true }
            return false
        }
        #expect(told)
        // It may open a new session, and what the second ran waits for a person all the same.
        let third = BeatingAgent("a", nonce: 3, boot: "first")
        coordinator.run(for: .seconds(6), beating: [third])
        #expect(coordinator.member.fleet.nodes[NodeID("a")]?.session == third.session)
        #expect(coordinator.member.fleet.attempt(attempt.id)?.state.isLive == true)
    }
}
