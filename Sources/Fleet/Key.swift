import Determinism

/// What the holder of a key may do.
public enum Role: Hashable, Sendable {
    /// Speaks for one server.
    case agent(NodeID)
    /// Is a member of the coordinator cluster, by its number.
    case coordinator(UInt64)
    /// Reads.
    case viewer
    /// Reads, runs jobs and commands, cordons and drains.
    case operatorRole
    /// Everything.
    case admin
}

/// A key that is admitted.
public struct KeyRecord: Hashable, Sendable {
    /// The CURVE public key, 40 characters of Z85.
    public var publicKey: String
    /// Whose it is, for the audit log.
    public var name: String
    /// What it may do.
    public var role: Role

    /// A record with its parts.
    public init(publicKey: String, name: String, role: Role) {
        self.publicKey = publicKey
        self.name = name
        self.role = role
    }
}
