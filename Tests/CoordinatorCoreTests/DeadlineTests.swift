import CoordinatorCore
import Determinism
import Fleet
import Testing

@Suite struct DeadlineTests {
    private func job(_ name: String, deadline: Deadline, cores: UInt64 = 1) -> ChangeRequest {
        .operation(
            .submitJob(
                JobDefinition(
                    id: JobID(name: name), command: ["work"],
                    resources: Resources(cpuMillicores: cores * 1_000, memoryBytes: 1 << 20), deadline: deadline)))
    }

    @Test("A leader ends what is past its deadline by itself, to the millisecond by its own time")
    func theLeaderWakesForADeadline() throws {
        var coordinator = LoneCoordinator()
        let agent = BeatingAgent("a")
        coordinator.run(for: .seconds(6), beating: [agent])
        _ = coordinator.ask(job("short", deadline: .within(.seconds(3))))
        _ = coordinator.ask(job("huge", deadline: .within(.seconds(5)), cores: 10_000))
        coordinator.run(for: .milliseconds(2_900), beating: [agent])
        let attempt = try #require(coordinator.member.fleet.allocations[AllocationID(1)]?.current)
        #expect(attempt.stopping == nil)
        coordinator.run(for: .milliseconds(200), beating: [agent])
        #expect(coordinator.member.fleet.attempt(attempt.id)?.stopping == .deadline)
        #expect(
            coordinator.orders.contains { stamped in
                if case .stop(_, let id, .deadline) = stamped.order { id == attempt.id } else { false }
            })
        #expect(coordinator.member.fleet.allocations[AllocationID(2)]?.state == .pending)
        coordinator.run(for: .seconds(2), beating: [agent])
        #expect(coordinator.member.fleet.allocations[AllocationID(2)]?.state == .finished(.deadlinePassed))
        #expect(coordinator.member.fleet.nextDue == nil)
    }

    @Test("A deadline that passes while nobody leads is kept by the next leader at once")
    func theNextLeaderKeepsIt() throws {
        var coordinator = LoneCoordinator()
        coordinator.run(for: .seconds(6))
        _ = coordinator.ask(job("huge", deadline: .within(.seconds(5)), cores: 10_000))
        coordinator.now = coordinator.now + .seconds(60)
        coordinator.restart()
        coordinator.run(for: .seconds(6))
        #expect(coordinator.member.fleet.allocations[AllocationID(1)]?.state == .finished(.deadlinePassed))
    }
}
