import Determinism
import Fleet

/// The knobs of an agent, each with its default and its reason.
public struct AgentSettings: Hashable, Sendable {
    /// How often it beats until the leader tells it (`Acknowledgement.beatInterval`).
    public var beatInterval = Span.seconds(1)
    /// How long before a lease's end a task must have begun, and is killed: what killing a tree may take.
    public var killLead = KillLead.longest
    /// News are told with an extra beat, at once where none was sent for so long. Of a server on which much happens each beat
    /// then tells several news.
    public var newsInterval = Span.milliseconds(20)
    /// Tasks at the most, those with unsettled ends included.
    public var tasksAtMost = 4_096
    /// Command runs at the most, unsettled ones included.
    public var commandsAtMost = 1_024

    /// The defaults.
    public init() {}

    /// The lead for a lease of that length: a short lease is not eaten up by it.
    public func lead(for lease: Span) -> Span { min(killLead, lease / 5) }
}

/// What the shell found on its disk when the agent started.
public struct RecoveredAgent: Hashable, Sendable {
    /// A supervisor that lives.
    public struct Adopted: Hashable, Sendable {
        /// Its attempt.
        public var attempt: AttemptID
        /// Its process id.
        public var supervisor: UInt64
        /// Whether it kills for good what cannot be killed (`AgentInput.notDead`).
        public var isNotDead: Bool
        /// A supervisor with its parts.
        public init(attempt: AttemptID, supervisor: UInt64, isNotDead: Bool = false) {
            self.attempt = attempt
            self.supervisor = supervisor
            self.isNotDead = isNotDead
        }
    }
    /// An attempt whose end is recorded.
    public struct Ended: Hashable, Sendable {
        /// The attempt.
        public var attempt: AttemptID
        /// Its end.
        public var end: AttemptEnd
        /// An end with its parts.
        public init(attempt: AttemptID, end: AttemptEnd) {
            self.attempt = attempt
            self.end = end
        }
    }
    /// Supervisors of this boot that live.
    public var adopted: [Adopted]
    /// Ends that are recorded and perhaps not settled.
    public var ended: [Ended]
    /// Claims without a record and without a live supervisor: never started again. That they are dead is no evidence
    /// under a new session, so their leases are waited out.
    public var claimed: [AttemptID]
    /// The journal of commands: results, or nil where a crash left it open.
    public var commands: [CommandReport]

    /// Findings with their parts.
    public init(
        adopted: [Adopted] = [], ended: [Ended] = [], claimed: [AttemptID] = [], commands: [CommandReport] = []
    ) {
        self.adopted = adopted
        self.ended = ended
        self.claimed = claimed
        self.commands = commands
    }
}

/// What an agent takes in.
public enum AgentInput: Sendable {
    /// Time has passed: given at `AgentCore.nextDeadline` or later.
    case tick
    /// The connection to a coordinator is up.
    case connected(member: UInt64)
    /// An order from a coordinator whose key is known.
    case order(from: UInt64, StampedOrder)
    /// The supervisor runs the task's main process.
    case started(AttemptID, supervisor: UInt64)
    /// The attempt could not be started; nothing of it is left.
    case startFailed(AttemptID, reason: String)
    /// Nothing of the attempt is left.
    case ended(AttemptID, AttemptEnd)
    /// The attempt cannot be killed: it has survived SIGKILL for the kill bound. Only given once the killing is irrevocable,
    /// since the lease is renewed from then on while it lives: its supervisor is in its killing phase, which nothing ends but
    /// the death of the tree (`SupervisorCore`), or is itself killed, and the kernel kills every process of its namespace.
    case notDead(AttemptID)
    /// A command run has a result.
    case commandEnded(CommandID, CommandResult)
    /// A piece of what a command run wrote.
    case commandOutput(OutputChunk)
    /// A piece of a log that was asked for by that coordinator.
    case log(to: UInt64, OutputChunk)
    /// The agent is to leave: every task is stopped, and goodbye is said when nothing is left.
    case leave
}

/// What the agent's shell must do, in order.
public enum AgentEffect: Sendable {
    /// Send to every coordinator; may get lost.
    case sendAll(AgentMessage)
    /// Send to one coordinator; may get lost.
    case send(to: UInt64, AgentMessage)
    /// Write the lease page: the lease counts from `sentAt`. Every attempt that had to end before is dead.
    case renewLease(sentAt: Instant)
    /// Claim durably and start under a supervisor; then `.started` or `.startFailed`, and later `.ended`.
    case claimAndStart(Assignment)
    /// Ask the supervisor to end the task by its contract.
    case stop(AttemptID, StopReason)
    /// Kill at once, then `.ended`.
    case kill(AttemptID)
    /// The end is settled: claim and records may go.
    case forget(AttemptID)
    /// Journal durably and run; then `.commandEnded`.
    case runCommand(CommandID, CommandDefinition)
    /// The result is settled: the journal's entry may go.
    case forgetCommand(CommandID)
    /// Read a piece of a log and give it as `.log`.
    case readLog(
        to: UInt64, request: UInt64, AttemptID, stream: OutputChunk.Stream, offset: UInt64, limit: UInt64)
    /// Connect to these coordinators from now on.
    case coordinatorsChanged([CoordinatorAddress])
    /// Goodbye is said: the process may end.
    case left
    /// Worth a line in the log.
    case event(AgentEvent)
}

/// Something worth a line in the agent's log.
public enum AgentEvent: Hashable, Sendable {
    /// The session is open: the first acknowledgement came.
    case sessionOpened(SessionID)
    /// The coordinators do not know the session any more.
    case sessionLost(SessionID)
    /// Attempts are ended because they are not authorised (any more).
    case endsUnauthorised([AttemptID])
    /// An attempt cannot be killed.
    case notDead(AttemptID)
    /// An order was refused.
    case refused(String)
}
