import Determinism
import Fleet

/// What a leader asks fence agents, and what it has heard from them. It is lost with the leadership; orders are in the state.
struct PowerWatch: Sendable {
    /// A question that is under way.
    struct Question: Sendable {
        var request: PowerRequest
        var askedAt: Instant
        /// The index of the order that it serves; nil for none.
        var order: UInt64?
    }

    /// What is known of one server.
    struct Entry: Sendable {
        /// The session, or the order, that is being attended to: another one begins anew.
        var session: SessionID?
        var order: UInt64?
        /// Not before.
        var nextAt = Instant.origin
        /// Answers in a row that brought nothing.
        var failures: UInt64 = 0
        /// How often the order was carried out, and how often was looked since.
        var acts: UInt64 = 0
        var looks: UInt64 = 0
        /// When it was carried out last without an error; nil for not yet, or for to be done again.
        var actedAt: Instant?
        var question: Question?
        /// What was read last.
        var reading: PowerReading?
        /// Who waits for a reading.
        var tickets: [UInt64] = []
        /// Since when something on the server has been not dead.
        var undeadSince: Instant?
        /// Whether an order, or its end, is proposed.
        var isProposing = false
    }

    var entries = SortedMap<NodeID, Entry>()

    /// Questions under way at the most: a row without power must not start a thousand programs.
    static let atOnce = 16
    /// An agent that has not answered by then is not waited for. The shell ends it before.
    static let patience = Span.seconds(120)
    /// The pause after the first answer that brought nothing, doubled with each further one, and the longest.
    static let shortestPause = Span.seconds(1)
    static let longestPause = Span.seconds(15)
    /// How often an order is carried out, and how often is looked after each, until it counts as failed.
    static let actsAtMost: UInt64 = 4
    static let looksAtMost: UInt64 = 8

    /// How many more may be asked now.
    var room: Int { PowerWatch.atOnce - entries.reduce(0) { $0 + ($1.value.question == nil ? 0 : 1) } }

    static func pause(after failures: UInt64) -> Span {
        min(shortestPause * (1 << min(failures, 10)), longestPause)
    }
}

extension PowerWatch.Entry {
    /// Attends to these from now on.
    mutating func attend(session: SessionID?, order: UInt64?) {
        guard session != self.session || order != self.order else { return }
        if order != self.order { (acts, looks, actedAt) = (0, 0, nil) }
        self.session = session
        self.order = order
        failures = 0
        nextAt = .origin
    }
}
