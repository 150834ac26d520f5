import Determinism

/// Changes of the members by joint consensus (thesis, 4.3) with learners that are promoted once they have caught up (4.2.1).
extension Raft {
    /// How many entries a joining learner may lack when it is made a voter.
    private static var promotionLag: UInt64 { 256 }

    /// Starts a change towards `target`. Whoever becomes a voter must be a learner before, and have received the entry that
    /// made it one: it may be asked for votes before it has the configuration that makes it a voter.
    mutating func changeConfiguration(to target: Configuration, ticket: UInt64) {
        guard mayChangeConfiguration(ticket: ticket) else { return }
        guard isAllowed(target) else {
            return effects.append(.refused(ticket: ticket, .configurationRefused))
        }
        var next = target
        if target.voters.map(\.identity) != configuration.voters.map(\.identity) {
            next.outgoing = configuration.voters
        }
        effects.append(.proposed(ticket: ticket, index: log.lastIndex.next, term: term))
        appendConfiguration(next)
    }

    /// Starts a change by steps. A new voter begins as a learner that is joining; who replaces its own store does so, too,
    /// and its old store has no vote any more once the change is through.
    mutating func changeMembers(_ steps: [MembershipStep], ticket: UInt64) {
        guard mayChangeConfiguration(ticket: ticket) else { return }
        var joining = configuration.joining
        var first: [MembershipStep] = []
        for step in steps {
            switch step {
            case .addVoter(let peer):
                if configuration.voters.contains(where: { $0.identity == peer.identity }) {
                    first.append(.update(peer))
                } else {
                    first.append(.addLearner(peer))
                    joining.append(peer.id)
                }
            case .addLearner(let peer):
                first.append(step)
                joining.removeAll { $0 == peer.id }
            case .remove(let id):
                first.append(step)
                joining.removeAll { $0 == id }
            case .update: first.append(step)
            }
        }
        var next = steps.allSatisfy(\.isSound) ? configuration.changed(by: first) : nil
        let learners = next?.learners ?? []
        next?.joining = Set(joining).sorted().filter { id in learners.contains { $0.id == id } }
        guard let next, next != configuration else {
            return effects.append(.refused(ticket: ticket, .configurationRefused))
        }
        effects.append(.proposed(ticket: ticket, index: log.lastIndex.next, term: term))
        appendConfiguration(next)
    }

    /// Whether this member may start a change; says no to the ticket where not. The last change must be committed, and an
    /// entry of the leader's own term, too (Ongaro's correction of single-server changes, raft-dev, 2015).
    private mutating func mayChangeConfiguration(ticket: UInt64) -> Bool {
        guard role == .leader else {
            effects.append(.refused(ticket: ticket, .notLeader(leader)))
            return false
        }
        guard hasCommittedInTerm, commitIndex >= log.configurationIndex, transfer == nil, !configuration.isJoint else {
            effects.append(.refused(ticket: ticket, .configurationRefused))
            return false
        }
        return true
    }

    private func isAllowed(_ target: Configuration) -> Bool {
        guard !target.voters.isEmpty, target.outgoing.isEmpty else { return false }
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

    /// Leaves a joint configuration that is committed, promotes who has caught up, and steps down where a committed
    /// configuration leaves this member out. True when the log grew, so that the commit index is looked at again.
    mutating func proceedWithConfiguration() -> Bool {
        guard hasCommittedInTerm, commitIndex >= log.configurationIndex else { return false }
        if let after = try? configuration.leavingJoint() {
            appendConfiguration(after)
            return true
        }
        if !isVoter {
            // Gone from its own cluster: one that has everything takes over at once.
            let end = log.lastIndex
            let heir = configuration.voters.first { progress[$0.id]?.match == end }
            if let heir { send(.timeoutNow, to: heir.id) }
            becomeFollower(term: term, leader: nil)
            return false
        }
        guard transfer == nil else { return false }
        let ready = configuration.learners.filter { peer in
            guard configuration.joining.contains(peer.id), let progress = progress[peer.id] else { return false }
            return progress.match >= log.configurationIndex
                && progress.match.rawValue + Self.promotionLag >= log.lastIndex.rawValue
        }
        guard !ready.isEmpty, let next = try? configuration.enteringJoint(ready.map { .addVoter($0) }) else {
            return false
        }
        appendConfiguration(next)
        return true
    }

    /// As leader: the members whose store has lost what it had acknowledged.
    public var regressedPeers: [Configuration.Peer] {
        guard role == .leader else { return [] }
        return configuration.peers.filter { peer in
            if case .regressed = progress[peer.id]?.mode { return progress[peer.id]?.store == peer.store }
            return false
        }
    }

    /// A configuration came into force, or was cut off again.
    mutating func configurationChanged() {
        let peers = configuration.peers
        closedPeers.removeAll { peer in !peers.contains { $0.id == peer } }
        if role == .leader {
            // The configuration itself is what a new member is probed with: an idle leader has nothing else to send it.
            trackPeers(from: log.lastIndex)
        } else if mayCampaign != (electionDeadline != .never) {
            resetElectionDeadline()
        }
        effects.append(.configurationChanged(configuration))
    }

    /// Keeps one progress for each other member of the configuration; a member with another store begins anew. New ones are
    /// probed with the entry at `next`.
    mutating func trackPeers(from next: LogIndex) {
        let peers = configuration.peers.filter { $0.id != id }
        for known in progress.keys where !peers.contains(where: { $0.id == known }) { progress[known] = nil }
        for peer in peers where progress[peer.id]?.store != peer.store {
            progress[peer.id] = Progress(store: peer.store, next: next, now: now)
        }
    }
}

extension Configuration {
    /// After the steps: at once where no voter changes, else by way of a joint configuration. Nil where that cannot be.
    fileprivate func changed(by steps: [MembershipStep]) -> Configuration? {
        guard let joint = try? enteringJoint(steps) else { return nil }
        return joint.voters.map(\.identity) == voters.map(\.identity) ? try? joint.leavingJoint() : joint
    }
}

extension MembershipStep {
    /// Whether it names a member that there can be.
    fileprivate var isSound: Bool {
        switch self {
        case .addVoter(let peer), .addLearner(let peer), .update(let peer): peer.id.rawValue > 0
        case .remove(let id): id.rawValue > 0
        }
    }
}
