import Determinism

/// What a token is to be good for.
public struct TokenTerms: Hashable, Sendable {
    /// Who may join with it.
    public enum Purpose: UInt8, Sendable, CaseIterable {
        /// Servers that run work.
        case agent = 0
        /// New members of the coordinator cluster.
        case coordinator = 1
    }

    /// The public half of the token's key pair, 40 characters of Z85. Whoever holds the secret half proves it by the handshake
    /// of the connection, so that the secret itself is never sent and never stored here.
    public var publicKey: String
    /// Who may join.
    public var purpose: Purpose
    /// How often it may be used, from 1.
    public var uses: UInt64
    /// For how long it may be used.
    public var lifetime: Span
    /// Labels of the servers that join with it.
    public var labels: SortedMap<String, String>

    /// Terms with their parts.
    public init(
        publicKey: String, purpose: Purpose = .agent, uses: UInt64 = 1, lifetime: Span = TokenTerms.defaultLifetime,
        labels: SortedMap<String, String> = SortedMap()
    ) {
        self.publicKey = publicKey
        self.purpose = purpose
        self.uses = uses
        self.lifetime = lifetime
        self.labels = labels
    }

    /// How long a token may be used where nothing else is said.
    public static let defaultLifetime = Span.seconds(86_400)
    /// How long tokens may be used: for a minute to 30 days.
    public static let lifetimes = Span.seconds(60)...Span.seconds(30 * 86_400)
    /// Uses of one token at the most.
    public static let usesAtMost: UInt64 = 100_000
    /// Labels of one token at the most.
    public static let labelsAtMost = 32

    /// What makes no sense about the terms, a sentence's end; nil for nothing.
    var complaint: String? {
        guard publicKey.utf8.count == 40, publicKey.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return "its public key must be 40 characters of Z85; use `muster token create`"
        }
        guard (1...TokenTerms.usesAtMost).contains(uses) else {
            return "it may be used 1 to \(TokenTerms.usesAtMost) times, and not \(uses) times"
        }
        guard TokenTerms.lifetimes.contains(lifetime) else {
            return "it may be used for a minute to 30 days"
        }
        guard labels.count <= TokenTerms.labelsAtMost else {
            return "it has more than \(TokenTerms.labelsAtMost) labels"
        }
        for (name, value) in labels {
            guard Names.isLabel(name) else {
                return "label \(name.limited(toBytes: 64)): a name is 1 to 63 characters of a-z, 0-9, ., _, / and -"
            }
            guard Names.isPlainText(value, atMost: 256) else {
                return "label \(name): a value is at most 256 bytes of text"
            }
        }
        if purpose == .coordinator, !labels.isEmpty { return "coordinators have no labels" }
        return nil
    }
}

/// A token by which machines may join, as the cluster knows it.
public struct JoinToken: Hashable, Sendable {
    /// Its number: the log index of the entry that made it.
    public var id: UInt64
    /// What it is good for.
    public var terms: TokenTerms
    /// Who made it.
    public var owner: String
    /// When it was made.
    public var createdAt: WallTime
    /// How often it was used.
    public var used: UInt64 = 0
    /// When an administrator revoked it; nil if nobody did.
    public var revokedAt: WallTime?
    /// The keys that joined with it last: who asks again for want of an answer is not counted again.
    public var lastKeys: [String] = []

    /// A token as it is made.
    public init(id: UInt64, terms: TokenTerms, owner: String, createdAt: WallTime) {
        self.id = id
        self.terms = terms
        self.owner = owner
        self.createdAt = createdAt
    }

    /// Keys that are remembered.
    static let keysKept = 8

    /// Until when it may be used.
    public var expiresAt: WallTime { createdAt + terms.lifetime }

    /// Why nobody may join with it any more at that time, a sentence's end; nil while somebody may.
    public func refusal(at now: WallTime) -> String? {
        if revokedAt != nil { return "was revoked" }
        if used >= terms.uses { return terms.uses == 1 ? "was used already" : "was used \(used) times already" }
        if now >= expiresAt { return "was good until \(expiresAt.wholeSecond)" }
        return nil
    }

    /// What the audit log calls who joins with it.
    public var actor: String { "token \(id)" }
}

/// Who joins with a token.
public enum Enrolment: Hashable, Sendable {
    /// A server of that name, with its key.
    case agent(NodeID, publicKey: String)
    /// A member of the coordinator cluster with its key, at `host:port`.
    case coordinator(publicKey: String, place: String)

    /// The key.
    public var publicKey: String {
        switch self {
        case .agent(_, let publicKey), .coordinator(let publicKey, _): publicKey
        }
    }
}
