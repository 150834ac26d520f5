import Determinism
import Fleet

/// When each session's leases were last renewed, as the leader must assume it. A lease that this leader granted counts from
/// the sending of the acknowledgement; one that an earlier leader may have granted counts from this leader's election plus
/// the leader's grace, since the earlier one cannot acknowledge later: a member of both quorums answered it before it voted
/// (docs/ARCHITECTURE.md, leases).
struct Leases: Sendable {
    /// The latest instant at which an earlier leader can have renewed a lease.
    private(set) var foreignGrantAt: Instant
    private let becameLeaderAt: Instant
    private var grantedAt: [SessionID: Instant] = [:]

    /// The leases at the beginning of a leadership.
    init(becameLeaderAt: Instant, leaderGrace: Span) {
        self.becameLeaderAt = becameLeaderAt
        foreignGrantAt = becameLeaderAt + leaderGrace
    }

    /// The grace that the cluster agreed on is known: a leader that was just started has not applied it when it is elected.
    mutating func settle(leaderGrace: Span) {
        foreignGrantAt = max(foreignGrantAt, becameLeaderAt + leaderGrace)
    }

    /// An acknowledgement is being sent.
    mutating func grant(_ session: SessionID, at now: Instant) {
        grantedAt[session] = max(now, grantedAt[session] ?? .origin)
    }

    /// The latest instant at which the session's leases can have been renewed.
    func lastGrant(_ session: SessionID) -> Instant {
        max(foreignGrantAt, grantedAt[session] ?? .origin)
    }

    /// When an attempt with a lease of that length may be declared lost.
    func verdictAt(_ session: SessionID, lease: Span) -> Instant {
        lastGrant(session) + lease.withDriftAllowance
    }

    /// Forgets a session that is over.
    mutating func forget(_ session: SessionID) {
        grantedAt[session] = nil
    }
}
