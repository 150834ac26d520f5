import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Testing

@Suite struct RecoveredLeaderTests {
    /// A coordinator alone that begins with a recovered state, in which one job waits.
    private func recovered(hold: Span) throws -> LoneCoordinator {
        var lone = LoneCoordinator()
        lone.run(for: .seconds(4), beating: [BeatingAgent("a")])
        _ = lone.ask(
            .operation(
                .submitJob(
                    JobDefinition(
                        id: JobID(name: "batch"), type: .batch, command: ["true"],
                        resources: Resources(cpuMillicores: 1), constraints: Self.nowhere))))
        var state = lone.member.fleet
        try #require(state.pending.count == 1)
        let index = LogIndex(state.beginRecovery(hold: hold, act: "cluster recover"))
        let snapshot = Snapshot(
            lastIndex: index, lastTerm: Term(9),
            configuration: Configuration(voters: lone.member.raft.configuration.voters), data: state.canonicalBytes)
        lone.member = Member(
            setup: lone.member.setup,
            recovered: Recovered(
                store: LoneCoordinator.store, hardState: HardState(term: Term(9)), snapshot: snapshot), seed: 3,
            now: lone.now)
        lone.events.removeAll()
        return lone
    }

    private static var nowhere: SortedMap<String, String> {
        var labels = SortedMap<String, String>()
        labels["place"] = "nowhere"
        return labels
    }

    @Test func theLeaderAfterARecoveryPlacesNothingUntilTheLongestLeaseIsOver() throws {
        let hold = Span.seconds(6)
        var lone = try recovered(hold: hold)
        let agent = BeatingAgent("a")
        while lone.becameLeaderAt == nil { lone.run(for: .milliseconds(10), beating: [agent]) }
        let since = try #require(lone.becameLeaderAt)
        _ = lone.ask(
            .operation(
                .submitJob(
                    JobDefinition(
                        id: JobID(name: "next"), type: .batch, command: ["true"],
                        resources: Resources(cpuMillicores: 1)))))
        func isPlaced() -> Bool { lone.member.fleet.allocations.contains { $0.value.current != nil } }
        while !isPlaced(), lone.now.since(since) < .seconds(20) {
            lone.run(for: .milliseconds(10), beating: [agent])
        }
        let waited = lone.now.since(since)
        #expect(isPlaced())
        #expect(
            waited >= hold + ClusterSettings().leaderGrace && waited < hold + .seconds(3),
            "waited \(waited.wholeMilliseconds) ms")
        #expect(lone.member.fleet.placementHold == nil)
        #expect(lone.orders.last?.stamp.generation == 2)
    }
}
