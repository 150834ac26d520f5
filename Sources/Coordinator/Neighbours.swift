import Consensus
import CoordinatorCore
import Determinism
import Fleet

/// Which other coordinators this one speaks with: those of the configuration in force; those of its file while it knows no
/// configuration; and those that a member told it of which has applied more. Without the last, a member that slept through
/// changes would know nobody of the present ones, and they could not tell it anything.
struct Neighbours {
    /// What is said of the members in the conversation itself, besides consensus.
    struct Word: Hashable {
        /// The last index in the teller's log that it has applied.
        var appliedIndex: UInt64
        /// The members by the teller's configuration, itself included.
        var members: [CoordinatorAddress]
    }

    private let own: MemberID
    private let configured: [CoordinatorAddress]
    private var told: [CoordinatorAddress] = []
    private var inForce: [CoordinatorAddress] = []
    /// Whether this member itself is in the configuration in force, or there is none.
    private(set) var includesOwn = true

    /// The neighbours of a member that was started with these addresses, its own among them.
    init(own: MemberID, configured: [CoordinatorAddress]) {
        self.own = own
        self.configured = configured.filter { $0.member != own.rawValue }
    }

    /// The configuration in force is this one now; whatever was told before it is outdated.
    mutating func take(_ members: [CoordinatorAddress]) {
        inForce = members.filter { $0.member != own.rawValue }
        includesOwn = members.isEmpty || members.contains { $0.member == own.rawValue }
        told = []
    }

    /// Hears what another member knows. True when it knows that this member, which had a part, has none any more.
    mutating func hear(_ word: Word, appliedIndex: UInt64) -> Bool {
        guard word.appliedIndex > appliedIndex, !word.members.isEmpty else { return false }
        told = word.members.filter { $0.member != own.rawValue }
        return !inForce.isEmpty && includesOwn && !word.members.contains { $0.member == own.rawValue }
    }

    /// Whom to speak with, by number. A member that is named twice has moved: what the configuration says counts, unless one
    /// who has applied more says otherwise.
    var wanted: SortedMap<MemberID, CoordinatorAddress> {
        var map = SortedMap<MemberID, CoordinatorAddress>()
        for address in (inForce.isEmpty ? configured : inForce) + told { map[MemberID(address.member)] = address }
        return map
    }

    /// The keys that may speak in the conversation of the coordinators.
    var keys: Set<String> {
        Set(((inForce.isEmpty ? configured : inForce) + told).map(\.publicKey))
    }

    /// Who speaks with that key.
    func member(withKey key: String) -> MemberID? {
        let all = (inForce.isEmpty ? configured : inForce) + told
        return all.last { $0.publicKey == key }.map { MemberID($0.member) }
    }
}
