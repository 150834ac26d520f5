import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Testing

/// Many servers fall silent at once, and leaders with them.
@Suite struct MassFailureTests {
    private static let names = ["a", "b", "c", "d", "e", "f"]

    private func job(
        _ name: String, count: UInt64 = 1, priority: UInt64 = 50, cpu: UInt64 = 500, pinnedTo rack: String? = nil
    ) -> JobDefinition {
        JobDefinition(
            id: JobID(name: name), type: .service, priority: priority, count: count, command: ["sleep"],
            resources: Resources(cpuMillicores: cpu, memoryBytes: 1 << 20), lease: .seconds(5))
    }

    /// Six servers with one replica of a job each.
    private func running(settings: ClusterSettings) throws -> (MiniCluster, [BeatingAgent]) {
        var cluster = MiniCluster(nodes: MassFailureTests.names, settings: settings)
        let agents = MassFailureTests.names.map { BeatingAgent($0) }
        cluster.run(for: .seconds(6), beating: agents)
        _ = cluster.ask(.operation(.submitJob(job("web", count: 6, cpu: 3_000))), request: 1)
        report(cluster, agents)
        cluster.run(for: .seconds(2), beating: agents)
        let leader = try #require(cluster.leader)
        #expect(agents.allSatisfy { leader.fleet.liveAttempts(on: $0.session.node).count == 1 })
        cluster.events.removeAll()
        return (cluster, agents)
    }

    /// Every agent runs what is assigned to it.
    private func report(_ cluster: MiniCluster, _ agents: [BeatingAgent]) {
        for agent in agents {
            let live = cluster.leader?.fleet.liveAttempts(of: agent.session) ?? []
            agent.tasks = live.map { TaskReport(attempt: $0.id, state: .running) }
        }
    }

    private func verdicts(_ cluster: MiniCluster) -> [NodeID] {
        cluster.events.compactMap { if case .verdict(let node, _, _) = $0 { node } else { nil } }
    }

    private func killLeader(_ cluster: inout MiniCluster) throws -> MemberID {
        let old = try #require(cluster.leader?.setup.id)
        cluster.dead.insert(old)
        for id in MiniCluster.ids where id != old { cluster.give(id, .peerDisconnected(old)) }
        return old
    }

