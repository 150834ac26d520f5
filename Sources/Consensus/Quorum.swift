/// Majorities over a configuration; a joint one needs a majority of both sets of voters (thesis, 4.3).
extension Configuration {
    /// The largest value that a quorum has reached, `value` telling each voter's. Nil without voters. A voter is a member
    /// with its store: a joint configuration may hold one member with its lost and with its new store.
    func quorumValue<Value: Comparable>(_ value: (Peer) -> Value) -> Value? {
        guard let incoming = Self.majorityValue(voters, value) else { return nil }
        guard isJoint, let outgoing = Self.majorityValue(outgoing, value) else { return incoming }
        return min(incoming, outgoing)
    }

    /// Whether those for whom `holds` is true are a quorum.
    func hasQuorum(_ holds: (Peer) -> Bool) -> Bool {
        quorumValue { holds($0) ? 1 : 0 } == 1
    }

    /// How a vote stands, `vote` telling each voter's answer, nil while there is none. Nil without voters.
    func voteResult(_ vote: (Peer) -> Bool?) -> VoteResult? {
        guard !voters.isEmpty else { return nil }
        if hasQuorum({ vote($0) == true }) { return .won }
        return hasQuorum({ vote($0) != false }) ? .pending : .lost
    }

    private static func majorityValue<Value: Comparable>(_ peers: [Peer], _ value: (Peer) -> Value) -> Value? {
        guard !peers.isEmpty else { return nil }
        // Asked in every step of a leader: the clusters that there mostly are need no list.
        if peers.count == 1 { return value(peers[0]) }
        if peers.count == 3 {
            let (first, second) = (value(peers[0]), value(peers[1]))
            return max(min(first, second), min(max(first, second), value(peers[2])))
        }
        let sorted = peers.map(value).sorted()
        return sorted[(sorted.count - 1) / 2]
    }

    /// Whether a voter has that name, incoming or outgoing, whatever its store.
    func hasVoter(named id: MemberID) -> Bool {
        voters.contains { $0.id == id } || outgoing.contains { $0.id == id }
    }

    /// Whether that member with that store is a voter.
    public func hasVoter(_ id: MemberID, store: StoreID) -> Bool {
        voters.contains { $0.matches(id, store) } || outgoing.contains { $0.matches(id, store) }
    }

    /// Whether that member with that store takes part at all.
    public func hasPeer(_ id: MemberID, store: StoreID) -> Bool {
        hasVoter(id, store: store) || learners.contains { $0.matches(id, store) }
    }
}

/// How a vote stands.
enum VoteResult: Hashable, Sendable {
    /// A quorum is for it.
    case won
    /// A quorum can still come together.
    case pending
    /// No quorum can come together any more.
    case lost
}

extension Configuration.Peer {
    /// Whether any store of the member is meant: a cluster that is formed before its stores are known says so by zero.
    public var acceptsAnyStore: Bool { store.high == 0 && store.low == 0 }

    func matches(_ id: MemberID, _ store: StoreID) -> Bool {
        self.id == id && Self.accepts(self.store, store)
    }

    /// Whether a store that is there may be the one that is named.
    static func accepts(_ named: StoreID, _ there: StoreID) -> Bool {
        named == there || (named.high == 0 && named.low == 0)
    }
}
