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
/// Wherever a record goes over into another sector of 512 bytes, that sector begins with four bytes of *sector mark*, which
/// do not belong to the payload.
///
/// **A torn write and damage are told apart by what a disk can do.** Segments are zeros before they are used, a sector is
/// written whole or not at all, and a record begins to be written only once the one before it is durable. So a write that a
/// crash cut short has, in every sector of its extent, either all that was meant to be there or zeros; and at least one
/// sector of zeros, or it would be valid. Since every sector of a written record holds a header or a sector mark, zeros mean
/// "not written" and never "a payload of zeros". Hence an invalid record is
/// - *torn*, if it is the last of the newest segment, a sector of it is zeros, and those that are not begin as they must: it
///   was never acknowledged;
/// - *damaged* otherwise: all its sectors were written, so that it was complete once and may have been acknowledged. A bit,
///   or a few bytes, that flip in the last record make no sector zeros, so they are found to be damage, which the checksum of
///   a record alone cannot know (Alagappan et al., "Protocol-Aware Recovery for Consensus-Based Storage", FAST 2018, 3.3,
///   keep an identifier apart from each entry for that end).
///
/// What remains undecided: sectors of the last record that turned to zeros as a whole after they were synced. That is a disk
/// that takes back what it confirmed, which no file on it can tell from a write that never came. A disk that tears writes
/// inside a sector looks like damage, which is safe.
struct RecordFrame {
    static let headerSize = 16
    static let alignment = 16
    static let headerMark: UInt8 = 0xA5
    static let endMark: UInt8 = 0xE5
    static let sectorMark: [UInt8] = [0xA5, 0x5E, 0xC7, 0xE5]
    /// Disks write sectors of at least this size whole.
    static let sector = 512

    /// What the checksums are bound to, so that a record is valid in its own place only.
    let store: StoreID
    let segment: UInt64

    /// The pieces of a payload of `count` bytes, and its end mark, of a record at `offset`: where each stands in the file.
    /// Returns where the record ends.
    @discardableResult
    private static func place(_ count: Int, at offset: Int, _ body: (Range<Int>) -> Void) -> Int {
        var left = count + 1
        var position = offset + headerSize
        while left > 0 {
            if position % sector == 0 { position += sectorMark.count }
            let piece = position..<position + min(left, sector - position % sector)
            body(piece)
            left -= piece.count
            position = piece.upperBound
        }
        return (position + alignment - 1) / alignment * alignment
    }

    /// How many bytes a record takes at `offset`.
    static func size(payload: Int, at offset: Int) -> Int { place(payload, at: offset) { _ in } - offset }