    @Test(arguments: [0, 2_000, 4_900, 5_040, 5_060, 5_500] as [UInt64])
    func aLeaderKilledInTheMiddleOfARackFailureLosesNobodyElseAndRestartsNothingTwice(after milliseconds: UInt64) throws
    {
        var (cluster, agents) = try running(settings: ClusterSettings(brakeFloor: 10))
        let rack = Array(agents[3...])
        let healthy = Array(agents[..<3])
        let silentSince = cluster.now
        let before = healthy.map { cluster.leader?.fleet.liveAttempts(of: $0.session).map(\.id) }
        cluster.run(for: .milliseconds(milliseconds), beating: healthy)
        _ = try killLeader(&cluster)
        while cluster.now < silentSince + .seconds(20) {
            report(cluster, healthy)
            cluster.run(for: .milliseconds(100), beating: healthy)
        }
        let leader = try #require(cluster.leader)
        for agent in healthy { #expect(leader.fleet.nodes[agent.session.node]?.session == agent.session) }
        for agent in rack { #expect(leader.fleet.nodes[agent.session.node]?.session == nil) }
        #expect(Set(verdicts(cluster)).isSubset(of: Set(rack.map(\.session.node))))
        for (agent, attempts) in zip(healthy, before) {
            let now = leader.fleet.liveAttempts(of: agent.session).map(\.id)
            #expect(attempts?.allSatisfy(now.contains) == true)
        }
        // Each lost replica was begun anew at most once: there is room for none of the three before it is freed.
        for (_, allocation) in leader.fleet.allocations { #expect(allocation.attemptCount <= 2) }
    }

    @Test func anElectionAfterTheSilenceDelaysTheVerdictByNoMoreThanTheGraceAndTheElection() throws {
        var (cluster, agents) = try running(settings: ClusterSettings(brakeFloor: 10))
        let healthy = Array(agents[..<3])
        let silentSince = cluster.now
        cluster.run(for: .seconds(2), beating: healthy)
        _ = try killLeader(&cluster)
        var elected: Instant?
        while cluster.now < silentSince + .seconds(20), verdicts(cluster).isEmpty {
            cluster.run(for: .milliseconds(10))
            if elected == nil, cluster.leader != nil { elected = cluster.now }
            for agent in healthy where cluster.now.nanoseconds / 10_000_000 % 100 == 0 {
                let message = agent.beat()
                for id in MiniCluster.ids {
                    cluster.give(id, .agent(Heard(node: agent.session.node, event: .message(message))))
                }
            }
        }
        let first = try #require(elected)
        let took = cluster.now.since(first)
        let earliest = Span.seconds(1) + Span.seconds(5).withDriftAllowance
        #expect(took + .milliseconds(300) >= earliest && took <= earliest + .milliseconds(200))
    }

    @Test func theWindowOfTheBrakeOutlivesItsLeader() throws {
        let settings = ClusterSettings(brakePercent: 0, brakeFloor: 2, brakeWindow: .seconds(60))
        var (cluster, agents) = try running(settings: settings)
        let healthy = Array(agents[..<2])
        cluster.run(for: .seconds(8), beating: healthy)
        #expect(Set(verdicts(cluster)).count == 2 && cluster.leader?.braked.count == 2)
        _ = try killLeader(&cluster)
        cluster.run(for: .seconds(15), beating: healthy)
        let leader = try #require(cluster.leader)
        #expect(Set(verdicts(cluster)).count == 2 && leader.braked.count == 2)
        #expect(leader.fleet.brake.taken.count == 2)
        // A person lets go what is held, and no more.
        let ticket = cluster.ask(.releaseBrake, request: 9)
        cluster.run(for: .seconds(1), beating: healthy)
        #expect(cluster.answers[ticket]?.message == "released 2 held verdicts")
        #expect(Set(verdicts(cluster)).count == 4 && cluster.leader?.braked.isEmpty == true)
        #expect(cluster.leader?.fleet.audit.last?.act == "brake release 2")
    }

    @Test func theWindowEndsAfterAChangeOfTheLeaderToo() throws {
        let settings = ClusterSettings(brakePercent: 0, brakeFloor: 2, brakeWindow: .seconds(20))
        var (cluster, agents) = try running(settings: settings)
        let healthy = Array(agents[..<2])
        cluster.run(for: .seconds(8), beating: healthy)
        _ = try killLeader(&cluster)
        cluster.run(for: .seconds(30), beating: healthy)
        #expect(Set(verdicts(cluster)).count == 4)
    }

    @Test func aHoldOutlivesItsLeaderAndEndsWithARelease() throws {
        var (cluster, agents) = try running(settings: ClusterSettings(brakeFloor: 10))
        let hold = cluster.ask(.operation(.setBrake(isOnHold: true, released: [])), request: 5)
        #expect(cluster.answers[hold]?.code == .done)
        let healthy = Array(agents[..<5])
        cluster.run(for: .seconds(3), beating: healthy)
        _ = try killLeader(&cluster)
        cluster.run(for: .seconds(15), beating: healthy)
        #expect(verdicts(cluster).isEmpty && cluster.leader?.braked.elements == [NodeID("f")])
        _ = cluster.ask(.releaseBrake, request: 6)
        cluster.run(for: .seconds(1), beating: healthy)
        #expect(Set(verdicts(cluster)) == [NodeID("f")] && cluster.leader?.fleet.brake.isOnHold == false)
    }

    @Test func theBrakeLetsTheMostImportantWorkThroughFirst() throws {
        var cluster = MiniCluster(
            nodes: ["a", "b", "c"], settings: ClusterSettings(brakePercent: 0, brakeFloor: 1))
        let agents = ["a", "b", "c"].map { BeatingAgent($0) }
        cluster.run(for: .seconds(6), beating: agents)
        // Of equal size, so that each takes a server of its own, the less important ones first.
        for (place, priority) in [10, 50, 90].enumerated() {
            _ = cluster.ask(
                .operation(.submitJob(job("p\(priority)", priority: UInt64(priority), cpu: 4_000))),
                request: UInt64(place) + 1)
        }
        report(cluster, agents)
        cluster.run(for: .seconds(2), beating: agents)
        let important = try #require(
            cluster.leader?.fleet.allocations.values.first { $0.job == JobID(name: "p90") }?.current?.node)
        #expect(important == NodeID("c"))
        cluster.events.removeAll()
        cluster.run(for: .seconds(8))
        #expect(Set(verdicts(cluster)) == [important] && cluster.leader?.braked.count == 2)
    }

    @Test func verdictsThatAHandoverHeldUpLeaveTheBrakeAsItWas() throws {
        var (cluster, agents) = try running(settings: ClusterSettings(brakePercent: 1, brakeFloor: 2))
        let leader = try #require(cluster.leader?.setup.id)
        let away = try #require(MiniCluster.ids.first { $0 != leader })
        cluster.dead.insert(away)
        // Two servers are silent until they are due, which is while the leader tries to hand over.
        cluster.run(for: .milliseconds(3_500), beating: Array(agents[2...]))
        var tried: [NodeID] = []
        for _ in 0..<100 where Set(tried).count < 2 {
            cluster.give(leader, .transferLeadership(away))
            cluster.run(for: .milliseconds(50), beating: Array(agents[2...]))
            tried = verdicts(cluster)
        }
        #expect(Set(tried) == Set(agents[..<2].map(\.session.node)))
        for agent in agents[..<2] {
            let beat = agent.beat()
            cluster.give(leader, .agent(Heard(node: agent.session.node, event: .message(beat))))
        }
        cluster.run(for: .seconds(3), beating: agents)
        let lost = { (cluster: MiniCluster, agent: BeatingAgent) in
            cluster.leader?.fleet.liveAttempts(of: agent.session).isEmpty == true
        }
        #expect(agents.allSatisfy { !lost(cluster, $0) }, "nothing was committed")
        // Two others are lost, and may be; then the first again, which is one too many.
        cluster.run(for: .seconds(12), beating: Array(agents[..<2] + agents[4...]))
        #expect(lost(cluster, agents[2]) && lost(cluster, agents[3]))
        cluster.run(for: .seconds(12), beating: Array(agents[1..<2] + agents[4...]))
        #expect(!lost(cluster, agents[0]) && cluster.leader?.braked.contains(agents[0].session.node) == true)
    }
}
