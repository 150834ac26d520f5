import Determinism
import Fleet
import Testing

@testable import CoordinatorCore

/// What a leader knows by session and attempt does not outlive them.
@Suite struct ForgettingTests {
    private func ends(_ orders: [StampedOrder]) -> [[AttemptID]] {
        orders.compactMap { if case .acknowledge(let acknowledgement) = $0.order { acknowledgement.end } else { nil } }
    }

    /// A cluster whose server `a` runs one attempt with a short lease.
    private func running() throws -> (LoneCoordinator, BeatingAgent, AttemptID) {
        var cluster = LoneCoordinator()
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(6), beating: [a])
        _ = cluster.ask(
            .operation(
                .submitJob(
                    JobDefinition(
                        id: JobID(name: "web"), type: .service, count: 1, command: ["sleep"],
                        resources: Resources(cpuMillicores: 500, memoryBytes: 1 << 20), lease: .milliseconds(2_500)))))
        let attempt = try #require(cluster.member.fleet.allocations[AllocationID(1)]?.current)
        a.tasks = [TaskReport(attempt: attempt.id, state: .running)]
        cluster.run(for: .seconds(2), beating: [a])
        return (cluster, a, attempt.id)
    }

    @Test func aLostAttemptIsNamedUntilItsAgentHasBuriedIt() throws {
        var (cluster, a, attempt) = try running()
        while cluster.member.fleet.attempt(attempt)?.state.isLive == true,
            cluster.now < Instant(nanoseconds: 30_000_000_000)
        {
            cluster.run(for: .milliseconds(10))
        }
        #expect(cluster.member.fleet.nodes[NodeID("a")]?.session == a.session)
        #expect(cluster.member.leadership?.condemned[a.session]?.contains(attempt) == true)
        // Its agent comes back in the same session and still lists it: it is named with each answer.
        cluster.orders.removeAll()
        cluster.run(for: .seconds(1), beating: [a])
        #expect(!ends(cluster.orders).isEmpty && ends(cluster.orders).allSatisfy { $0.contains(attempt) })
        // It has ended it, and has heard that it must: there is nothing left to say.
        a.tasks = []
        cluster.run(for: .seconds(1), beating: [a])
        #expect(cluster.member.leadership?.condemned[a.session]?.contains(attempt) != true)
        #expect(cluster.member.leadership?.toldToEnd.isEmpty == true)
        cluster.orders.removeAll()
        cluster.run(for: .seconds(1), beating: [a])
        #expect(ends(cluster.orders).allSatisfy { !$0.contains(attempt) })
    }

    @Test func ofAClosedSessionNothingIsKept() throws {
        var (cluster, a, attempt) = try running()
        cluster.run(for: .seconds(20))
        let leadership = try #require(cluster.member.leadership)
        #expect(cluster.member.fleet.nodes[NodeID("a")]?.session == nil)
        #expect(cluster.member.fleet.attempt(attempt)?.state.isLive == false)
        #expect(leadership.condemned.isEmpty && leadership.toldToEnd.isEmpty && leadership.acknowledged.isEmpty)
        #expect(leadership.verdictsUnderWay.isEmpty)
        #expect(leadership.leases.lastGrant(a.session) == leadership.leases.foreignGrantAt)
    }

    @Test func anEndOfAnEarlierLifeOfTheServerIsNotProposedWithEachBeat() throws {
        var (cluster, a, attempt) = try running()
        let reborn = BeatingAgent("a", boot: "another boot")
        cluster.run(for: .milliseconds(100))
        cluster.give(.agent(Heard(node: NodeID("a"), event: .disconnected)))
        reborn.tasks = [
            TaskReport(attempt: attempt, state: .ended(AttemptEnd(cause: .failed, exit: .code(1), message: "")))
        ]
        cluster.run(for: .milliseconds(500), beating: [])
        for _ in 0..<5 { cluster.hear(reborn.beat()) }
        #expect(cluster.member.fleet.nodes[NodeID("a")]?.session == reborn.session)
        let index = cluster.member.fleet.lastIndex
        for _ in 0..<5 { cluster.hear(reborn.beat()) }
        #expect(cluster.member.fleet.attempt(attempt)?.state.isLive == true)
        #expect(cluster.member.fleet.lastIndex == index)
        _ = a
    }
}
