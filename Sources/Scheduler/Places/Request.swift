/// What a kind asks for, in flat numbers.
struct Request: Sendable {
    var cpu: Int64
    var memory: Int64
    var storage: Int64
    var bandwidth: Int64
    var count: Int32
    /// Thousandths of each GPU.
    var milli: Int32
    /// Whether only certain models will do.
    var isParticular: Bool

    /// Thousandths of GPUs altogether.
    var gpuMilli: Int { Int(count) * Int(milli) }

    /// Hundredths of each GPU, rounded up.
    var hundredths: Int { Int(milli + 9) / 10 }

    init(_ kind: WorkKind) {
        cpu = Int64(clamping: kind.cpuMillicores)
        memory = Int64(clamping: kind.memoryBytes)
        storage = Int64(clamping: kind.storageBytes)
        bandwidth = Int64(clamping: kind.bandwidthBitsPerSecond)
        count = Int32(clamping: kind.gpus)
        milli = Int32(clamping: kind.milliOfEach)
        isParticular = !kind.models.isEmpty
    }
}
