import Determinism
import Fleet

/// What one pass may move for the load's sake.
public struct BalanceTerms: Hashable, Sendable {
    /// What is to be done, and how much at a time.
    public var balancing: Balancing
    /// What servers use. One that is not named gets nothing and is relieved of nothing: whoever sees nothing moves nothing.
    public var loads: SortedMap<NodeID, ServerLoad>
    /// Servers with which something was done so lately that what is measured tells of the time before.
    public var resting: SortedSet<NodeID>

    /// Terms with their parts.
    public init(
        _ balancing: Balancing, loads: SortedMap<NodeID, ServerLoad>, resting: SortedSet<NodeID> = SortedSet()
    ) {
        self.balancing = balancing
        self.loads = loads
        self.resting = resting
    }
}

/// One move for the load's sake.
public struct BalanceMove: Hashable, Sendable {
    /// What moves.
    public var attempt: AttemptID
    /// From where.
    public var from: NodeID
    /// Where it would go now; that is decided once it has ended.
    public var to: NodeID
    /// `relieved` or `consolidated`.
    public var reason: StopReason
    /// A clause that says why, beginning with the server.
    public var why: String
}
