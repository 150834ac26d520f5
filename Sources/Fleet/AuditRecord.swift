import Determinism

/// One administrative act, kept in the replicated state (the newest `kept` of them).
public struct AuditRecord: Hashable, Sendable {
    /// The log index of the act.
    public var index: UInt64
    /// When (leader's time).
    public var time: WallTime
    /// Who: the name bound to the key.
    public var actor: String
    /// What, as `noun verb object`.
    public var act: String
    /// `ok`, or why it was refused.
    public var outcome: String

    /// How many records are kept in the state.
    public static let kept = 10_000

    /// A record with its parts.
    public init(index: UInt64, time: WallTime, actor: String, act: String, outcome: String) {
        self.index = index
        self.time = time
        self.actor = actor
        self.act = act
        self.outcome = outcome
    }
}
