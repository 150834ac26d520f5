import Determinism
import Fleet

/// What is waited for, and since when: what must not last.
struct PromiseWatch: Sendable {
    /// Something that must have an end.
    enum Wait: Hashable, Sendable {
        /// A waiting allocation has room on a server.
        case placement(AllocationID)
        /// The leases of an attempt have run out, and it counts as living.
        case verdict(AttemptID)
        /// An attempt is assigned to a server that is well, and has not begun.
        case start(AttemptID)
        /// An attempt was asked to end on a server that is well.
        case stop(AttemptID)
        /// A command has no result of a server that is well.
        case command(CommandID, NodeID)
        /// A server is well, and its session is not open.
        case session(NodeID)
        /// The leader goes by a rhythm of beats that is over.
        case rhythm(term: UInt64)
        /// A request of the operator has no answer.
        case answer(Int)
        /// A task runs on beyond its time limit and its contract.
        case limit(AttemptID)
        /// A job goes on beyond its deadline.
        case deadline(JobID)
    }

    /// How often it is looked.
    static let interval = Span.milliseconds(500)

    private var since: [Wait: Instant] = [:]
    private var before: [Wait: Instant] = [:]
    /// The coordinator that leads without trouble, and since when it has.
    private(set) var leader: (index: Int, term: UInt64, since: Instant)?

    /// How long a server that is heard again may take to be one like the others, by the newest look.
    var settlingTime = Span.zero
    /// How long a server may be silent, by the newest look, and what it was before it became shorter, while agents may still
    /// beat as they did then. Some clusters are patient before the first look.
    private var patience = ClusterSettings(profile: .patient).patience
    private var former: (patience: Span, until: Instant)?

    /// How long a server may be silent, at `now`, with that in the settings.
    mutating func longestPatience(_ settings: Span, now: Instant) -> Span {
        if settings < patience { former = (max(patience, former?.patience ?? .zero), now + patience * 2 + .seconds(2)) }
        patience = settings
        if let former, former.until <= now { self.former = nil }
        return max(settings, former?.patience ?? .zero)
    }

    /// A look begins.
    mutating func beginLook() {
        swap(&since, &before)
        since.removeAll(keepingCapacity: true)
    }

    /// That is waited for now. Returns for how long it has been, at every look.
    mutating func wait(for what: Wait, now: Instant) -> Span {
        let first = before[what] ?? now
        since[what] = first
        return now.since(first)
    }

    /// Somebody leads without trouble, or nobody does.
    mutating func note(leader index: Int?, term: UInt64, now: Instant) {
        guard let index else {
            leader = nil
            return
        }
        if let leader, leader.index == index, leader.term == term { return }
        leader = (index, term, now)
    }
}
