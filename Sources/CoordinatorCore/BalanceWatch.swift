import Determinism
import Fleet
import Scheduler

/// When a leader moves tasks for the load's sake, and what it has touched so lately that it leaves it alone.
public struct BalanceWatch: Sendable {
    /// How often it looks at the most.
    private static let longestInterval = Span.seconds(60)
    /// How long a server is left alone after a move from or to it: until what is measured tells of the time since, alone.
    public static let rest = ServerLoad.window + Span.seconds(90)

    /// When to look again.
    var nextAt: Instant
    private let rest: Span
    /// What was measured and no pass has seen yet.
    private var measured: SortedMap<NodeID, ServerLoad>?
    /// Until when servers are left alone.
    private var resting = SortedMap<NodeID, Instant>()

    /// - Parameter since: when this leader began. It does not know what its predecessor has moved, and lets it settle first.
    init(since: Instant, rest: Span) {
        nextAt = since + rest
        self.rest = rest
    }

    /// How often it looks.
    var interval: Span { min(BalanceWatch.longestInterval, rest) }

    /// Takes what was measured, for the next pass.
    mutating func take(_ loads: SortedMap<NodeID, ServerLoad>) { measured = loads }

    /// What the next pass may do; nil for nothing. What was measured counts once.
    mutating func terms(_ balancing: Balancing, now: Instant) -> BalanceTerms? {
        guard let loads = measured else { return nil }
        measured = nil
        guard balancing.isOn else { return nil }
        for (node, until) in resting where until <= now { resting[node] = nil }
        return BalanceTerms(balancing, loads: loads, resting: SortedSet(resting.keys))
    }

    /// Takes note of what a pass has decided.
    mutating func note(_ moves: [BalanceMove], now: Instant) {
        for move in moves {
            resting[move.from] = now + rest
            resting[move.to] = now + rest
        }
    }
}
