import Determinism

/// Values that the whole cluster must agree on: committed, never derived from adaptive timeouts.
public struct ClusterSettings: Hashable, Sendable {
    /// How often agents beat.
    public var beatInterval: Span
    /// G: a leader acknowledges beats only while a round that a quorum answered was sent within this time; a new leader
    /// counts every foreign lease as granted this long after it became leader (`FleetState.foreignGrace`).
    public var leaderGrace: Span
    /// Beats missed until a server is suspect.
    public var suspectAfterBeats: UInt64
    /// The brake: automatic verdicts may take at most this share of the servers (in percent) within `brakeWindow` ...
    public var brakePercent: UInt64
    /// ... or this many servers, whichever is more.
    public var brakeFloor: UInt64
    /// The window of the brake.
    public var brakeWindow: Span

    /// The defaults.
    public init(
        beatInterval: Span = .seconds(1), leaderGrace: Span = .milliseconds(750), suspectAfterBeats: UInt64 = 3,
        brakePercent: UInt64 = 30, brakeFloor: UInt64 = 2, brakeWindow: Span = .seconds(60)
    ) {
        self.beatInterval = beatInterval
        self.leaderGrace = leaderGrace
        self.suspectAfterBeats = suspectAfterBeats
        self.brakePercent = brakePercent
        self.brakeFloor = brakeFloor
        self.brakeWindow = brakeWindow
    }

    /// The settings of a profile, with the default bounds of the brake.
    public init(profile: FailureProfile) {
        self.init()
        adopt(profile)
    }

    /// Takes over what a profile says. The brake's share and floor stay, and so does a window that somebody chose.
    public mutating func adopt(_ profile: FailureProfile) {
        beatInterval = profile.beatInterval
        leaderGrace = profile.leaderGrace
        suspectAfterBeats = profile.suspectAfterBeats
        if FailureProfile.allCases.contains(where: { $0.brakeWindow == brakeWindow }) {
            brakeWindow = profile.brakeWindow
        }
    }

    /// The profile that these are the values of, whatever the brake's; nil for values of their own.
    public var profile: FailureProfile? {
        FailureProfile.allCases.first {
            $0.beatInterval == beatInterval && $0.leaderGrace == leaderGrace
                && $0.suspectAfterBeats == suspectAfterBeats
        }
    }

    /// The profile's name; `custom` for values of their own.
    public var profileName: String { profile?.description ?? "custom" }

    /// How long a server may be silent before it is suspect.
    public var patience: Span { beatInterval * suspectAfterBeats }

    /// The shortest lease that can be kept: one beat may be lost, and the next one's answer must come before the killing
    /// begins.
    public var shortestLease: Span { beatInterval * 2 + KillLead.longest + ClusterSettings.answerAllowance }

    /// What a beat and its answer may take on the way.
    public static let answerAllowance = Span.milliseconds(200)
}
