import AgentCore
import CoordinatorCore
import Determinism
import Fleet

/// A task of a simulated server with its supervisor.
struct SimulatedTask: Sendable {
    var supervisor: SupervisorCore
    var definition: JobDefinition
    /// The GPUs that it was started on.
    var gpus: [GPUShare] = []
    /// Whether the main process runs.
    var isAlive = false
    /// Whether the tree is being killed.
    var isDying = false
    /// Counts scheduled ends, so that an older one is void.
    var run: UInt64 = 0
    /// When it would exit by itself, and how; never for a service.
    var exitsAt = Instant.never
    var exitStatus = ExitStatus.code(0)
    /// When it began by the server's own clock; never before.
    var beganAt = Instant.never
    /// Counts timers, so that an older one is void.
    var timer: UInt64 = 0
    /// Whether its supervisor was killed.
    var isOrphan = false
    /// Whether it hangs within the kernel.
    var hang = Hang.none
    /// Whether its supervisor has told that it cannot be killed.
    var isNotDead = false
    /// What was left until `exitsAt` when the server was frozen.
    var leftWhenFrozen: Span?
}

/// A server: its agent's process and disk, the lease page, and what runs. The disk outlives the power, the rest does not.
/// A reference, so that looking at one field copies nothing else.
final class SimulatedServer {
    var node: NodeID
    let facts: NodeFacts
    var clock: HostClock
    /// Counts boots from 1.
    var boot: UInt64 = 1
    var hasPower = true
    var isFrozen = false
    var freeze: UInt64 = 0
    /// What reached the frozen server's sockets.
    var heldInputs: [AgentInput] = []
    var heldEvents: [SimulatedEvent] = []

    // The agent's process.
    var agent: AgentCore?
    var life: UInt64 = 0
    var tickAt = Instant.never
    var isLeaving = false
    /// The newest leader that this process has heard.
    var highestStamp: LeaderStamp?
    /// Set while it is to be killed within a step.
    var doom: Doom?

    // What the host does to it.
    /// What its lease clock showed when a hypervisor last stopped it in this boot.
    var clockStoppedAt: Instant?
    /// Whether the connections of the suspended server are over when it goes on.
    var losesConnections = false
    /// What its lease clock showed when the loss of each attempt of its node was committed.
    var lostAt = SortedMap<AttemptID, Instant>()

    // What is seen from outside: since when it has been well, in which life of its agent and under which leader.
    var wellSince: Instant?
    var wellLife: UInt64 = 0
    var wellTerm: UInt64?

    // Shared memory of this boot.
    var leasePage = Instant.origin
    var tasks = SortedMap<AttemptID, SimulatedTask>()

    // The agent's disk.
    var isDiskFull = false
    var claims = SortedMap<AttemptID, UInt64>()
    var ends = SortedMap<AttemptID, AttemptEnd>()
    var journal = SortedMap<CommandID, CommandReport>()

    /// Of all boots of all machines none has the name of another of its node.
    var bootName: String { isCopy ? "copy-\(boot)" : "boot-\(boot)" }
    /// Whether it has come up with a copy of another machine's disk.
    var isCopy = false
    /// When each coordinator was last sent something that may arrive; only looked up.
    var spokeAt: [Int: Instant] = [:]

    init(node: NodeID, facts: NodeFacts, clock: HostClock) {
        self.node = node
        self.facts = facts
        self.clock = clock
    }

    /// What an agent that starts now finds.
    var recovered: RecoveredAgent {
        var found = RecoveredAgent()
        for attempt in claims.keys {
            if let end = ends[attempt] {
                found.ended.append(.init(attempt: attempt, end: end))
            } else if tasks[attempt] != nil {
                found.adopted.append(
                    .init(
                        attempt: attempt, supervisor: attempt.allocation.number * 100 + attempt.number,
                        isNotDead: tasks[attempt]?.isNotDead ?? false))
            } else {
                found.claimed.append(attempt)
            }
        }
        found.commands = journal.values
        return found
    }
}

extension TaskEnd {
    /// The end as the fleet records it.
    var attemptEnd: AttemptEnd {
        let cause: EndCause =
            switch self.cause {
            case .exited: process == .code(0) ? .completed : .failed
            case .stopped: .stopped
            case .leaseLapsed: .lapsed
            case .startFailed: .notStarted
            case .supervisorLost: .failed
            case .timeLimit: .timeLimit
            }
        return AttemptEnd(cause: cause, exit: process)
    }
}
