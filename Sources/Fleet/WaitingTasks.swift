import Determinism

/// The tasks of one job that wait for a place, in the order of their indexes. Taking out the first one costs nothing, however
/// many there are.
public struct WaitingTasks: Sendable {
    /// A waiting task.
    public struct Task: Hashable, Comparable, Sendable {
        /// Its index within the job.
        public var index: UInt64
        /// Its allocation.
        public var allocation: AllocationID

        /// A task with its parts.
        public init(index: UInt64, allocation: AllocationID) {
            self.index = index
            self.allocation = allocation
        }

        /// By index, then by allocation.
        public static func < (left: Task, right: Task) -> Bool {
            (left.index, left.allocation) < (right.index, right.allocation)
        }
    }

    /// Those that may be placed at once and did not lose their server: alike in all that counts for their turn.
    public private(set) var ready: ArraySlice<Task> = []
    /// Those that lost their server, wait out a restart's delay, or were moved so that another job fits.
    public private(set) var special: ArraySlice<Task> = []

    init() {}

    /// How many there are.
    public var count: Int { ready.count + special.count }
    /// Whether there is none.
    public var isEmpty: Bool { ready.isEmpty && special.isEmpty }
    /// All of them, in no particular order.
    public var allocations: [AllocationID] { ready.map(\.allocation) + special.map(\.allocation) }

    mutating func insert(_ allocation: Allocation) {
        let task = Task(index: allocation.index, allocation: allocation.id)
        if allocation.failover || allocation.notBefore > .epoch || allocation.yieldsTo != nil {
            WaitingTasks.insert(task, into: &special)
        } else {
            WaitingTasks.insert(task, into: &ready)
        }
    }

    /// Takes a task out; tells whether it was there.
    mutating func remove(_ allocation: Allocation) -> Bool {
        let task = Task(index: allocation.index, allocation: allocation.id)
        return WaitingTasks.remove(task, from: &ready) || WaitingTasks.remove(task, from: &special)
    }

    private static func insert(_ task: Task, into tasks: inout ArraySlice<Task>) {
        let place = position(of: task, in: tasks)
        if place < tasks.endIndex, tasks[place] == task { return }
        tasks.insert(task, at: place)
    }

    private static func remove(_ task: Task, from tasks: inout ArraySlice<Task>) -> Bool {
        let place = position(of: task, in: tasks)
        guard place < tasks.endIndex, tasks[place] == task else { return false }
        if place == tasks.startIndex { tasks.removeFirst() } else { tasks.remove(at: place) }
        return true
    }

    private static func position(of task: Task, in tasks: ArraySlice<Task>) -> Int {
        var low = tasks.startIndex
        var high = tasks.endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if tasks[middle] < task { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
