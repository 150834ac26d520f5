import Determinism
import Fleet

/// How many replicas services are to have. The rules are those of the Kubernetes HorizontalPodAutoscaler, which operators know
/// (kubernetes.io, "Horizontal Pod Autoscaling", Algorithm details and Stabilization window): the ratio of use to target, a
/// tolerance of a tenth, what is not measured counts against every change, at most doubling at a time, and fewer only once
/// fewer have been enough for a while.
struct ScaleWatch: Sendable {
    /// For so long after a change what is measured may tell of the time before: the shell's windows are shorter.
    static let settling = Span.seconds(30)
    /// How often it looks.
    static let interval = Span.seconds(15)
    /// Up to so many replicas come at a time where doubling would be fewer.
    static let growth: UInt64 = 4
    /// Use within so many thousandths of the target changes nothing.
    static let tolerance: UInt64 = 100

    /// When to look again.
    var nextAt: Instant
    /// Jobs of which a change is proposed and not yet committed.
    var underWay = SortedSet<JobID>()
    /// What seemed right lately, by job: numbers that fall with time, since only the highest of each time on counts.
    private var wanted = SortedMap<JobID, [(at: Instant, count: UInt64)]>()

    init(nextAt: Instant) { self.nextAt = nextAt }

    /// The number of replicas that are to be from now on, and why; nil where it stays as it is.
    mutating func decide(
        _ job: Job, load: JobLoad?, time: WallTime, now: Instant
    ) -> (count: UInt64, reason: String)? {
        let definition = job.definition
        guard let scaling = definition.scaling, !underWay.contains(definition.id) else { return nil }
        let (present, bounds) = (definition.count, scaling.bounds(at: time))
        if let scheduled = scaling.scheduled(at: time) {
            return scheduled == present ? nil : (scheduled, "its schedule asks for \(scheduled) now")
        }
        let within = min(max(present, bounds.lowerBound), bounds.upperBound)
        let isFresh = job.scaled.map { time.since($0.at) < ScaleWatch.settling } ?? false
        guard let target = scaling.cpuPercent, let load, load.tasks > 0, !isFresh else {
            // Whoever sees nothing changes nothing but what the bounds ask for.
            return within == present
                ? nil : (within, "there are to be \(bounds.lowerBound) to \(bounds.upperBound) now")
        }
        let measured = ScaleWatch.count(for: load, target: target * 10, present: present)
        let clamped = min(max(measured, bounds.lowerBound), bounds.upperBound)
        let settled = settle(clamped, of: definition.id, present: present, over: scaling.downAfter, now: now)
        let count = min(max(settled, bounds.lowerBound), bounds.upperBound)
        guard count != present else { return nil }
        let isForced = count == within && !bounds.contains(present)
        return (
            count,
            isForced
                ? "there are to be \(bounds.lowerBound) to \(bounds.upperBound) now"
                : "its tasks use \(load.cpuThousandths / 10)% of the CPU that they ask for, and \(target)% is the aim"
        )
    }

    /// Forgets jobs that do not scale any more.
    mutating func keepOnly(_ scales: (JobID) -> Bool) {
        for job in wanted.keys where !scales(job) { wanted[job] = nil }
    }

    /// How many replicas would use what they are to use, in thousandths, of what they ask for.
    static func count(for load: JobLoad, target: UInt64, present: UInt64) -> UInt64 {
        guard target > 0, present > 0 else { return present }
        func needed(_ sum: UInt64) -> UInt64 { sum / target + (sum % target > 0 ? 1 : 0) }
        func isClose(_ sum: UInt64, of tasks: UInt64) -> Bool {
            let aim = target * tasks
            let slack = aim / 1_000 * tolerance + aim % 1_000 * tolerance / 1_000
            return sum > aim ? sum - aim <= slack : aim - sum <= slack
        }
        let tasks = min(load.tasks, present)
        let sum = load.cpuThousandths * tasks
        if isClose(sum, of: tasks) { return present }
        let isHigh = load.cpuThousandths > target
        // What is not measured is taken for idle where more are wanted, and for what it is to use where fewer are.
        let whole = isHigh ? sum : sum + target * (present - tasks)
        if isClose(whole, of: present) { return present }
        let count = needed(whole)
        return isHigh
            ? max(present, min(count, max(present * 2, present + growth)))
            : min(present, max(1, count))
    }

    /// The highest number that seemed right within the time for which fewer must have been enough; a number that this leader
    /// finds or a person sets counts as if it had just seemed right.
    private mutating func settle(
        _ count: UInt64, of job: JobID, present: UInt64, over window: Span, now: Instant
    ) -> UInt64 {
        if count >= present {
            wanted[job] = [(now, count)]
            return count
        }
        var numbers = wanted[job] ?? []
        // The last was for another number of replicas than there are: somebody has changed it.
        if numbers.first.map({ $0.count < present }) ?? true { numbers = [(now, present)] }
        numbers.removeAll { now.since($0.at) >= window && $0.count > count }
        while let last = numbers.last, last.count <= count { numbers.removeLast() }
        numbers.append((now, count))
        wanted[job] = numbers
        return min(numbers.first?.count ?? count, present)
    }
}
