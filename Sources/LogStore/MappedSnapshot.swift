import Consensus
import Glibc

/// The data of a stored snapshot, mapped into memory: its pages come from the file as they are read and may go again, so
/// that a large snapshot takes no memory of its own. The file may be unlinked meanwhile.
final class MappedSnapshot: SnapshotSource {
    private let start: UnsafeRawPointer
    private let length: Int
    private let offset: Int
    let count: Int

    /// Maps `count` bytes from `offset` of an open file, which must be that long.
    init(descriptor: Int32, path: String, offset: Int, count: Int) throws(LogStoreError) {
        guard let start = mmap(nil, offset + count, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
            throw .last("mapping", path)
        }
        self.start = UnsafeRawPointer(start)
        length = offset + count
        self.offset = offset
        self.count = count
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: start), length) }

    func read(_ range: Range<Int>) -> [UInt8] {
        let range = range.clamped(to: 0..<count)
        return [UInt8](UnsafeRawBufferPointer(start: start + offset + range.lowerBound, count: range.count))
    }
}

// The mapping is read-only and lives as long as the value.
extension MappedSnapshot: @unchecked Sendable {}
