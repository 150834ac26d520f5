import AgentCore
import Consensus
import CoordinatorCore
import Determinism
import Fleet

/// Something that happens in a history. What belongs to one life of a process bears that life's number, and is void after
/// its end. Indirect: events are moved about in the queue far more often than they are looked at.
indirect enum SimulatedEvent: Sendable {
    /// A coordinator's deadline may have come.
    case memberTick(Int, life: UInt64)
    /// Something reaches a coordinator.
    case memberInput(Int, life: UInt64?, MemberInput)
    /// A coordinator's disk has finished its oldest write.
    case diskDone(Int, life: UInt64)
    /// A crashed coordinator starts again.
    case memberStarts(Int)
    /// An agent's deadline may have come.
    case agentTick(Int, life: UInt64)
    /// Something reaches an agent. With a life: from its own server; without: from the network.
    case agentInput(Int, life: UInt64?, AgentInput)
    /// A crashed agent starts again.
    case agentStarts(Int)
    /// A claim is durable: the supervisor is spawned.
    case supervisorStarts(Int, boot: UInt64, AttemptID, SupervisorStart)
    /// A supervisor's wake-up.
    case supervisorWakes(Int, boot: UInt64, AttemptID, timer: UInt64)
    /// A task's main process comes to its end by itself, or in answer to a signal.
    case taskExits(Int, boot: UInt64, AttemptID, run: UInt64, ExitStatus)
    /// A task has written the checkpoint that it was asked for, and says so.
    case checkpointWritten(Int, boot: UInt64, AttemptID)
    /// Nothing is left of a killed task.
    case treeEmpties(Int, boot: UInt64, AttemptID)
    /// A command is executed.
    case commandStarts(Int, boot: UInt64, life: UInt64, CommandID, CommandDefinition)
    /// A command run ends.
    case commandEnds(Int, boot: UInt64, life: UInt64, CommandID, CommandResult)
    /// A server that lost its power comes back with another boot.
    case serverBoots(Int)
    /// A frozen server goes on.
    case serverThaws(Int, freeze: UInt64)
    /// A fault of one machine goes on, or heals.
    case machine(MachineEvent)
    /// A question to a BMC goes on.
    case power(PowerEvent)
    /// A frozen coordinator goes on.
    case memberThaws(Int, freeze: UInt64)
    /// The next fault is due.
    case nextFault
    /// A fault comes at a certain moment.
    case strikes(FaultKind)
    /// A lasting fault is over.
    case faultHeals(Int)
    /// The operator does something.
    case operatorActs
    /// A request of the operator reaches a coordinator.
    case requestArrives(Int, try: Int, at: Int)
    /// An answer reaches the operator.
    case answer(request: Int, try: Int, SimulatedAnswer)
    /// The operator has waited long enough for an answer.
    case answerOverdue(request: Int, try: Int)
    /// The operator asks again after a refusal.
    case asksAgain(request: Int, try: Int)
    /// The operator looks after what only people decide, once faults are over.
    case operatorTidies
    /// The history looks whether what is possible happens.
    case promisesLookedAt
    /// The history looks whether everything has come to rest.
    case convergenceCheck
}

/// What a supervisor is started with.
struct SupervisorStart: Sendable {
    var definition: JobDefinition
    var gpus: [GPUShare]
    var life: UInt64
}

/// What a coordinator answers to the operator.
enum SimulatedAnswer: Sendable {
    case done(Outcome)
    case read(lastIndex: UInt64)
    case refused(MemberRefusal)
}
