import Determinism

/// Which allocations wait, and how many are live, job by job: what follows from the allocations, kept up to date so that neither
/// an entry nor a pass has to look through a large job.
extension FleetState {
    /// The allocations of a job that wait for a place.
    public func pending(of job: JobID) -> SortedSet<AllocationID> { pendingByJob[job] ?? SortedSet() }

    /// The jobs of which something waits for a place.
    public var waitingJobs: [JobID] { pendingByJob.keys }

    /// How many allocations of a job have a live attempt.
    public func liveCount(of job: JobID) -> UInt64 { active[job] ?? 0 }

    /// How many more allocations of a job may be placed now.
    public func roomInBound(of job: Job) -> UInt64 {
        guard let bound = job.definition.atMost else { return .max }
        let live = liveCount(of: job.definition.id)
        return bound > live ? bound - live : 0
    }

    mutating func enqueue(_ id: AllocationID, of job: JobID) {
        pending.insert(id)
        pendingByJob[job, default: SortedSet()].insert(id)
    }

    mutating func dequeue(_ id: AllocationID, of job: JobID) {
        guard pending.remove(id) else { return }
        pendingByJob.update(job) { $0.remove(id) }
        if pendingByJob[job]?.isEmpty == true { pendingByJob[job] = nil }
    }

    /// An allocation of that job has a live attempt from now on.
    mutating func noteActive(_ job: JobID) { active[job, default: 0] += 1 }

    /// An allocation of that job has none any more.
    mutating func noteInactive(_ job: JobID) {
        let rest = (active[job] ?? 1) - 1
        active[job] = rest == 0 ? nil : rest
    }
}
