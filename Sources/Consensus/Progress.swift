import Determinism

/// What a leader knows of one peer, and how it feeds it (thesis, 10.2: pipelining).
struct Progress: Sendable {
    enum Mode: Sendable {
        /// Where the logs part is not known: one message at a time.
        case probe(isWaiting: Bool)
        /// The logs match at `next - 1`: messages are pipelined.
        case replicate
        /// The peer needs entries that are gone: a snapshot is on its way.
        case snapshot(SnapshotTransfer)
        /// The peer has lost entries that it had acknowledged: its store is not to be trusted, and nothing is sent.
        case regressed
    }

    /// How far a snapshot has come.
    struct SnapshotTransfer: Sendable {
        var snapshot: Snapshot
        /// The bytes that have arrived in order.
        var acknowledged = 0
        /// The bytes that were sent; nil before the first piece (a snapshot may be empty).
        var sent: Int?
        /// The place from which sending was repeated last, so that one lost piece is repeated once.
        var repeatedFrom: Int?
    }

    /// The store that its acknowledgements count for.
    let store: StoreID
    /// Everything through this index is durable there.
    var match = LogIndex.zero
    /// The next entry to send.
    var next: LogIndex
    var mode = Mode.probe(isWaiting: false)
    /// The last index of each append message in flight, ascending.
    var inFlight: [LogIndex] = []
    /// When the stream last moved: a stream that stands still for long is probed anew.
    var movedAt: Instant
    /// The newest heartbeat round that the peer answered in this term.
    var answeredRound: UInt64 = 0
    /// The round under way when `match` last grew: answers to later rounds must know of it.
    var matchRound: UInt64 = 0
    /// The round under way when the probe was sent: only an answer to a later one shows that the probe was lost.
    var probeRound: UInt64 = 0
    /// When it last answered anything.
    var heardAt: Instant
    /// Whether its disk is nearly full, by its own word.
    var isSpaceLow = false

    init(store: StoreID, next: LogIndex, now: Instant) {
        self.store = store
        self.next = next
        movedAt = now
        heardAt = now
    }

    var isReplicating: Bool {
        if case .replicate = mode { return true }
        return false
    }

    var isSendingSnapshot: Bool {
        if case .snapshot = mode { return true }
        return false
    }

    /// Forgets what was in flight. A snapshot goes on where its last acknowledgement left it.
    mutating func probeAnew(now: Instant) {
        inFlight.removeAll()
        movedAt = now
        switch mode {
        case .snapshot(var transfer):
            transfer.sent = transfer.sent.map { _ in transfer.acknowledged }
            transfer.repeatedFrom = nil
            if transfer.acknowledged == transfer.snapshot.data.count { transfer.sent = nil }
            mode = .snapshot(transfer)
        case .regressed: break
        case .probe, .replicate:
            next = match.next
            mode = .probe(isWaiting: false)
        }
    }
}
