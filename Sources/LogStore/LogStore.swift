import Consensus
import Glibc

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
    let directory: String
    let settings: Settings
    private var lock: File?
    private var segments: [Segment]
    private var hardState: HardState
    private var mark: SnapshotMark?
    private var preparation: SegmentPreparation?
    private var hasFailed = false
    private var isClosed = false
    private var record: [UInt8] = []

    init(directory: String, settings: Settings, lock: File, replay: Replay) {
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
    public static func create(directory: String, store: StoreID) throws(LogStoreError) {
        if mkdir(directory, 0o700) != 0, errno != EEXIST { throw .last("making", directory) }
        for name in try File.list(directory)
        where name == StoreHeader.name || name.hasPrefix("segment-") || name.hasPrefix("snapshot-") {
            throw .alreadyExists(directory: directory)
        }
        let temporary = StoreHeader.name + ".tmp"
        let file = try File(opening: directory + "/" + temporary, flags: O_RDWR | O_CREAT | O_TRUNC)
        try file.write(StoreHeader.encode(store), at: 0)
        try file.sync(metadata: true)
        try File.rename(temporary, to: StoreHeader.name, in: directory)
    }

    /// Opens a store for this process alone and tells what it holds. A write that was cut short by a crash is removed;
    /// other damage is an error.
    public static func open(
        directory: String, settings: Settings = Settings()
    ) throws(LogStoreError) -> (store: LogStore, recovered: Recovered) {
        let path = directory + "/" + StoreHeader.name
        if access(path, F_OK) != 0, errno == ENOENT { throw .notFound(directory: directory) }
        let lock = try File(opening: path, flags: O_RDWR)
        if flock(lock.descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { throw .locked(directory: directory) }
            throw .last("locking", path)
        }
        let replay = try Replay(directory: directory, store: try StoreHeader.decode(try lock.readAll(), path: path))
        let recovered = try replay.recovered()
        let store = LogStore(directory: directory, settings: settings, lock: lock, replay: replay)
        if store.segments.isEmpty {
            try store.startSegment(for: 0)
        } else {
            store.prepareNext()
        }
        try store.removeCovered()
        return (store, recovered)
    }

    /// Writes a save durably.
    public func write(_ save: Save) throws(LogStoreError) { try write([save]) }

    /// Writes several saves durably, in order, with one flush.
    public func write(_ saves: [Save]) throws(LogStoreError) {
        if hasFailed || isClosed { throw .refusesWrites(directory: directory) }
        hasFailed = true  // Until the end is reached.
        for save in saves {
            if let snapshot = save.snapshot { try SnapshotFile.write(snapshot, store: store, in: directory) }
        }
        try append(saves.map { SavedPart($0) })
        for save in saves { note(save) }
        if saves.contains(where: { $0.snapshot != nil }) { try removeCovered() }
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
        guard let last = segments.last else { throw .refusesWrites(directory: directory) }
        RecordFrame(store: store, segment: last.number).seal(&record, kind: 0, at: last.end)
        try last.file.write(record, at: last.end)
        try last.file.sync()
        segments[segments.count - 1].end += record.count
    }

    private func note(_ save: Save) {
        if let snapshot = save.snapshot {
            mark = SnapshotMark(
                lastIndex: snapshot.lastIndex, lastTerm: snapshot.lastTerm, replacesLog: false)
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
        let path = directory + "/" + Self.preparedName
        var length = max(settings.segmentBytes, 4_096)
        if let preparation, preparation.size >= needed {
            try preparation.finish()
            length = preparation.size
        } else {
            try? preparation?.finish()
            length = max(length, needed)
            try SegmentPreparation.fill(path, size: length)
        }
        preparation = nil
        let number = (segments.last?.number ?? 0) + 1
        let file = try File(opening: path, flags: O_RDWR)
        let header = Segment.Header(
            store: store, number: number, size: length, previousEnd: segments.last?.end ?? 0)
        RecordFrame(store: store, segment: number).seal(&head, kind: 0, at: Segment.headerSize)
        try file.write(header.encode() + head, at: 0)
        try file.sync()
        try File.rename(Self.preparedName, to: Segment.name(number), in: directory)
        segments.append(
            Segment(number: number, file: file, size: length, end: Segment.headerSize + head.count))
        prepareNext()
    }

    private func prepareNext() {
        let next = SegmentPreparation(
            path: directory + "/" + Self.preparedName, size: max(settings.segmentBytes, 4_096))
        preparation = next
        next.start()
    }

    /// Removes segments and snapshots that the newest snapshot makes needless.
    private func removeCovered() throws(LogStoreError) {
        guard let mark else { return }
        while segments.count > 1, segments[0].lastIndex <= mark.lastIndex {
            try remove(Segment.name(segments[0].number))
            segments.removeFirst()
        }
        let current = SnapshotFile.name(mark.lastIndex)
        for name in try File.list(directory) where name.hasPrefix("snapshot-") && name != current { try remove(name) }
    }

    private func remove(_ name: String) throws(LogStoreError) {
        if unlink(directory + "/" + name) != 0, errno != ENOENT { throw .last("removing", directory + "/" + name) }
    }
}
