import CoordinatorCore
import Determinism
import Fleet
import Testing

/// What ends leases early, and what does not.
@Suite struct EvidenceTests {
    private func job(lease: Span = .seconds(5)) -> JobDefinition {
        JobDefinition(
            id: JobID(name: "web"), type: .service, count: 1, command: ["sleep"],
            resources: Resources(cpuMillicores: 500, memoryBytes: 1 << 20), lease: lease)
    }

    /// A cluster in which `a` runs the job; `b` comes later.
    private func running(lease: Span = .seconds(5)) throws -> (LoneCoordinator, BeatingAgent, Attempt) {
        var cluster = LoneCoordinator(settings: ClusterSettings(brakeFloor: 10))
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(6), beating: [a])
        _ = cluster.ask(.operation(.submitJob(job(lease: lease))))
        let attempt = try #require(cluster.member.fleet.allocations[AllocationID(1)]?.current)
        a.tasks = [TaskReport(attempt: attempt.id, state: .running)]
        cluster.run(for: .seconds(2), beating: [a])
        #expect(cluster.member.fleet.attempt(attempt.id)?.state == .running)
        return (cluster, a, attempt)
    }

    private func isLive(_ attempt: Attempt, _ cluster: LoneCoordinator) -> Bool {
        cluster.member.fleet.attempt(attempt.id)?.state.isLive == true
    }

    @Test func whatIsNotDeadOutlivesItsServersLeaseAndKeepsItsPlace() throws {
        var (cluster, a, attempt) = try running()
        let b = BeatingAgent("b")
        a.tasks = [TaskReport(attempt: attempt.id, state: .notDead)]
        cluster.run(for: .seconds(6), beating: [a, b])
        #expect(cluster.member.fleet.attempt(attempt.id)?.notDead == true)
        cluster.run(for: .seconds(60), beating: [b])
        #expect(isLive(attempt, cluster))
        #expect(cluster.member.fleet.nodes[NodeID("a")]?.session == nil, "the session is over all the same")
        #expect(cluster.member.fleet.allocations[AllocationID(1)]?.attemptCount == 1)
        // A person has been there.
        let ticket = cluster.ask(.confirmDead(a.session, attempts: []))
        #expect(cluster.outcomes[ticket]?.code == .done)
        #expect(!isLive(attempt, cluster))
        #expect(cluster.member.fleet.allocations[AllocationID(1)]?.current?.node == NodeID("b"))
    }

    @Test func whatTheAgentReportedCountsAlsoBeforeItIsCommitted() throws {
        var (cluster, a, attempt) = try running(lease: .milliseconds(2_600))
        let undead = [TaskReport(attempt: attempt.id, state: .notDead)]
        // The beat is the last that is heard, by a leader that has just begun.
        cluster.restart()
        while cluster.becameLeaderAt == nil { cluster.run(for: .milliseconds(10)) }
        a.tasks = undead
        cluster.hear(a.beat())
        cluster.run(for: .seconds(30))
        #expect(isLive(attempt, cluster))
        #expect(cluster.member.fleet.attempt(attempt.id)?.notDead == true, "people are told of it")
    }

    @Test func aLivingServerIsNotDeclaredDeadButWhatItCannotKillMayBe() throws {
        var (cluster, a, attempt) = try running()
        let alive = cluster.ask(.confirmDead(a.session, attempts: []))
        guard case .invalid(let sentence) = cluster.refusals[alive] else {
            Issue.record("a living server was declared dead")
            return
        }
        #expect(sentence.contains("is alive"))
        let single = cluster.ask(.confirmDead(a.session, attempts: [attempt.id]))
        #expect(cluster.refusals[single] != nil && isLive(attempt, cluster))
        a.tasks = [TaskReport(attempt: attempt.id, state: .notDead)]
        cluster.run(for: .seconds(2), beating: [a])
        let undead = cluster.ask(.confirmDead(a.session, attempts: [attempt.id]))
        #expect(cluster.outcomes[undead]?.code == .done)
        #expect(!isLive(attempt, cluster))
        #expect(cluster.member.fleet.nodes[NodeID("a")]?.session == a.session)
        // It is still there, so that its server gets nothing new; the others' lease goes on.
        #expect(cluster.member.remnants(on: NodeID("a")) == [attempt.id])
        cluster.run(for: .seconds(10), beating: [a])
        #expect(cluster.member.fleet.allocations[AllocationID(1)]?.state == .pending)
        a.tasks = []
        cluster.run(for: .seconds(2), beating: [a])
        #expect(cluster.member.fleet.allocations[AllocationID(1)]?.state == .active)
    }

    @Test func aServerThatHasComeBackSinceIsNotMeant() throws {
        var (cluster, a, attempt) = try running(lease: .unlimited)
        cluster.run(for: .seconds(5))
        let back = BeatingAgent("a", nonce: 2, boot: "boot")
        cluster.run(for: .seconds(3), beating: [back])
        // What the former life left may be confirmed; the present one is alive.
        let former = cluster.ask(.confirmDead(a.session, attempts: []))
        #expect(cluster.outcomes[former]?.code == .done && !isLive(attempt, cluster))
        let again = cluster.ask(.confirmDead(a.session, attempts: []))
        guard case .invalid(let sentence) = cluster.refusals[again] else {
            Issue.record("a session that is over was confirmed again")
            return
        }
        #expect(sentence.contains("come back since"))
        #expect(cluster.member.fleet.nodes[NodeID("a")]?.session == back.session)
    }
}
