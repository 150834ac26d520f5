import Determinism

/// What a candidate says of itself.
struct Candidacy {
    var term: Term
    var lastIndex: LogIndex
    var lastTerm: Term
    var store: StoreID
    var leaderIsGone: Bool
}

/// Elections (thesis, 3.4 and 3.6), pre-votes (9.6), and the stickiness that keeps a living leader (6.4.1).
extension Raft {
    /// How many quick attempts follow the loss of the leader's connection before the ordinary timeouts rule again.
    static var quickAttemptLimit: Int { 10 }

    /// Whether this member may stand for election. One that an uncommitted configuration leaves out still does: it may be
    /// the only one that can complete the change (thesis, 4.2.2). It needs a quorum of that configuration, without itself.
    var mayCampaign: Bool {
        if isVoter { return true }
        guard log.configurationIndex > commitIndex, let before = log.previousConfiguration else { return false }
        return before.hasVoter(id, store: store)
    }

    mutating func resetElectionDeadline() {
        guard mayCampaign else {
            electionDeadline = .never
            return
        }
        let bound = patience.bound(settings)
        electionDeadline = now + random.span(from: bound, through: bound * 2)
    }

    mutating func quickDelay() -> Span { random.span(from: .milliseconds(15), through: .milliseconds(40)) }

    /// A member that hears its leader helps nobody to unseat it. A closed connection counts as not hearing it only
    /// together with the word of another that it is gone.
    private func hearsLeader(othersSayGone: Bool) -> Bool {
        if role == .leader { return true }
        guard let known = leader else { return false }
        if othersSayGone, closedPeers.contains(known) { return false }
        return now.since(leaderHeardAt) < patience.bound(settings)
    }

    private func isUpToDate(_ asking: Candidacy) -> Bool {
        (asking.lastTerm, asking.lastIndex) >= (log.lastTerm, log.lastIndex)
    }

    /// Votes come from members whose store the configuration names: an emptied or swapped disk has forgotten its votes.
    /// A learner answers when asked, since it may be a voter already in a configuration that has not reached it yet. Whether
    /// the candidate may stand is for its own configuration to say, which may be newer than this member's (thesis, 4.1).
    private var mayVote: Bool { configuration.hasPeer(id, store: store) }

    mutating func answerPreVote(_ asking: Candidacy, from: MemberID) {
        guard mayVote else { return }
        let granted =
            asking.term > term && isUpToDate(asking) && !hearsLeader(othersSayGone: asking.leaderIsGone)
        send(.voteResponse(isPreVote: true, granted: granted), to: from)
        // One candidate at a time: who supports another's attempt waits with its own.
        if granted, quickAttempts > 0 || asking.leaderIsGone, role != .candidate {
            electionDeadline = max(
                electionDeadline, now + random.span(from: .milliseconds(30), through: .milliseconds(90)))
        }
    }

    mutating func answerVote(_ asking: Candidacy, from: MemberID) {
        guard mayVote else { return }
        // With `leaderIsGone` a quorum has agreed to it by pre-votes, or the leader itself has asked for it.
        if asking.term > term, !asking.leaderIsGone, hearsLeader(othersSayGone: false) { return }
        if asking.term > term { becomeFollower(term: asking.term, leader: nil) }
        let granted =
            asking.term == term && isUpToDate(asking) && leader == nil
            && (hardState.vote == nil || hardState.vote == from)
        guard granted else { return send(.voteResponse(isPreVote: false, granted: false), to: from) }
        if hardState.vote == nil {
            hardState.vote = from
            hardStateIsDirty = true
        }
        resetElectionDeadline()
        sendWhenSaved(.voteResponse(isPreVote: false, granted: true), to: from)
    }

    mutating func disconnected(_ peer: MemberID) {
        progress.update(peer) { $0.probeAnew(now: now) }
        guard configuration.peers.contains(where: { $0.id == peer }), !closedPeers.contains(peer) else { return }
        closedPeers.append(peer)
        closedPeers.sort()
        guard role != .leader, mayCampaign, leader == peer || lostLeader == peer else { return }
        quickAttempts = 0
        electionDeadline = min(electionDeadline, now + random.span(from: .zero, through: .milliseconds(10)))
    }

    mutating func connected(_ peer: MemberID) {
        closedPeers.removeAll { $0 == peer }
        guard role == .leader, progress[peer] != nil else { return }
        progress.update(peer) { $0.probeAnew(now: now) }
        sendHeartbeat(to: peer)
    }

