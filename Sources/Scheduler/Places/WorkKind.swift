/// What a task asks for. Tasks that ask for the same are of one kind, and fare alike.
public struct WorkKind: Hashable, Sendable {
    /// CPU in thousandths of a core.
    public var cpuMillicores: UInt64
    /// Memory in bytes.
    public var memoryBytes: UInt64
    /// Local storage in bytes.
    public var storageBytes: UInt64
    /// Network bandwidth in bits a second.
    public var bandwidthBitsPerSecond: UInt64
    /// How many GPUs.
    public var gpus: Int
    /// Thousandths of each of them, from 1 to 1,000. Without GPUs it means nothing.
    public var milliOfEach: Int
    /// The models that will do; empty for any. All GPUs come from these, not necessarily from one of them.
    public var models: [String]

    /// A kind with its parts. Models are put into order, and without GPUs none are kept, so that what means the same is
    /// equal.
    public init(
        cpuMillicores: UInt64, memoryBytes: UInt64, storageBytes: UInt64 = 0, bandwidthBitsPerSecond: UInt64 = 0,
        gpus: Int = 0, milliOfEach: Int = 1_000, models: [String] = []
    ) {
        self.cpuMillicores = cpuMillicores
        self.memoryBytes = memoryBytes
        self.storageBytes = storageBytes
        self.bandwidthBitsPerSecond = bandwidthBitsPerSecond
        self.gpus = max(0, gpus)
        self.milliOfEach = gpus > 0 ? min(max(1, milliOfEach), 1_000) : 0
        self.models = gpus > 0 ? models.sorted() : []
    }
}

/// Names a kind within one `PlaceFinder`.
public struct KindIndex: Hashable, Sendable {
    let number: Int
}
