import Determinism

/// How a job's allocations are run.
public enum JobType: UInt8, Sendable, CaseIterable {
    /// Runs without end; `count` replicas.
    case service = 0
    /// Runs to completion.
    case batch = 1
    /// One on every eligible server.
    case system = 2
}

/// When and how often a task that ended by itself is started again.
public struct RestartPolicy: Hashable, Sendable {
    /// After which ends a task is started again.
    public enum Condition: UInt8, Sendable, CaseIterable {
        /// After every end.
        case always = 0
        /// After an end with an error.
        case onFailure = 1
        /// Never (a lost server's work is moved all the same).
        case never = 2
    }
    /// After which ends.
    public var condition: Condition
    /// How many restarts within `window` at the most; then the allocation has failed.
    public var attempts: UInt64
    /// The window in which restarts are counted.
    public var window: Span
    /// How long to wait before a restart.
    public var delay: Span

    /// A policy with its parts.
    public init(
        condition: Condition = .onFailure, attempts: UInt64 = 3, window: Span = .seconds(600), delay: Span = .seconds(1)
    ) {
        self.condition = condition
        self.attempts = attempts
        self.window = window
        self.delay = delay
    }
}

/// How a task is asked to end.
public struct StopContract: Hashable, Sendable {
    /// The signal's number on Linux, 1 to 64.
    public var signal: UInt64
    /// How long the task may take before it is killed.
    public var grace: Span

    /// A contract with its parts. 15 is SIGTERM.
    public init(signal: UInt64 = 15, grace: Span = .seconds(10)) {
        self.signal = signal
        self.grace = grace
    }
}

/// How a task saves its work before a planned end.
public struct CheckpointContract: Hashable, Sendable {
    /// The signal that asks for a checkpoint, 1 to 64.
    public var signal: UInt64
    /// How long writing one may take.
    public var grace: Span
    /// Where checkpoints are kept, on storage that other servers reach.
    public var path: String

    /// A contract with its parts. 10 is SIGUSR1.
    public init(signal: UInt64 = 10, grace: Span = .seconds(30), path: String = "") {
        self.signal = signal
        self.grace = grace
        self.path = path
    }
}

/// What a task may use beyond what it asks for: what its control group enforces.
public struct ResourceLimits: Hashable, Sendable {
    /// Processor time in thousandths of a core; nil for what is asked for.
    public var cpuMillicores: UInt64?
    /// Memory in bytes; nil for what is asked for.
    public var memoryBytes: UInt64?

    /// Limits with their parts.
    public init(cpuMillicores: UInt64? = nil, memoryBytes: UInt64? = nil) {
        self.cpuMillicores = cpuMillicores
        self.memoryBytes = memoryBytes
    }
}

/// What an administrator submits: a job as it shall be. Checked by `validated()` at every entrance.
public struct JobDefinition: Hashable, Sendable {
    /// Its name.
    public var id: JobID
    /// How it is run.
    public var type: JobType
    /// 0 (least) to 100.
    public var priority: UInt64
    /// How many allocations; ignored for `system`. The leader changes it where the job scales.
    public var count: UInt64
    /// The program and its arguments, at least one.
    public var command: [String]
    /// Additional environment, by name.
    public var environment: SortedMap<String, String>
    /// The working directory; empty for the task's own directory.
    public var directory: String
    /// The user that the task runs as; empty for the submitter.
    public var user: String
    /// What each allocation asks for beside GPUs: its server keeps so much for it.
    public var resources: Resources
    /// The GPUs that each allocation asks for.
    public var gpus: GPURequest
    /// What each allocation may use; nil for what it asks for.
    public var limits: ResourceLimits?
    /// Labels that a server must have, with their values.
    public var constraints: SortedMap<String, String>
    /// How long a task may go on without word from the coordinators, 1.5 s at least, or unlimited.
    public var lease: Span
    /// Whether two attempts may run at once (then work moves on suspicion).
    public var duplicatesAllowed: Bool
    /// Whether all allocations are placed together or none.
    public var gang: Bool
    /// What happens when a task ends by itself.
    public var restart: RestartPolicy
    /// How a task is asked to end.
    public var stop: StopContract
    /// How a task saves its work before a planned end, if it can.
    public var checkpoint: CheckpointContract?
    /// How many allocations planned moves may keep from their work at a time; nil for what suits the type.
    public var disruption: ToleratedDisruption?
    /// The jobs whose end it waits for, ascending.
    public var after: [Dependency]
    /// When it is to be over at the latest; nil for whenever.
    public var deadline: Deadline?
    /// How long each attempt may run; nil for as long as it takes.
    public var timeLimit: Span?
    /// How many of its tasks may be live at a time (batch jobs); nil for all.
    public var atMost: UInt64?
    /// On which servers its tasks may run beside `constraints`.
    public var rules: PlacementRules
    /// Between which bounds its replicas are kept, and by what; nil for always `count`.
    public var scaling: Scaling?

    /// A definition with its parts; see `JobDefinition.defaultLease(for:)` for the lease.
    public init(
        id: JobID, type: JobType = .batch, priority: UInt64 = 50, count: UInt64 = 1, command: [String] = [],
        environment: SortedMap<String, String> = SortedMap(), directory: String = "", user: String = "",
        resources: Resources = .zero, gpus: GPURequest = .none, limits: ResourceLimits? = nil,
        constraints: SortedMap<String, String> = SortedMap(), lease: Span? = nil,
        duplicatesAllowed: Bool = false, gang: Bool = false, restart: RestartPolicy? = nil,
        stop: StopContract = StopContract(), checkpoint: CheckpointContract? = nil,
        disruption: ToleratedDisruption? = nil, after: [Dependency] = [], deadline: Deadline? = nil,
        timeLimit: Span? = nil, atMost: UInt64? = nil, rules: PlacementRules = .none,
        scaling: Scaling? = nil
    ) {
        self.id = id
        self.type = type
        self.priority = priority
        self.count = count
        self.command = command
        self.environment = environment
        self.directory = directory
        self.user = user
        self.resources = resources
        self.gpus = gpus
        self.limits = limits
        self.constraints = constraints
        self.lease = lease ?? JobDefinition.defaultLease(for: type, gang: gang)
        self.duplicatesAllowed = duplicatesAllowed
        self.gang = gang
        self.restart = restart ?? RestartPolicy(condition: type == .batch ? .onFailure : .always)
        self.stop = stop
        self.checkpoint = checkpoint
        self.disruption = disruption
        self.after = after.sorted()
        self.deadline = deadline
        self.timeLimit = timeLimit
        self.atMost = atMost
        self.rules = rules
        self.scaling = scaling
    }

    /// What each allocation asks of its server.
    public var request: ResourceRequest { ResourceRequest(amounts: resources, gpus: gpus) }

    /// 5 s for services and system jobs, 60 s for batch and gangs: what a false verdict would cost grows with the work.
    public static func defaultLease(for type: JobType, gang: Bool) -> Span {
        type == .batch || gang ? .seconds(60) : .seconds(5)
    }

    /// The shortest lease that can be asked for: one beat, its answer and the kill lead must fit in it.
    public static let shortestLease = Span.milliseconds(1_500)
}
