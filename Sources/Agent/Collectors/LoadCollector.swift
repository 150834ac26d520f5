/// Load averages from /proc/loadavg, and the time since boot.
public struct LoadCollector: Collector {
    /// `load`.
    public let name = "load"

    /// A collector.
    public init() {}

    /// See `Collector`.
    public mutating func collect(root: RootDirectory, into samples: inout SampleBuffer) -> CollectorOutcome {
        let isWhole = root.read("/proc/loadavg") { text in
            for name in ["load1", "load5", "load15"] {
                guard let value = text.nextField()?.decimal else { return false }
                samples.add(name, value)
            }
            // The fourth field is "runnable/existing" threads.
            if let threads = text.nextField()?.after("/")?.unsigned { samples.add("threads_count", threads) }
            return true
        }
        guard let isWhole else { return root.failure(reading: "/proc/loadavg") }
        guard isWhole else { return .failed("/proc/loadavg does not begin with three numbers") }
        _ = root.read("/proc/uptime") { text in
            if let value = text.nextField()?.decimal { samples.add("uptime_seconds", value) }
        }
        return .ok
    }
}
