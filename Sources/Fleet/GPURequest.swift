import Determinism

/// What each task of a job asks of GPUs: so many whole ones, or a share of one.
public struct GPURequest: Hashable, Sendable {
    /// How many GPUs; 0 for none.
    public var count: UInt64
    /// How much of each, 1 to 1,000 thousandths; less than the whole only of a single one.
    public var thousandths: UInt64
    /// The models that will do; empty where any does.
    public var models: [String]
    /// How much memory each must have at least, in bytes. That of the GPU: a share of it gives a share of its memory.
    public var memoryBytes: UInt64

    /// A request with its parts.
    public init(
        count: UInt64 = 0, thousandths: UInt64 = GPU.thousandths, models: [String] = [], memoryBytes: UInt64 = 0
    ) {
        self.count = count
        self.thousandths = thousandths
        self.models = models
        self.memoryBytes = memoryBytes
    }

    /// No GPU at all.
    public static let none = GPURequest()

    /// Models that can be named.
    static let modelsAtMost = 16

    /// Whether its number says it all.
    public var isPlain: Bool { thousandths == GPU.thousandths && models.isEmpty && memoryBytes == 0 }
    /// Whether it asks for a part of one.
    public var isShare: Bool { thousandths < GPU.thousandths }

    /// Whether a GPU will do, however much of it is free.
    public func admits(_ gpu: GPU) -> Bool {
        gpu.memoryBytes >= memoryBytes && (models.isEmpty || models.contains { gpu.isModel($0) })
    }

    /// The GPUs to give it, by their places in `gpus`, ascending; nil where there are not enough. `free` has the
    /// thousandths that are free of each. A share goes to the fullest that has the room, so that others stay whole; whole
    /// ones are the smallest that do.
    public func places(among gpus: [GPU], free: [UInt64]) -> [Int]? {
        guard count > 0 else { return [] }
        guard count <= UInt64(gpus.count) else { return nil }
        var fitting = gpus.indices.filter { free[$0] >= thousandths && admits(gpus[$0]) }
        guard UInt64(fitting.count) >= count else { return nil }
        fitting.sort { left, right in
            if isShare, free[left] != free[right] { return free[left] < free[right] }
            if gpus[left].memoryBytes != gpus[right].memoryBytes {
                return gpus[left].memoryBytes < gpus[right].memoryBytes
            }
            return left < right
        }
        return fitting.prefix(Int(count)).sorted()
    }

    /// What is wrong with it; nil for a good one.
    var complaint: InvalidDefinition? {
        func wrong(_ field: String, _ reason: String) -> InvalidDefinition {
            InvalidDefinition(field: "resources.gpus" + field, reason: reason)
        }
        if count == 0, !isPlain {
            return wrong(".count", "is 0, and more is asked of them; ask for one at least, or leave the rest out")
        }
        if count > GPU.atMost { return wrong(".count", "is \(count); it must lie between 0 and \(GPU.atMost)") }
        if thousandths == 0 || thousandths > GPU.thousandths {
            return wrong(".share", "is \(thousandths)m; it must lie between 1m and 1000m of one GPU")
        }
        if isShare, count != 1 {
            return wrong(".share", "is of a single GPU, and \(count) are asked for; leave out `count` or `share`")
        }
        if models.count > GPURequest.modelsAtMost {
            return wrong(".model", "names \(models.count) models; \(GPURequest.modelsAtMost) are the most")
        }
        for model in models where model.isEmpty || !Names.isPlainText(model, atMost: GPU.nameBytes) {
            return wrong(".model", "must be 1 to \(GPU.nameBytes) bytes without control characters")
        }
        return nil
    }
}

extension GPURequest: CustomStringConvertible {
    /// `2`, `2 of H100 or A100 with 42949672960 bytes`, `250m`.
    public var description: String {
        (isShare ? "\(thousandths)m" : "\(count)") + (models.isEmpty ? "" : " of \(models.joined(separator: " or "))")
            + (memoryBytes == 0 ? "" : " with \(memoryBytes) bytes")
    }
}

extension GPURequest: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(count)
        writer.write(thousandths)
        writer.write(models)
        writer.write(memoryBytes)
    }
    /// Reads the fields; does not check whether they make sense.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        count = try reader.readUInt64()
        thousandths = try reader.readUInt64()
        models = try reader.readArray()
        memoryBytes = try reader.readUInt64()
    }
}
