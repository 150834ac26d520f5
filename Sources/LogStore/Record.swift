import Consensus

/// The framing of one durable write in a segment. A write is one record, however much it holds, so that a write that was
/// cut short never leaves a valid record behind an invalid one.
///
///     length of the payload   4 bytes, little-endian
///     checksum of the payload 4 bytes, CRC-32C, bound to store, segment and offset
///     checksum of the header  4 bytes, likewise
///     kind                    1 byte
///     reserved                2 bytes, zero
///     header mark             1 byte, 0xA5
///     payload
///     end mark                1 byte, 0xE5, then zeros up to a multiple of 16
///
/// The marks are not zero, and what was never written is: that tells a torn record from a damaged one.
struct RecordFrame {
    static let headerSize = 16
    static let alignment = 16
    static let headerMark: UInt8 = 0xA5
    static let endMark: UInt8 = 0xE5
    /// Disks write sectors of at least this size whole.
    static let sector = 512

    /// What the checksums are bound to, so that a record is valid in its own place only.
    let store: StoreID
    let segment: UInt64

    static func size(payload: Int) -> Int {
        (headerSize + payload + 1 + alignment - 1) / alignment * alignment
    }

    /// Completes `record`, which holds a header's room and the payload.
    func seal(_ record: inout [UInt8], kind: UInt8, at offset: Int) {
        let length = record.count - Self.headerSize
        record.put32(UInt32(length), at: 0)
        record[12] = kind
        record[15] = Self.headerMark
        let payload = record.withUnsafeBytes { bytes in
            payloadChecksum(UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize...]), offset: offset)
        }
        record.put32(payload, at: 4)
        record.put32(headerChecksum(length: UInt32(length), payload: payload, kind: kind, offset: offset), at: 8)
        record.append(Self.endMark)
        while record.count % Self.alignment != 0 { record.append(0) }
    }

    enum Reading {
        case record(kind: UInt8, payload: Range<Int>, end: Int)
        /// Nothing was written here.
        case nothing
        /// A write that did not get to its end.
        case torn
        case damaged(String)
    }

    /// Reads what stands at `offset`.
    func read(_ bytes: [UInt8], at offset: Int) -> Reading {
        guard offset + Self.headerSize <= bytes.count else { return .nothing }
        let header = bytes[offset..<offset + Self.headerSize]
        if header.allSatisfy({ $0 == 0 }) { return .nothing }
        if bytes[offset + 15] == 0 { return .torn }
        var reader = FixedWidthReader(header)
        guard let length = reader.u32(), let payloadSum = reader.u32(), let headerSum = reader.u32() else {
            return .nothing
        }
        let kind = bytes[offset + 12]
        let first = offset + Self.headerSize
        guard bytes[offset + 15] == Self.headerMark, bytes[offset + 13] == 0, bytes[offset + 14] == 0,
            headerSum == headerChecksum(length: length, payload: payloadSum, kind: kind, offset: offset),
            first + Int(length) < bytes.count
        else { return .damaged("the header of a record does not match its checksum") }
        let last = first + Int(length)
        let sum = bytes.withUnsafeBytes { bytes in
            payloadChecksum(UnsafeRawBufferPointer(rebasing: bytes[first..<last]), offset: offset)
        }
        if sum == payloadSum, bytes[last] == Self.endMark {
            let end = offset + Self.size(payload: Int(length))
            guard end <= bytes.count, bytes[last + 1..<end].allSatisfy({ $0 == 0 }) else {
                return .damaged("a record has something behind its end")
            }
            return .record(kind: kind, payload: first..<last, end: end)
        }
        if bytes[last] == 0 || hasUnwrittenSector(bytes, from: offset, through: last) { return .torn }
        return .damaged("a record does not match its checksum")
    }

    /// Whether a valid record begins anywhere at or behind `offset`.
    func hasRecord(_ bytes: [UInt8], from offset: Int) -> Bool {
        var place = (offset + Self.alignment - 1) / Self.alignment * Self.alignment
        while place + Self.headerSize <= bytes.count {
            if bytes[place + 15] == Self.headerMark, case .record = read(bytes, at: place) { return true }
            place += Self.alignment
        }
        return false
    }

    private func hasUnwrittenSector(_ bytes: [UInt8], from first: Int, through last: Int) -> Bool {
        var start = first
        while start <= last {
            let end = min((start / Self.sector + 1) * Self.sector, last + 1)
            if bytes[start..<end].allSatisfy({ $0 == 0 }) { return true }
            start = end
        }
        return false
    }

    private func bound(to offset: Int) -> CRC32C {
        var checksum = CRC32C()
        checksum.combine(store.high)
        checksum.combine(store.low)
        checksum.combine(segment)
        checksum.combine(UInt64(offset))
        return checksum
    }

    private func payloadChecksum(_ payload: UnsafeRawBufferPointer, offset: Int) -> UInt32 {
        var checksum = bound(to: offset)
        checksum.combine(payload)
        return checksum.value
    }

    private func headerChecksum(length: UInt32, payload: UInt32, kind: UInt8, offset: Int) -> UInt32 {
        var checksum = bound(to: offset)
        checksum.combine(UInt64(length) | UInt64(payload) << 32)
        checksum.combine(UInt64(kind))
        return checksum.value
    }
}
