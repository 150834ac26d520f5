/// Where the bytes of a snapshot are when they are not in memory: a file that whoever stored it has mapped. Reading may
/// wait for a disk, and never fails: what is stored was verified when it was opened.
public protocol SnapshotSource: Sendable {
    /// The length in bytes.
    var count: Int { get }
    /// The bytes of that range, which must lie within `0..<count`.
    func read(_ range: Range<Int>) -> [UInt8]
}

/// The bytes of a snapshot, in memory or in a file, so that a member need not hold its state twice.
public struct SnapshotData: Sendable {
    private enum Storage: Sendable {
        case bytes([UInt8])
        case source(any SnapshotSource)
    }
    private let storage: Storage

    /// Bytes in memory.
    public init(_ bytes: [UInt8]) { storage = .bytes(bytes) }
    /// Bytes elsewhere.
    public init(_ source: any SnapshotSource) { storage = .source(source) }

    /// The length in bytes.
    public var count: Int {
        switch storage {
        case .bytes(let bytes): bytes.count
        case .source(let source): source.count
        }
    }

    /// All bytes.
    public var bytes: [UInt8] { read(0..<count) }

    /// The bytes of that range, as far as it lies within the whole.
    public func read(_ range: Range<Int>) -> [UInt8] {
        let range = range.clamped(to: 0..<count)
        switch storage {
        case .bytes(let bytes): return range == 0..<bytes.count ? bytes : Array(bytes[range])
        case .source(let source): return source.read(range)
        }
    }
}

extension SnapshotData: Hashable {
    /// Whether the bytes are the same, wherever they are.
    public static func == (left: SnapshotData, right: SnapshotData) -> Bool {
        left.count == right.count && left.bytes == right.bytes
    }

    /// Hashes the length only: contents may be large, and are seldom alike in length alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(count) }
}
