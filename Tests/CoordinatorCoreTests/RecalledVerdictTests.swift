import Determinism
import Fleet
import Testing

@testable import CoordinatorCore

@Suite struct RecalledVerdictTests {
    private func job(_ name: String, lease: Span) -> JobDefinition {
        JobDefinition(
            id: JobID(name: name), type: .service, count: 1, command: ["sleep"],
            resources: Resources(cpuMillicores: 500, memoryBytes: 1 << 20), lease: lease)
    }

    /// The agent was stopped with its clock before it read the assignment, and reads it after the beat that is answered here:
    /// what that acknowledgement does not name would live on under the lease that it renews.
    @Test("A leader names what an earlier one declared lost of an open session, although the beat does not list it")
    func whatAnEarlierLeaderLostIsNamed() throws {
        var coordinator = LoneCoordinator(nodes: ["a"])
        let agent = BeatingAgent("a")
        coordinator.run(for: .seconds(6), beating: [agent])
        _ = coordinator.ask(.operation(.submitJob(job("short", lease: .seconds(5)))))
        _ = coordinator.ask(.operation(.submitJob(job("long", lease: .seconds(60)))))
        coordinator.run(for: .milliseconds(10), beating: [])
        let short = try #require(coordinator.member.fleet.allocations[AllocationID(1)]?.current)
        let long = try #require(coordinator.member.fleet.allocations[AllocationID(2)]?.current)
        coordinator.run(for: .seconds(9))
        #expect(coordinator.member.fleet.attempt(short.id)?.state.isLive == false)
        #expect(coordinator.member.fleet.attempt(long.id)?.state.isLive == true)
        #expect(coordinator.member.fleet.nodes[NodeID("a")]?.session == agent.session)

        coordinator.restart()
        while coordinator.becameLeaderAt == nil { coordinator.run(for: .milliseconds(10)) }
        coordinator.run(for: .seconds(2))
        coordinator.orders = []
        coordinator.hear(agent.beat())
        let named = coordinator.orders.compactMap { order -> [AttemptID]? in
            if case .acknowledge(let acknowledgement) = order.order { return acknowledgement.end }
            return nil
        }
        #expect(named == [[short.id]])
        // Once the agent has heard that, it is not named again.
        coordinator.run(for: .seconds(3), beating: [agent])
        guard case .acknowledge(let last) = coordinator.orders.last(where: \.order.isAcknowledgement)?.order else {
            Issue.record("nothing was acknowledged")
            return
        }
        #expect(last.end.isEmpty)
    }

    /// An agent that stood still with its clocks goes on: it says hello anew for the session that it waits for, then reads that this
    /// was opened and what it was assigned there, all of which is lost by now. An answer to that hello, which lists nothing, would
    /// renew the lease of what it has begun.
    @Test("A session that was declared over is not opened again by a late hello")
    func whatIsOverStaysOver() throws {
        var coordinator = LoneCoordinator(nodes: ["a"])
        let agent = BeatingAgent("a")
        coordinator.run(for: .seconds(3), beating: [agent])
        _ = coordinator.ask(.operation(.submitJob(job("short", lease: .seconds(5)))))
        coordinator.run(for: .seconds(20))
        let lost = try #require(coordinator.member.fleet.allocations[AllocationID(1)]?.attempts.first)
        #expect(!lost.state.isLive)
        #expect(coordinator.member.fleet.nodes[NodeID("a")]?.session == nil)

        coordinator.orders = []
        let hello = Hello(session: agent.session, sequence: agent.sequence + 1, facts: agent.facts, adopted: [lost.id])
        coordinator.hear(.hello(hello))
        #expect(coordinator.orders.map(\.order) == [.openNewSession(session: agent.session, end: [lost.id])])
        #expect(coordinator.member.fleet.nodes[NodeID("a")]?.session == nil)
        let next = BeatingAgent("a", nonce: 2)
        coordinator.hear(next.beat())
        #expect(coordinator.member.fleet.nodes[NodeID("a")]?.session == next.session)
    }

    /// The state alone says that the place is free; what was declared lost there on suspicion runs on under its lease, and
    /// would share the place with what comes next.
    @Test("A server on which something given up on suspicion may still run gets nothing new, suspect or not")
    func whatMayStillRunKeepsItsServer() throws {
        var coordinator = LoneCoordinator(nodes: ["a"])
        let agent = BeatingAgent("a")
        coordinator.run(for: .seconds(6), beating: [agent])
        var twice = job("twice", lease: .seconds(60))
        twice.duplicatesAllowed = true
        _ = coordinator.ask(.operation(.submitJob(twice)))
        let first = try #require(coordinator.member.fleet.allocations[AllocationID(1)]?.current)
        agent.tasks = [TaskReport(attempt: first.id, state: .running)]
        coordinator.run(for: .seconds(2), beating: [agent])
        let end = coordinator.now + .seconds(20)
        while coordinator.member.fleet.attempt(first.id)?.state.isLive == true, coordinator.now < end {
            coordinator.run(for: .milliseconds(10))
        }
        #expect(coordinator.member.fleet.nodes[NodeID("a")]?.session == agent.session, "it is only suspected")

        // By a more patient profile it is not suspect any more.
        _ = coordinator.ask(.operation(.setProfile(.patient)))
        coordinator.run(for: .milliseconds(500))
        #expect(coordinator.member.rule(against: NodeID("a"), now: coordinator.now) == .mayStillRun)
        #expect(coordinator.member.fleet.allocations[AllocationID(1)]?.state == .pending)
        // It is heard again and still runs it: that is ended, and until then the place is taken.
        coordinator.hear(agent.beat())
        #expect(coordinator.member.fleet.allocations[AllocationID(1)]?.state == .pending)
        // It has buried it, and has heard that it must.
        agent.tasks = []
        coordinator.run(for: .seconds(2), beating: [agent])
        #expect(coordinator.member.rule(against: NodeID("a"), now: coordinator.now) == nil)
        #expect(coordinator.member.fleet.allocations[AllocationID(1)]?.current?.node == NodeID("a"))
    }
}

extension LeaderOrder {
    fileprivate var isAcknowledgement: Bool {
        if case .acknowledge = self { return true }
        return false
    }
}
