import Determinism
import Fleet
import Glibc

/// What one round says of one task.
struct TaskReading {
    /// The server's clock.
    var takenAt: WallTime
    /// The coordinator's.
    var at: Instant
    /// Seconds of CPU since it began.
    var cpu: Double?
    /// Seconds for which its CPU limit has held it back since it began; nil where it has none.
    var throttled: Double?
    /// The working set in bytes.
    var memory: Double?

    init(takenAt: WallTime, at: Instant) {
        self.takenAt = takenAt
        self.at = at
    }

    /// Takes a sample in; false where it is no number of at least 0. Samples that are not needed are passed over.
    mutating func take(_ name: String, _ value: Double) -> Bool {
        guard value.isFinite, value >= 0 else { return false }
        switch name {
        case "task_cpu_seconds_total": cpu = value
        case "task_cpu_throttled_seconds_total": throttled = value
        case "task_memory_working_set_bytes": memory = value
        default: break
        }
        return true
    }
}

/// A live attempt, as its server's telemetry tells it.
struct WatchedTask {
    let job: JobID
    /// When it was last heard of.
    private(set) var heardAt: Instant
    /// Its smoothed CPU use in thousandths of a core.
    private(set) var millicores: Double?
    /// Its CPU use over the last window, in thousandths of a core.
    private(set) var latest: Double?
    /// Its newest working set in bytes.
    private(set) var memory: Double?

    /// The reading at which the present window began.
    private var base: TaskReading?
    /// The highest working set in it.
    private var highest: Double?
    /// The highest working set of the present day of its life, as it counts in its job's histogram, and when that day began.
    private var peak: Double?
    private var dayBegan: Instant
    private var isCounted = false

    /// How long until a reading of CPU use counts half.
    private static let smoothing = 60.0
    private static let day = Span.seconds(86_400)

    init(job: JobID, since: Instant) {
        self.job = job
        heardAt = since
        dayBegan = since
    }

    /// Takes a reading in. When a window is over, the job learns of it: an attempt that ends before its first is over tells nothing.
    mutating func take(_ reading: TaskReading, into job: inout JobUsage) {
        guard let base else {
            begin(at: reading)
            return
        }
        // A repeated or overtaken round.
        let length = reading.takenAt.since(base.takenAt)
        if reading.takenAt == base.takenAt { return }
        heardAt = reading.at
        if let memory = reading.memory {
            self.memory = memory
            highest = max(highest ?? 0, memory)
        }
        guard length >= TaskUsage.window || reading.takenAt < base.takenAt else { return }
        defer { begin(at: reading) }
        // Where the server's clock was set, or its words were held up, the length of the window is not known.
        let passed = Double(reading.at.since(base.at).nanoseconds)
        let told = Double(length.nanoseconds)
        guard reading.takenAt > base.takenAt, length <= TaskUsage.longestWindow, passed > told / 2, passed < told * 2
        else { return }
        let seconds = told / 1e9
        if !isCounted {
            isCounted = true
            job.addTask()
        }
        job.addWatched(seconds, at: reading.at)
        // A counter that went back began anew: it tells nothing until the next window.
        if let before = base.cpu, let after = reading.cpu, after >= before {
            let use = (after - before) / seconds * 1_000
            latest = use
            let kept = exp2(-seconds / WatchedTask.smoothing)
            millicores = millicores.map { $0 * kept + use * (1 - kept) } ?? use
            job.addCPU(use, seconds: seconds, at: reading.at)
        }
        if let after = reading.throttled {
            // The first period under a limit may come late: until then there is no such sample.
            let before = base.throttled ?? 0
            if after >= before { job.addThrottled(after - before, of: seconds, at: reading.at) }
        }
        if let highest { count(highest, in: &job, now: reading.at) }
    }

    private mutating func begin(at reading: TaskReading) {
        base = reading
        heardAt = reading.at
        memory = reading.memory ?? memory
        highest = reading.memory
    }

    /// A higher peak takes the place of the day's former one.
    private mutating func count(_ bytes: Double, in job: inout JobUsage, now: Instant) {
        job.noteHighestMemory(bytes, at: now)
        if now.since(dayBegan) >= WatchedTask.day {
            dayBegan = now
            peak = nil
        }
        if let peak {
            guard bytes > peak else { return }
            job.removePeak(peak, at: dayBegan)
        }
        job.addPeak(bytes, at: dayBegan)
        peak = bytes
    }
}
