import Consensus

/// One preallocated, zero-filled file of the log: a header, then records.
///
/// The header has the format, the store, the segment's number and length, and where the records of the segment before it
/// end, so that records that are missing there are noticed.
struct Segment {
    static let headerSize = 64
    /// How much of it the checksum covers.
    private static let headerUsed = 52
    private static let magic: [UInt8] = Array("MUSTRSEG".utf8)
    private static let prefix = "segment-"

    let number: UInt64
    let file: any VolumeFile
    let size: Int
    /// Where the next record goes.
    var end: Int
    /// The largest index of an entry in it that still counts.
    var lastIndex = LogIndex.zero

    static func name(_ number: UInt64) -> String { prefix + digits(number) }

    /// Sixteen hexadecimal digits, so that names sort like numbers.
    static func digits(_ number: UInt64) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    static func number(ofName name: String) -> UInt64? {
        guard name.hasPrefix(prefix), name.utf8.count == prefix.utf8.count + 16 else { return nil }
        return UInt64(name.dropFirst(prefix.count), radix: 16)
    }

    struct Header: Equatable {
        var store: StoreID
        var number: UInt64
        var size: Int
        var previousEnd: Int

        func encode() -> [UInt8] {
            var bytes = magic
            bytes.append32(StoreHeader.formatVersion)
            bytes.append64(store.high)
            bytes.append64(store.low)
            bytes.append64(number)
            bytes.append64(UInt64(size))
            bytes.append64(UInt64(previousEnd))
            bytes.append32(StoreHeader.checksum(bytes[...]))
            return bytes + [UInt8](repeating: 0, count: Segment.headerSize - bytes.count)
        }

        init(store: StoreID, number: UInt64, size: Int, previousEnd: Int) {
            self.store = store
            self.number = number
            self.size = size
            self.previousEnd = previousEnd
        }

        init(_ bytes: [UInt8], path: String) throws(LogStoreError) {
            var reader = FixedWidthReader(bytes[...])
            guard let magic = reader.take(8), Array(magic) == Segment.magic, let version = reader.u32(),
                let high = reader.u64(), let low = reader.u64(), let number = reader.u64(), let size = reader.u64(),
                let previousEnd = reader.u64(), let sum = reader.u32(),
                sum == StoreHeader.checksum(bytes[..<Segment.headerUsed]),
                bytes[(Segment.headerUsed + 4)..<Segment.headerSize].allSatisfy({ $0 == 0 })
            else {
                throw .damaged(path: path, offset: 0, reason: "the header of a segment does not match its checksum")
            }
            guard version == StoreHeader.formatVersion else { throw .otherFormat(path: path, version: version) }
            guard size == UInt64(bytes.count) else {
                throw .damaged(
                    path: path, offset: min(bytes.count, Int(clamping: size)),
                    reason: "it has \(bytes.count) bytes and was made with \(size)")
            }
            self.init(
                store: StoreID(high: high, low: low), number: number, size: Int(clamping: size),
                previousEnd: Int(clamping: previousEnd))
        }
    }
}
