import Glibc

/// The clock that leases are counted by: MONOTONIC_RAW + (BOOTTIME − MONOTONIC), in nanoseconds. It is not slewed by time
/// synchronisation, and it counts the time that the machine was suspended.
public enum MonotonicClock {
    /// Nanoseconds since some instant of this boot.
    public static func now() -> UInt64 {
        read(CLOCK_MONOTONIC_RAW) &+ (read(CLOCK_BOOTTIME) &- read(CLOCK_MONOTONIC))
    }

    /// Calendar time in nanoseconds since 1970.
    public static func wall() -> UInt64 { read(CLOCK_REALTIME) }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}
