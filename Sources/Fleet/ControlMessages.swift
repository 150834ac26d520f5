import Determinism

// The control conversation between agents and coordinators, as values that both cores and the simulator share. The shells
// turn them into frames and back (module FleetWire).

/// What an agent tells of one attempt, in every beat until the coordinators have settled it.
public struct TaskReport: Hashable, Sendable {
    /// Where the task stands on the server.
    public enum State: Hashable, Sendable {
        /// Its claim is made; the supervisor is starting.
        case starting
        /// Its main process runs.
        case running
        /// It was asked to end.
        case stopping
        /// It cannot be killed.
        case notDead
        /// Nothing of it is left.
        case ended(AttemptEnd)
    }
    /// The attempt.
    public var attempt: AttemptID
    /// Where it stands.
    public var state: State
    /// The supervisor's process id on the server, for people.
    public var supervisor: UInt64

    /// A report with its parts.
    public init(attempt: AttemptID, state: State, supervisor: UInt64 = 0) {
        self.attempt = attempt
        self.state = state
        self.supervisor = supervisor
    }
}

/// What an agent tells of one command run, in every beat until it is settled.
public struct CommandReport: Hashable, Sendable {
    /// The command.
    public var command: CommandID
    /// How it ended; nil while it runs.
    public var result: CommandResult?

    /// A report with its parts.
    public init(command: CommandID, result: CommandResult?) {
        self.command = command
        self.result = result
    }
}

/// An agent's first word in a session; said again with every beat interval until it is acknowledged.
public struct Hello: Hashable, Sendable {
    /// The session that it opens.
    public var session: SessionID
    /// Counts hellos and beats of the session.
    public var sequence: UInt64
    /// What the server is.
    public var facts: NodeFacts
    /// Attempts of former sessions of the same boot whose supervisors live.
    public var adopted: [AttemptID]

    /// A hello with its parts.
    public init(session: SessionID, sequence: UInt64, facts: NodeFacts, adopted: [AttemptID]) {
        self.session = session
        self.sequence = sequence
        self.facts = facts
        self.adopted = adopted
    }
}

/// A heartbeat, which is also the report of everything that runs: what is lost on the way is said again with the next one.
public struct Beat: Hashable, Sendable {
    /// The session.
    public var session: SessionID
    /// Counts hellos and beats of the session.
    public var sequence: UInt64
    /// The newest sequence that was acknowledged, so that a leader notices when its answers do not arrive.
    public var acknowledged: UInt64
    /// Every attempt that the agent knows of and that is not settled.
    public var tasks: [TaskReport]
    /// Every command run that is not settled.
    public var commands: [CommandReport]
    /// How late the agent's own timer was for this beat; nil for a beat that brings news between two of the rhythm.
    public var lateness: Span?

    /// A beat with its parts.
    public init(
        session: SessionID, sequence: UInt64, acknowledged: UInt64, tasks: [TaskReport], commands: [CommandReport],
        lateness: Span? = nil
    ) {
        self.session = session
        self.sequence = sequence
        self.acknowledged = acknowledged
        self.tasks = tasks
        self.commands = commands
        self.lateness = lateness
    }
}

/// A piece of what a command run wrote, or of a task's log.
public struct OutputChunk: Hashable, Sendable {
    /// Where it comes from.
    public enum Source: Hashable, Sendable {
        /// A command run.
        case command(CommandID)
        /// An answer to a log request of that number.
        case log(request: UInt64)
    }
    /// Which of the two streams.
    public enum Stream: UInt8, Sendable, CaseIterable {
        /// Standard output.
        case output = 0
        /// Standard error.
        case error = 1
    }
    /// Where it comes from.
    public var source: Source
    /// Which stream.
    public var stream: Stream
    /// Its place in the stream, in bytes.
    public var offset: UInt64
    /// The bytes, 64 KiB at the most.
    public var data: [UInt8]
    /// Whether nothing follows in this stream (for logs: for now).
    public var isLast: Bool
    /// Why a log cannot be read; empty if it can.
    public var failure: String

    /// A piece with its parts.
    public init(
        source: Source, stream: Stream, offset: UInt64, data: [UInt8], isLast: Bool = false, failure: String = ""
    ) {
        self.source = source
        self.stream = stream
        self.offset = offset
        self.data = data
        self.isLast = isLast
        self.failure = failure
    }
}

/// What agents say to coordinators. Every case bears the session that it is said for.
public enum AgentMessage: Hashable, Sendable {
    /// Opens a session.
    case hello(Hello)
    /// Lives, and reports.
    case beat(Beat)
    /// Leaves for good; `isEmpty`: every task tree was verified to be gone.
    case goodbye(session: SessionID, isEmpty: Bool)
    /// Output of a command, or of a log.
    case output(session: SessionID, OutputChunk)

    /// The session that it is said for.
    public var session: SessionID {
        switch self {
        case .hello(let hello): hello.session
        case .beat(let beat): beat.session
        case .goodbye(let session, _): session
        case .output(let session, _): session
        }
    }
}

/// Orders leaders: agents obey the highest that they have heard of.
public struct LeaderStamp: Hashable, Comparable, Sendable {
    /// The recovery generation of the cluster.
    public var generation: UInt64
    /// The leader's term.
    public var term: UInt64

