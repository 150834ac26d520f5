import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Testing

/// A leader that was just started knows nobody, and must not take that for silence.
@Suite struct RestartedLeaderTests {
    private func job(lease: Span, duplicatesAllowed: Bool = false) -> JobDefinition {
        JobDefinition(
            id: JobID(name: "web"), type: .service, count: 1, command: ["sleep"],
            resources: Resources(cpuMillicores: 500, memoryBytes: 1 << 20), lease: lease,
            duplicatesAllowed: duplicatesAllowed)
    }

    /// A cluster in which `a` runs the job, and whose coordinator was restarted thereafter.
    private func restarted(
        _ job: JobDefinition, grace: Span = .seconds(1)
    ) throws -> (LoneCoordinator, BeatingAgent, Attempt) {
        var cluster = LoneCoordinator(settings: ClusterSettings(leaderGrace: grace, brakeFloor: 10))
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(6), beating: [a])
        _ = cluster.ask(.operation(.submitJob(job)))
        let attempt = try #require(cluster.member.fleet.allocations[AllocationID(1)]?.current)
        a.tasks = [TaskReport(attempt: attempt.id, state: .running)]
        cluster.run(for: .seconds(2), beating: [a])
        #expect(cluster.member.fleet.attempt(attempt.id)?.state == .running)
        cluster.restart()
        return (cluster, a, attempt)
    }

    @Test func theAgreedGraceCountsAndNotTheDefault() throws {
        let lease = Span.seconds(5)
        var (cluster, _, attempt) = try restarted(job(lease: lease), grace: .seconds(4))
        cluster.run(for: .seconds(20))
        let leads = try #require(cluster.becameLeaderAt)
        let lost = try #require(cluster.verdict(over: attempt.id))
        #expect(lost >= leads + .seconds(4) + lease.withDriftAllowance, "lost after \(lost.since(leads))")
    }

    @Test func whatMayRunTwiceDoesNotMoveBeforeItsServerCouldBeHeard() throws {
        var (cluster, a, attempt) = try restarted(job(lease: .seconds(60), duplicatesAllowed: true))
        cluster.run(for: .seconds(2))
        #expect(cluster.becameLeaderAt != nil && cluster.verdict(over: attempt.id) == nil)
        cluster.run(for: .seconds(5), beating: [a])
        #expect(cluster.verdict(over: attempt.id) == nil)
        // A server that stays silent does lose it, long before its lease ends.
        cluster.run(for: .seconds(4))
        #expect(cluster.verdict(over: attempt.id) != nil)
    }

    @Test func nobodyIsConfirmedDeadBeforeItCouldBeHeard() throws {
        var (cluster, a, attempt) = try restarted(job(lease: .seconds(60)))
        while !cluster.member.isReadyLeader { cluster.run(for: .milliseconds(10)) }
        let early = cluster.ask(.confirmDead(a.session, attempts: []))
        #expect(cluster.refusals[early] == .interrupted)
        cluster.run(for: .seconds(4))
        let late = cluster.ask(.confirmDead(a.session, attempts: []))
        #expect(cluster.outcomes[late]?.code == .done)
        #expect(cluster.member.fleet.attempt(attempt.id)?.state.isLive == false)
    }

    @Test func aSnapshotThatCannotBeReadStopsTheMemberWithASentence() {
        let setup = LoneCoordinator.setup(ClusterSettings(), ["a"])
        let snapshot = Snapshot(
            lastIndex: LogIndex(5), lastTerm: Term(2), configuration: setup.bootstrap ?? Configuration(voters: []),
            data: [1, 2, 3])
        let now = Instant(nanoseconds: 1)
        var member = Member(
            setup: setup, recovered: Recovered(store: LoneCoordinator.store, snapshot: snapshot), seed: 1, now: now)
        let sentences = member.step(.tick, now: now, wall: .epoch).compactMap { effect -> String? in
            if case .halt(let sentence) = effect { sentence } else { nil }
        }
        #expect(sentences.count == 1 && sentences.first?.contains("index 5") == true)
        #expect(member.step(.tick, now: now, wall: .epoch).isEmpty)
    }
}
