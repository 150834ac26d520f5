import Determinism

/// What an agent reports of one attempt, as far as the state cares.
public struct AttemptReport: Hashable, Sendable {
    /// The attempt.
    public var attempt: AttemptID
    /// What became of it.
    public enum Progress: Hashable, Sendable {
        /// It runs.
        case running
        /// Asked to end or lapsed, but cannot be killed.
        case notDead
        /// Nothing of it is left.
        case ended(AttemptEnd)
    }
    /// What became of it.
    public var progress: Progress

    /// A report with its parts.
    public init(attempt: AttemptID, progress: Progress) {
        self.attempt = attempt
        self.progress = progress
    }
}

/// One server's result of one command.
public struct CommandOutcome: Hashable, Sendable {
    /// The command.
    public var command: CommandID
    /// The server.
    public var node: NodeID
    /// How it ended.
    public var result: CommandResult

    /// An outcome with its parts.
    public init(command: CommandID, node: NodeID, result: CommandResult) {
        self.command = command
        self.node = node
        self.result = result
    }
}

/// What a committed entry does to the fleet's state. The codes of the cases in an entry are fixed for ever
/// (`Operation+Canonical.swift`); an unknown one halts the member.
public enum Operation: Hashable, Sendable {
    /// The cluster's first entry: its name, settings and keys. Each agent key makes a server known.
    case genesis(cluster: String, settings: ClusterSettings, keys: [KeyRecord])
    /// An agent said hello. `adopted`: attempts of former sessions of the same boot whose supervisors it found alive.
    case openSession(session: SessionID, facts: NodeFacts, adopted: [AttemptID])
    /// The session is over: its server takes no new work until it says hello again. Live attempts of it that are named in
    /// `lost` end as lost, but for those that are not dead, which only evidence ends. With `sessionIsOver` false only these
    /// attempts end.
    case declareLost(session: SessionID, lost: [AttemptID], sessionIsOver: Bool, reason: String)
    /// The agent said goodbye, or an administrator confirmed that the server is dead: every live attempt of the session is
    /// over.
    case closeSession(session: SessionID, reason: String)
    /// Reports of an agent. A report that does not fit the attempt's session or state changes nothing.
    case report(session: SessionID, reports: [AttemptReport])
    /// A job as it shall be from now on: a new one, or a new version of one of that name.
    case submitJob(JobDefinition)
    /// The job shall end.
    case stopJob(JobID)
    /// A job that runs shall have so many tasks. `from`: how many it had when that was decided, nil for however many.
    case scaleJob(JobID, to: UInt64, from: UInt64?, reason: String)
    /// The job is held for that reason: nothing of it has a place until it is released, which nil does.
    case holdJob(JobID, reason: String?)
    /// Plans; each holds whole or not at all.
    case commitPlans([Plan])
    /// Cordon, drain, and back.
    case setEligibility(NodeID, Eligibility)
    /// The same for several servers at once, all or none, so that work does not move from one of a rack to the next.
    case setEligibilities([NodeID], Eligibility)
    /// The servers of a standby pool, in place of what it had; an empty list deletes the pool.
    case setPool(name: String, nodes: [NodeID])
    /// A pool that is kept by a rule from now on.
    case setPoolRule(name: String, rule: PoolRule)
    /// A leader's change of a pool that is kept by a rule; holds whole or not at all.
    case fillPool(PoolFill)
    /// A fleet command for these servers.
    case acceptCommand(CommandDefinition, target: String, nodes: [NodeID])
    /// Results of command runs.
    case settleCommands([CommandOutcome])
    /// A key is admitted from now on, or its name or role changed.
    case putKey(KeyRecord)
    /// A key is admitted no longer.
    case removeKey(publicKey: String)
    /// Settled commands, finished jobs, past reservations, outcomes of requests and audit records older than that time may go.
    case collectGarbage(before: WallTime)
    /// Every lease of which the state knows nothing is over: the leader places work again.
    case endPlacementHold
    /// How quickly failures are noticed, from now on.
    case setProfile(FailureProfile)
    /// People hold every automatic verdict, or no longer; the verdicts over these sessions may go on whatever the brake.
    case setBrake(isOnHold: Bool, released: [SessionID])
    /// A server's losses are forgotten, and with them the penalty for flapping.
    case undamp(NodeID)
    /// No leader acknowledges any more by the longer grace that the `setProfile` at that index ended.
    case endFormerGrace(index: UInt64)
    /// A person has seen that these attempts of the session, which their agent reports as not dead, are over: they end as
    /// lost, and the session goes on.
    case confirmDead(session: SessionID, attempts: [AttemptID], reason: String)
    /// How a server's power is reached beside it; nil for no longer at all.
    case setBMC(NodeID, BMC?)
    /// The server's power is to be switched. The session is the one that it had when that was decided, nil for none: where it
    /// has another one by now, nothing is ordered.
    case orderPower(NodeID, session: SessionID?, PowerAction, isAutomatic: Bool)
    /// The power order of that log index is over, and how.
    case settlePower(NodeID, order: UInt64, outcome: String)
    /// What has no time left ends: jobs whose deadline has come by the time of the entry, and what could not end before it.
    case endOverdue
    /// What a namespace is due, and may have at the most, from now on; nil for nothing and everything.
    case setQuota(namespace: String, Quota?)
    /// What becomes of a namespace's jobs whose GPUs do nothing (`*`: of all namespaces without a policy of their own); nil for
    /// no policy.
    case setIdleGPUPolicy(namespace: String, IdleGPUPolicy?)
    /// How long it takes until half of what namespaces used is forgotten.
    case setHalfLife(Span)
    /// Sets whether the leader moves running tasks for the load's sake.
    case setBalancing(Balancing)
    /// Servers are kept for a time, in place of what the reservation of that name kept.
    case setReservation(name: String, Reservation)
    /// The servers of a reservation are kept no longer.
    case deleteReservation(name: String)
    /// Machines may join with a token.
    case createToken(TokenTerms)
    /// Nobody may join with the token of that number any more.
    case revokeToken(UInt64)
    /// A machine joins with the token of that public key.
    case enrol(Enrolment, token: String)
    /// A server leaves for good; with `force` also while something lives there.
    case removeNode(NodeID, force: Bool)
    /// Nothing but a line of the audit log: an administrative act that changes no other part of the state.
    case recordAct(String)
}

