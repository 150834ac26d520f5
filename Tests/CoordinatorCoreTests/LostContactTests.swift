import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Testing

/// Lost contact is not failure: what a default cluster must bear without a verdict.
@Suite struct LostContactTests {
    /// An agent that hears only what reaches it, and knows when its task would be killed.
    private struct Hearer {
        let session: SessionID
        let offset: UInt64
        var sequence: UInt64 = 0
        var acknowledged: UInt64 = 0
        var sentAt: [Instant] = [.origin]
        var longestSilence = Span.zero

        mutating func beat(now: Instant, facts: NodeFacts, tasks: [TaskReport]) -> AgentMessage {
            sequence += 1
            sentAt.append(now)
            if acknowledged == 0 {
                return .hello(Hello(session: session, sequence: sequence, facts: facts, adopted: []))
            }
            return .beat(
                Beat(session: session, sequence: sequence, acknowledged: acknowledged, tasks: tasks, commands: []))
        }

        mutating func hear(_ order: StampedOrder) {
            guard case .acknowledge(let word) = order.order, word.session == session else { return }
            acknowledged = max(acknowledged, word.sequence)
        }

        mutating func note(now: Instant) {
            guard acknowledged > 0 else { return }
            longestSilence = max(longestSilence, now.since(sentAt[Int(acknowledged)]))
        }
    }

    private let lease = Span.seconds(5)

    /// Runs six servers with a task of a lease of 5 s each; `isPaused` says whose beats stand still, `loses` what gets lost.
    private func play(
        for span: Span, loses: @escaping () -> Bool, isPaused: (Int, Instant) -> Bool
    ) throws -> (MiniCluster, [Hearer]) {
        let names = ["a", "b", "c", "d", "e", "f"]
        var cluster = MiniCluster(nodes: names, settings: ClusterSettings(brakeFloor: 10))
        let facts = BeatingAgent("a").facts
        var agents = names.enumerated().map {
            Hearer(session: SessionID(node: NodeID($1), boot: "boot", nonce: 1), offset: UInt64($0) * 15)
        }
        let begin = cluster.now
        var hasJob = false
        while cluster.now < begin + span {
            cluster.now = cluster.now + .milliseconds(10)
            let isCalm = cluster.now < begin + .seconds(8)
            cluster.loses = isCalm ? nil : loses
            for id in MiniCluster.ids { cluster.give(id, .tick) }
            for index in agents.indices where !isPaused(index, cluster.now) {
                guard cluster.now.nanoseconds / 10_000_000 % 100 == agents[index].offset else { continue }
                let live = cluster.leader?.fleet.liveAttempts(of: agents[index].session) ?? []
                let message = agents[index].beat(
                    now: cluster.now, facts: facts, tasks: live.map { TaskReport(attempt: $0.id, state: .running) })
                for id in MiniCluster.ids where isCalm || !loses() {
                    cluster.give(id, .agent(Heard(node: message.session.node, event: .message(message))))
                }
            }
            for sent in cluster.orders where isCalm || !loses() {
                for index in agents.indices where agents[index].session.node == sent.node {
                    agents[index].hear(sent.order)
                }
            }
            cluster.orders.removeAll()
            for index in agents.indices { agents[index].note(now: cluster.now) }
            if !hasJob, cluster.now > begin + .seconds(6) {
                hasJob = true
                let job = JobDefinition(
                    id: JobID(name: "web"), type: .service, count: 6, command: ["sleep"],
                    resources: Resources(cpuMillicores: 3_000, memoryBytes: 1 << 20), lease: lease)
                _ = cluster.ask(.operation(.submitJob(job)), request: 1)
            }
        }
        #expect(cluster.leader?.fleet.allocations.count == 6)
        return (cluster, agents)
    }

    private func requireNoVerdict(_ cluster: MiniCluster, _ agents: [Hearer], _ what: String) {
        let verdicts = cluster.events.filter { if case .verdict = $0 { true } else { false } }
        #expect(verdicts.isEmpty, "\(what)")
        for (_, allocation) in cluster.leader?.fleet.allocations ?? SortedMap() {
            #expect(allocation.attemptCount == 1, "\(what)")
        }
        // Nor does any supervisor begin to kill.
        for agent in agents { #expect(agent.longestSilence < lease - KillLead.of(lease), "\(what)") }
    }

    /// Harsher than the loss of packets, which the transport repeats: whole beats and answers never arrive, each way by itself.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func aLossOfAFifthOfAllMessagesLeadsToNoVerdict(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let (cluster, agents) = try play(
            for: .seconds(120), loses: { random.below(100) < 20 }, isPaused: { _, _ in false })
        requireNoVerdict(cluster, agents, "seed \(seed)")
    }

    @Test func aPauseOfTwoSecondsLeadsToNoVerdictWheneverItBegins() throws {
        // Every server pauses again and again, at another phase of its beat each time.
        let (cluster, agents) = try play(for: .seconds(120), loses: { false }) { index, now in
            guard now > Instant.origin + .seconds(10) else { return false }
            let period: UInt64 = 7_000 + UInt64(index) * 130
            return now.nanoseconds / 1_000_000 % period < 2_000
        }
        requireNoVerdict(cluster, agents, "pauses")
        #expect(agents.contains { $0.longestSilence > .seconds(2) })
    }

    /// The leader's own pause is no silence of its servers, whose words wait to be read.
    @Test(arguments: [600, 900, 2_000, 8_000, 70_000] as [UInt64])
    func aLeaderThatWasHeldUpItselfSuspectsNobodyAndGivesNobodyUp(milliseconds: UInt64) throws {
        let settings = ClusterSettings(beatInterval: .milliseconds(400), brakeFloor: 10)
        var cluster = LoneCoordinator(settings: settings)
        let agents = [BeatingAgent("a"), BeatingAgent("b")]
        cluster.run(for: .seconds(6), beating: agents)
        cluster.events.removeAll()
        for _ in 0..<3 {
            cluster.run(for: .milliseconds(900), beating: agents)
            cluster.now = cluster.now + .milliseconds(milliseconds)
            cluster.give(.tick)
            for agent in agents { cluster.hear(agent.beat()) }
            cluster.run(for: .milliseconds(5_100), beating: agents)
        }
        let wrong = cluster.events.filter { event in
            switch event.event {
            case .suspect, .verdict: true
            default: false
            }
        }
        #expect(wrong.isEmpty, "\(wrong)")
        // One that stays silent is noticed all the same.
        cluster.run(for: .seconds(10), beating: [agents[0]])
        #expect(cluster.member.fleet.nodes[NodeID("b")]?.session == nil)
        #expect(cluster.member.fleet.nodes[NodeID("a")]?.session == agents[0].session)
    }
}