    /// A stamp with its parts.
    public init(generation: UInt64, term: UInt64) {
        self.generation = generation
        self.term = term
    }

    /// Orders by generation, then term.
    public static func < (left: LeaderStamp, right: LeaderStamp) -> Bool {
        (left.generation, left.term) < (right.generation, right.term)
    }
}

/// Grants the lease anew: the answer to a hello or beat.
public struct Acknowledgement: Hashable, Sendable {
    /// The session.
    public var session: SessionID
    /// The sequence that it answers: the lease counts from when the agent sent that one.
    public var sequence: UInt64
    /// Attempts that the agent must have ended before it takes the lease as renewed: proposed as lost, or not authorised
    /// for this session. They are never started again.
    public var end: [AttemptID]
    /// Attempts whose end is committed: claim, records and logs may go when the agent needs the room.
    public var settledTasks: [AttemptID]
    /// Commands whose result for this server is committed.
    public var settledCommands: [CommandID]
    /// Every command up to this one is settled or was never this session's: a late order for one is refused.
    public var commandsSettledThrough: CommandID
    /// How often the agent is to beat from now on; zero for as before.
    public var beatInterval: Span

    /// An acknowledgement with its parts.
    public init(
        session: SessionID, sequence: UInt64, end: [AttemptID] = [], settledTasks: [AttemptID] = [],
        settledCommands: [CommandID] = [], commandsSettledThrough: CommandID = CommandID(0), beatInterval: Span = .zero
    ) {
        self.session = session
        self.sequence = sequence
        self.end = end
        self.settledTasks = settledTasks
        self.settledCommands = settledCommands
        self.commandsSettledThrough = commandsSettledThrough
        self.beatInterval = beatInterval
    }
}

/// What an agent needs to start an attempt.
public struct Assignment: Hashable, Sendable {
    /// The session that it is authorised for.
    public var session: SessionID
    /// The attempt.
    public var attempt: AttemptID
    /// The token that the task is given.
    public var token: FencingToken
    /// The beat whose lease it counts under: past that beat's sending plus the lease length it must not be started.
    public var leaseSequence: UInt64
    /// The index of the allocation within the job.
    public var index: UInt64
    /// The job as the attempt runs it, with the user resolved.
    public var definition: JobDefinition
    /// The GPUs that it may use, or the share of one.
    public var gpus: [GPUShare]

    /// An assignment with its parts.
    public init(
        session: SessionID, attempt: AttemptID, token: FencingToken, leaseSequence: UInt64, index: UInt64,
        definition: JobDefinition, gpus: [GPUShare] = []
    ) {
        self.session = session
        self.attempt = attempt
        self.token = token
        self.leaseSequence = leaseSequence
        self.index = index
        self.definition = definition
        self.gpus = gpus
    }
}

/// What coordinators order. Only the leader does; each message bears the leader's stamp beside it.
public enum LeaderOrder: Hashable, Sendable {
    /// Renews the lease.
    case acknowledge(Acknowledgement)
    /// The session is not (or no longer) known: end these, then open a new one.
    case openNewSession(session: SessionID, end: [AttemptID])
    /// Start an attempt.
    case assign(Assignment)
    /// Ask an attempt to end.
    case stop(session: SessionID, attempt: AttemptID, reason: StopReason)
    /// Run a command. It must not be started later than `startWithin` after the beat `leaseSequence` was sent.
    case run(session: SessionID, command: CommandID, definition: CommandDefinition, leaseSequence: UInt64)
    /// Send a piece of a task's log.
    case readLog(
        session: SessionID, request: UInt64, attempt: AttemptID, stream: OutputChunk.Stream, offset: UInt64,
        limit: UInt64)
    /// The coordinators' addresses and keys have changed, or the agent has just come.
    case coordinators([CoordinatorAddress])

    /// The session that it is meant for; nil where it is for whoever listens.
    public var session: SessionID? {
        switch self {
        case .acknowledge(let acknowledgement): acknowledgement.session
        case .openNewSession(let session, _): session
        case .assign(let assignment): assignment.session
        case .stop(let session, _, _): session
        case .run(let session, _, _, _): session
        case .readLog(let session, _, _, _, _, _): session
        case .coordinators: nil
        }
    }
}

/// Where a coordinator is reached.
public struct CoordinatorAddress: Hashable, Sendable {
    /// The member's number.
    public var member: UInt64
    /// Host name or address, without a port. The ports follow from `basePort`.
    public var host: String
    /// The administration port; control is +1, telemetry +2, peers +3, enrolment +4.
    public var basePort: UInt64
    /// Its CURVE public key, 40 characters of Z85.
    public var publicKey: String

    /// An address with its parts.
    public init(member: UInt64, host: String, basePort: UInt64, publicKey: String) {
        self.member = member
        self.host = host
        self.basePort = basePort
        self.publicKey = publicKey
    }
}

/// A leader's order with its stamp, as it goes to an agent.
public struct StampedOrder: Hashable, Sendable {
    /// The leader's stamp.
    public var stamp: LeaderStamp
    /// The order.
    public var order: LeaderOrder

    /// An order with its stamp.
    public init(stamp: LeaderStamp, order: LeaderOrder) {
        self.stamp = stamp
        self.order = order
    }
}
