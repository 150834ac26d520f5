import Determinism

/// Changes of configuration by joint consensus (thesis, 4.3) and handing over of leadership (3.10).
extension Raft {
    /// Starts a change. Whoever becomes a voter must be a learner before, and have received the entry that made it one: it
    /// may be asked for votes before it has the configuration that makes it a voter.
    mutating func changeConfiguration(to target: Configuration, ticket: UInt64) {
        guard role == .leader else { return effects.append(.refused(ticket: ticket, .notLeader(leader))) }
        guard hasCommittedInTerm, commitIndex >= log.configurationIndex, transfer == nil, isAllowed(target) else {
            return effects.append(.refused(ticket: ticket, .configurationRefused))
        }
        var next = target
        let stays = target.voters.map(\.identity) == configuration.voters.map(\.identity)
        if !stays { next.outgoing = configuration.voters }
        effects.append(.proposed(ticket: ticket, index: log.lastIndex.next, term: term))
        appendConfiguration(next)
    }

    private func isAllowed(_ target: Configuration) -> Bool {
        guard !target.voters.isEmpty, target.outgoing.isEmpty, !configuration.isJoint else { return false }
        let ids = (target.voters + target.learners).map(\.id)
        for (position, member) in ids.enumerated() {
            if member.rawValue == 0 || ids[..<position].contains(member) { return false }
        }
        return target.voters.allSatisfy { peer in
            if configuration.voters.contains(where: { $0.identity == peer.identity }) { return true }
            return configuration.learners.contains { $0.identity == peer.identity }
                && (progress[peer.id]?.match ?? .zero) >= log.configurationIndex
        }
    }

    private mutating func appendConfiguration(_ configuration: Configuration) {
        appendToLog(
            LogEntry(
                index: log.lastIndex.next, term: term, kind: .configuration, payload: configuration.canonicalBytes))
    }

    /// Leaves a joint configuration that is committed; steps down where a committed configuration leaves this member out.
    /// True when the log grew, so that the commit index is looked at again.
    mutating func proceedWithConfiguration() -> Bool {
        guard hasCommittedInTerm, commitIndex >= log.configurationIndex else { return false }
        if configuration.isJoint {
            appendConfiguration(Configuration(voters: configuration.voters, learners: configuration.learners))
            return true
        }
        if !isVoter {
            // Gone from its own cluster: one that has everything takes over at once.
            let end = log.lastIndex
            let heir = configuration.voters.first { progress[$0.id]?.match == end }
            if let heir { send(.timeoutNow, to: heir.id) }
            becomeFollower(term: term, leader: nil)
        }
        return false
    }

    /// A configuration came into force, or was cut off again.
    mutating func configurationChanged() {
        let peers = configuration.peers
        closedPeers.removeAll { peer in !peers.contains { $0.id == peer } }
        if role == .leader {
            trackPeers()
        } else if mayCampaign != (electionDeadline != .never) {
            resetElectionDeadline()
        }
        effects.append(.configurationChanged(configuration))
    }

    /// Keeps one progress for each other member of the configuration.
    mutating func trackPeers() {
        let peers = configuration.peers.map(\.id).filter { $0 != id }
        for peer in progress.keys where !peers.contains(peer) { progress[peer] = nil }
        for peer in peers where progress[peer] == nil { progress[peer] = Progress(next: log.lastIndex.next, now: now) }
    }

    // MARK: Handing over

    mutating func startTransfer(to target: MemberID) {
        guard role == .leader, target != id, transfer == nil, hasCommittedInTerm,
            configuration.voters.contains(where: { $0.id == target }), !configuration.isJoint
        else { return }
        transfer = (target, now + settings.electionTimeout, false)
    }

    /// Once the target has all entries it is told to campaign; nothing is proposed meanwhile.
    mutating func proceedWithTransfer() {
        guard let current = transfer, !current.isSent else { return }
        guard progress[current.target]?.match == log.lastIndex else { return }
        transfer?.isSent = true
        send(.timeoutNow, to: current.target)
    }
}

extension Configuration.Peer {
    /// What makes a voter: its name and its store; addresses and keys may change without a joint configuration.
    var identity: [UInt64] { [id.rawValue, store.high, store.low] }
}
