/// One step of a change of the members.
public enum MembershipStep: Hashable, Sendable {
    /// The member takes part as a voter. One that is known with another store has lost that store, and is replaced by this.
    case addVoter(Configuration.Peer)
    /// The member receives the log and does not vote; a voter is demoted.
    case addLearner(Configuration.Peer)
    /// The member takes no part any more.
    case remove(MemberID)
    /// A member's address or key is another now; it must be known with the same store.
    case update(Configuration.Peer)
}

/// Why a change of a configuration makes no sense.
public enum ConfigurationChangeError: Error, Hashable, Sendable {
    /// A joint configuration has to be left first.
    case isJoint
    /// There is no joint configuration to leave.
    case isNotJoint
    /// There is no voter to begin with.
    case hasNoVoters
    /// No voter would be left.
    case removesAllVoters
    /// More than one voter would change without a joint configuration in between.
    case changesSeveralVoters
}

/// Changes of a configuration as pure functions (thesis, chapter 4). The result is what the leader appends; whether it may
/// do so now is decided in `Raft`.
extension Configuration {
    /// The configuration after the steps, of which at most one may change a voter (thesis, 4.1).
    public func simple(_ steps: [MembershipStep]) throws(ConfigurationChangeError) -> Configuration {
        guard !isJoint else { throw .isJoint }
        let next = try taking(steps)
        let before = voters.map(\.identity)
        let after = next.voters.map(\.identity)
        let changed = before.filter { !after.contains($0) }.count + after.filter { !before.contains($0) }.count
        guard changed <= 1 else { throw .changesSeveralVoters }
        return next
    }

    /// The joint configuration between this one and the one after the steps (thesis, 4.3).
    public func enteringJoint(_ steps: [MembershipStep]) throws(ConfigurationChangeError) -> Configuration {
        guard !isJoint else { throw .isJoint }
        guard !voters.isEmpty else { throw .hasNoVoters }
        var joint = self
        joint.outgoing = voters
        return try joint.taking(steps)
    }

    /// The configuration after a joint one: the outgoing voters have no part any more, unless as learners.
    public func leavingJoint() throws(ConfigurationChangeError) -> Configuration {
        guard isJoint else { throw .isNotJoint }
        return Configuration(voters: voters, learners: learners, joining: joining)
    }

    /// The learners that become so only when the joint configuration is left, since they are outgoing voters until then.
    public var learnersNext: [Peer] {
        learners.filter { learner in outgoing.contains { $0.identity == learner.identity } }
    }

    private func taking(_ steps: [MembershipStep]) throws(ConfigurationChangeError) -> Configuration {
        var next = self
        for step in steps { next.take(step) }
        guard !next.voters.isEmpty else { throw .removesAllVoters }
        return next
    }

    private mutating func take(_ step: MembershipStep) {
        switch step {
        case .addVoter(let peer):
            remove(peer.id)
            voters = (voters + [peer]).sorted()
        case .addLearner(let peer):
            remove(peer.id)
            learners = (learners + [peer]).sorted()
        case .remove(let id): remove(id)
        case .update(let peer):
            voters = voters.map { $0.identity == peer.identity ? peer : $0 }
            outgoing = outgoing.map { $0.identity == peer.identity ? peer : $0 }
            learners = learners.map { $0.identity == peer.identity ? peer : $0 }
        }
    }

    private mutating func remove(_ id: MemberID) {
        voters.removeAll { $0.id == id }
        learners.removeAll { $0.id == id }
        joining.removeAll { $0 == id }
    }
}

extension Configuration.Peer {
    /// What makes a voter: its name and its store. Addresses and keys may change without a joint configuration.
    struct Identity: Hashable, Sendable {
        var id: MemberID
        var store: StoreID
    }

    var identity: Identity { Identity(id: id, store: store) }
}
