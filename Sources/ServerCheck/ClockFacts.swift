import CLinux
import Glibc

/// The server's clocks. Leases are counted by clocks that nothing sets; the calendar is for records, deadlines and schedules.
public struct ClockFacts: Hashable, Sendable {
    /// Whether something keeps the calendar in time; nil where the kernel does not tell.
    public var isSynchronised: Bool?
    /// By how much the calendar is off, as whoever keeps it says; nanoseconds.
    public var offset: UInt64
    /// Whether there is a clock that counts suspended time, and timers on it.
    public var countsSuspension: Bool
    /// Seconds since 1970.
    public var seconds: Int

    /// Facts with their parts.
    public init(isSynchronised: Bool?, offset: UInt64, countsSuspension: Bool = true, seconds: Int = 1_800_000_000) {
        self.isSynchronised = isSynchronised
        self.offset = offset
        self.countsSuspension = countsSuspension
        self.seconds = seconds
    }

    /// More than this is worth a word: deadlines and the order of records between servers suffer.
    static let offsetAtMost: UInt64 = 100_000_000
    /// The beginning of 2024: a calendar before it was never set.
    static let neverSet = 1_704_067_200

    /// What is to be said of them.
    public var findings: [Finding] {
        guard countsSuspension else {
            return [
                .error(
                    "clock",
                    "this kernel has no timers on CLOCK_BOOTTIME, by which leases end in time after a suspension",
                    "use Linux 5.10 or later")
            ]
        }
        guard seconds >= ClockFacts.neverSet else {
            return [
                .error("clock", "the calendar clock stands before 2024", "set it, and run chrony or systemd-timesyncd")
            ]
        }
        guard let isSynchronised else {
            return [
                .warning(
                    "clock", "the kernel does not tell whether the calendar clock is synchronised",
                    "make sure that chrony or systemd-timesyncd runs")
            ]
        }
        guard isSynchronised else {
            return [
                .warning(
                    "clock",
                    "the calendar clock is not synchronised, so that times in records, deadlines and schedules may be wrong "
                        + "(leases do not depend on it)", "run chrony or systemd-timesyncd")
            ]
        }
        guard offset <= ClockFacts.offsetAtMost else {
            return [
                .warning(
                    "clock", "the calendar clock is synchronised, but \(Words.milliseconds(offset)) off",
                    "see `chronyc tracking` or `timedatectl timesync-status`")
            ]
        }
        return [.ok("clock", "synchronised, \(Words.milliseconds(offset)) off")]
    }

    /// Looks at this server's.
    public static func gather() -> ClockFacts {
        var state = muster_clock_state()
        let isKnown = muster_read_clock_state(&state) == 0
        let offset = state.offset_ns == 0 ? state.error_ns.magnitude : state.offset_ns.magnitude
        let timer = muster_timerfd()
        if timer >= 0 { close(timer) }
        var (boot, wall) = (timespec(), timespec())
        let hasBoot = clock_gettime(CLOCK_BOOTTIME, &boot) == 0
        clock_gettime(CLOCK_REALTIME, &wall)
        return ClockFacts(
            isSynchronised: isKnown ? state.is_synchronised == 1 : nil, offset: isKnown ? offset : 0,
            countsSuspension: hasBoot && timer >= 0, seconds: wall.tv_sec)
    }
}
