import Fleet

/// A failure profile, and what is asked of it.
struct MeasuredProfile {
    let profile: FailureProfile
    /// The lease of the tasks that are measured, in nanoseconds.
    let lease: UInt64
    /// The goal for the median of a lost server, in seconds; none where it is whatever the lease makes it.
    let goal: Double?

    var name: String { profile.description }
    /// How often agents beat, in nanoseconds.
    var beat: UInt64 { profile.beatInterval.nanoseconds }
    /// The leader's grace, in nanoseconds.
    var grace: UInt64 { profile.leaderGrace.nanoseconds }

    static let all = [
        MeasuredProfile(profile: .standard, lease: 5_000_000_000, goal: 6),
        MeasuredProfile(profile: .fast, lease: 1_500_000_000, goal: 2),
        MeasuredProfile(profile: .patient, lease: 15_000_000_000, goal: nil),
    ]
}
