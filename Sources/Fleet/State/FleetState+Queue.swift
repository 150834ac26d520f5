import Determinism

/// Which allocations wait, and how many are live, job by job: what follows from the allocations, kept up to date so that neither
/// an entry nor a pass has to look through a large job.
extension FleetState {
    /// The tasks of a job that wait for a place; nil for none, and while the job is held.
    public func waiting(of job: JobID) -> WaitingTasks? { waitingByJob[job] }

    /// The jobs of which something waits for a place. Those that are held wait for none.
    public var waitingJobs: [JobID] { waitingByJob.keys }

    /// The allocations that wait for a place, without those of held jobs. Looks through all of them.
    public var pending: SortedSet<AllocationID> { SortedSet(waitingByJob.values.flatMap(\.allocations)) }

    /// How many allocations of a job have a live attempt.
    public func liveCount(of job: JobID) -> UInt64 { active[job] ?? 0 }

    /// How many more allocations of a job may be placed now.
    public func roomInBound(of job: Job) -> UInt64 {
        guard let bound = job.definition.atMost else { return .max }
        let live = liveCount(of: job.definition.id)
        return bound > live ? bound - live : 0
    }

    /// An allocation waits from now on, by what it says at this time; that of a held job once that is released.
    mutating func enqueue(_ id: AllocationID, of job: JobID) {
        guard let allocation = allocations[id], jobs[job]?.hold == nil else { return }
        waitingByJob[job, default: WaitingTasks()].insert(allocation)
    }

    mutating func dequeue(_ id: AllocationID, of job: JobID) {
        guard let allocation = allocations[id],
            waitingByJob.update(job, { $0.remove(allocation) }) == true
        else { return }
        if waitingByJob[job]?.isEmpty == true { waitingByJob[job] = nil }
    }

    /// An allocation of that job has a live attempt from now on.
    mutating func noteActive(_ job: JobID) { active[job, default: 0] += 1 }

    /// An allocation of that job has none any more.
    mutating func noteInactive(_ job: JobID) {
        let rest = (active[job] ?? 1) - 1
        active[job] = rest == 0 ? nil : rest
    }
}
