import Determinism
import Fleet

/// Waiting tasks of one job that stand together in the queue: priority, then work that lost its server, then what is due first
/// (`FairOrder`), then who came first, then the index. Nothing of another job can stand between two tasks of a row, so that a
/// job of a hundred thousand tasks costs the queue no more than one of two.
struct QueueRow: Comparable, Sendable {
    let job: JobID
    let priority: UInt64
    let failover: Bool
    /// Set where namespaces share; the epoch for all where one is alone.
    var due = WallTime.epoch
    let submittedIndex: UInt64
    /// At least one, by index.
    private(set) var tasks: ArraySlice<WaitingTasks.Task>

    init(_ tasks: ArraySlice<WaitingTasks.Task>, of job: Job, failover: Bool) {
        self.job = job.definition.id
        priority = job.definition.priority
        self.failover = failover
        submittedIndex = job.submittedIndex
        self.tasks = tasks
    }

    static func < (left: QueueRow, right: QueueRow) -> Bool {
        if left.priority != right.priority { return left.priority > right.priority }
        if left.failover != right.failover { return left.failover }
        if left.due != right.due { return left.due < right.due }
        if left.submittedIndex != right.submittedIndex { return left.submittedIndex < right.submittedIndex }
        guard let first = left.tasks.first, let other = right.tasks.first else { return left.tasks.isEmpty }
        return first < other
    }

    static func == (left: QueueRow, right: QueueRow) -> Bool { !(left < right) && !(right < left) }

    /// The first `count` tasks, and the rest; nil where there are none.
    func split(after count: Int) -> (first: QueueRow?, rest: QueueRow?) {
        var (first, rest) = (self, self)
        first.tasks = tasks.prefix(count)
        rest.tasks = tasks.dropFirst(count)
        return (first.tasks.isEmpty ? nil : first, rest.tasks.isEmpty ? nil : rest)
    }
}
