import Determinism
import Fleet

/// Waiting tasks of one job that stand together in the queue: priority, then work that lost its server, then what is due first
/// (`FairOrder`), then who came first, then the index; what was moved for another job stands right behind that. Nothing of another job can stand between two tasks of a row, so that a
/// job of a hundred thousand tasks costs the queue no more than one of two.
struct QueueRow: Comparable, Sendable {
    let job: JobID
    let priority: UInt64
    let failover: Bool
    /// Set where namespaces share; the epoch for all where one is alone.
    var due = WallTime.epoch
    private(set) var submittedIndex: UInt64
    /// Whether it was, or is being, moved for others: behind the row of the job that is to have its room, if there is one.
    private(set) var isBehind = false
    /// At least one, by index.
    private(set) var tasks: ArraySlice<WaitingTasks.Task>

    init(_ tasks: ArraySlice<WaitingTasks.Task>, of job: Job, failover: Bool) {
        self.job = job.definition.id
        priority = job.definition.priority
        self.failover = failover
        submittedIndex = job.submittedIndex
        self.tasks = tasks
    }

    /// Lets the row stand right behind another one of the same priority that it would precede.
    mutating func stand(behind other: QueueRow) {
        isBehind = true
        guard priority == other.priority, failover == other.failover, !(other < self) else { return }
        due = other.due
        submittedIndex = other.submittedIndex
    }

    /// What is in it only keeps room, at its own rank.
    mutating func keepsRoom() { isBehind = true }

    static func < (left: QueueRow, right: QueueRow) -> Bool {
        if left.priority != right.priority { return left.priority > right.priority }
        if left.failover != right.failover { return left.failover }
        if left.due != right.due { return left.due < right.due }
        if left.submittedIndex != right.submittedIndex { return left.submittedIndex < right.submittedIndex }
        if left.isBehind != right.isBehind { return right.isBehind }
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
