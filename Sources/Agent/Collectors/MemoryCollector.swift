/// Memory from /proc/meminfo, in bytes, and the kernel's counts of trouble with it from /proc/vmstat.
public struct MemoryCollector: Collector {
    /// `memory`.
    public let name = "memory"

    /// A collector.
    public init() {}

    /// See `Collector`.
    public mutating func collect(root: RootDirectory, into samples: inout SampleBuffer) -> CollectorOutcome {
        let total: UInt64?? = root.read("/proc/meminfo") { text in
            var total: UInt64?
            while var line = text.nextLine() {
                guard let key = line.nextField(until: ":"), let name = Self.metric(of: key) else { continue }
                guard let value = line.nextField(until: ":")?.unsigned else { continue }
                // Only the counts of huge pages have no unit; all else is in KiB.
                let bytes = line.nextField()?.equals("kB") == true ? value &* 1024 : value
                if key.equals("MemTotal") { total = bytes }
                samples.add(name, bytes)
            }
            return total
        }
        guard let total else { return root.failure(reading: "/proc/meminfo") }
        guard total != nil else { return .failed("/proc/meminfo does not tell MemTotal") }
        _ = root.read("/proc/vmstat") { text in
            while var line = text.nextLine() {
                guard let key = line.nextField(), let value = line.nextNumber() else { continue }
                if key.equals("oom_kill") { samples.add("memory_oom_kills_total", value) }
                if key.equals("pgmajfault") { samples.add("memory_major_faults_total", value) }
                if key.equals("pswpin") { samples.add("memory_swapped_in_pages_total", value) }
                if key.equals("pswpout") { samples.add("memory_swapped_out_pages_total", value) }
            }
        }
        return .ok
    }

    private static func metric(of key: TextReader.Field) -> String? {
        if key.equals("MemTotal") { return "memory_total_bytes" }
        if key.equals("MemFree") { return "memory_free_bytes" }
        if key.equals("MemAvailable") { return "memory_available_bytes" }
        if key.equals("Buffers") { return "memory_buffers_bytes" }
        if key.equals("Cached") { return "memory_cached_bytes" }
        if key.equals("Shmem") { return "memory_shared_bytes" }
        if key.equals("Dirty") { return "memory_dirty_bytes" }
        if key.equals("Writeback") { return "memory_writeback_bytes" }
        if key.equals("SwapTotal") { return "swap_total_bytes" }
        if key.equals("SwapFree") { return "swap_free_bytes" }
        if key.equals("SUnreclaim") { return "memory_slab_unreclaimable_bytes" }
        if key.equals("HardwareCorrupted") { return "memory_hardware_corrupted_bytes" }
        if key.equals("HugePages_Total") { return "huge_pages_total" }
        if key.equals("HugePages_Free") { return "huge_pages_free" }
        if key.equals("Hugepagesize") { return "huge_page_size_bytes" }
        return nil
    }
}
