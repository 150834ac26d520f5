import Determinism

/// Whether a server's agent is persistently late, from what its beats tell of its own timer: a slow host. One long pause is
/// no more than one late beat; a server counts as slow when five of its last eight were late, and no longer when at most
/// one was.
struct Promptness: Sendable {
    /// Whether the last beats were late, the newest in the lowest bit.
    private var late: UInt8 = 0
    /// Whether the server is slow.
    private(set) var isSlow = false
    /// Since when it has been so.
    private(set) var since = Instant.origin
    /// How late its newest beat was.
    private(set) var lateness = Span.zero

    /// A timer that is late by no more than this is in time.
    static func tolerance(beatInterval: Span) -> Span { max(.milliseconds(250), beatInterval / 4) }

    /// A beat came. Returns whether the answer changed.
    mutating func note(_ lateness: Span, tolerance: Span, now: Instant) -> Bool {
        self.lateness = lateness
        late = late << 1 | (lateness > tolerance ? 1 : 0)
        let count = late.nonzeroBitCount
        let before = isSlow
        if count >= 5 { isSlow = true } else if count <= 1 { isSlow = false }
        if isSlow != before { since = now }
        return isSlow != before
    }
}
