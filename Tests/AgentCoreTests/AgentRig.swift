import AgentCore
import Determinism
import Fleet

/// An agent with the few words that its tests need: time is given in milliseconds, and effects are sorted by kind.
struct AgentRig {
    static let node = NodeID("s1")
    static let leader = LeaderStamp(generation: 1, term: 5)

    var agent: AgentCore
    var now = Instant.origin + .seconds(100)
    /// The newest hello or beat that was sent.
    var sequence: UInt64 = 0

    init(recovered: RecoveredAgent = RecoveredAgent(), settings: AgentSettings = AgentSettings(), seed: UInt64 = 1) {
        agent = AgentCore(
            node: AgentRig.node, boot: "boot", nonce: 7, facts: NodeFacts(agentVersion: "0.1.0"), recovered: recovered,
            settings: settings, seed: seed, now: now)
    }

    /// An agent whose session is open: its first hello (sequence 1) is sent and acknowledged, and so is the beat that
    /// follows if it has something to tell.
    static func open(recovered: RecoveredAgent = RecoveredAgent(), settings: AgentSettings = AgentSettings())
        -> AgentRig
    {
        var rig = AgentRig(recovered: recovered, settings: settings)
        rig.now = rig.agent.nextDeadline
        rig.step(.tick)
        rig.acknowledge(1)
        return rig
    }

    var session: SessionID { agent.session }

    mutating func pass(_ milliseconds: UInt64) { now = now + .milliseconds(milliseconds) }

    @discardableResult
    mutating func step(_ input: AgentInput) -> [AgentEffect] {
        let effects = agent.step(input, now: now)
        sequence = effects.beats.last?.sequence ?? effects.hellos.last?.sequence ?? sequence
        return effects
    }

    @discardableResult
    mutating func order(_ order: LeaderOrder, stamp: LeaderStamp = AgentRig.leader, from member: UInt64 = 1)
        -> [AgentEffect]
    {
        step(.order(from: member, StampedOrder(stamp: stamp, order: order)))
    }

    @discardableResult
    mutating func acknowledge(
        _ sequence: UInt64, end: [AttemptID] = [], settled: [AttemptID] = [], commands: [CommandID] = [],
        through: UInt64 = 0, stamp: LeaderStamp = AgentRig.leader
    ) -> [AgentEffect] {
        order(
            .acknowledge(
                Acknowledgement(
                    session: session, sequence: sequence, end: end, settledTasks: settled, settledCommands: commands,
                    commandsSettledThrough: CommandID(through))), stamp: stamp)
    }

    @discardableResult
    mutating func assign(
        _ attempt: AttemptID, under sequence: UInt64 = 1, lease: Span = .seconds(5), session: SessionID? = nil,
        duplicates: Bool = false, stamp: LeaderStamp = AgentRig.leader
    ) -> [AgentEffect] {
        order(
            .assign(
                AgentRig.assignment(
                    attempt, under: sequence, lease: lease, session: session ?? self.session, duplicates: duplicates)),
            stamp: stamp)
    }

    static func assignment(
        _ attempt: AttemptID, under sequence: UInt64, lease: Span = .seconds(5), session: SessionID,
        duplicates: Bool = false
    ) -> Assignment {
        Assignment(
            session: session, attempt: attempt, token: FencingToken(generation: 1, index: 10), leaseSequence: sequence,
            index: 0,
            definition: JobDefinition(
                id: JobID(name: "job"), command: ["/bin/true"], lease: lease, duplicatesAllowed: duplicates))
    }

    /// Starts an attempt, so that it runs.
    mutating func run(_ attempt: AttemptID, under sequence: UInt64 = 1, lease: Span = .seconds(60)) {
        assign(attempt, under: sequence, lease: lease)
        step(.started(attempt, supervisor: 4242))
    }

    @discardableResult
    mutating func command(
        _ number: UInt64, under sequence: UInt64 = 1, session: SessionID? = nil, startWithin: Span = .seconds(10)
    ) -> [AgentEffect] {
        order(
            .run(
                session: session ?? self.session, command: CommandID(number),
                definition: CommandDefinition(arguments: ["/bin/true"], startWithin: startWithin),
                leaseSequence: sequence))
    }

    /// Waits until the agent has to be called, and calls it.
    @discardableResult
    mutating func wait() -> [AgentEffect] {
        now = max(now, agent.nextDeadline)
        return step(.tick)
    }
}

/// An attempt in few letters.
func attempt(_ allocation: UInt64, _ number: UInt64 = 1) -> AttemptID {
    AttemptID(allocation: AllocationID(allocation), number: number)
}

let completed = AttemptEnd(cause: .completed, exit: .code(0))

extension [AgentEffect] {
    var hellos: [Hello] {
        compactMap { if case .sendAll(.hello(let hello)) = $0 { hello } else { nil } }
    }
    var beats: [Beat] {
        compactMap { if case .sendAll(.beat(let beat)) = $0 { beat } else { nil } }
    }
    var goodbyes: Int {
        filter { if case .sendAll(.goodbye(_, isEmpty: true)) = $0 { true } else { false } }.count
    }
    var renewals: [Instant] {
        compactMap { if case .renewLease(let sentAt) = $0 { sentAt } else { nil } }
    }
    var starts: [AttemptID] {
        compactMap { if case .claimAndStart(let assignment) = $0 { assignment.attempt } else { nil } }
    }
    var kills: [AttemptID] {
        compactMap { if case .kill(let attempt) = $0 { attempt } else { nil } }
    }
    var stops: [AttemptID] {
        compactMap { if case .stop(let attempt, _) = $0 { attempt } else { nil } }
    }
    var forgotten: [AttemptID] {
        compactMap { if case .forget(let attempt) = $0 { attempt } else { nil } }
    }
    var runs: [CommandID] {
        compactMap { if case .runCommand(let command, _) = $0 { command } else { nil } }
    }
    var forgottenCommands: [CommandID] {
        compactMap { if case .forgetCommand(let command) = $0 { command } else { nil } }
    }
    var refusals: Int {
        filter { if case .event(.refused) = $0 { true } else { false } }.count
    }
    var hasLeft: Bool { contains { if case .left = $0 { true } else { false } } }
}
