import Determinism

/// The time that a leader stamps entries with: its calendar, but never standing still. A calendar that is set back while it
/// leads, or that was behind the state's time when it began, is left to itself: time goes on from what it was, by the
/// monotonic clock. What waits for a time (a restart's delay, the end of a penalty) would else wait for as long as the
/// calendar was set back.
///
/// It then runs slower by one part in a thousand, more than clocks drift, so that the two come together again.
struct LeaderCalendar: Sendable {
    private var time: WallTime
    private var at: Instant

    /// The calendar of a leadership that begins with that state's time.
    init(wall: WallTime, stateTime: WallTime, now: Instant) {
        time = max(wall, stateTime)
        at = now
    }

    /// What time it is.
    func reading(wall: WallTime, now: Instant) -> WallTime {
        let passed = now.since(at)
        return max(wall, time + (passed - passed / 1_000))
    }

    /// Goes on to now.
    mutating func advance(wall: WallTime, now: Instant) -> WallTime {
        time = reading(wall: wall, now: now)
        at = max(at, now)
        return time
    }
}
