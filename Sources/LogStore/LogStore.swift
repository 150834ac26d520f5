import Consensus

/// The durable side of one member: its log, term and vote in checksummed segment files, and its snapshots, in one
/// directory. A write is durable when it returns, at the cost of one `fdatasync`.
///
/// It belongs to one thread: neither calls nor the value itself may cross to another without handing over.
public final class LogStore {
    /// The knobs of a store.
    public struct Settings: Sendable {
        /// The length of a segment file in bytes; a larger write gets a larger segment. 16 MiB last long enough to prepare
        /// the next one meanwhile, and are read in no time at a start.
        public var segmentBytes = 16 << 20

        /// The defaults.
        public init() {}
    }

    static let preparedName = "prepared.tmp"

    /// The store's name.
    public let store: StoreID
    /// Where its files are.
    public var path: String { directory.path }
    let directory: StoreDirectory
    let settings: Settings
    private var lock: (any VolumeFile)?
    private var segments: [Segment]
    private var hardState: HardState
    private var mark: SavedMark?
    private var preparation: (any VolumePreparation)?
    private var hasFailed = false
    private var isClosed = false
    private var record: [UInt8] = []

    init(directory: StoreDirectory, settings: Settings, lock: any VolumeFile, replay: Replay) {
        self.directory = directory
        self.settings = settings
        self.lock = lock
        store = replay.store
        segments = replay.segments
        hardState = replay.hardState
        mark = replay.mark
    }

    deinit { close() }

    /// Makes an empty store. The directory is made if it is missing; its parent must exist.
    public static func create(
        directory path: String, volume: any Volume = DiskVolume(), store: StoreID
    ) throws(LogStoreError) {
        try volume.makeDirectory(path)
        let directory = StoreDirectory(volume: volume, path: path)
        for name in try directory.list()
        where name == StoreHeader.name || name.hasPrefix("segment-") || name.hasPrefix("snapshot-") {
            throw .alreadyExists(directory: path)
        }
        let temporary = StoreHeader.name + ".tmp"
        let file = try directory.open(temporary, .emptied)
        try file.write(StoreHeader.encode(store), at: 0)
        try file.sync(metadata: true)
        try directory.rename(temporary, to: StoreHeader.name)
    }

    /// Opens a store for this process alone and tells what it holds. A write that was cut short by a crash is removed;
    /// other damage is an error.
    public static func open(
        directory path: String, volume: any Volume = DiskVolume(), settings: Settings = Settings()
    ) throws(LogStoreError) -> (store: LogStore, recovered: Recovered) {
        let directory = StoreDirectory(volume: volume, path: path)
        guard directory.exists(StoreHeader.name) else { throw .notFound(directory: path) }
        let lock = try directory.open(StoreHeader.name, .existing)
        guard try lock.tryLock() else { throw .locked(directory: path) }
        let replay = try Replay(
            directory: directory, store: try StoreHeader.decode(try lock.readAll(), path: lock.path))
        let recovered = try replay.recovered()
        let store = LogStore(directory: directory, settings: settings, lock: lock, replay: replay)
        if store.segments.isEmpty {
            try store.startSegment(for: 0)
        } else {
            store.prepareNext()
        }
        try store.removeCovered(alsoNewer: true)
        try store.makeDurable(replay.lastRecord)
        return (store, recovered)
    }

    /// Stores a snapshot durably in a file of its own and tells where its data can be read from now on. Nothing names it
    /// until a save with its mark is written. May be called on any thread beside the store's own; one call at a time.
    public static func storeSnapshot(
        _ snapshot: Snapshot, store: StoreID, in path: String, volume: any Volume = DiskVolume()
    ) throws(LogStoreError) -> Snapshot {
        let directory = StoreDirectory(volume: volume, path: path)
        try SnapshotFile.write(snapshot, store: store, in: directory)
        return try SnapshotFile.mapped(snapshot, in: directory)
    }

    /// Writes a save durably. The snapshot that it marks must have been stored.
    public func write(_ save: Save) throws(LogStoreError) { try write([save]) }

    /// Writes several saves durably, in order, with one flush.
    public func write(_ saves: [Save]) throws(LogStoreError) {
        if hasFailed || isClosed { throw .refusesWrites(directory: directory.path) }
        hasFailed = true  // Until the end is reached.
        for case let mark? in saves.map(\.mark) {
            let name = SnapshotFile.name(mark.lastIndex)
            guard directory.exists(name) else {
                throw .damaged(path: directory.path(of: name), offset: 0, reason: "it is named and was never stored")
            }
        }
        try append(saves.map { SavedPart($0) })
        for save in saves { note(save) }
        if saves.contains(where: { $0.mark != nil }) { try removeCovered() }
        hasFailed = false
    }

