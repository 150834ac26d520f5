import Determinism

/// What a leader knows of one peer, and how it feeds it (thesis, 10.2: pipelining).
struct Progress: Sendable {
    enum Mode: Sendable {
        /// Where the logs part is not known: one message at a time.
        case probe(isWaiting: Bool)
        /// The logs match at `next - 1`: messages are pipelined.
        case replicate
        /// The peer needs entries that are gone: a snapshot is on its way, `offset` bytes of it have arrived.
        case snapshot(Snapshot, offset: UInt64, isWaiting: Bool)
    }

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

    init(next: LogIndex, now: Instant) {
        self.next = next
        movedAt = now
    }

    /// Forgets what was in flight. A snapshot goes on where its last acknowledgement left it.
    mutating func probeAnew(now: Instant) {
        inFlight.removeAll()
        movedAt = now
        if case .snapshot(let snapshot, let offset, _) = mode {
            mode = .snapshot(snapshot, offset: offset, isWaiting: false)
        } else {
            next = match.next
            mode = .probe(isWaiting: false)
        }
    }
}
