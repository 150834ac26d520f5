import Determinism

/// The time that leases are counted by: not slewed by time synchronisation, and going on while the machine is suspended
/// (docs/ARCHITECTURE.md, leases, rule 3).
public enum LeaseTime {
    /// The instant at which the kernel's clocks show these nanoseconds: MONOTONIC_RAW, which is not slewed, plus the time spent
    /// in suspend, during which only BOOTTIME goes on.
    public static func instant(raw: UInt64, monotonic: UInt64, boottime: UInt64) -> Instant {
        Instant(nanoseconds: raw + (boottime > monotonic ? boottime - monotonic : 0))
    }
}
