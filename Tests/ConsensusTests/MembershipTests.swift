import Determinism
import Testing

@testable import Consensus

/// Changes of the members while everything goes on.
@Suite struct MembershipTests {
    /// A settled cluster of three voters with two more members that nobody has added yet.
    private func grown() throws -> (SimulatedCluster, MemberID) {
        var cluster = SimulatedCluster(voters: 3, learners: 2, seed: 7)
        let settled = cluster.run(until: cluster.now + .seconds(5)) { $0.leader != nil }
        #expect(settled)
        cluster.run(for: .milliseconds(500))
        return (cluster, try #require(cluster.leader))
    }

    private func voters(_ cluster: SimulatedCluster, _ id: MemberID) -> [UInt64] {
        cluster.raft(id)?.configuration.voters.map(\.id.rawValue) ?? []
    }

    @Test func `new voters begin as learners and are promoted once they have caught up`() throws {
        var (cluster, leader) = try grown()
        for ticket in 1...40 as ClosedRange<UInt64> { cluster.step(leader, .propose(ticket: ticket, payload: [1])) }
        cluster.step(
            leader,
            .changeMembers(ticket: 99, [.addVoter(SimulatedCluster.peer(4)), .addVoter(SimulatedCluster.peer(5))]))
        let joining = try #require(cluster.raft(leader)?.configuration)
        #expect(joining.joining == [MemberID(4), MemberID(5)] && !joining.isJoint)
        let promoted = cluster.run(until: cluster.now + .seconds(5)) { cluster in
            cluster.members.values.allSatisfy {
                $0.raft.configuration.voters.count == 5 && !$0.raft.configuration.isJoint
            }
        }
        #expect(promoted)
        cluster.run(for: .milliseconds(200))
        #expect(cluster.raft(leader)?.configuration.joining.isEmpty == true)
        cluster.step(leader, .changeMembers(ticket: 100, [.remove(MemberID(4)), .remove(MemberID(5))]))
        let shrunk = cluster.run(until: cluster.now + .seconds(5)) { cluster in
            guard let leader = cluster.leader else { return false }
            return self.voters(cluster, leader) == [1, 2, 3] && cluster.raft(leader)?.configuration.isJoint == false
        }
        #expect(shrunk)
        #expect(cluster.violations.isEmpty)
    }

    @Test func `a change while another is under way, or that leaves nobody, is refused`() throws {
        var (cluster, leader) = try grown()
        cluster.step(leader, .changeMembers(ticket: 1, (1...3).map { .remove(MemberID($0)) }))
        #expect(cluster.refused[1] == .configurationRefused)
        cluster.step(leader, .changeMembers(ticket: 2, [.remove(MemberID(77))]))
        #expect(cluster.refused[2] == .configurationRefused)
        cluster.step(leader, .changeMembers(ticket: 3, [.addLearner(SimulatedCluster.peer(6))]))
        #expect(cluster.refused[3] == nil)
        cluster.step(leader, .changeMembers(ticket: 4, [.addLearner(SimulatedCluster.peer(7))]))
        #expect(cluster.refused[4] == .configurationRefused)
    }

    @Test func `a leader that is removed hands over to one that has everything`() throws {
        var (cluster, leader) = try grown()
        cluster.step(leader, .changeMembers(ticket: 1, [.remove(leader)]))
        let replaced = cluster.run(until: cluster.now + .milliseconds(400)) {
            $0.leader != nil && $0.leader != leader
        }
        #expect(replaced)
        #expect(cluster.violations.isEmpty)
    }

    @Test func `an acknowledgement or a vote of another store than the configuration names counts for nothing`() throws
    {
        var leader = LoneMember(1)
        _ = leader.settle(leader.lead())
        let term = leader.raft.term.rawValue
        let before = leader.raft.commitIndex
        let foreign = StoreID(high: 99, low: 2)
        let end = leader.raft.lastIndex
        _ = leader.settle(
            leader.receive(2, store: foreign, term: term, .appendResponse(success: true, index: end, hintTerm: .zero)))
        #expect(leader.raft.commitIndex == before)
        _ = leader.settle(leader.receive(2, term: term, .appendResponse(success: true, index: end, hintTerm: .zero)))
        #expect(leader.raft.commitIndex == end)

        var candidate = LoneMember(1)
        candidate.now = candidate.raft.nextDeadline
        _ = candidate.settle(candidate.raft.step(.tick, now: candidate.now))
        let next = candidate.raft.term.rawValue
        _ = candidate.settle(
            candidate.receive(2, store: foreign, term: next, .voteResponse(isPreVote: true, granted: true)))
        #expect(candidate.raft.role == .preCandidate)
    }

    @Test func `in a joint configuration a member's new store is a learner and not the voter that it was`() throws {
        var leader = LoneMember(1)
        _ = leader.settle(leader.lead())
        let term = leader.raft.term.rawValue
        for peer in [2, 3] as [UInt64] {
            _ = leader.settle(
                leader.receive(
                    peer, term: term, .appendResponse(success: true, index: leader.raft.lastIndex, hintTerm: .zero)))
        }
        var reborn = SimulatedCluster.peer(3)
        reborn.store = StoreID(high: 99, low: 3)
        _ = leader.settle(leader.raft.step(.changeMembers(ticket: 1, [.addVoter(reborn)]), now: leader.now))
        #expect(leader.raft.configuration.isJoint)
        let joint = leader.raft.lastIndex
        // The new store has everything, and yet neither majority may count it.
        _ = leader.settle(
            leader.receive(
                3, store: reborn.store, term: term, .appendResponse(success: true, index: joint, hintTerm: .zero)))
        #expect(leader.raft.commitIndex < joint)
        _ = leader.settle(leader.receive(2, term: term, .appendResponse(success: true, index: joint, hintTerm: .zero)))
        #expect(leader.raft.commitIndex >= joint)
    }

    @Test func `a store that has lost what it acknowledged is noticed and fed no more`() throws {
        var leader = LoneMember(1)
        _ = leader.settle(leader.lead())
        let term = leader.raft.term.rawValue
        let end = leader.raft.lastIndex
        for peer in [2, 3] as [UInt64] {
            _ = leader.settle(
                leader.receive(peer, term: term, .appendResponse(success: true, index: end, hintTerm: .zero)))
        }
        leader.now = leader.raft.nextDeadline
        let round = leader.settle(leader.raft.step(.tick, now: leader.now)).sent(to: 2).compactMap { body in
            if case .heartbeat(let round, _, _) = body { round } else { nil }
        }
        let answer = RaftMessage.Body.heartbeatResponse(
            round: try #require(round.last), lastIndex: LogIndex(1), isSpaceLow: false)
        let effects = leader.settle(leader.receive(2, term: term, answer))
        #expect(effects.contains { if case .peerRegressed(MemberID(2)) = $0 { true } else { false } })
        let after = leader.settle(leader.raft.step(.propose(ticket: 5, payload: [1]), now: leader.now))
        #expect(!after.sent(to: 2).contains { if case .append = $0 { true } else { false } })
        #expect(after.sent(to: 3).contains { if case .append = $0 { true } else { false } })
    }
}

/// How long a member waits before it doubts its leader.
@Suite struct ElectionPatienceTests {
    private let settings = RaftSettings()

    private func patience(gaps: [UInt64]) -> ElectionPatience {
        var patience = ElectionPatience()
        var now = Instant(nanoseconds: 1_000_000_000)
        for gap in gaps {
            now = now + .milliseconds(gap)
            patience.noteHeartbeat(now: now, settings: settings)
        }
        return patience
    }

    @Test func `it is long until the heartbeats are known, and short when they come evenly`() {
        #expect(ElectionPatience().bound(settings) == settings.electionTimeout)
        #expect(patience(gaps: [UInt64](repeating: 50, count: 10)).bound(settings) == settings.electionTimeout)
        #expect(patience(gaps: [UInt64](repeating: 50, count: 30)).bound(settings) == settings.electionTimeoutFloor)
    }

    @Test func `one long gap is remembered for a while, and never beyond the upper bound`() {
        let even = [UInt64](repeating: 50, count: 30)
        let disturbed = patience(gaps: even + [130])
        #expect(disturbed.bound(settings) == .milliseconds(100 + 5 * 80))
        let later = patience(gaps: even + [130] + [UInt64](repeating: 50, count: 600))
        #expect(later.bound(settings) < .milliseconds(250))
        #expect(patience(gaps: even + [5_000]).bound(settings) == settings.electionTimeout)
    }

    @Test func `the time between two leaders says nothing`() {
        var patience = patience(gaps: [UInt64](repeating: 50, count: 30))
        patience.breakOff()
        patience.noteHeartbeat(now: Instant(nanoseconds: 60_000_000_000), settings: settings)
        #expect(patience.bound(settings) == settings.electionTimeoutFloor)
    }
}

/// A leader whose own disk is in trouble.
@Suite struct TroubledDiskTests {
    @Test func `a leader whose disk is stuck hands over, and no request fails for it`() throws {
        var cluster = SimulatedCluster(voters: 3, seed: 3)
        cluster.run(for: .seconds(3))
        let leader = try #require(cluster.leader)
        cluster.stuckDisk = leader
        for ticket in 1...20 as ClosedRange<UInt64> {
            cluster.step(leader, .propose(ticket: ticket, payload: [1]))
            cluster.run(for: .milliseconds(100))
        }
        let other = cluster.run(until: cluster.now + .seconds(3)) { $0.leader != nil && $0.leader != leader }
        #expect(other)
        #expect(cluster.violations.isEmpty)
    }

    @Test func `a leader without space refuses proposals and answers reads`() throws {
        var leader = LoneMember(1)
        _ = leader.settle(leader.lead())
        _ = leader.settle(leader.raft.step(.storageSpace(isLow: true), now: leader.now))
        let effects = leader.raft.step(.propose(ticket: 1, payload: [1]), now: leader.now)
        #expect(effects.contains { if case .refused(ticket: 1, .noSpace) = $0 { true } else { false } })
        _ = leader.settle(leader.raft.step(.storageSpace(isLow: false), now: leader.now))
        let again = leader.raft.step(.propose(ticket: 2, payload: [1]), now: leader.now)
        #expect(again.contains { if case .proposed(ticket: 2, _, _) = $0 { true } else { false } })
    }
}

/// A disk whose old content was put back.
@Suite struct RegressedStoreTests {
    @Test func `a heartbeat commits nothing where the entry is not the leader's`() {
        // Entries 2 and 3 of term 3 were never committed; the leader of term 4 has replaced them by its own.
        var follower = LoneMember(2, hardState: HardState(term: Term(4)), entries: [(2, 3), (3, 3)])
        let effects = follower.settle(
            follower.receive(1, term: 4, .heartbeat(round: 7, commit: LogIndex(3), commitTerm: Term(4))))
        #expect(effects.committed.isEmpty)
        #expect(follower.raft.commitIndex == .zero)
        let same = follower.settle(
            follower.receive(1, term: 4, .heartbeat(round: 8, commit: LogIndex(2), commitTerm: Term(3))))
        #expect(same.committed == [1, 2])
    }
}
