/// Whole disks from /proc/diskstats (Documentation/admin-guide/iostats.rst of the kernel). Partitions, loop, RAM and
/// compressed RAM disks are left out.
public struct DiskCollector: Collector {
    /// `disk`.
    public let name = "disk"
    /// Sectors in this file have 512 bytes, whatever the disk says.
    private static let sector: UInt64 = 512

    /// A collector.
    public init() {}

    /// See `Collector`.
    public mutating func collect(root: RootDirectory, into samples: inout SampleBuffer) -> CollectorOutcome {
        var disks = 0
        var malformed = false
        // The names first: looking a disk up in /sys must not happen while the file's text is in the shared buffer.
        var names: [String] = []
        let isRead: Void? = root.read("/proc/diskstats") { text in
            while var line = text.nextLine() {
                _ = line.nextField()
                _ = line.nextField()
                if let name = line.nextField() { names.append(String(name)) }
            }
        }
        guard isRead != nil else { return root.failure(reading: "/proc/diskstats") }
        let hasBlock = root.has("/sys/block")
        let whole = names.map { name in
            if name.hasPrefix("loop") || name.hasPrefix("ram") || name.hasPrefix("zram") { return false }
            // The kernel writes a slash in a name as an exclamation mark there.
            return !hasBlock || root.has("/sys/block/" + String(name.map { $0 == "/" ? "!" : $0 }))
        }
        _ = root.read("/proc/diskstats") { text in
            var index = 0
            while var line = text.nextLine() {
                defer { index += 1 }
                _ = line.nextField()
                _ = line.nextField()
                guard let field = line.nextField(), index < names.count, whole[index] else { continue }
                // A disk that came or went between the two readings waits for the next round.
                guard String(field) == names[index] else { return }
                if Self.add(names[index], &line, &samples) { disks += 1 } else { malformed = true }
            }
        }
        if malformed { return .failed("/proc/diskstats has a line with fewer than 11 numbers") }
        return disks > 0 ? .ok : .noData("/proc/diskstats names no disk")
    }

    private static func add(_ disk: String, _ line: inout TextReader, _ samples: inout SampleBuffer) -> Bool {
        // reads, merged, sectors, ms; writes, merged, sectors, ms; in flight, ms busy, ms weighted.
        guard let reads = line.nextNumber(), line.nextNumber() != nil, let readSectors = line.nextNumber(),
            let readTime = line.nextNumber(), let writes = line.nextNumber(), line.nextNumber() != nil,
            let writeSectors = line.nextNumber(), let writeTime = line.nextNumber(),
            let inFlight = line.nextNumber(), let busy = line.nextNumber(), let weighted = line.nextNumber()
        else { return false }
        samples.add("disk_reads_total", reads, label: disk)
        samples.add("disk_read_bytes_total", readSectors &* sector, label: disk)
        samples.add("disk_read_seconds_total", Double(readTime) / 1000, label: disk)
        samples.add("disk_writes_total", writes, label: disk)
        samples.add("disk_written_bytes_total", writeSectors &* sector, label: disk)
        samples.add("disk_write_seconds_total", Double(writeTime) / 1000, label: disk)
        samples.add("disk_in_flight", inFlight, label: disk)
        samples.add("disk_busy_seconds_total", Double(busy) / 1000, label: disk)
        samples.add("disk_weighted_seconds_total", Double(weighted) / 1000, label: disk)
        return true
    }
}
