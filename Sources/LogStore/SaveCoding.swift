import Consensus

/// The place of a snapshot, as records name it; its content is a file of its own.
struct SavedMark: Equatable {
    var lastIndex: LogIndex
    var lastTerm: Term
    var replacesLog: Bool
}

/// One save, or the state at a segment's head, as a record's payload holds it.
struct SavedPart {
    var hardState: HardState?
    var mark: SavedMark?
    var entries: [LogEntry] = []

    init() {}

    init(_ save: Save) {
        hardState = save.hardState
        entries = save.entries
        mark = save.mark.map {
            SavedMark(lastIndex: $0.lastIndex, lastTerm: $0.lastTerm, replacesLog: save.snapshotReplacesLog)
        }
    }

    private static let hasHardState: UInt8 = 1
    private static let hasVote: UInt8 = 2
    private static let hasMark: UInt8 = 4
    private static let replacesLog: UInt8 = 8

    func encode(into bytes: inout [UInt8]) {
        var flags: UInt8 = 0
        if let hardState { flags |= Self.hasHardState | (hardState.vote == nil ? 0 : Self.hasVote) }
        if let mark { flags |= Self.hasMark | (mark.replacesLog ? Self.replacesLog : 0) }
        bytes.append(flags)
        if let hardState {
            bytes.append64(hardState.term.rawValue)
            if let vote = hardState.vote { bytes.append64(vote.rawValue) }
        }
        if let mark {
            bytes.append64(mark.lastIndex.rawValue)
            bytes.append64(mark.lastTerm.rawValue)
        }
        bytes.append32(UInt32(entries.count))
        for entry in entries {
            bytes.append64(entry.index.rawValue)
            bytes.append64(entry.term.rawValue)
            bytes.append(entry.kind.rawValue)
            bytes.append32(UInt32(entry.payload.count))
            bytes.append(contentsOf: entry.payload)
        }
    }

    /// Nil where the bytes are not what `encode` writes.
    init?(from reader: inout FixedWidthReader) {
        guard let flags = reader.byte(), flags < 16 else { return nil }
        if flags & Self.hasHardState != 0 {
            guard let term = reader.u64() else { return nil }
            var vote: MemberID?
            if flags & Self.hasVote != 0 {
                guard let member = reader.u64() else { return nil }
                vote = MemberID(member)
            }
            hardState = HardState(term: Term(term), vote: vote)
        }
        if flags & Self.hasMark != 0 {
            guard let index = reader.u64(), let term = reader.u64() else { return nil }
            mark = SavedMark(
                lastIndex: LogIndex(index), lastTerm: Term(term), replacesLog: flags & Self.replacesLog != 0)
        }
        guard let count = reader.u32() else { return nil }
        for _ in 0..<count {
            guard let index = reader.u64(), let term = reader.u64(),
                let kind = reader.byte().flatMap(LogEntry.Kind.init(rawValue:)), let length = reader.u32(),
                let payload = reader.take(Int(length))
            else { return nil }
            entries.append(
                LogEntry(index: LogIndex(index), term: Term(term), kind: kind, payload: Array(payload)))
        }
    }
}
