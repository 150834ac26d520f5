import Determinism

/// Heartbeat rounds, and linearizable reads by them (ReadIndex; thesis, 6.4).
extension Raft {
    /// Rounds and reads that are remembered at the most.
    private static var roundLimit: Int { 256 }
    private static var readLimit: Int { 65_536 }

    /// Says to all that this leader lives.
    mutating func beginRound() {
        heartbeatRound += 1
        heartbeatDeadline = now + settings.heartbeatInterval
        rounds.append((heartbeatRound, now))
        if rounds.count > Self.roundLimit { rounds.removeFirst() }
        takeUpReads()
        for peer in progress.keys { sendHeartbeat(to: peer) }
        countRounds()
    }

    /// The commit index that is told is at most what the peer is known to hold: beyond it its log may differ. It is told with
    /// its entry's term, or not at all where that is compacted away.
    mutating func sendHeartbeat(to peer: MemberID) {
        let match = progress[peer]?.match ?? .zero
        let commit = min(commitIndex, match)
        let commitTerm = log.term(at: commit)
        send(
            .heartbeat(
                round: heartbeatRound, commit: commitTerm == nil ? .zero : commit, commitTerm: commitTerm ?? .zero),
            to: peer)
    }

    /// Finds the newest round that a quorum answered; the leader itself answers at once.
    mutating func countRounds() {
        let own = heartbeatRound
        let reached =
            configuration.quorumValue { [progress, id, store] (peer) -> UInt64 in
                if peer.matches(id, store) { return own }
                guard let known = progress[peer.id], known.counts(for: peer) else { return 0 }
                return known.answeredRound
            } ?? 0
        guard let newest = rounds.last(where: { $0.round <= reached }) else { return }
        rounds.removeAll { $0.round <= reached }
        quorumContact = max(quorumContact ?? .origin, newest.sentAt)
        while let batch = pendingReads.first, batch.round <= reached {
            for ticket in batch.tickets { effects.append(.readReady(ticket: ticket, index: batch.index)) }
            pendingReads.removeFirst()
        }
    }

    mutating func read(_ ticket: UInt64) {
        guard role == .leader else { return effects.append(.refused(ticket: ticket, .notLeader(leader))) }
        guard newReads.count < Self.readLimit else { return effects.append(.refused(ticket: ticket, .overloaded)) }
        newReads.append(ticket)
    }

    /// The reads that have arrived so far wait for the round that begins now.
    private mutating func takeUpReads() {
        guard hasCommittedInTerm, !newReads.isEmpty else { return }
        pendingReads.append((heartbeatRound, commitIndex, newReads))
        newReads = []
    }

    /// Begins a round for waiting reads unless one is under way: those that arrive meanwhile share the next.
    mutating func proceedWithReads() {
        while role == .leader, hasCommittedInTerm, !newReads.isEmpty, pendingReads.isEmpty { beginRound() }
    }
}