    mutating func startPreVote() {
        guard mayCampaign else {
            electionDeadline = .never
            return
        }
        lostLeader = leader ?? lostLeader
        leader = nil
        role = .preCandidate
        votes = []
        effects.append(.roleChanged)
        let isGone = lostLeader.map { closedPeers.contains($0) } ?? false
        askForVotes(isPreVote: true, leaderIsGone: isGone)
        setRetryDeadline(isQuick: isGone)
        campaignLeaderIsGone = isGone
        countOwnVote(isPreVote: true)
    }

    private mutating func setRetryDeadline(isQuick: Bool) {
        resetElectionDeadline()
        guard isQuick, quickAttempts < Self.quickAttemptLimit else { return }
        quickAttempts += 1
        electionDeadline = now + quickDelay()
    }

    /// Starts an election; the requests leave once the new term and the vote for itself are durable.
    mutating func campaign(leaderIsGone: Bool) {
        guard mayCampaign, term.rawValue < .max else { return }
        role = .candidate
        leader = nil
        votes = []
        hardState = HardState(term: term.next, vote: id)
        hardStateIsDirty = true
        campaignSave = presentSave
        effects.append(.roleChanged)
        resetElectionDeadline()
        if leaderIsGone {
            electionDeadline = now + random.span(from: .milliseconds(60), through: .milliseconds(180))
        }
        askForVotes(isPreVote: false, leaderIsGone: leaderIsGone)
    }

    private mutating func askForVotes(isPreVote: Bool, leaderIsGone: Bool) {
        let body = RaftMessage.Body.voteRequest(
            isPreVote: isPreVote, lastIndex: log.lastIndex, lastTerm: log.lastTerm, leaderIsGone: leaderIsGone)
        for peer in configuration.peers where peer.id != id && configuration.hasVoter(named: peer.id) {
            if isPreVote {
                effects.append(.send(to: peer.id, RaftMessage(term: term.next, store: store, body: body)))
            } else {
                sendWhenSaved(body, to: peer.id)
            }
        }
    }

    /// Counts a vote and goes on once there is a quorum. The vote counts for the voter with that store, no other.
    mutating func count(_ voter: Configuration.Peer.Identity, isPreVote: Bool) {
        guard role == (isPreVote ? .preCandidate : .candidate), configuration.hasVoter(named: voter.id) else { return }
        if !votes.contains(voter) { votes.append(voter) }
        guard configuration.hasQuorum({ peer in votes.contains { peer.matches($0.id, $0.store) } }) else { return }
        if isPreVote { campaign(leaderIsGone: campaignLeaderIsGone) } else { becomeLeader() }
    }

    mutating func countOwnVote(isPreVote: Bool) {
        count(Configuration.Peer.Identity(id: id, store: store), isPreVote: isPreVote)
    }

    mutating func becomeFollower(term newTerm: Term, leader newLeader: MemberID?) {
        if newTerm > term {
            hardState = HardState(term: newTerm, vote: nil)
            hardStateIsDirty = true
            lostLeader = nil
        }
        if role == .leader { endLeadership(newLeader) }
        if leader != newLeader {
            incoming = nil
            patience.breakOff()
        }
        if let newLeader, !closedPeers.contains(newLeader) { quickAttempts = 0 }
        role = .follower
        leader = newLeader
        votes = []
        effects.append(.roleChanged)
        resetElectionDeadline()
    }

    private mutating func endLeadership(_ newLeader: MemberID?) {
        for ticket in newReads + pendingReads.flatMap(\.tickets) {
            effects.append(.refused(ticket: ticket, .notLeader(newLeader)))
        }
        newReads = []
        pendingReads = []
        progress.removeAll()
        rounds = []
        transfer = nil
        quorumContact = nil
        becameLeaderAt = nil
        heartbeatDeadline = .never
        firstIndexOfTerm = LogIndex(.max)
        handoverNotBefore = .origin
    }

    private mutating func becomeLeader() {
        role = .leader
        leader = id
        lostLeader = nil
        quickAttempts = 0
        votes = []
        becameLeaderAt = now
        heartbeatRound = 0
        rounds = []
        progress.removeAll()
        firstIndexOfTerm = log.lastIndex.next
        trackPeers(from: log.lastIndex.next)
        effects.append(.roleChanged)
        // An entry of its own term lets it commit those of earlier ones (thesis, 3.6.2 and 6.4).
        appendToLog(LogEntry(index: log.lastIndex.next, term: term, kind: .noOperation, payload: []))
        beginRound()
    }
}
