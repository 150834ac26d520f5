import Determinism
import Fleet

/// What tasks use, by the telemetry of their servers (`TaskCollector`): what each live one uses now, and for each job how its use was
/// spread over the time that was watched. Every coordinator fills its own from the wire; nothing of it is replicated, and a
/// coordinator that starts begins anew.
///
/// The histograms are those of the Vertical Pod Autoscaler's recommender (see `DecayingHistogram`): of CPU the use over each short
/// window, weighed by its length, of memory the highest working set of each task and day.
struct TaskUsage {
    /// Whose an attempt is.
    struct Holder {
        /// The job.
        var job: JobID
        /// Of which version.
        var version: UInt64
    }

    /// What a task uses at present.
    struct Present: Hashable, Sendable {
        /// Thousandths of a core, a mean in which what is a minute old counts half; nil before the first window is over.
        var millicores: Double?
        /// The working set in bytes; nil where it is not measured.
        var memoryBytes: Double?
    }

    /// Over how long CPU use is averaged at least, by the server's clock.
    static let window = Span.seconds(10)
    /// A gap of more than that between two readings tells nothing of the time in it.
    static let longestWindow = Span.seconds(300)
    /// What was not heard of for so long has no present use.
    static let presentFor = Span.seconds(60)
    /// Jobs and tasks that are watched at the most.
    static let jobsAtMost = 16_384
    static let tasksAtMost = 262_144

    private var tasks: [AttemptID: WatchedTask] = [:]
    private var jobs: [JobID: JobUsage] = [:]
    /// Readings refused because they make no sense, or for want of room.
    private(set) var refused: UInt64 = 0

    /// Whether a metric is one of tasks, and belongs here.
    static func isMeant(by name: String) -> Bool { name.hasPrefix("task_") }

    // MARK: Filling

    /// Takes in the readings of tasks of one round of a server. `takenAt` is the server's clock, `now` the coordinator's. Attempts
    /// for which `holder` gives nil, because they do not live on that server, are passed over.
    mutating func record(
        takenAt: WallTime, samples: [(name: String, label: String, value: Double)], now: Instant,
        holder: (AttemptID) -> Holder?
    ) {
        var place = 0
        while place < samples.count {
            let label = samples[place].label
            var reading = TaskReading(takenAt: takenAt, at: now)
            while place < samples.count, samples[place].label == label {
                if !reading.take(samples[place].name, samples[place].value) { refused += 1 }
                place += 1
            }
            guard let id = AttemptID(metricLabel: label), let holder = holder(id) else { continue }
            record(reading, of: id, holder)
        }
    }

    private mutating func record(_ reading: TaskReading, of id: AttemptID, _ holder: Holder) {
        guard tasks[id] != nil || tasks.count < TaskUsage.tasksAtMost,
            jobs[holder.job] != nil || jobs.count < TaskUsage.jobsAtMost
        else {
            refused += 1
            return
        }
        // Taken out, and not copied: otherwise each reading would copy the histograms.
        var task = tasks.removeValue(forKey: id) ?? WatchedTask(job: holder.job, since: reading.at)
        var job = jobs.removeValue(forKey: holder.job) ?? JobUsage(at: reading.at)
        job.isRun(by: id, version: holder.version)
        task.take(reading, into: &job)
        tasks[id] = task
        jobs[holder.job] = job
    }

    /// Forgets attempts that are over and jobs that are gone, and where it gets crowded, the jobs that have not run for longest.
    mutating func keepOnly(_ isLive: (AttemptID) -> Bool, _ isKnown: (JobID) -> Bool) {
        for (id, task) in tasks where !isLive(id) {
            tasks[id] = nil
            jobs[task.job]?.isOver(id)
        }
        jobs = jobs.filter { isKnown($0.key) }
        let surplus = jobs.count - TaskUsage.jobsAtMost / 4 * 3
        guard surplus > 0 else { return }
        let idle = jobs.filter { $0.value.live.isEmpty }.sorted { $0.value.until < $1.value.until }
        for (job, _) in idle.prefix(surplus) { jobs[job] = nil }
    }

    // MARK: Asking

    /// Of how many of these attempts the CPU use over their last window is known, and the mean of it in thousandths of a core.
    /// Those that were not heard of for a minute do not count; nil where none does.
    func recentUse(of attempts: [AttemptID], now: Instant) -> (attempts: Int, millicores: Double)? {
        let uses = attempts.compactMap { id -> Double? in
            guard let task = tasks[id], now.since(task.heardAt) <= TaskUsage.presentFor else { return nil }
            return task.latest
        }
        guard !uses.isEmpty else { return nil }
        return (uses.count, uses.reduce(0, +) / Double(uses.count))
    }

    /// What an attempt uses; nil where it is not measured, or was not heard of for a minute.
    func present(of id: AttemptID, now: Instant) -> Present? {
        guard let task = tasks[id], now.since(task.heardAt) <= TaskUsage.presentFor else { return nil }
        return Present(millicores: task.millicores, memoryBytes: task.memory)
    }

    /// How a job's use was spread; nil where no task of it has been watched for a whole window.
    func summary(of job: JobID) -> UsageSummary? { jobs[job].flatMap { $0.summary } }

    /// How many attempts and jobs are watched.
    var count: (tasks: Int, jobs: Int) { (tasks.count, jobs.count) }
}

extension AttemptID {
    /// Reads `<allocation>.<attempt>`; nil for anything else.
    init?(metricLabel text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let allocation = UInt64(parts[0]), let number = UInt64(parts[1]) else { return nil }
        self.init(allocation: AllocationID(allocation), number: number)
    }
}
