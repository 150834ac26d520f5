import Determinism

/// One of a job's instances. Its state follows from its attempts and the job; the diagram: pending → active → pending (a
/// restart, a move, a loss) or finished; pending → finished (the job is stopped).
public struct Allocation: Hashable, Sendable {
    /// How it came to its end.
    public enum Result: UInt8, Sendable, CaseIterable {
        /// The task completed.
        case complete = 0
        /// It failed more often than its restart policy allows.
        case failed = 1
        /// The job was stopped.
        case stopped = 2
        /// It never began: a job that it waits for ended otherwise than wanted.
        case dependencyFailed = 3
        /// Its job's deadline had come, or was too near to begin.
        case deadlinePassed = 4
        /// It ran into its job's time limit.
        case timeLimit = 5
    }

    /// Where it stands.
    public enum State: Hashable, Sendable {
        /// Waits for a place.
        case pending
        /// Its newest attempt is live.
        case active
        /// Over for good.
        case finished(Result)
    }

    /// Its name.
    public var id: AllocationID
    /// The job that it belongs to.
    public var job: JobID
    /// Its index within the job, from 0.
    public var index: UInt64
    /// The one server that it may run on (system jobs).
    public var pinned: NodeID?
    /// Where it stands.
    public var state: State
    /// Its attempts, oldest first: the newest `attemptsKept` of them. Only the last can be live, unless duplicates are allowed.
    public var attempts: [Attempt]
    /// How many attempts were ever authorised.
    public var attemptCount: UInt64
    /// Whether it lost its server: then standby servers may be used.
    public var failover: Bool
    /// Not to be placed before that time (restart delay); epoch for at once.
    public var notBefore: WallTime
    /// When the restarts happened that its policy still counts.
    public var recentRestarts: [WallTime]
    /// Since when it waits (leader's time), for `why` and for ranks.
    public var pendingSince: WallTime

    /// Ended attempts that are remembered for each allocation.
    public static let attemptsKept = 8

    /// A new allocation, pending.
    public init(id: AllocationID, job: JobID, index: UInt64, pinned: NodeID?, pendingSince: WallTime) {
        self.id = id
        self.job = job
        self.index = index
        self.pinned = pinned
        state = .pending
        attempts = []
        attemptCount = 0
        failover = false
        notBefore = .epoch
        recentRestarts = []
        self.pendingSince = pendingSince
    }

    /// The newest attempt.
    public var current: Attempt? { attempts.last }
    /// The live attempts.
    public var live: [Attempt] { attempts.filter { $0.state.isLive } }
    /// `job[index]`.
    public var name: String { "\(job)[\(index)]" }
}

extension Allocation.Result: CustomStringConvertible {
    /// One or two words: `complete`, `dependency failed`.
    public var description: String {
        switch self {
        case .complete: "complete"
        case .failed: "failed"
        case .stopped: "stopped"
        case .dependencyFailed: "dependency failed"
        case .deadlinePassed: "deadline passed"
        case .timeLimit: "time limit"
        }
    }

    /// What happened to a job that ended so, after its name: `completed`, `was stopped`.
    public var clause: String {
        switch self {
        case .complete: "completed"
        case .failed: "failed"
        case .stopped: "was stopped"
        case .dependencyFailed: "was cancelled, since what it waited for did not come"
        case .deadlinePassed: "did not end before its deadline"
        case .timeLimit: "ran into its time limit"
        }
    }
}
