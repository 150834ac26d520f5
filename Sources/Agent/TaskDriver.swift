import AgentCore
import Fleet
import Glibc

/// An attempt whose supervisor lives, or lived when this was made.
public final class RunningTask: Sendable {
    /// Which attempt.
    public let id: AttemptID
    /// Its directory.
    public let directory: AttemptDirectory
    /// The supervisor's pid.
    public let supervisor: pid_t
    /// Readable when the supervisor, and with it the whole tree, has ended: then call `finish`.
    public let pidfd: Descriptor
    /// Whether this process started the supervisor and must reap it.
    let isChild: Bool

    init(id: AttemptID, directory: AttemptDirectory, supervisor: pid_t, pidfd: Descriptor, isChild: Bool) {
        self.id = id
        self.directory = directory
        self.supervisor = supervisor
        self.pidfd = pidfd
        self.isChild = isChild
    }
}

/// What an agent finds of the attempts that an earlier agent started.
public enum FoundAttempt: Sendable {
    /// Its supervisor lives on (or is about to end) and was adopted.
    case running(RunningTask)
    /// It is over.
    case ended(AttemptDirectory, ExitRecord)
}

/// Runs attempts of one kind. All calls come from one thread and return at once.
public protocol TaskDriver {
    /// The kind's name, as jobs choose it.
    var name: String { get }
    /// Claims the attempt and starts it. After an error other than `alreadyClaimed` and a refused spec the attempt is over,
    /// and its record is on disk.
    func start(_ spec: TaskSpec) throws -> RunningTask
    /// Takes over what lives in this boot and settles what does not. Called once, before the first `start`.
    func adopt() throws -> [FoundAttempt]
    /// Asks the task to stop: for a checkpoint if its job has a contract for one, then by its stop signal; SIGKILL after its
    /// grace.
    func stop(_ task: RunningTask)
    /// Kills the whole tree now; the end is recorded.
    func kill(_ task: RunningTask)
    /// The record of an ended task, nil while its supervisor lives.
    func finish(_ task: RunningTask) throws -> ExitRecord?
}

/// Runs programs as they are, each in a PID namespace below a supervisor.
public struct ExecDriver: TaskDriver {
    /// `exec`.
    public let name = "exec"
    private let supervision: Supervision

    /// A driver on top of a supervision.
    public init(supervision: Supervision) {
        self.supervision = supervision
    }

    /// See `TaskDriver`.
    public func start(_ spec: TaskSpec) throws -> RunningTask { try supervision.start(spec) }
    /// See `TaskDriver`.
    public func adopt() throws -> [FoundAttempt] { try supervision.adopt() }
    /// See `TaskDriver`.
    public func stop(_ task: RunningTask) { supervision.stop(task) }
    /// See `TaskDriver`.
    public func kill(_ task: RunningTask) { supervision.kill(task) }
    /// See `TaskDriver`.
    public func finish(_ task: RunningTask) throws -> ExitRecord? { try supervision.finish(task) }
}
