import Consensus
import Determinism
import Fleet
import Testing

@testable import CoordinatorCore

/// What can be told apart about a server that is not simply ready.
@Suite struct ConditionTests {
    private static let node = NodeID("a")

    private func disconnect(_ cluster: inout MiniCluster, _ members: [MemberID]) {
        for id in members { cluster.give(id, .agent(Heard(node: ConditionTests.node, event: .disconnected))) }
    }

    private func condition(_ cluster: MiniCluster) -> NodeCondition? {
        cluster.leader?.condition(of: ConditionTests.node, now: cluster.now)
    }

    @Test func anAgentThatEndedIsToldFromAHostThatIsSilent() {
        var cluster = MiniCluster()
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(6), beating: [a])
        #expect(condition(cluster) == NodeCondition(standing: .ready, reason: nil, span: nil))
        var silent = cluster
        disconnect(&cluster, MiniCluster.ids)
        cluster.run(for: .milliseconds(500))
        #expect(condition(cluster)?.standing == .suspect && condition(cluster)?.reason == .agentGone)
        #expect(condition(cluster)?.span == .milliseconds(500))

        silent.run(for: .milliseconds(3_500))
        #expect(condition(silent)?.standing == .suspect && condition(silent)?.reason == .hostSilent)
        // That the transport gives the connection up later is no word of the process.
        disconnect(&silent, MiniCluster.ids)
        silent.run(for: .milliseconds(200))
        #expect(condition(silent)?.reason == .hostSilent)
        silent.run(for: .seconds(20))
        #expect(condition(silent)?.standing == .down && condition(silent)?.reason == .sessionOver)
    }

    @Test func aServerThatOnlyFollowersHearIsNeitherSuspectNorLost() throws {
        var cluster = MiniCluster()
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(6), beating: [a])
        let leader = try #require(cluster.leader?.setup.id)
        let others = MiniCluster.ids.filter { $0 != leader }
        disconnect(&cluster, [leader])
        for _ in 0..<20 {
            cluster.run(for: .seconds(1))
            let message = a.beat()
            for id in others {
                cluster.give(id, .agent(Heard(node: ConditionTests.node, event: .message(message))))
            }
        }
        #expect(condition(cluster)?.standing == .ready && condition(cluster)?.reason == .relayed(others))
        #expect(condition(cluster).flatMap(\.span).map { $0 >= .seconds(20) } == true)
        #expect(!cluster.events.contains { if case .suspect = $0 { true } else { false } })
        #expect(cluster.leader?.fleet.nodes[ConditionTests.node]?.session == a.session)
    }

    @Test func oneLongPauseIsNotSlowAndManyAre() {
        let tolerance = Promptness.tolerance(beatInterval: .seconds(1))
        var once = Promptness()
        for beat in 0..<16 {
            _ = once.note(beat == 5 ? .seconds(2) : .milliseconds(20), tolerance: tolerance, now: .origin)
            #expect(!once.isSlow)
        }
        var often = Promptness()
        var changes: [Int] = []
        for beat in 0..<20 {
            let lateness: Span = beat < 10 ? .milliseconds(600) : .zero
            if often.note(lateness, tolerance: tolerance, now: .origin) { changes.append(beat) }
        }
        #expect(changes == [4, 16] && !often.isSlow)
    }

    @Test func aSlowServerGetsNothingNewAndLosesNothing() throws {
        var cluster = LoneCoordinator(nodes: ["a"])
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(6), beating: [a])
        a.lateness = .milliseconds(800)
        cluster.run(for: .seconds(6), beating: [a])
        #expect(cluster.member.condition(of: ConditionTests.node, now: cluster.now).reason == .slow(.milliseconds(800)))
        _ = cluster.ask(
            .operation(
                .submitJob(
                    JobDefinition(
                        id: JobID(name: "j"), command: ["x"], resources: Resources(cpuMillicores: 1),
                        lease: .seconds(5)))))
        cluster.run(for: .seconds(10), beating: [a])
        #expect(cluster.member.fleet.pending.count == 1)
        #expect(cluster.member.fleet.nodes[ConditionTests.node]?.session == a.session)
        #expect(cluster.events.filter { if case .slow = $0.event { true } else { false } }.count == 1)
        a.lateness = .zero
        cluster.run(for: .seconds(8), beating: [a])
        #expect(cluster.member.fleet.pending.isEmpty)
    }

    @Test func aServerThatIsSuspectAgainAndAgainGetsNothingNewForAWhile() throws {
        var cluster = LoneCoordinator(nodes: ["a"])
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(6), beating: [a])
        var penalties: [UInt64?] = []
        for _ in 0..<4 {
            cluster.give(.agent(Heard(node: ConditionTests.node, event: .disconnected)))
            cluster.run(for: .milliseconds(200))
            cluster.hear(a.beat())
            let left = cluster.member.penalty(of: ConditionTests.node, now: cluster.now)
            penalties.append(left.map { $0.wholeMilliseconds / 1_000 })
            cluster.run(for: .seconds(1), beating: [a])
        }
        #expect(penalties == [nil, nil, 10, 20])
        #expect(cluster.member.condition(of: ConditionTests.node, now: cluster.now).reason == .flapping)
        #expect(cluster.member.unavailableNodes(now: cluster.now).contains(ConditionTests.node))
        var forgiven = cluster
        _ = forgiven.ask(.operation(.undamp(ConditionTests.node)))
        #expect(!forgiven.member.unavailableNodes(now: forgiven.now).contains(ConditionTests.node))
        cluster.run(for: .seconds(20), beating: [a])
        #expect(!cluster.member.unavailableNodes(now: cluster.now).contains(ConditionTests.node))
    }
}
