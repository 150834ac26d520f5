import Determinism

/// A GPU of a server, as its agent tells it.
public struct GPU: Hashable, Sendable {
    /// Its number on the server, as the driver counts.
    public var index: UInt64
    /// Its model without the maker's name, such as `H100` or `A100-SXM4-80GB`; empty where it is not known.
    public var model: String
    /// Its memory in bytes; 0 where it is not known.
    public var memoryBytes: UInt64
    /// The driver's name for it, which stays with it when others fall out and the rest are counted anew; empty where there
    /// is none.
    public var uuid: String

    /// A GPU with its parts.
    public init(index: UInt64, model: String = "", memoryBytes: UInt64 = 0, uuid: String = "") {
        self.index = index
        self.model = model
        self.memoryBytes = memoryBytes
        self.uuid = uuid
    }

    /// What a whole one is divided into.
    public static let thousandths: UInt64 = 1_000
    /// GPUs of one server.
    public static let atMost: UInt64 = 1_024
    /// Bytes of a model's name or a UUID.
    public static let nameBytes = 96

    /// So many of which nothing but the number is known: what an agent tells that knows no devices.
    public static func unknown(_ count: UInt64) -> [GPU] { (0..<min(count, atMost)).map { GPU(index: $0) } }

    /// By number; of those with one number or one UUID only the first, so that each name means one device.
    static func distinct(_ gpus: [GPU]) -> [GPU] {
        var indexes: Set<UInt64> = []
        var names: Set<String> = []
        var kept: [GPU] = []
        for gpu in gpus.sorted(by: { $0.index < $1.index }) {
            guard !indexes.contains(gpu.index), gpu.uuid.isEmpty || names.insert(gpu.uuid).inserted
            else { continue }
            indexes.insert(gpu.index)
            kept.append(gpu)
        }
        return kept
    }

    /// Whether its model is that one: the same, or one that goes on after a `-` (`A100` means `A100-SXM4-80GB`, too).
    /// Capital letters make no difference.
    public func isModel(_ wanted: String) -> Bool {
        let own = model.utf8
        let other = wanted.utf8
        guard !other.isEmpty, own.count >= other.count else { return false }
        guard zip(own, other).allSatisfy({ GPU.lowercase($0) == GPU.lowercase($1) }) else { return false }
        return own.count == other.count || own[own.index(own.startIndex, offsetBy: other.count)] == UInt8(ascii: "-")
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
    }
}

/// What an attempt holds of one GPU.
public struct GPUShare: Hashable, Sendable {
    /// The GPU's number when it was given.
    public var index: UInt64
    /// Its UUID; empty where it has none.
    public var uuid: String
    /// How much of it; 1,000 is the whole, and nobody else is on it.
    public var thousandths: UInt64

    /// A share with its parts.
    public init(index: UInt64, uuid: String = "", thousandths: UInt64 = GPU.thousandths) {
        self.index = index
        self.uuid = uuid
        self.thousandths = thousandths
    }

    /// Whether it is of that GPU of the server: by UUID, and by number only where one of the two has no UUID.
    public func isOf(_ gpu: GPU) -> Bool {
        uuid.isEmpty || gpu.uuid.isEmpty ? index == gpu.index : uuid == gpu.uuid
    }
}

extension GPU: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(index)
        writer.write(model)
        writer.write(memoryBytes)
        writer.write(uuid)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        index = try reader.readUInt64()
        model = try reader.readString()
        memoryBytes = try reader.readUInt64()
        uuid = try reader.readString()
    }
}

extension GPUShare: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(index)
        writer.write(uuid)
        writer.write(thousandths)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        index = try reader.readUInt64()
        uuid = try reader.readString()
        thousandths = try reader.readUInt64()
    }
}
