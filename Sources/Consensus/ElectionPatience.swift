import Determinism

/// How long a member waits for its leader's word before it asks for an election. It adapts to what this machine and network
/// do at the moment, so that a frozen leader is replaced fast where all is quiet, and an overloaded machine does not elect
/// for nothing: the longest recent disturbance (a gap between heartbeats, a timer that fired late) counts several times, and
/// is forgotten slowly. (The idea of timeouts from measured delays is Jacobson's, SIGCOMM 1988; a decaying maximum is used
/// rather than mean and deviation, since scheduling delays are rare and large.)
struct ElectionPatience: Sendable {
    /// How many times the longest recent disturbance is waited for.
    private static var multiple: UInt64 { 5 }
    /// A disturbance is forgotten by about two thirds in this time.
    private static var memory: Span { .seconds(15) }
    /// Heartbeats that must have been heard before the bound goes below its upper end.
    private static var samplesNeeded: Int { 20 }

    private(set) var disturbance = Span.zero
    private var samples = 0
    private var lastHeartbeat: Instant?

    /// A heartbeat of the present leader arrived.
    mutating func noteHeartbeat(now: Instant, settings: RaftSettings) {
        defer { lastHeartbeat = now }
        guard let lastHeartbeat else { return }
        samples = min(samples + 1, Self.samplesNeeded)
        let gap = now.since(lastHeartbeat)
        forget(after: gap)
        note(gap - settings.heartbeatInterval)
    }

    /// A timer fired that much after its time.
    mutating func noteLateness(_ lateness: Span) { note(lateness) }

    /// The next heartbeat is another leader's, or comes after a pause that says nothing.
    mutating func breakOff() { lastHeartbeat = nil }

    /// The shortest time without a leader's word after which this member doubts that it lives.
    func bound(_ settings: RaftSettings) -> Span {
        guard samples >= Self.samplesNeeded else { return settings.electionTimeout }
        let adapted = settings.heartbeatInterval * 2 + disturbance * Self.multiple
        return min(settings.electionTimeout, max(settings.electionTimeoutFloor, adapted))
    }

    private mutating func forget(after gap: Span) {
        let elapsed = min(gap, Self.memory).nanoseconds / 1_000
        let lost = disturbance.nanoseconds / 1_000 * elapsed / (Self.memory.nanoseconds / 1_000_000)
        disturbance = disturbance - Span(nanoseconds: lost)
    }

    private mutating func note(_ span: Span) { disturbance = max(disturbance, span) }
}
