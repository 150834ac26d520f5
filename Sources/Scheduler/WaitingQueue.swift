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
        FairOrder.arrange(&rows, in: state, now: now)
        rows.sort()
    }

    /// What is about to lose its server, by job.
    private func endangered(_ ids: SortedSet<AllocationID>) -> SortedMap<JobID, [WaitingTasks.Task]> {
        var found = SortedMap<JobID, [WaitingTasks.Task]>()
        for id in ids {
            guard let allocation = state.allocations[id], allocation.state == .active, allocation.pinned == nil,
                state.jobs[allocation.job]?.desired == .running
            else { continue }
            found[allocation.job, default: []].append(WaitingTasks.Task(index: allocation.index, allocation: id))
        }
        return found
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
            if allocation.failover { lost.append(task) } else { ready.append(task) }
        }
        if ready.count > waiting.ready.count { ready.sort() }
        let room = Int(clamping: state.roomInBound(of: job))
        lost = Array(lost.prefix(room))
        ready = ready.prefix(room - lost.count)
        lost = (lost + endangered).sorted()
        if !lost.isEmpty { rows.append(QueueRow(lost[...], of: job, failover: true)) }
        if !ready.isEmpty { rows.append(QueueRow(ready, of: job, failover: false)) }
    }
}
