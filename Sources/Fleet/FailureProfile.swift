import Determinism

/// How quickly failures are noticed, as one choice for the whole cluster: how often agents beat, when a server is suspect,
/// and how long a leader's word counts. Which leases a cluster can keep follows from it (`ClusterSettings.shortestLease`).
public enum FailureProfile: UInt8, Sendable, CaseIterable, CustomStringConvertible {
    /// For most clusters: a beat a second.
    case standard = 0
    /// For short leases on a network that is quick and calm: four beats a second. A network that holds packets up for longer
    /// than a second loses servers.
    case fast = 1
    /// For networks that stall for seconds: rarely wrong, and slow.
    case patient = 2

    /// The profile of that name: `default`, `fast` or `patient`.
    public init?(name: String) {
        guard let found = FailureProfile.allCases.first(where: { $0.description == name }) else { return nil }
        self = found
    }

    /// The name, as people write it.
    public var description: String {
        switch self {
        case .standard: "default"
        case .fast: "fast"
        case .patient: "patient"
        }
    }

    /// How often agents beat.
    public var beatInterval: Span {
        switch self {
        case .standard: .seconds(1)
        case .fast: .milliseconds(250)
        case .patient: .seconds(2)
        }
    }

    /// Beats missed until a server is suspect.
    public var suspectAfterBeats: UInt64 {
        switch self {
        case .standard, .fast: 3
        case .patient: 5
        }
    }

    /// G (`ClusterSettings.leaderGrace`). Several of Raft's heartbeats, or a leader that is well could not grant; and no longer than
    /// needed, because the loss of a server together with the leader is noticed later by as much.
    public var leaderGrace: Span {
        switch self {
        case .standard: .milliseconds(750)
        case .fast: .milliseconds(350)
        case .patient: .seconds(2)
        }
    }

    /// The window of the brake.
    public var brakeWindow: Span {
        switch self {
        case .standard, .fast: .seconds(60)
        case .patient: .seconds(300)
        }
    }
}

/// The end of a lease that is kept for killing: what ending a task's tree may take.
public enum KillLead {
    /// The longest that is kept.
    public static let longest = Span.milliseconds(300)

    /// The lead for a lease of that length: a short lease is not eaten up by it.
    public static func of(_ lease: Span) -> Span { min(longest, lease / 5) }
}
