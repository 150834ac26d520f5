import Glibc
import Synchronization

/// The clock that leases are counted by: MONOTONIC_RAW + (BOOTTIME − MONOTONIC), in nanoseconds. It is not slewed by time
/// synchronisation, and it counts the time that the machine was suspended. Any thread; it never goes back.
public enum MonotonicClock {
    /// Nanoseconds since some instant of this boot.
    public static func now() -> UInt64 { read(CLOCK_MONOTONIC_RAW) &+ suspended() }

    /// Calendar time in nanoseconds since 1970.
    public static func wall() -> UInt64 { read(CLOCK_REALTIME) }

    /// How long the machine was suspended, as last seen: BOOTTIME − MONOTONIC, which only a suspension changes.
    private static let known = Atomic<UInt64>(0)

    /// BOOTTIME − MONOTONIC cannot be read at one instant: a thread that loses its processor between the two reads would
    /// see time jump by as much, and then go back. So a difference counts only if it was read within 20 microseconds, and
    /// replaces the known one only if it is larger by a millisecond.
    private static func suspended() -> UInt64 {
        for _ in 0..<8 {
            let before = read(CLOCK_MONOTONIC)
            let boot = read(CLOCK_BOOTTIME)
            let after = read(CLOCK_MONOTONIC)
            guard after &- before < 20_000 else { continue }
            // At most the true one: from −20 microseconds, which must not wrap.
            let seen = boot > after ? boot &- after : 0
            let old = known.load(ordering: .relaxed)
            return seen > old &+ 1_000_000 ? known.max(seen, ordering: .relaxed).newValue : old
        }
        return known.load(ordering: .relaxed)
    }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}
