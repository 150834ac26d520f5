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

    /// The term and the configuration at an index that was delivered, for a snapshot that a shell makes of the state then.
    /// Nil where no snapshot is wanted now: there is one already, or one is being stored or received.
    public func snapshotPlace(at index: LogIndex) -> (term: Term, configuration: Configuration)? {
        guard index <= deliveredIndex, index > snapshotIndex, pendingRestore == nil, pendingCompaction == nil,
            storing == nil, dirtyMark == nil, let term = log.term(at: index)
        else { return nil }
        return (term, log.configuration(at: index))
    }

    /// Notes that the shell is making and storing the snapshot at that place.
    public mutating func willStoreSnapshot(_ mark: SnapshotMark) { storing = mark }

    mutating func compact(through index: LogIndex, data: [UInt8]) {
        guard let place = snapshotPlace(at: index) else { return }
        let new = Snapshot(
            lastIndex: index, lastTerm: place.term, configuration: place.configuration, data: data)
        storing = new.mark
        effects.append(.storeSnapshot(new))
    }

    /// A snapshot is in a file: from now on the log may begin there, once it says so.
    mutating func snapshotStored(_ new: Snapshot) {
        if storing == new.mark { storing = nil }
        guard new.lastIndex > snapshotIndex, pendingRestore == nil, pendingCompaction == nil, dirtyMark == nil else {
            return
        }
        if log.term(at: new.lastIndex) == new.lastTerm || new.lastIndex <= commitIndex {
            guard new.lastIndex <= deliveredIndex, log.term(at: new.lastIndex) == new.lastTerm else { return }
            dirtyMark = (new.mark, false)
            pendingCompaction = (lastSave + 1, new)
        } else if role == .follower {
            install(new)
        }
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
        snapshot.map { .snapshot(Progress.SnapshotTransfer(snapshot: $0)) }
    }

    /// Sends the next pieces, as far as the limit in flight allows.
    mutating func feedSnapshot(to peer: MemberID, _ progress: inout Progress) {
        guard case .snapshot(var transfer) = progress.mode else { return }
        let sending = transfer.snapshot
        let total = sending.data.count
        let piece = max(1, settings.snapshotChunkBytes)
        let window = piece * max(1, settings.snapshotChunksInFlight)
        while transfer.sent.map({ $0 < total && $0 - transfer.acknowledged < window }) ?? true {
            let start = transfer.sent ?? transfer.acknowledged
            let end = min(start + piece, total)
            send(
                .snapshot(
                    lastIndex: sending.lastIndex, lastTerm: sending.lastTerm, configuration: sending.configuration,
                    offset: UInt64(start), total: UInt64(total), data: sending.data.read(start..<end)),
                to: peer)
            if transfer.sent == nil { progress.movedAt = now }
            transfer.sent = end
        }
        progress.mode = .snapshot(transfer)
    }

    mutating func snapshotAcknowledged(_ index: LogIndex, offset: UInt64, isComplete: Bool, by peer: MemberID) {
        let round = heartbeatRound
        progress.update(peer) { progress in
            progress.heardAt = now
            guard case .snapshot(var transfer) = progress.mode, transfer.snapshot.lastIndex == index,
                let offset = Int(exactly: offset), offset <= transfer.snapshot.data.count
            else { return }
            if isComplete {
                if index > progress.match { progress.matchRound = round }
                progress.match = max(progress.match, index)
                progress.next = progress.match.next
                progress.inFlight.removeAll()
                progress.mode = .probe(isWaiting: false)
                progress.movedAt = now
                return
            }
            if offset > transfer.acknowledged {
                transfer.repeatedFrom = nil
                progress.movedAt = now
            } else if transfer.repeatedFrom != offset {
                // A piece was lost, or the peer began anew: once from there.
                transfer.repeatedFrom = offset
                transfer.sent = offset == transfer.snapshot.data.count ? transfer.sent : offset
            }
            transfer.acknowledged = offset
            transfer.sent = transfer.sent.map { max($0, offset) }
            progress.mode = .snapshot(transfer)
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
        // What has arrived whole is being stored; the leader hears of it then.
        if storing == SnapshotMark(lastIndex: part.lastIndex, lastTerm: part.lastTerm) { return }
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
        // One is stored at a time; the leader sends the last piece again where that has to wait.
        guard storing == nil else { return }
        incoming = nil
        storing = SnapshotMark(lastIndex: known.lastIndex, lastTerm: known.lastTerm)
        effects.append(
            .storeSnapshot(
                Snapshot(
                    lastIndex: known.lastIndex, lastTerm: known.lastTerm, configuration: known.configuration,
                    data: known.data)))
    }

    /// Replaces the log by a stored snapshot. The state machine follows once the log says so durably.
    private mutating func install(_ new: Snapshot) {
        log = RaftLog(base: new.lastIndex, term: new.lastTerm, configuration: new.configuration)
        durableIndex = .zero
        for position in savesUnderWay.indices { savesUnderWay[position].end = .zero }
        commitIndex = new.lastIndex
        deliveredIndex = new.lastIndex
        dirtyFrom = nil
        dirtyMark = (new.mark, true)
        pendingRestore = (lastSave + 1, new)
        snapshot = new
        if let leader {
            sendWhenSaved(
                .snapshotResponse(lastIndex: new.lastIndex, offset: UInt64(new.data.count), isComplete: true),
                to: leader)
        }
        configurationChanged()
    }
}
