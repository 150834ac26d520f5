import Determinism
import Testing

@testable import Consensus

@Suite struct ReplicationTests {
    private func command(_ index: UInt64, _ term: UInt64) -> LogEntry {
        LogEntry(index: LogIndex(index), term: Term(term), kind: .command, payload: [1])
    }

    private func append(_ entries: [LogEntry], after index: UInt64, _ term: UInt64, commit: UInt64 = 0)
        -> RaftMessage.Body
    {
        .append(
            previousIndex: LogIndex(index), previousTerm: Term(term), entries: entries, commit: LogIndex(commit))
    }

    @Test func `entries of earlier terms are not committed by counting`() {
        // Thesis, figure 3.7: entry 2 of term 2 is on a majority, yet the leader of term 4 may not count it.
        var leader = LoneMember(1, hardState: HardState(term: Term(3)), entries: [(2, 2)])
        let start = leader.lead()
        #expect(leader.raft.role == .leader && leader.raft.term == Term(4))
        var effects = leader.settle(start)
        effects += leader.receive(2, term: 4, .appendResponse(success: true, index: LogIndex(2), hintTerm: .zero))
        #expect(effects.committed.isEmpty)
        #expect(leader.raft.commitIndex == .zero)
        effects = leader.receive(2, term: 4, .appendResponse(success: true, index: LogIndex(3), hintTerm: .zero))
        #expect(effects.committed == [1, 2, 3])
        #expect(leader.raft.hasCommittedInTerm)
    }

    @Test func `the leader's own copy counts only once it is durable`() throws {
        var leader = LoneMember(1)
        let save = try #require(leader.lead().saves.last)
        _ = leader.receive(2, term: 2, .appendResponse(success: true, index: LogIndex(2), hintTerm: .zero))
        #expect(leader.raft.commitIndex == .zero)
        #expect(leader.raft.step(.saved(sequence: save.sequence), now: leader.now).committed == [1, 2])
    }

    @Test func `both followers commit without the leader's disk`() {
        var leader = LoneMember(1)
        _ = leader.lead()
        for peer in [2, 3] as [UInt64] {
            _ = leader.receive(peer, term: 2, .appendResponse(success: true, index: LogIndex(2), hintTerm: .zero))
        }
        #expect(leader.raft.commitIndex == LogIndex(2))
    }

    @Test func `an append is acknowledged after its save, a heartbeat at once`() throws {
        var follower = LoneMember(2)
        let effects = follower.receive(1, term: 2, append([command(2, 2), command(3, 2)], after: 1, 1))
        let save = try #require(effects.saves.last)
        #expect(save.entries.map(\.index.rawValue) == [2, 3])
        #expect(effects.sent.isEmpty)
        let beat = follower.receive(1, term: 2, .heartbeat(round: 9, commit: .zero, commitTerm: .zero))
        #expect(beat.sent.map(\.body) == [.heartbeatResponse(round: 9, lastIndex: LogIndex(1), isSpaceLow: false)])
        let done = follower.raft.step(.saved(sequence: save.sequence), now: follower.now)
        #expect(done.sent.map(\.body) == [.appendResponse(success: true, index: LogIndex(3), hintTerm: .zero)])
    }

    @Test func `a conflicting suffix is cut, a matching one is kept`() {
        var follower = LoneMember(2, hardState: HardState(term: Term(5)), entries: [(2, 2), (3, 2), (4, 3)])
        _ = follower.receive(1, term: 5, append([command(2, 2)], after: 1, 1))
        #expect(follower.raft.lastIndex == LogIndex(4))
        let effects = follower.receive(1, term: 5, append([command(3, 4)], after: 2, 2))
        #expect(effects.saves.last?.entries == [command(3, 4)])
        #expect(follower.raft.lastIndex == LogIndex(3))
    }

    @Test func `a gap is refused with a place where the logs may agree`() {
        var follower = LoneMember(2, hardState: HardState(term: Term(6)), entries: [(2, 2), (3, 2), (4, 5)])
        let effects = follower.receive(1, term: 6, append([command(10, 6)], after: 9, 4))
        #expect(effects.sent.map(\.body) == [.appendResponse(success: false, index: LogIndex(3), hintTerm: Term(2))])
    }

