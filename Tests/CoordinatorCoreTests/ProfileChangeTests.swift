import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Testing

/// The profile is changed while leases are out.
@Suite struct ProfileChangeTests {
    private func job(lease: Span) -> JobDefinition {
        JobDefinition(
            id: JobID(name: "web"), type: .service, count: 1, command: ["sleep"],
            resources: Resources(cpuMillicores: 500, memoryBytes: 1 << 20), lease: lease)
    }

    @Test func agentsAreToldAndNobodyIsSuspectMeanwhile() {
        var cluster = LoneCoordinator()
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(6), beating: [a])
        _ = cluster.ask(.operation(.setProfile(.fast)))
        cluster.orders.removeAll()
        cluster.run(for: .seconds(4), beating: [a])
        let told = cluster.orders.compactMap { order -> Span? in
            if case .acknowledge(let acknowledgement) = order.order { acknowledgement.beatInterval } else { nil }
        }
        #expect(!told.isEmpty && told.allSatisfy { $0 == .milliseconds(250) })
        // Its agent goes on with a beat a second for a while, as one that has not heard of the change.
        #expect(!cluster.events.contains { if case .suspect = $0.event { true } else { false } })
        #expect(cluster.member.fleet.settings.profile == .fast && cluster.member.fleet.formerGrace == nil)
    }

    /// An agent may not even have heard of the first of two changes.
    @Test func theSlowestRhythmOfSeveralChangesIsAllowedFor() {
        var cluster = LoneCoordinator(settings: ClusterSettings(profile: .patient))
        let patient = ClusterSettings(profile: .patient).patience
        cluster.run(for: .seconds(6), beating: [])
        _ = cluster.ask(.operation(.setProfile(.standard)))
        cluster.run(for: .seconds(1), beating: [])
        #expect(cluster.member.suspectAfter == patient)
        _ = cluster.ask(.operation(.setProfile(.fast)))
        cluster.run(for: .seconds(8), beating: [])
        #expect(cluster.member.suspectAfter == patient)
        cluster.run(for: patient * 2, beating: [])
        #expect(cluster.member.suspectAfter == ClusterSettings(profile: .fast).patience)
    }

    @Test func theFoundingOfAFastClusterIsNoChange() throws {
        var cluster = LoneCoordinator(settings: ClusterSettings(profile: .fast))
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(4), beating: [a])
        #expect(cluster.member.fleet.nodes[NodeID("a")]?.session != nil)
        // Silent for longer than three of the fast beats, and for less than three of the default's.
        cluster.run(for: .milliseconds(900), beating: [])
        #expect(cluster.member.standing(of: NodeID("a"), now: cluster.now) == .suspect)
    }

    /// The old leader has proposed a shorter grace, does not learn that it is committed, and goes on acknowledging by the
    /// longer one after its successor has committed it and has handed over to a third, which begins with it applied.
    @Test func aNewLeaderCountsWithTheLongerGraceOfTheOldOne() throws {
        var cluster = MiniCluster()
        let a = BeatingAgent("a")
        cluster.run(for: .seconds(5), beating: [a])
        let lease = Span.seconds(5)
        _ = cluster.ask(.operation(.submitJob(job(lease: lease))), request: 1)
        let attempt = try #require(cluster.leader?.fleet.allocations[AllocationID(1)]?.current).id
        a.tasks = [TaskReport(attempt: attempt, state: .running)]
        cluster.run(for: .seconds(2), beating: [a])

        let old = try #require(cluster.leader?.setup.id)
        let term = try #require(cluster.leader?.raft.term)
        cluster.deaf.insert(old)
        _ = cluster.ask(.operation(.setProfile(.fast)), request: 2)
        cluster.mute.insert(old)
        for id in MiniCluster.ids where id != old { cluster.give(id, .peerDisconnected(old)) }
        let cut = cluster.now
        var (lastOld, elected, verdict): (Instant?, Instant?, Instant?)
        while cluster.now < cut + .seconds(12), verdict == nil {
            cluster.now = cluster.now + .milliseconds(10)
            for id in MiniCluster.ids { cluster.give(id, .tick) }
            let successor = cluster.members.values.first { $0.setup.id != old && $0.isReadyLeader }
            let hasAll = cluster.members.values.allSatisfy { $0.setup.id == old || $0.fleet.settings.profile == .fast }
            if elected == nil, let successor, hasAll,
                let third = MiniCluster.ids.first(where: { ![old, successor.setup.id].contains($0) })
            {
                cluster.give(successor.setup.id, .transferLeadership(third))
                elected = cluster.members[third]?.raft.becameLeaderAt
            }
            if successor?.isCondemned(attempt, of: a.session) == true
                || successor?.fleet.attempt(attempt)?.state.isLive == false
            {
                verdict = cluster.now
            }
            cluster.orders.removeAll()
            cluster.give(old, .agent(Heard(node: a.session.node, event: .message(a.beat()))))
            let isGranted = cluster.orders.contains { sent in
                if case .acknowledge = sent.order.order { return sent.order.stamp.term == term.rawValue }
                return false
            }
            if isGranted { lastOld = cluster.now }
        }
        let (last, first, lost) = (try #require(lastOld), try #require(elected), try #require(verdict))
        #expect(cluster.members[old]?.fleet.settings.profile == .standard)
        #expect(last > first + FailureProfile.fast.leaderGrace, "the old leader fell silent after \(last.since(first))")
        #expect(lost >= last + lease.withDriftAllowance, "lost \(lost.since(last)) after the last word")
    }
}
