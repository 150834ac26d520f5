import Determinism

/// Values that the whole cluster must agree on: committed with the first entry, never derived from adaptive timeouts.
public struct ClusterSettings: Hashable, Sendable {
    /// How often agents beat.
    public var beatInterval: Span
    /// G: a leader acknowledges beats only while a round that a quorum answered was sent within this time; a new leader
    /// counts every foreign lease as granted this long after it became leader.
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
        beatInterval: Span = .seconds(1), leaderGrace: Span = .seconds(1), suspectAfterBeats: UInt64 = 3,
        brakePercent: UInt64 = 30, brakeFloor: UInt64 = 2, brakeWindow: Span = .seconds(60)
    ) {
        self.beatInterval = beatInterval
        self.leaderGrace = leaderGrace
        self.suspectAfterBeats = suspectAfterBeats
        self.brakePercent = brakePercent
        self.brakeFloor = brakeFloor
        self.brakeWindow = brakeWindow
    }
}