    @Test func `appends are pipelined up to the limit, and heartbeats tell no more than is known to match`() {
        var leader = LoneMember(1)
        _ = leader.settle(leader.lead())
        _ = leader.receive(2, term: 2, .appendResponse(success: true, index: LogIndex(2), hintTerm: .zero))
        let inputs = (0..<40).map { RaftInput.propose(ticket: UInt64($0), payload: [1]) }
        let effects = leader.raft.step(inputs, now: leader.now)
        #expect(effects.saves.count == 1 && effects.saves[0].entries.count == 40)
        // Four entries a message, three in flight; member 3 has not answered the probe yet.
        #expect(effects.sent(to: 2).count == 3)
        #expect(effects.sent(to: 3).isEmpty)
        let next = leader.receive(2, term: 2, .appendResponse(success: true, index: LogIndex(6), hintTerm: .zero))
        #expect(next.sent(to: 2).count == 1)
        leader.now = leader.raft.nextDeadline
        let beats = leader.raft.step(.tick, now: leader.now)
        #expect(beats.sent(to: 2).contains(.heartbeat(round: 2, commit: LogIndex(2), commitTerm: Term(2))))
        #expect(beats.sent(to: 3).contains(.heartbeat(round: 2, commit: .zero, commitTerm: .zero)))
    }

    @Test func `proposals are refused by followers, when too large, and when too many are open`() {
        var settings = SimulatedCluster.settings
        settings.uncommittedLimit = 10
        settings.largestPayload = 5
        var member = LoneMember(1, settings: settings)
        func refusal(_ effects: [RaftEffect]) -> RaftRefusal? {
            for case .refused(1, let refusal) in effects { return refusal }
            return nil
        }
        #expect(refusal(member.raft.step(.propose(ticket: 1, payload: []), now: member.now)) == .notLeader(nil))
        _ = member.lead()
        let large = [UInt8](repeating: 0, count: 6)
        #expect(refusal(member.raft.step(.propose(ticket: 1, payload: large), now: member.now)) == .tooLarge)
        for _ in 0..<8 { _ = member.raft.step(.propose(ticket: 0, payload: []), now: member.now) }
        #expect(refusal(member.raft.step(.propose(ticket: 1, payload: []), now: member.now)) == .overloaded)
    }

