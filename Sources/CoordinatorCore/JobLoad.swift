import Fleet

/// What the tasks of a job use, as the leader's shell measures it.
public struct JobLoad: Hashable, Sendable {
    /// The job.
    public var job: JobID
    /// Of how many of its running tasks it is known.
    public var tasks: UInt64
    /// The processor time that these use on average, in thousandths of what each asks for; a thousand times that at the most.
    public let cpuThousandths: UInt64

    /// A load with its parts.
    public init(job: JobID, tasks: UInt64, cpuThousandths: UInt64) {
        self.job = job
        self.tasks = tasks
        self.cpuThousandths = min(cpuThousandths, 1_000_000)
    }
}