    /// Appends to `output` the record for `draft`, which holds a header's room and the payload, to be written at `offset`.
    func seal(_ draft: [UInt8], kind: UInt8, at offset: Int, into output: inout [UInt8]) {
        let length = draft.count - Self.headerSize
        let start = output.count
        let payloadSum = draft.withUnsafeBytes { bytes in
            var checksum = bound(to: offset)
            checksum.combine(UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize...]))
            return checksum.value
        }
        output.append32(UInt32(length))
        output.append32(payloadSum)
        output.append32(headerChecksum(length: UInt32(length), payload: payloadSum, kind: kind, offset: offset))
        output.append(kind)
        output.append(0)
        output.append(0)
        output.append(Self.headerMark)
        var done = Self.headerSize
        let end = Self.place(length, at: offset) { piece in
            if output.count - start < piece.lowerBound - offset { output.append(contentsOf: Self.sectorMark) }
            let count = min(piece.count, draft.count - done)
            draft.withUnsafeBytes {
                output.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[done..<done + count]))
            }
            done += count
            if count < piece.count { output.append(Self.endMark) }
        }
        output.append(contentsOf: repeatElement(0, count: end - offset - (output.count - start)))
    }

    enum Reading {
        case record(kind: UInt8, payload: [UInt8], end: Int)
        /// There is no header here.
        case nothing
        /// A write that did not get to its end, with the place where it would have ended.
        case torn(end: Int)
        case damaged(String)
    }

    /// Reads what stands at `offset`.
    func read(_ bytes: [UInt8], at offset: Int) -> Reading {
        guard offset + Self.headerSize <= bytes.count else { return .nothing }
        let header = bytes[offset..<offset + Self.headerSize]
        if header.allSatisfy({ $0 == 0 }) { return .nothing }
        var reader = FixedWidthReader(header)
        guard let length = reader.u32(), let payloadSum = reader.u32(), let headerSum = reader.u32() else {
            return .nothing
        }
        let kind = bytes[offset + 12]
        guard bytes[offset + 15] == Self.headerMark, bytes[offset + 13] == 0, bytes[offset + 14] == 0,
            headerSum == headerChecksum(length: length, payload: payloadSum, kind: kind, offset: offset),
            Int(length) < bytes.count
        else { return .damaged("the header of a record does not match its checksum") }
        let end = offset + Self.size(payload: Int(length), at: offset)
        guard end <= bytes.count else { return .damaged("a record is longer than its segment") }
        if let payload = payload(bytes, at: offset, length: Int(length), checksum: payloadSum) {
            return .record(kind: kind, payload: payload, end: end)
        }
        return isTorn(bytes[offset..<end])
            ? .torn(end: end) : .damaged("a record is complete and does not match its checksum")
    }

    /// The payload, if all of the record is as it was sealed.
    private func payload(_ bytes: [UInt8], at offset: Int, length: Int, checksum: UInt32) -> [UInt8]? {
        var payload: [UInt8] = []
        payload.reserveCapacity(length + 1)
        var last = offset + Self.headerSize
        var isSound = true
        let end = Self.place(length, at: offset) { piece in
            // What is not payload between the pieces is a mark.
            if piece.lowerBound != last, !bytes[last..<piece.lowerBound].elementsEqual(Self.sectorMark) {
                isSound = false
            }
            payload.append(contentsOf: bytes[piece])
            last = piece.upperBound
        }
        guard isSound, payload.popLast() == Self.endMark, bytes[last..<end].allSatisfy({ $0 == 0 }) else { return nil }
        var sum = bound(to: offset)
        payload.withUnsafeBytes { sum.combine($0) }
        return sum.value == checksum ? payload : nil
    }

    /// Whether an invalid record has sectors that were not written, and looks right in those that were.
    private func isTorn(_ record: ArraySlice<UInt8>) -> Bool {
        var isMissing = false
        var start = record.startIndex
        while start < record.endIndex {
            let end = min((start / Self.sector + 1) * Self.sector, record.endIndex)
            if record[start..<end].allSatisfy({ $0 == 0 }) {
                isMissing = true
            } else if start != record.startIndex,
                !record[start..<start + Self.sectorMark.count].elementsEqual(Self.sectorMark)
            {
                return false
            }
            start = end
        }
        return isMissing
    }

    /// Where a valid record begins at or behind `offset`; nil if there is none.
    func nextRecord(_ bytes: [UInt8], from offset: Int) -> Int? {
        var place = (offset + Self.alignment - 1) / Self.alignment * Self.alignment
        while place + Self.headerSize <= bytes.count {
            if bytes[place + 15] == Self.headerMark, case .record = read(bytes, at: place) { return place }
            place += Self.alignment
        }
        return nil
    }

    private func bound(to offset: Int) -> CRC32C {
        var checksum = CRC32C()
        checksum.combine(store.high)
        checksum.combine(store.low)
        checksum.combine(segment)
        checksum.combine(UInt64(offset))
        return checksum
    }

    private func headerChecksum(length: UInt32, payload: UInt32, kind: UInt8, offset: Int) -> UInt32 {
        var checksum = bound(to: offset)
        checksum.combine(UInt64(length) | UInt64(payload) << 32)
        checksum.combine(UInt64(kind))
        return checksum.value
    }
}
