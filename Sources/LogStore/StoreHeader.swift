import Consensus

/// The file `store`: the format and the store's name. Its lock is the store's lock.
///
///     magic     8 bytes
///     format    4 bytes, little-endian, as all that follows
///     store     16 bytes: the name, which the checksums of all records are bound to
///     origin    16 bytes: the first store of this member, from which this one descends
///     checksum  4 bytes, CRC-32C
///
/// All versions of the format keep this layout, so that a format of the future is told apart from damage. The file is
/// smaller than a sector, so that writing it in place is atomic.
struct StoreHeader: Equatable {
    static let name = "store"
    static let formatVersion: UInt32 = 1
    private static let magic: [UInt8] = Array("MUSTRLOG".utf8)
    private static let used = 44

    var version = Self.formatVersion
    let store: StoreID
    let origin: StoreID

    func encode() -> [UInt8] {
        var bytes = Self.magic
        bytes.append32(version)
        for id in [store, origin] {
            bytes.append64(id.high)
            bytes.append64(id.low)
        }
        bytes.append32(Self.checksum(bytes[...]))
        return bytes
    }

    init(version: UInt32 = Self.formatVersion, store: StoreID, origin: StoreID) {
        self.version = version
        self.store = store
        self.origin = origin
    }

    /// Reads a header of any version.
    init(_ bytes: [UInt8], path: String) throws(LogStoreError) {
        var reader = FixedWidthReader(bytes[...])
        guard let magic = reader.take(8), let version = reader.u32(), let high = reader.u64(), let low = reader.u64(),
            let originHigh = reader.u64(), let originLow = reader.u64(), let sum = reader.u32(), reader.isAtEnd
        else { throw .damaged(path: path, offset: 0, reason: "the header of a store has another length") }
        guard sum == Self.checksum(bytes[..<Self.used]) else {
            throw .damaged(path: path, offset: 0, reason: "the header of a store does not match its checksum")
        }
        guard Array(magic) == Self.magic else {
            throw .foreign(path: path, reason: "it is not the header of a log store")
        }
        self.version = version
        store = StoreID(high: high, low: low)
        origin = StoreID(high: originHigh, low: originLow)
    }

    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var checksum = CRC32C()
        bytes.withUnsafeBytes { checksum.combine($0) }
        return checksum.value
    }
}
