import Determinism
import Fleet

/// Jobs that people hold and release. Nothing here draws from the history's generator.
extension FleetSimulator {
    /// A job is held: what runs of it is to end, and what waits is to go on waiting.
    mutating func hold(_ id: JobID) {
        ask(.holdJob, .change(.operation(.holdJob(id, reason: "job \(id) is looked at"))))
    }

    /// One that has been held for some seconds is released.
    mutating func releaseSomeJob() -> Bool {
        guard !open.contains(where: { requests[$0].kind == .releaseJob }) else { return false }
        let fleet = history.fleet
        let due = fleet.jobs.values.first { job in
            guard let since = job.hold?.since else { return false }
            return fleet.time.since(since) >= .seconds(1 + job.submittedIndex % 11)
        }
        guard let due else { return false }
        release(due.definition.id)
        return true
    }

    mutating func release(_ id: JobID) { ask(.releaseJob, .change(.operation(.holdJob(id, reason: nil)))) }
}