/// One command entry of the log.
public struct FleetEntry: Hashable, Sendable {
    /// The version of the entry's form. This program writes and reads 1 to 4.
    public var schema: UInt64
    /// The leader's time; never decreases along the log (apply clamps it): the only time that apply knows.
    public var time: WallTime
    /// The client's request id, for entries that a client asked for.
    public var request: RequestID?
    /// Who asked: the name bound to the key, or `leader` for the leader's own decisions.
    public var actor: String
    /// What to do.
    public var operation: Operation

    /// The newest form of entries that this program reads.
    public static let currentSchema: UInt64 = 4
    /// The oldest form that this program reads.
    public static let oldestSchema: UInt64 = 1

    /// The form that an entry with that operation has: the lowest that knows the operation, so that older programs can read
    /// whatever they know. An operation, or a part of one, that is added to the product gets the next number here and in `currentSchema`; no
    /// leader proposes it before every member has said that it reads that form.
    public static func schema(of operation: Operation) -> UInt64 {
        switch operation {
        case _ where operation.isNewer: 4
        case .submitJob(let job) where !job.hasPlainResources || job.rules != .none || job.scaling != nil: 4
        case .setProfile, .setBrake, .undamp, .endFormerGrace, .confirmDead: 2
        case .setPoolRule, .fillPool, .setBMC, .orderPower, .settlePower, .setEligibilities,
            .setEligibility(_, .evacuating):
            3
        case .submitJob(let job) where job.isSequenced || job.timeLimit != nil: 4
        case .endOverdue, .setQuota, .setHalfLife, .setReservation, .deleteReservation, .scaleJob, .holdJob,
            .setIdleGPUPolicy, .setBalancing, .createToken, .revokeToken, .enrol, .removeNode:
            4
        case .submitJob(let job) where job.disruption != nil: 3
        default: 1
        }
    }

    /// The actor of the leader's own decisions.
    public static let leaderActor = "leader"

    /// An entry with its parts.
    public init(
        schema: UInt64? = nil, time: WallTime, request: RequestID? = nil, actor: String, operation: Operation
    ) {
        self.schema = schema ?? FleetEntry.schema(of: operation)
        self.time = time
        self.request = request
        self.actor = actor
        self.operation = operation
    }
}

/// What became of an entry; for requests it is kept, so that a retry gets the same answer.
public struct Outcome: Hashable, Sendable {
    /// Whether it was done, and if not, whose fault that is.
    public enum Code: UInt8, Sendable, CaseIterable {
        /// It was done.
        case done = 0
        /// It makes no sense as it stands: bad values.
        case invalid = 1
        /// What it names is not there.
        case notFound = 2
        /// It does not fit the present state.
        case conflict = 3
        /// The actor may not do it.
        case forbidden = 4
    }
    /// Whether it was done.
    public var code: Code
    /// A sentence for people: what was done or what was wrong, where, and what to do.
    public var message: String
    /// The number of what was made, where there is one (command id, job version).
    public var identifier: UInt64
    /// The log index of the entry.
    public var index: UInt64

    /// An outcome with its parts.
    public init(code: Code, message: String = "", identifier: UInt64 = 0, index: UInt64) {
        self.code = code
        self.message = message
        self.identifier = identifier
        self.index = index
    }
}
