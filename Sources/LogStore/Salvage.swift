import Consensus

/// What is still sound in a store: a state that its member once had, or a part of it. It may lack what was acknowledged
/// later, so that it must not vote under the name of that store; but whatever it holds is as it was written.
public struct Salvage: Sendable {
    /// The store's name; nil where no readable file tells it.
    public var store: StoreID?
    /// The first store of the member; nil where the header cannot be read.
    public var origin: StoreID?
    /// The highest term that any readable part names.
    public var highestTerm = Term.zero
    /// The newest readable snapshot.
    public var snapshot: Snapshot?
    /// Entries before the first damage that follow the snapshot without a gap.
    public var entries: [LogEntry] = []
    /// The first damage; nil if all is sound.
    public var damage: LogStoreError?

    /// Nothing at all.
    public init() {}
}

extension LogStore {
    /// Finds what is still sound in a store that does not open, and changes nothing. Throws `.locked` if it is open, and
    /// other errors than damage.
    public static func salvage(
        directory path: String, volume: any Volume = DiskVolume()
    ) throws(LogStoreError) -> Salvage {
        let directory = StoreDirectory(volume: volume, path: path)
        var salvage = Salvage()
        guard volume.exists(path) else {
            salvage.damage = .notFound(directory: path)
            return salvage
        }
        var lock: (any VolumeFile)?
        if directory.exists(StoreHeader.name) {
            let file = try directory.open(StoreHeader.name, .existing)
            guard try file.tryLock() else { throw .locked(directory: path) }
            lock = file
            do throws(LogStoreError) {
                let header = try StoreHeader(try file.readAll(), path: file.path)
                guard header.version == StoreHeader.formatVersion else {
                    throw .otherFormat(path: file.path, version: header.version)
                }
                (salvage.store, salvage.origin) = (header.store, header.origin)
            } catch {
                if case .otherFormat = error { throw error }
                salvage.damage = error
            }
        } else {
            salvage.damage = .notFound(directory: path)
        }
        defer { withExtendedLifetime(lock) {} }
        let survey = try Survey(directory)
        guard let store = salvage.store ?? survey.store else { return salvage }
        salvage.store = store
        var replay = Replay(directory: directory, store: store, repairs: false)
        do throws(LogStoreError) {
            try replay.run()
            _ = try replay.recovered()
        } catch {
            if salvage.damage == nil { salvage.damage = error }
        }
        var newest: Snapshot?
        for name in survey.snapshots { newest = try directory.readSnapshot(name, store: store) ?? newest }
        salvage.highestTerm = try survey.highestTerm(store: store, in: directory)
        salvage.take(newest, replay)
        return salvage
    }
}

extension Salvage {
    /// Takes the snapshot, and the entries if they are known to continue the history that it contains.
    fileprivate mutating func take(_ newest: Snapshot?, _ replay: Replay) {
        snapshot = newest
        highestTerm = max(highestTerm, newest?.lastTerm ?? .zero, replay.hardState.term)
        let start = newest?.lastIndex ?? .zero
        let isMarked =
            if let newest { replay.mark?.lastIndex == start && replay.mark?.lastTerm == newest.lastTerm } else {
                replay.mark == nil
            }
        let holdsLast = replay.entries.contains { $0.index == start && $0.term == newest?.lastTerm }
        guard isMarked || holdsLast else { return }
        entries = replay.entries.filter { $0.index > start }
        if entries.first.map({ $0.index != start.next }) ?? false { entries = [] }
        highestTerm = entries.map(\.term).reduce(highestTerm, max)
    }
}

/// The files of a damaged store, each by itself.
private struct Survey {
    private var segments: [UInt64] = []
    /// The names of the snapshots, in the order of their indexes.
    private(set) var snapshots: [String] = []
    /// The name of the store by its first readable segment.
    private(set) var store: StoreID?

    init(_ directory: StoreDirectory) throws(LogStoreError) {
        for name in try directory.list() {
            if name.hasPrefix(SnapshotFile.prefix) { snapshots.append(name) }
            guard let number = Segment.number(ofName: name) else { continue }
            segments.append(number)
            if store == nil, let bytes = try directory.readSegment(number) {
                store = try? Segment.Header(bytes, path: name).store
            }
        }
    }

    /// The highest term of all records that are valid, wherever they stand.
    func highestTerm(store: StoreID, in directory: StoreDirectory) throws(LogStoreError) -> Term {
        var highest = Term.zero
        for number in segments {
            guard let bytes = try directory.readSegment(number) else { continue }
            let frame = RecordFrame(store: store, segment: number)
            var offset = Segment.headerSize
            while let place = frame.nextRecord(bytes, from: offset),
                case .record(_, let payload, let end) = frame.read(bytes, at: place)
            {
                var reader = FixedWidthReader(payload[...])
                while !reader.isAtEnd, let part = SavedPart(from: &reader) {
                    highest = max(highest, part.hardState?.term ?? .zero, part.mark?.lastTerm ?? .zero)
                    highest = part.entries.map(\.term).reduce(highest, max)
                }
                offset = end
            }
        }
        return highest
    }
}

extension StoreDirectory {
    /// A segment's bytes; nil where the disk cannot read them.
    fileprivate func readSegment(_ number: UInt64) throws(LogStoreError) -> [UInt8]? {
        do throws(LogStoreError) {
            return try open(Segment.name(number), .reading).readAll()
        } catch {
            guard case .damaged = error else { throw error }
            return nil
        }
    }

    /// The snapshot in that file; nil where it is not sound.
    fileprivate func readSnapshot(_ name: String, store: StoreID) throws(LogStoreError) -> Snapshot? {
        do throws(LogStoreError) {
            return try SnapshotFile.read(name, store: store, in: self)
        } catch {
            if case .failed = error { throw error }
            return nil
        }
    }
}
