import AgentCore
import Determinism
import Glibc

/// The clock of leases: CLOCK_MONOTONIC_RAW plus the time spent in suspend (CLOCK_BOOTTIME less CLOCK_MONOTONIC). It is not
/// slewed and does not stop in suspend; the same for all processes of one boot.
///
/// `MonotonicClock` of Wire reads the same clock for the agent's loop and, when it cannot be read well, errs behind: the agent
/// then takes a lease for older than it is. A supervisor must err ahead, so that it kills too early and never too late.
public enum LeaseClock {
    /// The current instant.
    public static func now() -> Instant {
        var (before, boot) = (UInt64(0), UInt64(0))
        // Between the two readings the process may be put aside; what that adds would look like suspend.
        for _ in 0..<8 {
            before = read(CLOCK_MONOTONIC)
            boot = read(CLOCK_BOOTTIME)
            if read(CLOCK_MONOTONIC) - before < 100_000 { break }
        }
        return LeaseTime.instant(raw: read(CLOCK_MONOTONIC_RAW), monotonic: before, boottime: boot)
    }

    /// Calendar time, for records.
    public static func wallTime() -> WallTime { WallTime(nanoseconds: read(CLOCK_REALTIME)) }

    /// How long to arm a timer of CLOCK_BOOTTIME to reach `deadline`. That clock may be slewed by up to 500 parts in a
    /// million, so a long wait is cut short by twice that and the caller looks at this clock again: late is never allowed.
    public static func timerSpan(until deadline: Instant, now: Instant) -> Span {
        let rest = deadline.since(now)
        return rest > .milliseconds(100) ? rest - rest / 1000 : rest
    }

    /// The kernel's identity of this boot, 36 characters; nil if /proc is not there.
    public static func bootID() -> String? {
        guard let bytes = try? DurableFile.read("/proc/sys/kernel/random/boot_id"), bytes.count >= 36 else {
            return nil
        }
        return String(validating: bytes[0..<36], as: UTF8.self)
    }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
