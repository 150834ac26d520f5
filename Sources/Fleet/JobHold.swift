import Determinism

/// That a job is held: it stays as it is, and nothing of it has a place until it is released.
public struct JobHold: Hashable, Sendable {
    /// Since when (leader's time).
    public var since: WallTime
    /// Who holds it: an administrator's name, or the leader.
    public var actor: String
    /// Why, for people; empty where a person said nothing.
    public var reason: String

    /// Bytes of a reason at the most.
    public static let reasonBytes = 200

    /// A hold with its parts.
    public init(since: WallTime, actor: String, reason: String) {
        self.since = since
        self.actor = actor
        self.reason = reason
    }

    /// `held by ada since 2026-12-01T03:00:00Z: the data is wrong`.
    public var inWords: String {
        "held by \(actor) since \(since.wholeSecond)" + (reason.isEmpty ? "" : ": \(reason)")
    }
}
