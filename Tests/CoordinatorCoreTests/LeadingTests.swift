import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Testing

@Suite struct LeadingTests {
    private func job(_ name: String = "web", count: UInt64 = 1, lease: Span = .seconds(5)) -> JobDefinition {
        JobDefinition(
            id: JobID(name: name), type: .service, count: count, command: ["sleep"],
            resources: Resources(cpuMillicores: 500, memoryBytes: 1 << 20), lease: lease)
    }

    private func assignments(_ cluster: MiniCluster, to node: String) -> [Assignment] {
        cluster.orders.compactMap {
            if $0.node.name == node, case .assign(let assignment) = $0.order.order { return assignment }
            return nil
        }
    }

    @Test func theFirstLeaderCommitsTheGenesis() {
        var cluster = MiniCluster()
        cluster.run(for: .seconds(4))
        #expect(cluster.leader?.fleet.cluster == "test")
        #expect(cluster.leader?.fleet.nodes.keys.map(\.name) == ["a", "b", "c"])
    }

    @Test func aSubmittedJobIsAssignedToAServerThatBeats() {
        var cluster = MiniCluster()
        let agents = [BeatingAgent("a")]
        cluster.run(for: .seconds(5), beating: agents)
        let ticket = cluster.ask(.operation(.submitJob(job())), request: 7)
        #expect(cluster.answers[ticket]?.code == .done)
        let assigned = assignments(cluster, to: "a")
        #expect(assigned.count >= 1)
        #expect(assigned.first?.attempt == AttemptID(allocation: AllocationID(1), number: 1))
        // The same request again is answered, and makes nothing.
        let again = cluster.ask(.operation(.submitJob(job("other"))), request: 7)
        #expect(cluster.answers[again] == cluster.answers[ticket])
        #expect(cluster.leader?.fleet.jobs.count == 1)
    }

    @Test func aSilentServersWorkMovesAfterItsLeaseAndNotBefore() throws {
        var cluster = MiniCluster()
        let a = BeatingAgent("a")
        let b = BeatingAgent("b")
        cluster.run(for: .seconds(5), beating: [a, b])
        _ = cluster.ask(.operation(.submitJob(job())), request: 1)
        let first = try #require(cluster.leader?.fleet.allocations[AllocationID(1)]?.current)
        let (loser, survivor) = first.node.name == "a" ? (a, b) : (b, a)
        loser.tasks = [TaskReport(attempt: first.id, state: .running)]
        cluster.run(for: .seconds(2), beating: [a, b])
        #expect(cluster.leader?.fleet.attempt(first.id)?.state == .running)
        let silentSince = cluster.now
        while cluster.leader?.fleet.attempt(first.id)?.state.isLive == true, cluster.now < silentSince + .seconds(9) {
            cluster.run(for: .milliseconds(10), beating: [survivor])
        }
        let took = cluster.now.since(silentSince)
        // The last acknowledgement went out within the second before the silence.
        #expect(took >= .milliseconds(4_000) && took <= .milliseconds(5_100), "took \(took.wholeMilliseconds) ms")
        cluster.run(for: .milliseconds(200), beating: [survivor])
        let second = try #require(cluster.leader?.fleet.allocations[AllocationID(1)]?.current)
        #expect(second.id.number == 2 && second.node == survivor.session.node)
        #expect(first.token < second.token)
        #expect(!assignments(cluster, to: survivor.session.node.name).isEmpty)
    }

    @Test func aServerThatComesBackIsToldToEndWhatWasLost() throws {
        var cluster = MiniCluster()
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(5), beating: [a])
        _ = cluster.ask(.operation(.submitJob(job(lease: .milliseconds(2_500)))), request: 1)
        let first = try #require(cluster.leader?.fleet.allocations[AllocationID(1)]?.current)
        a.tasks = [TaskReport(attempt: first.id, state: .running)]
        cluster.run(for: .seconds(2), beating: [a])
        cluster.run(for: .seconds(4))
        #expect(cluster.leader?.fleet.attempt(first.id)?.state.isLive == false)
        cluster.orders.removeAll()
        cluster.run(for: .seconds(2), beating: [a])
        let ends = cluster.orders.compactMap { sent -> [AttemptID]? in
            switch sent.order.order {
            case .acknowledge(let acknowledgement): acknowledgement.end
            case .openNewSession(_, let end): end
            default: nil
            }
        }
        #expect(!ends.isEmpty && ends.allSatisfy { $0.contains(first.id) })
    }

    @Test func withoutAQuorumNothingIsGrantedAndNothingIsLost() throws {
        var cluster = MiniCluster()
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(5), beating: [a])
        _ = cluster.ask(.operation(.submitJob(job(lease: .milliseconds(2_500)))), request: 1)
        let first = try #require(cluster.leader?.fleet.allocations[AllocationID(1)]?.current)
        a.tasks = [TaskReport(attempt: first.id, state: .running)]
        cluster.run(for: .seconds(2), beating: [a])
        let leader = try #require(cluster.leader?.setup.id)
        for id in MiniCluster.ids where id != leader { cluster.dead.insert(id) }
        cluster.run(for: .milliseconds(1_100), beating: [a])
        cluster.orders.removeAll()
        cluster.run(for: .seconds(5), beating: [a])
        #expect(!cluster.orders.contains { if case .acknowledge = $0.order.order { true } else { false } })
        #expect(cluster.members[leader]?.fleet.attempt(first.id)?.state.isLive == true)
    }

    @Test func aSecondMachineWithTheSameKeyWaitsWhileTheFirstOneLives() {
        var cluster = MiniCluster()
        let first = BeatingAgent("a")
        cluster.run(for: .seconds(6), beating: [first])
        let clone = BeatingAgent("a", nonce: 2)
        cluster.run(for: .seconds(3), beating: [first, clone])
        #expect(cluster.leader?.fleet.nodes[NodeID("a")]?.session == first.session)
        #expect(cluster.events.filter { $0 == .doubleIdentity(NodeID("a")) }.count == 1)
        let later = BeatingAgent("a", nonce: 3)
        cluster.run(for: .seconds(4))
        cluster.run(for: .seconds(3), beating: [later])
        #expect(cluster.leader?.fleet.nodes[NodeID("a")]?.session == later.session)
    }

    @Test func aNewLeaderKnowsTheFleetAtOnce() throws {
        var cluster = MiniCluster()
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(5), beating: [a])
        let old = try #require(cluster.leader?.setup.id)
        cluster.dead.insert(old)
        for id in MiniCluster.ids where id != old { cluster.give(id, .peerDisconnected(old)) }
        let died = cluster.now
        while cluster.leader == nil, cluster.now < died + .seconds(3) {
            cluster.run(for: .milliseconds(10))
        }
        let leader = try #require(cluster.leader)
        #expect(cluster.now.since(died) < .milliseconds(300), "took \(cluster.now.since(died).wholeMilliseconds) ms")
        #expect(leader.standing(of: NodeID("a"), now: cluster.now) == .ready)
    }
}
