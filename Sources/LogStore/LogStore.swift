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
    /// The first store of this member, from which this one descends; see `reincarnate`.
    public let origin: StoreID
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
    /// Whether the segment after the newest could not be prepared.
    private var lacksReserve = false
    /// Through where the newest segment may hold a part of a record for which the space ran out.
    private var untidyEnd = 0
    private var draft: [UInt8] = []
    private var record: [UInt8] = []

    init(directory: StoreDirectory, settings: Settings, lock: any VolumeFile, header: StoreHeader, replay: Replay) {
        self.directory = directory
        self.settings = settings
        self.lock = lock
        store = header.store
        origin = header.origin
        segments = replay.segments
        hardState = replay.hardState
        mark = replay.mark
    }

    deinit { close() }

    /// Makes an empty store. The directory is made if it is missing; its parent must exist. `origin` is another store than
    /// this one only for a store that takes another's place.
    public static func create(
        directory path: String, volume: any Volume = DiskVolume(), store: StoreID, origin: StoreID? = nil
    ) throws(LogStoreError) {
        try volume.makeDirectory(path)
        try volume.syncDirectory(StoreDirectory.parent(of: path))
        let directory = StoreDirectory(volume: volume, path: path)
        for name in try directory.list()
        where name == StoreHeader.name || name.hasPrefix("segment-") || name.hasPrefix("snapshot-") {
            throw .alreadyExists(directory: path)
        }
        let temporary = StoreHeader.name + ".tmp"
        let file = try directory.open(temporary, .emptied)
        try file.write(StoreHeader(store: store, origin: origin ?? store).encode(), at: 0)
        try file.sync(metadata: true)
        try directory.rename(temporary, to: StoreHeader.name)
    }

    /// Opens a store for this process alone and tells what it holds. A write that was cut short by a crash is removed;
    /// other damage is an error (`RecordFrame` tells how they are told apart). A store of an older format is upgraded. With
    /// `origin`, a store that does not descend from that one is refused as `.foreign`.
    public static func open(
        directory path: String, volume: any Volume = DiskVolume(), settings: Settings = Settings(),
        origin: StoreID? = nil
    ) throws(LogStoreError) -> (store: LogStore, recovered: Recovered) {
        try open(path, volume, settings, origin: origin, upgrades: FormatUpgrade.known)
    }

    static func open(
        _ path: String, _ volume: any Volume, _ settings: Settings, origin: StoreID?, upgrades: [FormatUpgrade]
    ) throws(LogStoreError) -> (store: LogStore, recovered: Recovered) {
        let directory = StoreDirectory(volume: volume, path: path)
        guard directory.exists(StoreHeader.name) else { throw .notFound(directory: path) }
        let lock = try directory.open(StoreHeader.name, .existing)
        guard try lock.tryLock() else { throw .locked(directory: path) }
        var header = try StoreHeader(try lock.readAll(), path: lock.path)
        if let origin, header.origin != origin {
            throw .foreign(path: lock.path, reason: "it belongs to another member or another cluster")
        }
        header = try FormatUpgrade.apply(upgrades, to: directory, header: header, file: lock)
        var replay = Replay(directory: directory, store: header.store, repairs: true)
        try replay.run()
        let recovered = try replay.recovered()
        let store = LogStore(directory: directory, settings: settings, lock: lock, header: header, replay: replay)
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

    /// Writes several saves durably, in order, with one flush. After `.full` nothing of them counts, and the same or others
    /// may be written later; after another error the store takes no more.
    public func write(_ saves: [Save]) throws(LogStoreError) {
        if hasFailed || isClosed { throw .refusesWrites(directory: directory.path) }
        for case let mark? in saves.map(\.mark) {
            let name = SnapshotFile.name(mark.lastIndex)
            guard directory.exists(name) else {
                hasFailed = true
                throw .damaged(path: directory.path(of: name), offset: 0, reason: "it is named and was never stored")
            }
        }
        do throws(LogStoreError) {
            try append(saves.map { SavedPart($0) })
        } catch {
            if case .full = error {} else { hasFailed = true }
            throw error
        }
        for save in saves { note(save) }
        // The write counts. What cannot be removed now is removed later.
        if saves.contains(where: { $0.mark != nil }) { try? removeCovered() }
    }

    /// Whether the reserve (a prepared segment behind the one in use) is missing since the space ran out. Where it is, tries
    /// anew to make it, on another thread, so that a later call tells the outcome.
    public func lacksSpace() -> Bool {
        if isClosed { return lacksReserve }
        if preparation == nil { prepareNext() }
        guard let preparation, preparation.isDone else { return lacksReserve }
        do {
            try preparation.finish()
            lacksReserve = false
        } catch {
            self.preparation = nil
            lacksReserve = true
        }
        return lacksReserve
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
        draft.removeAll(keepingCapacity: true)
        draft.append(contentsOf: repeatElement(0, count: RecordFrame.headerSize))
        for part in parts { part.encode(into: &draft) }
        let payload = draft.count - RecordFrame.headerSize
        if let last = segments.last, last.end + RecordFrame.size(payload: payload, at: last.end) > last.size {
            try startSegment(for: payload)
        }
        guard let last = segments.last else { throw .refusesWrites(directory: directory.path) }
        record.removeAll(keepingCapacity: true)
        RecordFrame(store: store, segment: last.number).seal(draft, kind: 0, at: last.end, into: &record)
        let end = last.end + record.count
        if untidyEnd > end { record.append(contentsOf: repeatElement(0, count: untidyEnd - end)) }
        untidyEnd = max(untidyEnd, end)
        try last.file.write(record, at: last.end)
        try sync(last.file)
        untidyEnd = 0
        segments[segments.count - 1].end = end
    }

    /// After a failed sync nobody knows what the disk holds: no more writes, even where the space ran out.
    private func sync(_ file: any VolumeFile) throws(LogStoreError) {
        hasFailed = true
        try file.sync(metadata: false)
        hasFailed = false
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

    /// Goes over to a new segment with room for a record of `payload` bytes. It begins with the term, the vote and the place
    /// of the snapshot, so that those before it may go.
    private func startSegment(for payload: Int) throws(LogStoreError) {
        var part = SavedPart()
        part.hardState = hardState
        part.mark = mark
        var head = [UInt8](repeating: 0, count: RecordFrame.headerSize)
        part.encode(into: &head)
        let number = (segments.last?.number ?? 0) + 1
        var first: [UInt8] = []
        RecordFrame(store: store, segment: number).seal(head, kind: 0, at: Segment.headerSize, into: &first)
        let start = Segment.headerSize + first.count
        try tidy()
        let size = try takePrepared(atLeast: start + RecordFrame.size(payload: payload, at: start))
        let file = try directory.open(Self.preparedName, .existing)
        let header = Segment.Header(store: store, number: number, size: size, previousEnd: segments.last?.end ?? 0)
        try file.write(header.encode() + first, at: 0)
        try sync(file)
        try directory.volume.rename(directory.path(of: Self.preparedName), to: directory.path(of: Segment.name(number)))
        hasFailed = true
        try directory.volume.syncDirectory(directory.path)
        hasFailed = false
        segments.append(Segment(number: number, file: file, size: size, end: start))
        prepareNext()
    }

    /// Removes what a write for which the space ran out left behind the end of the newest segment.
    private func tidy() throws(LogStoreError) {
        guard let last = segments.last, untidyEnd > last.end else { return }
        try last.file.write([UInt8](repeating: 0, count: untidyEnd - last.end), at: last.end)
        try sync(last.file)
        untidyEnd = 0
    }

    /// Waits for the prepared segment; makes one where there is none that is large enough, and a small one where space is
    /// short. Returns its size.
    private func takePrepared(atLeast needed: Int) throws(LogStoreError) -> Int {
        let ready = preparation
        preparation = nil
        if let ready, (try? ready.finish()) != nil, ready.size >= needed { return ready.size }
        let path = directory.path(of: Self.preparedName)
        let usual = max(settings.segmentBytes, needed)
        let least = (needed + 4_095) / 4_096 * 4_096
        do throws(LogStoreError) {
            try directory.volume.prepare(path, size: usual).finish()
            return usual
        } catch {
            guard case .full = error, least < usual else { throw error }
            lacksReserve = true
            try directory.volume.prepare(path, size: least).finish()
            return least
        }
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
