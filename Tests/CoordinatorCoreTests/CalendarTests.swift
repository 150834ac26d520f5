import CoordinatorCore
import Determinism
import Fleet
import Testing

@Suite struct CalendarTests {
    @Test("A restart's delay ends although the leader's calendar was set back by two hours meanwhile")
    func whatWaitsForATimeDoesNotWaitForACalendar() throws {
        var coordinator = LoneCoordinator()
        coordinator.calendarAhead = .seconds(7_200)
        let agent = BeatingAgent("a")
        coordinator.run(for: .seconds(6), beating: [agent])
        _ = coordinator.ask(
            .operation(
                .submitJob(
                    JobDefinition(
                        id: JobID(name: "web"), type: .service, count: 1, command: ["serve"],
                        resources: Resources(cpuMillicores: 500, memoryBytes: 1 << 20),
                        restart: RestartPolicy(
                            condition: .always, attempts: 5, window: .seconds(60), delay: .seconds(2))))))
        coordinator.run(for: .seconds(1), beating: [agent])
        let first = try #require(coordinator.member.fleet.allocations[AllocationID(1)]?.current)
        agent.tasks = [TaskReport(attempt: first.id, state: .ended(AttemptEnd(cause: .failed, exit: .code(1))))]
        coordinator.run(for: .seconds(1), beating: [agent])
        agent.tasks = []
        #expect(coordinator.member.fleet.allocations[AllocationID(1)]?.state == .pending)

        coordinator.calendarAhead = .zero
        coordinator.run(for: .seconds(4), beating: [agent])
        let second = try #require(coordinator.member.fleet.allocations[AllocationID(1)]?.current)
        #expect(second.id.number == first.id.number + 1)
    }

    @Test("Time goes on at about its own pace behind a calendar that is set back, and follows one that is set forward")
    func timeNeverStandsStill() throws {
        var coordinator = LoneCoordinator()
        coordinator.calendarAhead = .seconds(3_600)
        coordinator.run(for: .seconds(5))
        let before = coordinator.member.fleet.time
        coordinator.calendarAhead = .zero
        coordinator.run(for: .seconds(100))
        _ = coordinator.ask(.operation(.setPool(name: "spare", nodes: [])))
        let passed = coordinator.member.fleet.time.since(before)
        #expect(passed >= .seconds(99) && passed <= .seconds(105))

        coordinator.calendarAhead = .seconds(9_000)
        _ = coordinator.ask(.operation(.setPool(name: "other", nodes: [])))
        #expect(
            coordinator.member.fleet.time
                == WallTime(nanoseconds: coordinator.now.nanoseconds) + .seconds(9_000))
    }
}
