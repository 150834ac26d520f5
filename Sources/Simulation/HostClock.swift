import AgentCore
import Determinism

/// A machine's own clocks: they began somewhere else than others and run a little faster or slower than true time. What they
/// show together is the product's own lease time.
struct HostClock: Sendable {
    /// What they do.
    private enum Motion {
        case running
        /// The machine sleeps: only the one that counts suspend goes on.
        case suspended
        /// A hypervisor has stopped the machine: nothing goes on.
        case stopped
    }

    /// What MONOTONIC_RAW showed at `trueBase`; MONOTONIC shows the same, since nothing slews it here.
    private var rawBase: UInt64
    /// How long the machine had been suspended by then: BOOTTIME − MONOTONIC.
    private var sleptBase: UInt64 = 0
    /// The lease time at `trueBase`.
    private var localBase: UInt64
    private var trueBase: UInt64
    /// Nanoseconds that they show for a million true ones.
    private var rate: UInt64
    private var motion = Motion.running

    static let million: UInt64 = 1_000_000

    init(offset: Span, drift: Int64, at now: Instant = .origin) {
        rawBase = offset.nanoseconds
        trueBase = now.nanoseconds
        rate = UInt64(Int64(HostClock.million) + drift)
        localBase = HostClock.leaseTime(raw: rawBase, slept: 0)
    }

    /// What the machine takes for the time of leases at a true instant, which must not lie before the last change.
    func local(_ time: Instant) -> Instant {
        switch motion {
        case .running: Instant(nanoseconds: localBase + passed(until: time))
        case .suspended:
            Instant(nanoseconds: HostClock.leaseTime(raw: rawBase, slept: sleptBase + passed(until: time)))
        case .stopped: Instant(nanoseconds: localBase)
        }
    }

    /// The first true instant, not before `now`, at which a clock that runs on shows at least `local`.
    func trueTime(of local: Instant, now: Instant) -> Instant {
        guard local != .never else { return .never }
        guard local.nanoseconds > localBase else { return now }
        let shown = local.nanoseconds - localBase
        let (product, overflow) = shown.multipliedReportingOverflow(by: HostClock.million)
        // Beyond a few hours of virtual time nothing is exact any more, and nothing happens there.
        guard !overflow else { return .never }
        return max(now, Instant(nanoseconds: trueBase + (product + rate - 1) / rate + 1))
    }

    /// From `now` on they run at another rate.
    mutating func change(drift: Int64, now: Instant) {
        rebase(at: now)
        rate = UInt64(Int64(HostClock.million) + drift)
    }

    /// The machine falls asleep.
    mutating func suspend(at now: Instant) {
        rebase(at: now)
        motion = .suspended
    }

    /// A hypervisor stops the machine.
    mutating func stop(at now: Instant) {
        rebase(at: now)
        motion = .stopped
    }

    /// The machine goes on.
    mutating func resume(at now: Instant) {
        rebase(at: now)
        motion = .running
    }

    /// The machine boots: its clocks begin anew.
    mutating func restart(showing offset: Span, at now: Instant) {
        rawBase = offset.nanoseconds
        sleptBase = 0
        trueBase = now.nanoseconds
        motion = .running
        localBase = HostClock.leaseTime(raw: rawBase, slept: 0)
    }

    private func passed(until time: Instant) -> UInt64 {
        let passed = time.nanoseconds - min(time.nanoseconds, trueBase)
        return passed / HostClock.million * rate + passed % HostClock.million * rate / HostClock.million
    }

    private mutating func rebase(at now: Instant) {
        switch motion {
        case .running: rawBase += passed(until: now)
        case .suspended: sleptBase += passed(until: now)
        case .stopped: break
        }
        trueBase = now.nanoseconds
        localBase = HostClock.leaseTime(raw: rawBase, slept: sleptBase)
    }

    private static func leaseTime(raw: UInt64, slept: UInt64) -> UInt64 {
        LeaseTime.instant(raw: raw, monotonic: raw, boottime: raw + slept).nanoseconds
    }
}
