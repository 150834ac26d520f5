import Consensus
import Determinism
import Fleet
import Testing

@testable import CoordinatorCore

/// What a server's agent tells of GPUs is in the state as far as all members read it.
@Suite struct DeviceFactsTests {
    private static let facts = NodeFacts(
        capacity: Resources(cpuMillicores: 4_000, memoryBytes: 8 << 30),
        gpus: [GPU(index: 0, model: "H100", memoryBytes: 80 << 30, uuid: "GPU-a")], agentVersion: "1")

    private func gpus(_ cluster: MiniCluster) -> [GPU]? { cluster.leader?.fleet.nodes[NodeID("a")]?.facts.gpus }

    @Test func `a server's GPUs are known in full once the members have said that they read it`() {
        var cluster = MiniCluster(nodes: ["a"])
        let agent = BeatingAgent("a", facts: Self.facts)
        cluster.run(for: .seconds(4), beating: [agent])
        #expect(gpus(cluster) == Self.facts.gpus)
    }

    @Test func `a member that is not there is not waited for`() {
        var cluster = MiniCluster(nodes: ["a"])
        cluster.dead = [MemberID(3)]
        let agent = BeatingAgent("a", facts: Self.facts)
        agent.hellos = 12
        cluster.run(for: .seconds(10), beating: [agent])
        #expect(gpus(cluster) == Self.facts.gpus)
    }

    @Test func `where a member reads no more GPUs are known by number, and plans name none`() throws {
        var cluster = MiniCluster(nodes: ["a"])
        cluster.run(for: .seconds(4))
        let leader = try #require(cluster.leader?.setup.id)
        let other = try #require(MiniCluster.ids.first { $0 != leader })
        cluster.mute = [other]
        let older = MemberStatus(schema: 3, hashedIndex: 0, stateHash: 0, agentsHeard: 0, version: "0")
        cluster.give(leader, .peer(from: other, .status(older)))
        let agent = BeatingAgent("a", facts: Self.facts)
        cluster.run(for: .seconds(3), beating: [agent])
        #expect(gpus(cluster) == GPU.unknown(1))
        _ = cluster.ask(
            .operation(
                .submitJob(
                    JobDefinition(
                        id: JobID(name: "j"), command: ["x"], resources: Resources(cpuMillicores: 1),
                        gpus: GPURequest(count: 1)))), request: 1)
        cluster.run(for: .seconds(2), beating: [agent])
        let attempt = cluster.leader?.fleet.allocations.values.first?.current
        #expect(attempt?.gpus == [GPUShare(index: 0)])
        let assignment = cluster.orders.compactMap { order in
            if case .assign(let assignment) = order.order.order { assignment } else { nil }
        }.last
        #expect(assignment?.gpus == [GPUShare(index: 0)])
    }
}
