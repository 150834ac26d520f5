import Determinism
import Fleet
import Glibc

/// How the use of a job's tasks was spread.
struct UsageSummary: Hashable, Sendable {
    /// Of one resource: values below which half of what was seen lies, nine tenths, and 95 of 100, and the highest of the last days.
    struct Spread: Hashable, Sendable {
        var median: Double
        var ninety: Double
        var ninetyFive: Double
        var highest: Double
    }

    /// Thousandths of a core, over windows of ten seconds; nil where it was not measured.
    var cpu: Spread?
    /// Bytes, over the highest working sets of each task and day; nil where it was not measured.
    var memory: Spread?
    /// For which share of the time CPU limits held tasks back (more than 1 where several threads of a task were); 0 without limits.
    var throttled: Double
    /// How many attempts it is from.
    var tasks: UInt64
    /// From the first reading to the newest.
    var watched: Span
    /// The time of all tasks together.
    var taskTime: Span

    /// How sure it is, up to 1: as in the recommender, the days that were watched, or where that is less, those for which there
    /// are readings.
    var confidence: Double {
        min(1, Double(min(watched, taskTime).nanoseconds) / 86_400e9)
    }
}

/// What a job's tasks used, in so much memory whatever their number but for the names of the live ones.
struct JobUsage {
    /// The highest of one day.
    private struct Day {
        var number: UInt64
        var cpu = 0.0
        var memory = 0.0
    }

    /// The attempts of it that are watched.
    private(set) var live: Set<AttemptID> = []
    /// When it was last heard of.
    private(set) var until: Instant

    private let since: Instant
    private var cpu: DecayingHistogram
    private var memory: DecayingHistogram
    private var tasks: UInt64 = 0
    private var taskSeconds = 0.0
    /// The days with readings, the newest last.
    private var days: [Day] = []
    /// Of which version of the job limits were watched, and for how long they held tasks back: both decay.
    private var version: UInt64 = 0
    private var throttledSeconds = 0.0
    private var limitedSeconds = 0.0
    private var limitedAt: Instant

    /// Days of which the highest is remembered.
    private static let daysKept = 8
    private static let dayNanoseconds: UInt64 = 86_400_000_000_000

    init(at now: Instant) {
        since = now
        until = now
        limitedAt = now
        cpu = DecayingHistogram(.millicores, at: now)
        memory = DecayingHistogram(.bytes, at: now)
    }

    /// An attempt of it is watched. Another version may have other limits: how the former ones held tasks back is forgotten.
    mutating func isRun(by id: AttemptID, version: UInt64) {
        live.insert(id)
        guard version > self.version else { return }
        self.version = version
        throttledSeconds = 0
        limitedSeconds = 0
    }

    mutating func isOver(_ id: AttemptID) { live.remove(id) }

    mutating func addTask() { tasks += 1 }

    mutating func addWatched(_ seconds: Double, at now: Instant) {
        taskSeconds += seconds
        until = max(until, now)
    }

    mutating func addCPU(_ millicores: Double, seconds: Double, at now: Instant) {
        cpu.add(millicores, weight: seconds, at: now)
        atDay(of: now) { $0.cpu = max($0.cpu, millicores) }
    }

    mutating func addThrottled(_ throttled: Double, of seconds: Double, at now: Instant) {
        let kept = exp2(-max(0, DecayingHistogram.halfLives(from: limitedAt, to: now)))
        throttledSeconds = throttledSeconds * kept + throttled
        limitedSeconds = limitedSeconds * kept + seconds
        limitedAt = max(limitedAt, now)
    }

    mutating func noteHighestMemory(_ bytes: Double, at now: Instant) {
        atDay(of: now) { $0.memory = max($0.memory, bytes) }
    }

    mutating func addPeak(_ bytes: Double, at time: Instant) { memory.add(bytes, weight: 1, at: time) }

    mutating func removePeak(_ bytes: Double, at time: Instant) { memory.remove(bytes, weight: 1, at: time) }

    private mutating func atDay(of now: Instant, _ body: (inout Day) -> Void) {
        let number = now.nanoseconds / JobUsage.dayNanoseconds
        if days.last.map({ $0.number < number }) ?? true {
            days.append(Day(number: number))
            days.removeAll { $0.number + UInt64(JobUsage.daysKept) <= number }
        }
        body(&days[days.count - 1])
    }

    /// What it comes to; nil before anything is known.
    var summary: UsageSummary? {
        guard tasks > 0 else { return nil }
        return UsageSummary(
            cpu: spread(cpu, highest: days.map(\.cpu).max()),
            memory: spread(memory, highest: days.map(\.memory).max()),
            throttled: limitedSeconds > 0 ? throttledSeconds / limitedSeconds : 0, tasks: tasks,
            watched: until.since(since), taskTime: Span(nanoseconds: UInt64(min(taskSeconds, 1e9) * 1e9)))
    }

    /// A bucket's end may lie above the highest value in it: nothing is said to be above what was seen.
    private func spread(_ histogram: DecayingHistogram, highest: Double?) -> UsageSummary.Spread? {
        guard let highest, let median = histogram.percentile(0.5), let ninety = histogram.percentile(0.9),
            let ninetyFive = histogram.percentile(0.95)
        else { return nil }
        return UsageSummary.Spread(
            median: min(median, highest), ninety: min(ninety, highest), ninetyFive: min(ninetyFive, highest),
            highest: highest)
    }
}
