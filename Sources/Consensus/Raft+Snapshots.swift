import Determinism

/// A snapshot that is being received, or one part of it.
struct IncomingSnapshot: Sendable {
    var lastIndex: LogIndex
    var lastTerm: Term
    var configuration: Configuration
    var total: UInt64
    var data: [UInt8]

    func isSame(as other: IncomingSnapshot) -> Bool {
        lastIndex == other.lastIndex && lastTerm == other.lastTerm && total == other.total
            && configuration == other.configuration
    }
}

/// Compaction of the log and the sending of snapshots (thesis, chapter 5), in acknowledged pieces that can be resumed.
extension Raft {
    /// The largest snapshot that is accepted, in bytes.
    private static var largestSnapshot: UInt64 { 1 << 32 }

    mutating func compact(through index: LogIndex, data: [UInt8]) {
        guard index <= deliveredIndex, index > snapshotIndex, pendingRestore == nil, pendingCompaction == nil,
            dirtySnapshot == nil, let lastTerm = log.term(at: index)
        else { return }
        let new = Snapshot(
            lastIndex: index, lastTerm: lastTerm, configuration: log.configuration(at: index), data: data)
        dirtySnapshot = (new, false)
        pendingCompaction = (lastSave + 1, new)
    }

    /// The compacting snapshot is durable: the prefix of the log may go, but for a tail.
    mutating func finishCompaction(_ done: Snapshot) {
        snapshot = done
        let end = done.lastIndex.rawValue
        let kept = UInt64(max(0, settings.entriesKeptBehindSnapshot))
        if end > kept { log.dropPrefix(through: LogIndex(end - kept)) }
    }

    // MARK: Leader

    func snapshotMode() -> Progress.Mode? {
        snapshot.map { .snapshot($0, offset: 0, isWaiting: false) }
    }

    /// Sends the next piece unless one is in flight.
    mutating func feedSnapshot(to peer: MemberID, _ progress: inout Progress) {
        guard case .snapshot(let sending, let offset, isWaiting: false) = progress.mode else { return }
        let total = UInt64(sending.data.count)
        let start = Int(min(offset, total))
        let end = min(start + max(1, settings.snapshotChunkBytes), sending.data.count)
        progress.mode = .snapshot(sending, offset: offset, isWaiting: true)
        progress.movedAt = now
        send(
            .snapshot(
                lastIndex: sending.lastIndex, lastTerm: sending.lastTerm, configuration: sending.configuration,
                offset: UInt64(start), total: total, data: Array(sending.data[start..<end])),
            to: peer)
    }

    mutating func snapshotAcknowledged(_ index: LogIndex, offset: UInt64, isComplete: Bool, by peer: MemberID) {
        progress.update(peer) { progress in
            guard case .snapshot(let sending, let known, let isWaiting) = progress.mode, sending.lastIndex == index
            else {
                return
            }
            if isComplete {
                progress.match = max(progress.match, index)
                progress.next = progress.match.next
                progress.inFlight.removeAll()
                progress.mode = .probe(isWaiting: false)
                progress.movedAt = now
            } else if offset < UInt64(sending.data.count), offset != known || !isWaiting {
                progress.mode = .snapshot(sending, offset: offset, isWaiting: false)
            }
        }
    }

    // MARK: Follower

    mutating func receive(_ part: IncomingSnapshot, at offset: UInt64, from: MemberID) {
        let (end, overflow) = offset.addingReportingOverflow(UInt64(part.data.count))
        guard !overflow, end <= part.total, part.total <= Self.largestSnapshot, part.lastTerm <= term,
            part.lastIndex.rawValue > 0, part.lastIndex.rawValue < .max, !part.configuration.voters.isEmpty
        else { return }
        if part.lastIndex <= commitIndex || log.term(at: part.lastIndex) == part.lastTerm {
            // The log holds it all, so that it only has to be durable.
            incoming = nil
            commitIndex = max(commitIndex, part.lastIndex)
            return sendWhenSaved(
                .snapshotResponse(lastIndex: part.lastIndex, offset: part.total, isComplete: true), to: from)
        }
        if offset == 0, incoming.map({ !$0.isSame(as: part) }) ?? true {
            incoming = part
        } else if var known = incoming, known.isSame(as: part), UInt64(known.data.count) == offset {
            incoming = nil
            known.data += part.data
            incoming = known
        }
        guard let known = incoming, known.isSame(as: part) else {
            return send(.snapshotResponse(lastIndex: part.lastIndex, offset: 0, isComplete: false), to: from)
        }
        guard UInt64(known.data.count) == known.total else {
            return send(
                .snapshotResponse(lastIndex: part.lastIndex, offset: UInt64(known.data.count), isComplete: false),
                to: from)
        }
        incoming = nil
        install(known)
        sendWhenSaved(.snapshotResponse(lastIndex: known.lastIndex, offset: known.total, isComplete: true), to: from)
    }

    /// Replaces the log by the snapshot. The state machine follows once the snapshot is durable.
    private mutating func install(_ received: IncomingSnapshot) {
        let new = Snapshot(
            lastIndex: received.lastIndex, lastTerm: received.lastTerm, configuration: received.configuration,
            data: received.data)
        log = RaftLog(base: new.lastIndex, term: new.lastTerm, configuration: new.configuration)
        durableIndex = .zero
        for position in savesUnderWay.indices { savesUnderWay[position].end = .zero }
        commitIndex = new.lastIndex
        deliveredIndex = new.lastIndex
        dirtyFrom = nil
        dirtySnapshot = (new, true)
        pendingCompaction = nil
        pendingRestore = (lastSave + 1, new)
        configurationChanged()
    }
}

extension Progress {
    var isSendingSnapshot: Bool {
        if case .snapshot = mode { return true }
        return false
    }
}
