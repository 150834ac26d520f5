import Determinism
import Testing

@testable import Consensus

@Suite struct ElectionTests {
    /// A cluster whose leader has committed its first entry.
    private func settled(voters: UInt64 = 3, seed: UInt64 = 1) throws -> (cluster: SimulatedCluster, leader: MemberID) {
        var cluster = SimulatedCluster(voters: voters, seed: seed)
        let held = cluster.run(until: cluster.now + .seconds(10)) { cluster in
            cluster.leader.flatMap { cluster.raft($0)?.hasCommittedInTerm } ?? false
        }
        #expect(held, "seed \(seed)")
        return (cluster, try #require(cluster.leader))
    }

    @Test(arguments: [1, 2, 3, 5] as [UInt64])
    func `a new cluster elects one leader, and all know it`(voters: UInt64) throws {
        var (cluster, leader) = try settled(voters: voters)
        cluster.run(for: .milliseconds(200))
        for member in cluster.members.values { #expect(member.raft.leader == leader) }
        #expect(cluster.violations.isEmpty)
    }

    @Test func `the same seed gives the same run`() throws {
        var runs: [[StableHash]] = []
        for _ in 0..<2 {
            var (cluster, leader) = try settled(seed: 42)
            cluster.crash(leader)
            cluster.run(for: .seconds(3))
            runs.append(cluster.members.values.map(\.hash))
            runs.append([StableHash(of: cluster.raft(leader)?.term.rawValue.canonicalBytes ?? [])])
        }
        #expect(runs[0] == runs[2] && runs[1] == runs[3])
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `a killed leader is replaced within 200 ms`(seed: UInt64) throws {
        var (cluster, leader) = try settled(seed: seed)
        cluster.run(for: .milliseconds(300))
        let start = cluster.now
        cluster.crash(leader)
        let held = cluster.run(until: start + .milliseconds(200)) { cluster in
            cluster.leader.flatMap { cluster.raft($0)?.hasCommittedInTerm } ?? false
        }
        #expect(held, "seed \(seed)")
    }

    @Test func `most killed leaders are replaced within 50 ms`() throws {
        var quick = 0
        for seed in 100..<150 as Range<UInt64> {
            var (cluster, leader) = try settled(seed: seed)
            cluster.run(for: .milliseconds(300))
            cluster.crash(leader)
            let held = cluster.run(until: cluster.now + .milliseconds(50)) { cluster in
                cluster.leader.flatMap { cluster.raft($0)?.hasCommittedInTerm } ?? false
            }
            quick += held ? 1 : 0
        }
        #expect(quick >= 40, "\(quick) of 50")
    }

    @Test func `a frozen leader is replaced after an election timeout`() throws {
        var (cluster, leader) = try settled()
        cluster.isolate(leader)
        cluster.run(for: .seconds(4))
        let heir = try #require(cluster.leader)
        #expect(heir != leader)
        #expect(cluster.raft(leader)?.role != .leader)
    }

    @Test func `a leader that no quorum answers steps down within an election timeout and refuses its reads`() throws {
        var (cluster, leader) = try settled()
        cluster.isolate(leader)
        cluster.step(leader, .read(ticket: 5))
        cluster.run(for: cluster.settings.electionTimeout + cluster.settings.heartbeatInterval * 2)
        #expect(cluster.raft(leader)?.role != .leader)
        #expect(cluster.reads[5] == nil)
        #expect(cluster.refused[5] == .notLeader(nil))
    }

    @Test func `a member that was cut off does not disturb when it comes back`() throws {
        var (cluster, leader) = try settled()
        let term = cluster.raft(leader)?.term
        let other = try #require(cluster.members.keys.first { $0 != leader })
        cluster.isolate(other)
        cluster.run(for: .seconds(10))
        cluster.cut = []
        cluster.run(for: .seconds(3))
        #expect(cluster.raft(leader)?.role == .leader)
        #expect(cluster.raft(leader)?.term == term)
        #expect(cluster.raft(other)?.leader == leader)
    }

    @Test func `one broken connection does not unseat a leader that others hear`() throws {
        var (cluster, leader) = try settled()
        let term = cluster.raft(leader)?.term
        let other = try #require(cluster.members.keys.first { $0 != leader })
        cluster.cut = [(leader, other)]
        cluster.step(other, .peerDisconnected(leader))
        cluster.step(leader, .peerDisconnected(other))
        cluster.run(for: .seconds(5))
        #expect(cluster.raft(leader)?.role == .leader)
        #expect(cluster.raft(leader)?.term == term)
    }

    @Test func `a vote is sent only after it is durable`() throws {
        var voter = LoneMember(2)
        let effects = voter.receive(
            1, term: 2,
            .voteRequest(
                isPreVote: false, lastIndex: LogIndex(1), lastTerm: Term(1), leaderIsGone: false))
        let save = try #require(effects.saves.last)
        #expect(save.hardState == HardState(term: Term(2), vote: MemberID(1)))
        #expect(effects.sent.isEmpty)
        let later = voter.raft.step(.saved(sequence: save.sequence), now: voter.now)
        #expect(later.sent.map(\.body) == [.voteResponse(isPreVote: false, granted: true)])
    }

    @Test func `one vote a term, also after a restart`() {
        let vote = HardState(term: Term(5), vote: MemberID(3))
        var voter = LoneMember(2, hardState: vote)
        let asking = RaftMessage.Body.voteRequest(
            isPreVote: false, lastIndex: LogIndex(9), lastTerm: Term(4), leaderIsGone: true)
        #expect(voter.receive(1, term: 5, asking).sent.map(\.body) == [.voteResponse(isPreVote: false, granted: false)])
        #expect(voter.raft.hardState == vote)
    }

    @Test func `no vote for a log that lacks something`() {
        var voter = LoneMember(2, entries: [(2, 3)])
        let asking = RaftMessage.Body.voteRequest(
            isPreVote: false, lastIndex: LogIndex(8), lastTerm: Term(2), leaderIsGone: true)
        #expect(voter.receive(1, term: 9, asking).sent.map(\.body) == [.voteResponse(isPreVote: false, granted: false)])
    }

    @Test func `a voter with another store neither votes nor campaigns`() {
        var emptied = LoneMember(2, store: StoreID(high: 99, low: 2))
        #expect(!emptied.raft.isVoter)
        #expect(emptied.raft.nextDeadline == .never)
        let proper = RaftMessage.Body.voteRequest(
            isPreVote: false, lastIndex: LogIndex(8), lastTerm: Term(3), leaderIsGone: true)
        #expect(emptied.receive(1, term: 9, proper).isEmpty)
    }

    @Test func `a candidate that replaced its store gets the vote of one that has not heard of it yet`() {
        let asking = RaftMessage.Body.voteRequest(
            isPreVote: false, lastIndex: LogIndex(8), lastTerm: Term(3), leaderIsGone: true)
        var voter = LoneMember(2)
        let answers = voter.settle(voter.receive(1, store: StoreID(high: 99, low: 99), term: 9, asking)).sent
        #expect(answers.map(\.body) == [.voteResponse(isPreVote: false, granted: true)])
    }

    @Test func `leadership is handed over in a few round trips`() throws {
        var (cluster, leader) = try settled()
        let target = try #require(cluster.members.keys.first { $0 != leader })
        cluster.step(leader, .propose(ticket: 1, payload: [1]))
        cluster.step(leader, .transferLeadership(target))
        cluster.step(leader, .propose(ticket: 2, payload: [2]))
        #expect(cluster.refused[2] == .notLeader(target))
        let held = cluster.run(until: cluster.now + .milliseconds(50)) { $0.raft(target)?.role == .leader }
        #expect(held)
    }
}
