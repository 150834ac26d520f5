import CoordinatorCore
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

    /// In some histories jobs lose GPUs that do nothing, from its beginning on.
    mutating func setIdlePolicy() -> Bool {
        guard seed % 12 == 7, history.lastIndex > 20, history.fleet.idleGPUPolicies.isEmpty,
            !open.contains(where: { requests[$0].kind == .setIdlePolicy })
        else { return false }
        let policy = IdleGPUPolicy(warnAfter: IdleGPUPolicy.spans.lowerBound, reclaimAfter: .seconds(70))
        let namespace = seed % 24 == 7 ? IdleGPUPolicy.everyNamespace : "default"
        ask(.setIdlePolicy, .change(.operation(.setIdleGPUPolicy(namespace: namespace, policy))))
        return true
    }

    /// What the GPUs of jobs do: those of every second job nothing, as far as a leader hears of it.
    mutating func measureGPUs(of jobs: [JobID], for index: Int) {
        let uses = jobs.compactMap { id -> JobGPUUse? in
            guard let job = history.fleet.jobs[id] else { return nil }
            var mixed = SeededGenerator(seed: seed &+ job.submittedIndex &+ (now.nanoseconds / 60_000_000_000) << 32)
            let isIdle = job.submittedIndex % 2 == 0 && !mixed.oneIn(6)
            return JobGPUUse(job: id, gpus: job.definition.gpus.count, idleFor: isIdle ? .seconds(3_600) : nil)
        }
        schedule(
            .memberInput(index, life: coordinators[index].life, .gpuUses(uses)),
            after: .milliseconds(1 + now.nanoseconds % 300))
    }

    mutating func release(_ id: JobID) { ask(.releaseJob, .change(.operation(.holdJob(id, reason: nil)))) }
}
