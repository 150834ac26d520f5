import CoordinatorCore
import Determinism
import Fleet

/// What the leader asks of the tasks of services that scale.
extension CoordinatorServer {
    /// Answers with what the running tasks of these jobs use of the CPU that they ask for, as far as their servers have told.
    func measure(_ jobs: [JobID]) {
        let now = Instant(nanoseconds: loop.now)
        let fleet = member.fleet
        var loads: [JobLoad] = []
        for id in jobs {
            guard let job = fleet.jobs[id] else { continue }
            let running = job.allocations.compactMap { fleet.allocations[$0]?.current }.filter { $0.state == .running }
            let request = Double(job.definition.resources.cpuMillicores)
            guard request > 0, let use = taskUsage.recentUse(of: running.map(\.id), now: now) else {
                loads.append(JobLoad(job: id, tasks: 0, cpuThousandths: 0))
                continue
            }
            let share = (use.millicores / request * 1_000).rounded()
            loads.append(
                JobLoad(job: id, tasks: UInt64(use.attempts), cpuThousandths: UInt64(exactly: min(share, 1e6)) ?? 0))
        }
        feed(.loads(loads))
    }
}
