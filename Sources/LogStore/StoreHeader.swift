import Consensus
import Glibc

/// The file `store`: the format and the store's name. Its lock is the store's lock.
struct StoreHeader {
    static let name = "store"
    static let formatVersion: UInt32 = 1
    private static let magic: [UInt8] = Array("MUSTRLOG".utf8)

    static func encode(_ store: StoreID) -> [UInt8] {
        var bytes = magic
        bytes.append32(formatVersion)
        bytes.append64(store.high)
        bytes.append64(store.low)
        bytes.append32(checksum(bytes))
        return bytes
    }

    static func decode(_ bytes: [UInt8], path: String) throws(LogStoreError) -> StoreID {
        var reader = FixedWidthReader(bytes[...])
        guard let magic = reader.take(8), Array(magic) == Self.magic, let version = reader.u32() else {
            throw .foreign(path: path, reason: "it is not the header of a log store")
        }
        guard version == formatVersion else {
            throw .foreign(path: path, reason: "it has format \(version), this program knows format \(formatVersion)")
        }
        guard let high = reader.u64(), let low = reader.u64(), let sum = reader.u32(), reader.isAtEnd,
            sum == checksum(Array(bytes.prefix(28)))
        else { throw .damaged(path: path, offset: 12, reason: "the header does not match its checksum") }
        return StoreID(high: high, low: low)
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var checksum = CRC32C()
        bytes.withUnsafeBytes { checksum.combine($0) }
        return checksum.value
    }
}
