import Determinism

/// What a server has, or a task asks for, of what can be divided at will. All amounts are whole and never negative. GPUs are
/// apart: they are given by device (`GPU`, `GPURequest`, `Room`).
public struct Resources: Hashable, Sendable {
    /// Processor time in thousandths of a core.
    public var cpuMillicores: UInt64
    /// Memory in bytes.
    public var memoryBytes: UInt64
    /// Local storage in bytes.
    public var storageBytes: UInt64
    /// Network bandwidth in bits a second.
    public var bandwidthBitsPerSecond: UInt64
    /// What the operators count beside these, such as licences or FPGAs, by name; none of them 0.
    public var extras: SortedMap<String, UInt64>

    /// Resources with their amounts; what is not given is zero.
    public init(
        cpuMillicores: UInt64 = 0, memoryBytes: UInt64 = 0, storageBytes: UInt64 = 0,
        bandwidthBitsPerSecond: UInt64 = 0, extras: SortedMap<String, UInt64> = SortedMap()
    ) {
        self.cpuMillicores = cpuMillicores
        self.memoryBytes = memoryBytes
        self.storageBytes = storageBytes
        self.bandwidthBitsPerSecond = bandwidthBitsPerSecond
        self.extras = extras
    }

    /// Nothing at all.
    public static let zero = Resources()

    /// Whether each amount is no greater than the other's.
    public func fits(in other: Resources) -> Bool {
        cpuMillicores <= other.cpuMillicores && memoryBytes <= other.memoryBytes && storageBytes <= other.storageBytes
            && bandwidthBitsPerSecond <= other.bandwidthBitsPerSecond
            && (extras.isEmpty || extras.allSatisfy { $0.value <= other.extras[$0.key] ?? 0 })
    }

    /// The sum by amount, saturating.
    public static func + (left: Resources, right: Resources) -> Resources {
        left.merged(with: right) { a, b in
            let (sum, overflow) = a.addingReportingOverflow(b)
            return overflow ? .max : sum
        }
    }

    /// The difference by amount, never below zero.
    public static func - (left: Resources, right: Resources) -> Resources {
        left.merged(with: right) { a, b in a > b ? a - b : 0 }
    }

    private func merged(with other: Resources, _ combine: (UInt64, UInt64) -> UInt64) -> Resources {
        Resources(
            cpuMillicores: combine(cpuMillicores, other.cpuMillicores),
            memoryBytes: combine(memoryBytes, other.memoryBytes),
            storageBytes: combine(storageBytes, other.storageBytes),
            bandwidthBitsPerSecond: combine(bandwidthBitsPerSecond, other.bandwidthBitsPerSecond),
            extras: extras.isEmpty && other.extras.isEmpty ? extras : mergedExtras(with: other, combine))
    }

    private func mergedExtras(
        with other: Resources, _ combine: (UInt64, UInt64) -> UInt64
    ) -> SortedMap<String, UInt64> {
        var merged = SortedMap<String, UInt64>()
        for name in SortedSet(extras.keys + other.extras.keys) {
            let amount = combine(extras[name] ?? 0, other.extras[name] ?? 0)
            if amount > 0 { merged[name] = amount }
        }
        return merged
    }
}
