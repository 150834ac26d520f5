import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Testing

/// Pools that the leader keeps by a rule.
@Suite struct PoolTests {
    private static let names = ["a", "b", "c", "d"]

    private func settled() -> (cluster: LoneCoordinator, agents: [BeatingAgent]) {
        var cluster = LoneCoordinator(nodes: PoolTests.names)
        let agents = PoolTests.names.map { BeatingAgent($0) }
        cluster.run(for: .seconds(6), beating: agents)
        return (cluster, agents)
    }

    private func set(_ rule: PoolRule, in cluster: inout LoneCoordinator) -> UInt64 {
        cluster.ask(.operation(.setPoolRule(name: "spare", rule: rule)))
    }

    private func submit(_ name: String, cpu: UInt64, priority: UInt64 = 50, in cluster: inout LoneCoordinator) {
        _ = cluster.ask(
            .operation(
                .submitJob(
                    JobDefinition(
                        id: JobID(name: name), type: .service, priority: priority, count: 1, command: ["sleep"],
                        resources: Resources(cpuMillicores: cpu), lease: .seconds(5)))))
    }

    private func members(_ cluster: LoneCoordinator) -> [String] {
        (cluster.member.fleet.pools["spare"] ?? []).map(\.name)
    }

    private func node(of job: String, _ cluster: LoneCoordinator) -> NodeID? {
        guard let id = cluster.member.fleet.jobs[JobID(name: job)]?.allocations.first else { return nil }
        return cluster.member.fleet.allocations[id]?.live.last?.node
    }

    @Test func idleServersFillAPoolAndWhatIsTooManyIsGivenBack() {
        let (settled, agents) = settled()
        var cluster = settled
        submit("web", cpu: 4_000, in: &cluster)
        cluster.run(for: .seconds(2), beating: agents)
        #expect(node(of: "web", cluster)?.name == "a")
        _ = set(PoolRule(target: "*", size: 2), in: &cluster)
        cluster.run(for: .seconds(3), beating: agents)
        #expect(members(cluster) == ["b", "c"])
        _ = set(PoolRule(target: "*", size: 1), in: &cluster)
        cluster.run(for: .seconds(3), beating: agents)
        #expect(members(cluster) == ["b"])
        // Whatever is asked for, one server goes on working.
        _ = set(PoolRule(target: "*", size: 9), in: &cluster)
        cluster.run(for: .seconds(3), beating: agents)
        #expect(members(cluster) == ["b", "c", "d"])
        #expect(cluster.member.fleet.poolRules["spare"]?.wanted == 9)
    }

    @Test func theSizeFollowsFromTheRateAndItsArithmeticIsTold() throws {
        let (settled, agents) = settled()
        var cluster = settled
        // 4 servers at 6.5 losses in 1,000 days: hazard 0.65 in 100 days.
        let ticket = set(PoolRule(target: "*", refill: .seconds(100 * 86_400)), in: &cluster)
        #expect(cluster.outcomes[ticket]?.code == .done)
        cluster.run(for: .seconds(3), beating: agents)
        let rule = try #require(cluster.member.fleet.poolRules["spare"])
        let sizing = cluster.member.sizing(of: rule)
        #expect(sizing.servers == 4 && sizing.record.losses == 0 && sizing.record.served > .zero)
        // P(X <= 3) = 1 - (1 - e^-0.65)^4 = 0.947...: all four are asked for.
        #expect(sizing.size?.standbys == 4 && rule.wanted == 4)
        #expect(members(cluster) == ["a", "b", "c"])
        _ = set(PoolRule(target: "*", refill: .seconds(3_600)), in: &cluster)
        cluster.run(for: .seconds(3), beating: agents)
        #expect(members(cluster) == [] && cluster.member.fleet.poolRules["spare"]?.wanted == 0)
    }

    @Test func theRefillTimeIsGivenMeasuredOrAssumed() {
        let rule = PoolRule(target: "*")
        #expect(RefillTime(PoolRule(target: "*", refill: .seconds(9)), record: ServiceRecord()).source == .given)
        let few = RefillTime(rule, record: ServiceRecord(returns: 4, away: .seconds(40)))
        #expect(few.source == .assumed && few.span == .seconds(86_400))
        // One that has not come back yet counts with its time.
        let enough = RefillTime(rule, record: ServiceRecord(returns: 5, away: .seconds(6_000)))
        #expect(enough.source == .measured && enough.span == .seconds(1_200))
    }

    @Test func aTargetThatNamesNobodyIsRefused() {
        var cluster = settled().cluster
        for target in ["rack=r9", "a,,b"] {
            let ticket = set(PoolRule(target: target), in: &cluster)
            #expect(cluster.refusals[ticket] != nil, "\(target)")
        }
        #expect(cluster.member.fleet.poolRules.isEmpty)
    }

    @Test func aStandbyIsPreparedOnSuspicionUsedOnLossAndReplaced() throws {
        let (settled, agents) = settled()
        var cluster = settled
        submit("web", cpu: 4_000, in: &cluster)
        submit("two", cpu: 4_000, in: &cluster)
        _ = set(PoolRule(target: "*", size: 1), in: &cluster)
        cluster.run(for: .seconds(3), beating: agents)
        #expect(members(cluster) == ["c"])
        #expect(node(of: "web", cluster)?.name == "a" && node(of: "two", cluster)?.name == "b")
        // d is full, so that the standby is needed.
        submit("rest", cpu: 4_000, in: &cluster)
        cluster.run(for: .seconds(2), beating: agents)
        #expect(node(of: "rest", cluster)?.name == "d")
        report(agents, in: &cluster)

        // Suspect, and heard again.
        let others = Array(agents.dropFirst())
        cluster.run(for: .milliseconds(3_300), beating: others)
        #expect(cluster.member.prepared[NodeID("c")]?.elements == [NodeID("a")])
        cluster.run(for: .seconds(2), beating: agents)
        #expect(cluster.member.prepared.isEmpty && node(of: "web", cluster)?.name == "a")

        // Suspect, and lost.
        cluster.run(for: .seconds(20), beating: others)
        #expect(node(of: "web", cluster)?.name == "c")
        #expect(members(cluster) == ["c"], "nobody can take its place")
        _ = cluster.ask(.operation(.stopJob(JobID(name: "rest"))))
        let stopped = cluster.member.fleet.liveAttempts(on: NodeID("d"))
        agents[3].tasks = stopped.map {
            TaskReport(attempt: $0.id, state: .ended(AttemptEnd(cause: .stopped, exit: .signal(15))))
        }
        cluster.run(for: .seconds(2), beating: others)
        agents[3].tasks = []
        cluster.run(for: .seconds(12), beating: others)
        #expect(members(cluster) == ["d"], "an idle server has taken its place")
        #expect(cluster.member.fleet.nodes[NodeID("c")]?.pool == nil)
    }

    /// What a real agent would: every task runs.
    private func report(_ agents: [BeatingAgent], in cluster: inout LoneCoordinator) {
        for agent in agents {
            agent.tasks = cluster.member.fleet.liveAttempts(on: agent.session.node).map {
                TaskReport(attempt: $0.id, state: .running)
            }
        }
        cluster.run(for: .seconds(2), beating: agents)
    }
}
