import Determinism
import Fleet

/// The order of what waits, and of what is about to lose its server, as one pass finds it.
struct WaitingQueue: Sendable {
    /// Best first.
    private(set) var rows: [QueueRow] = []
    /// What is not placed whatever room there is, and why.
    private(set) var blocked: [Blocked] = []
    /// When the next restart's delay is over.
    private(set) var wakeAt: WallTime?

    private let state: FleetState
    private let now: WallTime
    /// What was moved, or is being moved, so that another job fits, by that job.
    private var yielding = SortedMap<JobID, SortedMap<JobID, [WaitingTasks.Task]>>()

    /// - Parameter endangered: what runs on suspect servers. It stands where it will stand when its server is lost, so that
    ///   nothing of less importance takes its place.
    init(_ state: FleetState, endangered: SortedSet<AllocationID>, now: WallTime) {
        self.state = state
        self.now = now
        var lost = self.endangered(endangered)
        for name in state.waitingJobs {
            guard let job = state.jobs[name], job.desired == .running, let waiting = state.waiting(of: name) else {
                continue
            }
            if let reason = jobReason(job) {
                for id in waiting.allocations { blocked.append(Blocked(allocation: id, reason: reason)) }
                continue
            }
            add(waiting, of: job, endangered: lost.removeValue(forKey: name) ?? [])
        }
        for (name, tasks) in lost {
            if let job = state.jobs[name] { rows.append(QueueRow(tasks[...], of: job, failover: true)) }
        }
        noteBeingMoved()
        FairOrder.arrange(&rows, in: state, now: now)
        rows.sort()
        if !yielding.isEmpty { standBehind() }
        standForBalance()
    }

    /// The job for which a task was moved, where its turn is still to come.
    private func beneficiary(of allocation: Allocation) -> JobID? {
        allocation.yieldsTo.flatMap { isInQueue($0) ? $0 : nil }
    }

    private func isInQueue(_ id: JobID) -> Bool {
        guard let job = state.jobs[id], job.desired == .running, state.waiting(of: id) != nil else { return false }
        return jobReason(job) == nil
    }

    /// What has not ended yet stands where it will stand then.
    private mutating func noteBeingMoved() {
        for id in state.beingMoved {
            guard let beneficiary = state.attempt(id)?.beneficiary, isInQueue(beneficiary),
                let allocation = state.allocations[id.allocation], mayRunAgain(allocation.job)
            else { continue }
            let task = WaitingTasks.Task(index: allocation.index, allocation: allocation.id)
            yielding[beneficiary, default: SortedMap()][allocation.job, default: []].append(task)
        }
    }

    /// What is being moved for the load's sake stands at its own rank: the place that was found for it is still there when it has ended.
    private mutating func standForBalance() {
        var moving = SortedMap<JobID, [WaitingTasks.Task]>()
        for id in state.beingMoved {
            guard state.attempt(id)?.stopping?.isForBalance == true, let allocation = state.allocations[id.allocation],
                state.jobs[allocation.job]?.desired == .running
            else { continue }
            moving[allocation.job, default: []].append(
                WaitingTasks.Task(index: allocation.index, allocation: allocation.id))
        }
        guard !moving.isEmpty else { return }
        for (name, tasks) in moving {
            guard let job = state.jobs[name] else { continue }
            var row = QueueRow(tasks.sorted()[...], of: job, failover: false)
            row.due = rows.first { $0.job == name }?.due ?? .epoch
            row.keepsRoom()
            rows.append(row)
        }
        rows.sort()
    }

    /// Whoever was moved for another comes behind that: else it would take its old place again.
    private mutating func standBehind() {
        for (beneficiary, jobs) in yielding {
            // Where its tasks come in parts, the first is the one that room was made for.
            let first = rows.first { $0.job == beneficiary && !$0.isBehind }
            for (name, tasks) in jobs {
                guard let job = state.jobs[name] else { continue }
                var row = QueueRow(tasks.sorted()[...], of: job, failover: false)
                row.due = rows.first { $0.job == name }?.due ?? first?.due ?? .epoch
                if let first { row.stand(behind: first) }
                rows.append(row)
            }
        }
        rows.sort()
    }

    /// What is about to lose its server, by job.
    private func endangered(_ ids: SortedSet<AllocationID>) -> SortedMap<JobID, [WaitingTasks.Task]> {
        var found = SortedMap<JobID, [WaitingTasks.Task]>()
        for id in ids {
            guard let allocation = state.allocations[id], allocation.state == .active, allocation.pinned == nil,
                mayRunAgain(allocation.job)
            else { continue }
            found[allocation.job, default: []].append(WaitingTasks.Task(index: allocation.index, allocation: id))
        }
        return found
    }

    /// Whether what of a job loses its place is to have another at once.
    private func mayRunAgain(_ id: JobID) -> Bool {
        state.jobs[id].map { $0.desired == .running && $0.hold == nil } ?? false
    }

    /// Why nothing of a job is placed, whatever room there is.
    private func jobReason(_ job: Job) -> BlockReason? {
        if let latest = job.latestStart, let deadline = job.deadline, latest < now { return .tooLate(deadline) }
        // The entry that ends the other job brings on the next pass.
        return job.waitsFor.first.map { .waitsForJob($0) }
    }

    /// What of a job may be placed now: all of it, or as much as its bound leaves.
    private mutating func add(_ waiting: WaitingTasks, of job: Job, endangered: [WaitingTasks.Task]) {
        var lost: [WaitingTasks.Task] = []
        var moved: [(task: WaitingTasks.Task, beneficiary: JobID)] = []
        var ready = waiting.ready
        for task in waiting.special {
            guard let allocation = state.allocations[task.allocation] else { continue }
            if allocation.notBefore > now {
                wakeAt = min(wakeAt ?? allocation.notBefore, allocation.notBefore)
                // A gang is looked at whole, and says itself what its members wait for.
                if !job.definition.gang {
                    blocked.append(Blocked(allocation: task.allocation, reason: .waitsUntil(allocation.notBefore)))
                    continue
                }
            }
            if allocation.failover {
                lost.append(task)
            } else if let beneficiary = beneficiary(of: allocation) {
                moved.append((task, beneficiary))
            } else {
                ready.append(task)
            }
        }
        if ready.count > waiting.ready.count { ready.sort() }
        var room = Int(clamping: state.roomInBound(of: job))
        lost = Array(lost.prefix(room))
        room -= lost.count
        // They ran before: none of the others takes their part of the bound.
        for (task, beneficiary) in moved.prefix(room) {
            yielding[beneficiary, default: SortedMap()][job.definition.id, default: []].append(task)
        }
        ready = ready.prefix(room - min(room, moved.count))
        lost = (lost + endangered).sorted()
        if !lost.isEmpty { rows.append(QueueRow(lost[...], of: job, failover: true)) }
        if !ready.isEmpty { rows.append(QueueRow(ready, of: job, failover: false)) }
    }
}