    /// Lets go of the files. Nothing is lost by not calling it.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        // What the preparation met is met again by whoever needs the segment.
        try? preparation?.finish()
        preparation = nil
        segments = []
        lock = nil
    }

    /// How many segment files there are.
    var segmentCount: Int { segments.count }

    // MARK: Records

    private func append(_ parts: [SavedPart]) throws(LogStoreError) {
        record.removeAll(keepingCapacity: true)
        record.append(contentsOf: repeatElement(0, count: RecordFrame.headerSize))
        for part in parts { part.encode(into: &record) }
        let size = RecordFrame.size(payload: record.count - RecordFrame.headerSize)
        if let last = segments.last, last.end + size > last.size { try startSegment(for: size) }
        guard let last = segments.last else { throw .refusesWrites(directory: directory.path) }
        RecordFrame(store: store, segment: last.number).seal(&record, kind: 0, at: last.end)
        try last.file.write(record, at: last.end)
        try last.file.sync(metadata: false)
        segments[segments.count - 1].end += record.count
    }

    private func note(_ save: Save) {
        if let new = save.mark {
            mark = SavedMark(lastIndex: new.lastIndex, lastTerm: new.lastTerm, replacesLog: false)
            if save.snapshotReplacesLog {
                for position in segments.indices { segments[position].lastIndex = .zero }
            }
        }
        if let last = save.entries.last, !segments.isEmpty {
            let position = segments.count - 1
            segments[position].lastIndex = max(segments[position].lastIndex, last.index)
        }
        if let new = save.hardState { hardState = new }
    }

    // MARK: Segments

    /// Goes over to a new segment with room for a record of `size` bytes. It begins with the term, the vote and the place
    /// of the snapshot, so that those before it may go.
    private func startSegment(for size: Int) throws(LogStoreError) {
        var head = [UInt8](repeating: 0, count: RecordFrame.headerSize)
        var part = SavedPart()
        part.hardState = hardState
        part.mark = mark
        part.encode(into: &head)
        let needed = Segment.headerSize + RecordFrame.size(payload: head.count - RecordFrame.headerSize) + size
        var length = max(settings.segmentBytes, 4_096)
        if let preparation, preparation.size >= needed {
            try preparation.finish()
            length = preparation.size
        } else {
            try? preparation?.finish()
            length = max(length, needed)
            try directory.volume.prepare(directory.path(of: Self.preparedName), size: length).finish()
        }
        preparation = nil
        let number = (segments.last?.number ?? 0) + 1
        let file = try directory.open(Self.preparedName, .existing)
        let header = Segment.Header(
            store: store, number: number, size: length, previousEnd: segments.last?.end ?? 0)
        RecordFrame(store: store, segment: number).seal(&head, kind: 0, at: Segment.headerSize)
        try file.write(header.encode() + head, at: 0)
        try file.sync(metadata: false)
        try directory.rename(Self.preparedName, to: Segment.name(number))
        segments.append(
            Segment(number: number, file: file, size: length, end: Segment.headerSize + head.count))
        prepareNext()
    }

    private func prepareNext() {
        preparation = directory.volume.prepare(
            directory.path(of: Self.preparedName), size: max(settings.segmentBytes, 4_096))
    }

    /// What was read may be in the page cache only, if the process before this one was killed between a write and its sync;
    /// the member builds on it from now on. The record is written anew, since the kernel counts pages whose sync has failed
    /// as clean, and would not write them again (Rebello et al., "Can Applications Recover from fsync Failures?", 2020).
    private func makeDurable(_ record: (offset: Int, bytes: [UInt8])) throws(LogStoreError) {
        if let last = segments.last {
            try last.file.write(record.bytes, at: record.offset)
            try last.file.sync(metadata: true)
        }
        try directory.volume.syncDirectory(directory.path)
    }

    /// Removes segments and snapshots that the newest snapshot makes needless. A newer snapshot is one that is being stored,
    /// or, at a start, one that was never named.
    private func removeCovered(alsoNewer: Bool = false) throws(LogStoreError) {
        guard let mark else { return }
        while segments.count > 1, segments[0].lastIndex <= mark.lastIndex {
            try directory.remove(Segment.name(segments[0].number))
            segments.removeFirst()
        }
        let current = SnapshotFile.name(mark.lastIndex)
        for name in try directory.list() where name.hasPrefix("snapshot-") {
            let isOlder = name.utf8.lexicographicallyPrecedes(current.utf8)
            if isOlder || (alsoNewer && name != current) { try directory.remove(name) }
        }
    }
}
