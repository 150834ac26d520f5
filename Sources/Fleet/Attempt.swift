import Determinism

/// How a process ended.
public enum ExitStatus: Hashable, Sendable {
    /// It returned a code, 0 to 255.
    case code(UInt64)
    /// A signal ended it.
    case signal(UInt64)
}

/// Why an attempt is asked to end although its task would go on.
public enum StopReason: UInt8, Sendable, CaseIterable {
    /// An administrator stopped the job.
    case jobStopped = 0
    /// A higher priority needs the room; the allocation is queued again with its rank kept.
    case preempted = 1
    /// Its server is being emptied; the allocation runs again elsewhere.
    case drained = 2
    /// A newer version of the job replaces it.
    case superseded = 3
    /// Its job's deadline has come.
    case deadline = 4
    /// Another job fits once this is elsewhere; the allocation runs again, behind that job.
    case rebalanced = 5
    /// Its job is held; the allocation runs again once that is released.
    case held = 6
    /// Its server has more to do than it can; the allocation runs again elsewhere.
    case relieved = 7
    /// Its server can rest once this is elsewhere; the allocation runs again there.
    case consolidated = 8

    /// Whether it could have stayed, and moves so that others are better off.
    public var isMove: Bool { self == .rebalanced || isForBalance }
    /// Whether it moves although no other job waits for its room.
    public var isForBalance: Bool { self == .relieved || self == .consolidated }
    /// Whether the allocation is over with the attempt, whatever else was asked of it.
    public var isFinal: Bool { self == .jobStopped || self == .deadline }
}

/// Why an attempt is over.
public enum EndCause: UInt8, Sendable, CaseIterable {
    /// The task ended by itself without an error.
    case completed = 0
    /// The task ended by itself with an error, or its supervisor was killed.
    case failed = 1
    /// It could not be started.
    case notStarted = 2
    /// It was asked to end (`Attempt.stopping` says why), and did or was killed.
    case stopped = 3
    /// Its supervisor ended it because its lease ran out.
    case lapsed = 4
    /// Declared lost after its lease had certainly run out: nobody has seen it end.
    case lost = 5
    /// Its supervisor ended it because it had run for as long as its job allows.
    case timeLimit = 6
}

/// How and when an attempt ended.
public struct AttemptEnd: Hashable, Sendable {
    /// Why.
    public var cause: EndCause
    /// The task's own exit, if it was seen.
    public var exit: ExitStatus?
    /// A sentence for people; may be empty. At most 512 bytes.
    public var message: String

    /// An end with its parts.
    public init(cause: EndCause, exit: ExitStatus? = nil, message: String = "") {
        self.cause = cause
        self.exit = exit
        self.message = message
    }

    /// What agents write into the message of an attempt of which the kernel killed something for want of memory.
    public static let memoryKillWords = "the kernel killed something of it for want of memory"
    /// Whether the message says so.
    public var tellsOfMemoryKill: Bool { message.contains(AttemptEnd.memoryKillWords) }
}

/// Where an attempt stands. The diagram: assigned → running → ended, and assigned → ended; nothing else. Resources are held
/// until `ended` is committed.
public enum AttemptState: Hashable, Sendable {
    /// A committed plan authorised it; the agent has not yet reported it running.
    case assigned
    /// The agent reported it running.
    case running
    /// Nothing of it is left; final.
    case ended(AttemptEnd)

    /// Whether it holds resources.
    public var isLive: Bool {
        if case .ended = self { return false }
        return true
    }
}

/// One authorised start of an allocation on a server.
public struct Attempt: Hashable, Sendable {
    /// Bytes of a note on a decision at the most.
    static let noteBytes = 240

    /// Its name.
    public var id: AttemptID
    /// The session that it was authorised for, or that adopted it later.
    public var session: SessionID
    /// What storage can refuse a zombie by.
    public var token: FencingToken
    /// The version of the job that it runs.
    public var jobVersion: UInt64
    /// What it holds, copied from the job's version.
    public var resources: Resources
    /// The GPUs that it holds, or the share of one.
    public var gpus: [GPUShare]
    /// Its lease length, copied from the job's version.
    public var lease: Span
    /// Who submitted its job, copied from it: whose usage it is, whoever submits the job anew.
    public var owner: String
    /// Where it stands.
    public var state: AttemptState
    /// Set once it is asked to end.
    public var stopping: StopReason?
    /// The job that is to have its room; nil where it was asked to end for none, or was not.
    public var beneficiary: JobID?
    /// What was said when it was placed; empty for nothing.
    public var placementNote: String
    /// What was said when it was asked to end; empty for nothing.
    public var stopNote: String
    /// Whether the agent reported that it cannot be killed (its resources stay taken).
    public var notDead: Bool
    /// When it was authorised (leader's time).
    public var assignedAt: WallTime
    /// When it was first reported running; epoch before.
    public var runningAt: WallTime
    /// When its end was committed; epoch before.
    public var endedAt: WallTime

    /// An attempt as a plan authorises it.
    public init(
        id: AttemptID, session: SessionID, token: FencingToken, jobVersion: UInt64, resources: Resources,
        gpus: [GPUShare] = [], lease: Span, assignedAt: WallTime, owner: String = ""
    ) {
        self.id = id
        self.session = session
        self.token = token
        self.jobVersion = jobVersion
        self.resources = resources
        self.gpus = gpus
        self.lease = lease
        self.owner = owner
        state = .assigned
        stopping = nil
        beneficiary = nil
        placementNote = ""
        stopNote = ""
        notDead = false
        self.assignedAt = assignedAt
        runningAt = .epoch
        endedAt = .epoch
    }

    /// All that it holds.
    public var holding: Holding { Holding(amounts: resources, gpus: gpus) }
    /// The server that it is on.
    public var node: NodeID { session.node }
}
