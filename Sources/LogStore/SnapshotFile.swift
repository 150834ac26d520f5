import Consensus
import Determinism

/// A snapshot in a file of its own: written beside, made durable, then given its name.
enum SnapshotFile {
    private static let magic: [UInt8] = Array("MUSTRSNP".utf8)
    private static let temporaryName = "snapshot.tmp"
    static let headerSize = 64

    static let prefix = "snapshot-"

    static func name(_ index: LogIndex) -> String { prefix + Segment.digits(index.rawValue) }

    static func write(_ snapshot: Snapshot, store: StoreID, in directory: StoreDirectory) throws(LogStoreError) {
        let configuration = snapshot.configuration.canonicalBytes
        var header = magic
        header.append32(StoreHeader.formatVersion)
        header.append64(store.high)
        header.append64(store.low)
        header.append64(snapshot.lastIndex.rawValue)
        header.append64(snapshot.lastTerm.rawValue)
        header.append64(UInt64(configuration.count))
        let data = snapshot.data.bytes
        header.append64(UInt64(data.count))
        var checksum = CRC32C()
        header.withUnsafeBytes { checksum.combine($0) }
        configuration.withUnsafeBytes { checksum.combine($0) }
        data.withUnsafeBytes { checksum.combine($0) }
        header.append32(checksum.value)
        do throws(LogStoreError) {
            let file = try directory.open(temporaryName, .emptied)
            try file.write(header, at: 0)
            try file.write(configuration, at: header.count)
            try file.write(data, at: header.count + configuration.count)
            try file.sync(metadata: true)
        } catch {
            // A part of it only takes space, which may be what is missing.
            try? directory.remove(temporaryName)
            throw error
        }
        try directory.rename(temporaryName, to: name(snapshot.lastIndex))
    }

    /// The snapshot that the log names.
    static func read(
        _ mark: SavedMark, store: StoreID, in directory: StoreDirectory
    ) throws(LogStoreError) -> Snapshot {
        let name = name(mark.lastIndex)
        let path = directory.path(of: name)
        guard directory.exists(name) else {
            throw .damaged(path: path, offset: 0, reason: "the log needs this snapshot and it is missing")
        }
        let snapshot = try read(name, store: store, in: directory)
        guard snapshot.lastIndex == mark.lastIndex, snapshot.lastTerm == mark.lastTerm else {
            throw .damaged(path: path, offset: 28, reason: "the snapshot is another one than the log names")
        }
        return snapshot
    }

    /// The snapshot in the file of that name.
    static func read(_ name: String, store: StoreID, in directory: StoreDirectory) throws(LogStoreError) -> Snapshot {
        let path = directory.path(of: name)
        let bytes = try directory.open(name, .reading).readAll()
        var reader = FixedWidthReader(bytes[...])
        guard let magic = reader.take(8), let version = reader.u32(), let high = reader.u64(), let low = reader.u64(),
            let index = reader.u64(), let term = reader.u64(),
            let configurationSize = reader.u64(), let dataSize = reader.u64(), let sum = reader.u32(),
            configurationSize <= UInt64(reader.remaining),
            dataSize == UInt64(reader.remaining) - configurationSize,
            let configuration = reader.take(Int(configurationSize)), let data = reader.take(Int(dataSize))
        else { throw .damaged(path: path, offset: 0, reason: "its length is not what its header says") }
        var checksum = CRC32C()
        bytes[..<(headerSize - 4)].withUnsafeBytes { checksum.combine($0) }
        bytes[headerSize...].withUnsafeBytes { checksum.combine($0) }
        guard checksum.value == sum, Array(magic) == Self.magic,
            let decoded = try? Configuration(canonicalBytes: Array(configuration))
        else { throw .damaged(path: path, offset: 0, reason: "the snapshot does not match its checksum") }
        guard version == StoreHeader.formatVersion else { throw .otherFormat(path: path, version: version) }
        guard StoreID(high: high, low: low) == store else {
            throw .foreign(path: path, reason: "it belongs to another store")
        }
        guard name == self.name(LogIndex(index)) else {
            throw .damaged(path: path, offset: 28, reason: "the snapshot has the name of another one")
        }
        return try mapped(
            Snapshot(lastIndex: LogIndex(index), lastTerm: Term(term), configuration: decoded, data: Array(data)),
            in: directory)
    }

    /// The same snapshot with its data read from its file from now on.
    static func mapped(_ snapshot: Snapshot, in directory: StoreDirectory) throws(LogStoreError) -> Snapshot {
        let file = try directory.open(name(snapshot.lastIndex), .reading)
        let start = headerSize + snapshot.configuration.canonicalBytes.count
        var mapped = snapshot
        mapped.data = try file.mapped(from: start, count: snapshot.data.count)
        return mapped
    }
}
