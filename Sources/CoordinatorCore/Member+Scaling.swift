import Determinism
import Fleet

/// How a leader keeps the number of a service's replicas.
extension Member {
    /// Looks at what scales, from time to time: where a schedule decides it does so at once, else it asks what the tasks use.
    mutating func lookAtScaling(now: Instant) {
        guard now >= leadership?.scaling.nextAt ?? .never else { return }
        leadership?.scaling.nextAt = now + ScaleWatch.interval
        // Without a quorum nothing can be decided.
        guard mayGrant(now: now) else { return }
        let scaling = fleet.scalingJobs
        let jobs = fleet.jobs
        // What is held uses nothing, which says nothing of what it will use.
        leadership?.scaling.keepOnly { scaling.contains($0) && jobs[$0]?.hold == nil }
        var measured: [JobID] = []
        for id in scaling.elements {
            guard let job = jobs[id], job.desired == .running, job.hold == nil, !fleet.isFinished(job) else { continue }
            if job.definition.scaling?.cpuPercent == nil {
                scale(job, load: nil, now: now)
            } else {
                measured.append(id)
            }
        }
        if !measured.isEmpty { out.append(.measureLoads(measured)) }
    }

    /// Takes what was measured.
    mutating func take(_ loads: [JobLoad], now: Instant) {
        guard isReadyNow(), mayGrant(now: now) else { return }
        for load in loads {
            guard let job = fleet.jobs[load.job], job.hold == nil else { continue }
            scale(job, load: load, now: now)
        }
    }

    private mutating func scale(_ job: Job, load: JobLoad?, now: Instant) {
        let id = job.definition.id
        guard fleet.scalingJobs.contains(id) else { return }
        let time = leaderTime(now: now)
        guard let (count, reason) = leadership?.scaling.decide(job, load: load, time: time, now: now) else { return }
        leadership?.scaling.underWay.insert(id)
        propose(
            .scaleJob(id, to: count, from: job.definition.count, reason: reason), for: .scaling(id), now: now)
    }
}
