/// How a measured cluster is set: how often its agents beat, and for how long its leader may grant without a quorum's word.
struct FailureProfile {
    let name: String
    /// The lease of the tasks that are measured, in nanoseconds.
    let lease: UInt64
    /// How often agents beat, in nanoseconds.
    let beat: UInt64
    /// The leader's grace, in nanoseconds.
    let grace: UInt64
    /// The goal for the median of a lost server, in seconds; none where it is whatever the lease makes it.
    let goal: Double?

    static let all = [
        FailureProfile(name: "default", lease: 5_000_000_000, beat: 1_000_000_000, grace: 1_000_000_000, goal: 6),
        FailureProfile(name: "fast", lease: 1_500_000_000, beat: 300_000_000, grace: 300_000_000, goal: 2),
        FailureProfile(name: "patient", lease: 15_000_000_000, beat: 2_000_000_000, grace: 2_000_000_000, goal: nil),
    ]
}
