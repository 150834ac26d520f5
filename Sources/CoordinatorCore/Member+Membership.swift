import Consensus
import Determinism
import Fleet

/// Who takes part: members that come back with a new store, and what the shell has to know of changes.
extension Member {
    /// The configuration in force changed.
    mutating func take(_ configuration: Configuration) {
        for known in statuses.keys where !configuration.peers.contains(where: { $0.id == known }) {
            statuses[known] = nil
        }
        out.append(.membersChanged(configuration))
        out.append(.event(.members(configuration)))
    }

    /// A member that its configuration does not name with the store that it has asks all that it knows of to take it in: its
    /// disk was lost or damaged, or it is new.
    mutating func askToJoin() {
        guard var own = setup.own, !raft.configuration.hasPeer(setup.id, store: raft.store) else { return }
        own.store = raft.store
        var others = SortedSet<MemberID>()
        for peer in raft.configuration.peers { others.insert(peer.id) }
        for address in setup.addresses { others.insert(MemberID(address.member)) }
        for peer in setup.bootstrap?.voters ?? [] { others.insert(peer.id) }
        for other in others where other != setup.id { out.append(.sendPeer(other, .join(own))) }
    }

    /// As leader: a known member with another store than before is taken in as a learner that will vote again once it has
    /// everything. Its old store has no vote from then on. Who is not known has to be added by an administrator.
    mutating func admit(_ newcomer: Configuration.Peer, from sender: MemberID, now: Instant) {
        guard newcomer.id == sender, isReadyLeader, !raft.configuration.hasPeer(sender, store: newcomer.store) else {
            return
        }
        guard let known = raft.configuration.peers.first(where: { $0.id == sender }) else {
            out.append(.event(.strangerAsks(sender)))
            return
        }
        guard !raft.configuration.isJoint else { return }
        var peer = known
        peer.store = newcomer.store
        let isVoter = raft.configuration.voters.contains { $0.id == sender }
        let step: MembershipStep =
            isVoter || raft.configuration.joining.contains(sender) ? .addVoter(peer) : .addLearner(peer)
        out.append(.event(.rejoins(sender)))
        run(.changeMembers(ticket: proposals.register(.rejoin(sender)), [step]), now: now)
    }
}
