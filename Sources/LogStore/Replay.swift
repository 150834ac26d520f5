import Consensus

/// Reads a store's files and finds out what they hold (the recovery of a log that was written ahead).
struct Replay {
    let directory: StoreDirectory
    let store: StoreID
    /// Whether what a crash left of a write is removed; otherwise the files stay as they are.
    let repairs: Bool
    private(set) var segments: [Segment] = []
    private(set) var hardState = HardState()
    private(set) var mark: SavedMark?
    private(set) var entries: [LogEntry] = []
    /// The last record of the newest segment, and where it stands.
    private(set) var lastRecord: (offset: Int, bytes: [UInt8]) = (0, [])

    init(directory: StoreDirectory, store: StoreID, repairs: Bool) {
        self.directory = directory
        self.store = store
        self.repairs = repairs
    }

    /// Reads all segments. After an error it holds what was read before the damage.
    mutating func run() throws(LogStoreError) {
        let numbers = try directory.list().compactMap(Segment.number(ofName:))
        for number in numbers { try read(number, isLast: number == numbers.last) }
    }

    /// What the store held, with the snapshot that the log names.
    func recovered() throws(LogStoreError) -> Recovered {
        var snapshot: Snapshot?
        if let mark { snapshot = try SnapshotFile.read(mark, store: store, in: directory) }
        let start = mark?.lastIndex ?? .zero
        if let first = entries.first, first.index != start.next {
            throw .damaged(
                path: directory.path, offset: 0,
                reason: "the log begins at entry \(first.index.rawValue), the snapshot ends at \(start.rawValue)")
        }
        return Recovered(store: store, hardState: hardState, snapshot: snapshot, entries: entries)
    }

    private mutating func read(_ number: UInt64, isLast: Bool) throws(LogStoreError) {
        let file = try directory.open(Segment.name(number), repairs ? .existing : .reading)
        let path = file.path
        let bytes = try file.readAll()
        let header = try Segment.Header(bytes, path: path)
        guard header.store == store else { throw .foreign(path: path, reason: "it belongs to another store") }
        guard header.number == number else {
            throw .damaged(path: path, offset: 0, reason: "it is segment \(header.number) by its header")
        }
        if let previous = segments.last {
            guard previous.number + 1 == number else {
                throw .damaged(path: path, offset: 0, reason: "the segment before it is missing")
            }
            guard previous.end == header.previousEnd else {
                throw .damaged(
                    path: previous.file.path, offset: min(previous.end, header.previousEnd),
                    reason: "its records end at byte \(previous.end), and should at \(header.previousEnd)")
            }
        }
        segments.append(Segment(number: number, file: file, size: bytes.count, end: Segment.headerSize))
        try readRecords(bytes, of: file, number: number, isLast: isLast)
    }

    private mutating func readRecords(
        _ bytes: [UInt8], of file: any VolumeFile, number: UInt64, isLast: Bool
    ) throws(LogStoreError) {
        let frame = RecordFrame(store: store, segment: number)
        var offset = Segment.headerSize
        reading: while true {
            switch frame.read(bytes, at: offset) {
            case .record(let kind, let payload, let end):
                guard kind == 0 else {
                    throw .foreign(path: file.path, reason: "it has a record of kind \(kind)")
                }
                try apply(payload, path: file.path, offset: offset)
                if isLast { lastRecord.offset = offset }
                offset = end
                segments[segments.count - 1].end = end
            case .damaged(let reason):
                throw .damaged(path: file.path, offset: offset, reason: reason)
            case .nothing:
                try checkEnd(bytes, at: offset, frame, path: file.path, isLast: isLast)
                break reading
            case .torn(let end):
                // The first record was durable before the segment got its name, and nothing is written behind one that is
                // not durable.
                guard isLast, offset > Segment.headerSize, Self.isZero(bytes[end...]) else {
                    throw .damaged(path: file.path, offset: offset, reason: "a record is incomplete before others")
                }
                break reading
            }
        }
        guard isLast else { return }
        lastRecord.bytes = Array(bytes[lastRecord.offset..<offset])
        if repairs, !Self.isZero(bytes[min(offset, bytes.count)...]) {
            // A write that a crash cut short, and that was never acknowledged; or zeros that the disk has spoilt.
            try file.write([UInt8](repeating: 0, count: bytes.count - offset), at: offset)
            try file.sync(metadata: false)
        }
    }

    /// Whether the records of a segment may end at `offset`, where no header stands. In the newest segment, there may be the
    /// later sectors of a write whose first one was lost: a record that was complete once has no zeros for a header.
    private func checkEnd(
        _ bytes: [UInt8], at offset: Int, _ frame: RecordFrame, path: String, isLast: Bool
    ) throws(LogStoreError) {
        guard offset > Segment.headerSize else {
            throw .damaged(path: path, offset: offset, reason: "the first record of the segment is missing")
        }
        // The segment that follows tells where the records of this one end.
        guard isLast, offset < bytes.count else { return }
        let sectorEnd = min((offset / RecordFrame.sector + 1) * RecordFrame.sector, bytes.count)
        guard Self.isZero(bytes[offset..<sectorEnd]) else {
            throw .damaged(path: path, offset: offset, reason: "there is no header before the bytes that follow")
        }
        if let next = frame.nextRecord(bytes, from: sectorEnd) {
            throw .damaged(path: path, offset: offset, reason: "a record is missing before the one at byte \(next)")
        }
    }

    private mutating func apply(_ payload: [UInt8], path: String, offset: Int) throws(LogStoreError) {
        var reader = FixedWidthReader(payload[...])
        while !reader.isAtEnd {
            guard let part = SavedPart(from: &reader) else {
                throw .damaged(path: path, offset: offset, reason: "a record cannot be read")
            }
            if let new = part.hardState { hardState = new }
            if let new = part.mark {
                mark = new
                mark?.replacesLog = false
                if new.replacesLog {
                    entries = []
                    for position in segments.indices { segments[position].lastIndex = .zero }
                } else {
                    entries.removeAll { $0.index <= new.lastIndex }
                }
            }
            try append(part.entries, path: path, offset: offset)
        }
    }

    private mutating func append(_ new: [LogEntry], path: String, offset: Int) throws(LogStoreError) {
        guard let first = new.first, let last = new.last else { return }
        for (position, entry) in new.enumerated() where entry.index.rawValue != first.index.rawValue &+ UInt64(position)
        {
            throw .damaged(path: path, offset: offset, reason: "entry \(entry.index.rawValue) is out of order")
        }
        if let known = entries.last, first.index > known.index.next {
            throw .damaged(
                path: path, offset: offset,
                reason: "entry \(first.index.rawValue) follows entry \(known.index.rawValue)")
        }
        while let known = entries.last, known.index >= first.index { entries.removeLast() }
        entries += new
        let position = segments.count - 1
        segments[position].lastIndex = max(segments[position].lastIndex, last.index)
    }

    private static func isZero(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var offset = 0
            while offset + 8 <= bytes.count {
                if bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) != 0 { return false }
                offset += 8
            }
            return bytes[offset...].allSatisfy { $0 == 0 }
        }
    }
}
