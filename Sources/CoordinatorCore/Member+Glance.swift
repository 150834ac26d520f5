import Consensus
import Determinism

extension Member {
    /// The few things that a shell asks after every step.
    public struct Glance: Hashable, Sendable {
        /// Whether it leads and has applied everything that earlier leaders committed.
        public var isReadyLeader = false
        /// Whether it leads.
        public var isLeader = false
        /// Its term.
        public var term = Term.zero
        /// Everything through this index is applied.
        public var appliedIndex = LogIndex.zero
        /// When to call with `.tick` at the latest.
        public var nextDeadline = Instant.never

        /// What is seen of no member.
        public init() {}
    }

    /// Tells these things together. Mutating, though it changes nothing, so that it works in place: what only reads so large
    /// a value is given a copy of it.
    public mutating func glance() -> Glance {
        var seen = Glance()
        seen.isLeader = raft.role == .leader
        seen.isReadyLeader = isReadyLeader
        seen.term = raft.term
        seen.appliedIndex = appliedIndex
        seen.nextDeadline = nextDeadline
        return seen
    }
}