    @Test func `a read waits for a round of heartbeats that began after it`() {
        var leader = LoneMember(1)
        _ = leader.settle(leader.lead())
        func ready(_ effects: [RaftEffect]) -> [UInt64] {
            effects.compactMap { if case .readReady(let ticket, _) = $0 { ticket } else { nil } }
        }
        // Before the first entry of the term is committed it is not even asked.
        #expect(leader.raft.step(.read(ticket: 7), now: leader.now).sent.isEmpty)
        let begun = leader.receive(2, term: 2, .appendResponse(success: true, index: LogIndex(2), hintTerm: .zero))
        #expect(begun.sent(to: 2).contains(.heartbeat(round: 2, commit: LogIndex(2), commitTerm: Term(2))))
        #expect(
            ready(leader.receive(2, term: 2, .heartbeatResponse(round: 1, lastIndex: .zero, isSpaceLow: false))).isEmpty
        )
        #expect(
            ready(leader.receive(3, term: 2, .heartbeatResponse(round: 2, lastIndex: .zero, isSpaceLow: false))) == [7])
    }

    @Test func `the contact with a quorum is the instant at which the answered round was sent`() {
        var leader = LoneMember(1)
        _ = leader.settle(leader.lead())
        let sent = leader.now
        leader.now = sent + .milliseconds(20)
        #expect(leader.raft.quorumContact == nil)
        _ = leader.receive(3, term: 2, .heartbeatResponse(round: 1, lastIndex: .zero, isSpaceLow: false))
        #expect(leader.raft.quorumContact == sent)
    }

    @Test func `a follower that fell behind gets a snapshot in pieces and goes on from it`() throws {
        var cluster = SimulatedCluster(voters: 3, seed: 3)
        cluster.run(for: .seconds(3))
        let leader = try #require(cluster.leader)
        let other = try #require(cluster.members.keys.first { $0 != leader })
        cluster.crash(other)
        for ticket in 0..<50 as Range<UInt64> {
            cluster.step(leader, .propose(ticket: ticket, payload: ticket.canonicalBytes))
        }
        cluster.run(for: .seconds(1))
        cluster.compact(leader)
        cluster.run(for: .milliseconds(100))
        #expect(cluster.raft(leader)?.snapshotIndex == LogIndex(52))
        cluster.faults.lossIn = 4
        cluster.keepsLog = true
        cluster.restart(other)
        let done = cluster.run(until: cluster.now + .seconds(20)) { $0.members[other]?.applied == LogIndex(52) }
        #expect(done)
        #expect(cluster.restores == 1)
        let pieces = cluster.log.filter { if case .snapshot = $0.3.body { $0.to == other } else { false } }
        #expect(pieces.count >= 4)
        #expect(cluster.violations.isEmpty)
    }

    @Test func `a voter is replaced through a joint configuration`() throws {
        var cluster = SimulatedCluster(voters: 3, learners: 1, seed: 5)
        cluster.run(for: .seconds(3))
        let leader = try #require(cluster.leader)
        let peers = cluster.members.keys.map { SimulatedCluster.peer($0.rawValue) }
        let stranger = Configuration(voters: peers + [SimulatedCluster.peer(9)])
        cluster.step(leader, .changeConfiguration(ticket: 1, stranger))
        #expect(cluster.refused[1] == .configurationRefused)
        // Even the leader may be the one that goes.
        let target = Configuration(voters: peers.filter { $0.id != leader })
        cluster.step(leader, .changeConfiguration(ticket: 2, target))
        #expect(cluster.raft(leader)?.configuration.isJoint == true)
        let done = cluster.run(until: cluster.now + .seconds(2)) { cluster in
            guard let heir = cluster.leader, heir != leader else { return false }
            return cluster.raft(heir)?.configuration == target && cluster.raft(heir)?.hasCommittedInTerm == true
        }
        #expect(done)
        #expect(cluster.violations.isEmpty)
    }

    @Test func `no message from a peer makes a member trap`() {
        for seed in 0..<40 as Range<UInt64> {
            var dice = SeededGenerator(seed: seed)
            var member = LoneMember(1, entries: [(2, 1), (3, 1)])
            if dice.oneIn(2) { _ = member.lead() }
            for _ in 0..<200 {
                func number() -> UInt64 { dice.oneIn(6) ? dice.next() | 1 << 63 : dice.below(8) }
                func place() -> LogIndex { LogIndex(dice.oneIn(30) ? .max : number()) }
                func entry() -> LogEntry {
                    LogEntry(
                        index: place(), term: Term(number()), kind: LogEntry.Kind.allCases[Int(dice.below(3))],
                        payload: [UInt8](repeating: 1, count: Int(dice.below(4))))
                }
                let body: RaftMessage.Body =
                    switch dice.below(9) {
                    case 0:
                        .voteRequest(
                            isPreVote: dice.oneIn(2), lastIndex: place(), lastTerm: Term(number()),
                            leaderIsGone: dice.oneIn(2))
                    case 1: .voteResponse(isPreVote: dice.oneIn(2), granted: dice.oneIn(2))
                    case 2:
                        .append(
                            previousIndex: place(), previousTerm: Term(number()),
                            entries: (0..<dice.below(4)).map { _ in entry() }, commit: place())
                    case 3: .appendResponse(success: dice.oneIn(2), index: place(), hintTerm: Term(number()))
                    case 4: .heartbeat(round: number(), commit: place(), commitTerm: Term(number()))
                    case 5: .heartbeatResponse(round: number(), lastIndex: place(), isSpaceLow: false)
                    case 6:
                        .snapshot(
                            lastIndex: place(), lastTerm: Term(number()),
                            configuration: LoneMember.configuration, offset: number(), total: number(),
                            data: [UInt8](repeating: 2, count: Int(dice.below(5))))
                    case 7: .snapshotResponse(lastIndex: place(), offset: number(), isComplete: dice.oneIn(2))
                    default: .timeoutNow
                    }
                let term = dice.oneIn(40) ? number() : member.raft.term.rawValue
                _ = member.settle(member.receive(dice.below(5), term: term, body))
                if dice.oneIn(8) {
                    let due = member.raft.nextDeadline
                    member.now = due == .never ? member.now : max(member.now, due)
                    _ = member.settle(member.raft.step(.tick, now: member.now))
                }
                #expect(member.raft.commitIndex <= member.raft.lastIndex, "seed \(seed)")
            }
        }
    }
}
