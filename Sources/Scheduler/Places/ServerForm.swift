/// What a server has when nothing runs on it, as far as choosing a place goes.
public struct ServerForm: Hashable, Sendable {
    /// CPU in thousandths of a core.
    public var cpuMillicores: UInt64
    /// Memory in bytes.
    public var memoryBytes: UInt64
    /// Local storage in bytes.
    public var storageBytes: UInt64
    /// Network bandwidth in bits a second.
    public var bandwidthBitsPerSecond: UInt64
    /// The model of each GPU, by the server's index of the device. Devices after the 64th are not used.
    public var gpuModels: [String]

    /// A form with its parts.
    public init(
        cpuMillicores: UInt64, memoryBytes: UInt64, storageBytes: UInt64 = 0, bandwidthBitsPerSecond: UInt64 = 0,
        gpuModels: [String] = []
    ) {
        self.cpuMillicores = cpuMillicores
        self.memoryBytes = memoryBytes
        self.storageBytes = storageBytes
        self.bandwidthBitsPerSecond = bandwidthBitsPerSecond
        self.gpuModels = gpuModels
    }

    /// The whole of it as room.
    public var empty: ServerRoom {
        ServerRoom(
            cpuMillicores: cpuMillicores, memoryBytes: memoryBytes, storageBytes: storageBytes,
            bandwidthBitsPerSecond: bandwidthBitsPerSecond, gpuMilli: gpuModels.map { _ in 1_000 })
    }
}

/// What is free on a server.
public struct ServerRoom: Hashable, Sendable {
    /// CPU in thousandths of a core.
    public var cpuMillicores: UInt64
    /// Memory in bytes.
    public var memoryBytes: UInt64
    /// Local storage in bytes.
    public var storageBytes: UInt64
    /// Network bandwidth in bits a second.
    public var bandwidthBitsPerSecond: UInt64
    /// Thousandths of each GPU, by the server's index of the device; 0 for one that nobody may have.
    public var gpuMilli: [UInt16]

    /// A room with its parts.
    public init(
        cpuMillicores: UInt64, memoryBytes: UInt64, storageBytes: UInt64 = 0, bandwidthBitsPerSecond: UInt64 = 0,
        gpuMilli: [UInt16] = []
    ) {
        self.cpuMillicores = cpuMillicores
        self.memoryBytes = memoryBytes
        self.storageBytes = storageBytes
        self.bandwidthBitsPerSecond = bandwidthBitsPerSecond
        self.gpuMilli = gpuMilli
    }
}
