import Determinism
import Fleet

/// The place in the queue: priority, then work that lost its server, then what is due first (`FairOrder`), then who came first.
struct Rank: Comparable, Sendable {
    var priority: UInt64
    var failover: Bool
    /// Set where namespaces share; the epoch for all where one is alone.
    var due = WallTime.epoch
    var submittedIndex: UInt64
    var index: UInt64
    var allocation: AllocationID

    init(_ allocation: Allocation, of job: Job) {
        priority = job.definition.priority
        failover = allocation.failover
        submittedIndex = job.submittedIndex
        index = allocation.index
        self.allocation = allocation.id
    }

    static func < (left: Rank, right: Rank) -> Bool {
        if left.priority != right.priority { return left.priority > right.priority }
        if left.failover != right.failover { return left.failover }
        if left.due != right.due { return left.due < right.due }
        if left.submittedIndex != right.submittedIndex { return left.submittedIndex < right.submittedIndex }
        if left.index != right.index { return left.index < right.index }
        return left.allocation < right.allocation
    }
}
