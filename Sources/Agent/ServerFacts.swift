import Determinism
import Fleet
import Glibc
import Settings

/// What the agent tells of its server: the configuration's word, else what the kernel says less a reserve for the system.
struct ServerFacts {
    let facts: NodeFacts

    /// Share of memory and storage that is left to the system: one part in ten.
    private static let reserve: UInt64 = 10

    init(_ configuration: AgentConfiguration) {
        let processors = UInt64(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let pages = UInt64(max(0, sysconf(Int32(_SC_PHYS_PAGES))))
        let memory = pages * UInt64(max(1, sysconf(Int32(_SC_PAGESIZE))))
        var storage: UInt64 = 0
        var info = statvfs()
        if statvfs(configuration.directory, &info) == 0 { storage = UInt64(info.f_bavail) * UInt64(info.f_frsize) }
        var labels = SortedMap<String, String>()
        for label in configuration.labels { labels[label.name] = label.value }
        facts = NodeFacts(
            capacity: Resources(
                cpuMillicores: configuration.cpuMillicores ?? processors * 1_000,
                memoryBytes: configuration.memoryBytes ?? memory - memory / ServerFacts.reserve,
                storageBytes: configuration.storageBytes ?? storage - storage / ServerFacts.reserve,
                bandwidthBitsPerSecond: configuration.bandwidthBitsPerSecond, gpus: configuration.gpus),
            labels: labels, agentVersion: AgentProgram.version)
    }
}
