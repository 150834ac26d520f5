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
    /// Members that receive the log and do not vote.
    public var learners: [Peer]

    /// A configuration; the lists are put in the order of their members.
    public init(voters: [Peer], outgoing: [Peer] = [], learners: [Peer] = []) {
        self.voters = voters.sorted()
        self.outgoing = outgoing.sorted()
        self.learners = learners.sorted()
    }

    /// Whether two majorities are needed.
    public var isJoint: Bool { !outgoing.isEmpty }

    /// Every peer once, in the order of the members.
    public var peers: [Peer] {
        var seen: [Peer] = []
        for peer in (voters + outgoing + learners).sorted() where seen.last?.id != peer.id { seen.append(peer) }
        return seen
    }
}
