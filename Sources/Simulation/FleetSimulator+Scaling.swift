import CoordinatorCore
import Determinism
import Fleet

/// Services that scale, one in three: by what their replicas use, by a schedule, or by people within bounds. Nothing here draws
/// from the history's generator.
extension FleetSimulator {
    /// The bounds of the service with that number, between which `count` lies; nil for two of three.
    static func scaling(ofJob number: UInt64, count: UInt64) -> Scaling? {
        guard number % 3 == 1 else { return nil }
        let most = max(count, 3) + number % 4
        switch number % 9 {
        case 1: return Scaling(least: 1, most: most, cpuPercent: 70, downAfter: .seconds(number % 2 * 20))
        case 4:
            return Scaling(
                least: 1, most: most,
                schedule: [ScalingWindow(from: number % 1_440, to: (number + 1) % 1_440, least: count)])
        default: return Scaling(least: 1, most: most)
        }
    }

    /// What the tasks of jobs use: for some seconds little, then much. Not every leader knows it of all of them.
    mutating func measure(_ jobs: [JobID], for index: Int) {
        let fleet = history.fleet
        let loads = jobs.compactMap { id -> JobLoad? in
            guard let job = fleet.jobs[id] else { return nil }
            let running = job.allocations.count { fleet.allocations[$0]?.current?.state == .running }
            var mixed = SeededGenerator(seed: seed &+ job.submittedIndex &+ (now.nanoseconds / 20_000_000_000) << 32)
            let known = mixed.oneIn(4) ? mixed.below(UInt64(running) + 1) : UInt64(running)
            return JobLoad(job: id, tasks: known, cpuThousandths: mixed.below(1_800))
        }
        schedule(
            .memberInput(index, life: coordinators[index].life, .loads(loads)),
            after: .milliseconds(1 + now.nanoseconds % 300))
    }
}
