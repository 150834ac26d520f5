import Determinism

/// Who takes part: voters, the outgoing voters of a joint configuration, and learners (thesis, chapter 4). It is a log
/// entry from the first commit on.
public struct Configuration: Hashable, Sendable {
    /// A member together with the store that it votes with.
    public struct Peer: Hashable, Comparable, Sendable {
        /// The member.
        public var id: MemberID
        /// Its store.
        public var store: StoreID
        /// The address of its peer socket, as `host:port`.
        public var address: String
        /// Its CURVE public key, 40 characters of Z85.
        public var publicKey: String

        /// A peer with all its parts.
        public init(id: MemberID, store: StoreID, address: String, publicKey: String) {
            self.id = id
            self.store = store
            self.address = address
            self.publicKey = publicKey
        }

        /// Orders by member.
        public static func < (left: Peer, right: Peer) -> Bool { left.id < right.id }
    }

    /// The incoming (or only) voters, by member.
    public var voters: [Peer]
    /// The outgoing voters while the configuration is joint; else empty.
    public var outgoing: [Peer]
    /// Members that receive the log and do not vote. One that is still an outgoing voter takes effect as a learner when
    /// the joint configuration is left.
    public var learners: [Peer]
    /// Those of the learners that the leader makes voters by itself once they have caught up, ascending.
    public var joining: [MemberID]

    /// A configuration; the lists are put in the order of their members.
    public init(voters: [Peer], outgoing: [Peer] = [], learners: [Peer] = [], joining: [MemberID] = []) {
        self.voters = voters.sorted()
        self.outgoing = outgoing.sorted()
        self.learners = learners.sorted()
        self.joining = joining.sorted()
    }

    /// Whether two majorities are needed.
    public var isJoint: Bool { !outgoing.isEmpty }

    /// Every member once, in order; one that is there with two stores with the newer of them.
    public var peers: [Peer] {
        var members = SortedMap<MemberID, Peer>()
        for peer in outgoing + voters + learners { members[peer.id] = peer }
        return members.values
    }
}
