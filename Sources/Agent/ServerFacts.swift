import Determinism
import Fleet
import Glibc
import Settings

/// What the agent tells of its server: the configuration's word, else what the kernel says less a reserve for the system.
struct ServerFacts {
    let facts: NodeFacts

    /// Share of memory and storage that is left to the system: one part in ten.
    private static let reserve: UInt64 = 10

    /// What cannot be told as it should be; sentences for people.
    private(set) var notes: [String] = []

    /// Processors that are online.
    static var processors: UInt64 { UInt64(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Bytes of memory.
    static var memoryBytes: UInt64 {
        UInt64(max(0, sysconf(Int32(_SC_PHYS_PAGES)))) * UInt64(max(1, sysconf(Int32(_SC_PAGESIZE))))
    }

    /// With `keepsGPUs` the GPUs that are found are kept below the agent's directory, for the next start.
    init(_ configuration: AgentConfiguration, search: String = GPUInventory.usualPath, keepsGPUs: Bool = true) {
        let memory = ServerFacts.memoryBytes
        var storage: UInt64 = 0
        var info = statvfs()
        if statvfs(configuration.directory, &info) == 0 { storage = UInt64(info.f_bavail) * UInt64(info.f_frsize) }
        var labels = SortedMap<String, String>()
        for label in configuration.labels { labels[label.name] = label.value }
        var extras = SortedMap<String, UInt64>()
        for extra in configuration.extras {
            if Names.isName(extra.name), extras.count < DefinitionLimits.extras {
                extras[extra.name] = extra.amount
            } else {
                notes.append(
                    "The extra `\(extra.name)` is left out: a name is of a-z, 0-9 and -, and \(DefinitionLimits.extras) are the most."
                )
            }
        }
        let gpus: [GPU]
        if let count = configuration.gpus {
            gpus = GPU.unknown(count)
        } else if !configuration.declaredGPUs.isEmpty {
            gpus = configuration.declaredGPUs.enumerated().map {
                GPU(
                    index: UInt64($0.offset), model: $0.element.model, memoryBytes: $0.element.memoryBytes,
                    uuid: $0.element.uuid)
            }
        } else {
            var inventory = GPUInventory(
                root: RootDirectory(configuration.root), memory: configuration.directory + "/gpus", search: search,
                keeps: keepsGPUs)
            gpus = inventory.take()
            notes += inventory.notes
        }
        facts = NodeFacts(
            capacity: Resources(
                cpuMillicores: configuration.cpuMillicores ?? ServerFacts.processors * 1_000,
                memoryBytes: configuration.memoryBytes ?? memory - memory / ServerFacts.reserve,
                storageBytes: configuration.storageBytes ?? storage - storage / ServerFacts.reserve,
                bandwidthBitsPerSecond: configuration.bandwidthBitsPerSecond, extras: extras),
            gpus: gpus, labels: labels, agentVersion: AgentProgram.version)
    }
}
