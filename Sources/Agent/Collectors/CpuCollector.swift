import Glibc

/// Processor time from /proc/stat: totals by mode, and shares since the last round.
public struct CpuCollector: Collector {
    /// `cpu`.
    public let name = "cpu"
    private static let modes = ["user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"]
    private let ticksPerSecond: Double
    private var last: [UInt64] = []

    /// A collector that has seen nothing. `ticksPerSecond` is the kernel's USER_HZ.
    public init(ticksPerSecond: Int = sysconf(Int32(_SC_CLK_TCK))) {
        self.ticksPerSecond = Double(max(1, ticksPerSecond))
    }

    /// See `Collector`.
    public mutating func collect(root: RootDirectory, into samples: inout SampleBuffer) -> CollectorOutcome {
        var ticks: [UInt64] = []
        let isRead: Void? = root.read("/proc/stat") { text in
            var processors: UInt64 = 0
            while var line = text.nextLine() {
                guard let key = line.nextField() else { continue }
                if key.equals("cpu") {
                    while ticks.count < Self.modes.count, let value = line.nextNumber() { ticks.append(value) }
                } else if key.starts(with: "cpu") {
                    processors += 1
                } else if key.equals("ctxt"), let value = line.nextNumber() {
                    samples.add("cpu_context_switches_total", value)
                } else if key.equals("processes"), let value = line.nextNumber() {
                    samples.add("processes_created_total", value)
                } else if key.equals("btime"), let value = line.nextNumber() {
                    samples.add("boot_time_seconds", value)
                } else if key.equals("procs_running"), let value = line.nextNumber() {
                    samples.add("processes_running", value)
                } else if key.equals("procs_blocked"), let value = line.nextNumber() {
                    samples.add("processes_blocked", value)
                }
            }
            samples.add("cpu_count", processors)
        }
        guard isRead != nil else { return root.failure(reading: "/proc/stat") }
        // Kernels of before 2.6.11 give fewer modes: not supported.
        guard ticks.count == Self.modes.count else { return .failed("/proc/stat has no whole line of all processors") }
        for (mode, value) in zip(Self.modes, ticks) {
            samples.add("cpu_seconds_total", Double(value) / ticksPerSecond, label: mode)
        }
        addShares(of: ticks, into: &samples)
        last = ticks
        return .ok
    }

    private func addShares(of ticks: [UInt64], into samples: inout SampleBuffer) {
        guard last.count == ticks.count else { return }
        // iowait and steal may go backwards: a negative difference counts as none.
        let spent = zip(ticks, last).map { $0 > $1 ? $0 - $1 : 0 }
        let all = spent.reduce(0, +)
        guard all > 0 else { return }
        let share = { (value: UInt64) in Double(value) / Double(all) }
        samples.add("cpu_busy_ratio", share(all - spent[3] - spent[4]))
        samples.add("cpu_iowait_ratio", share(spent[4]))
        samples.add("cpu_steal_ratio", share(spent[7]))
    }
}
