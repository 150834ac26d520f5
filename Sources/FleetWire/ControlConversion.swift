import Determinism
import Fleet
import Wire

// The control conversation: what agents say, and what coordinators order.

extension Fleet.NodeFacts {
    /// From the wire.
    public init(wire: Wire.NodeFacts) throws(ConversionError) {
        guard wire.labels.count <= 256 else { throw ConversionError("node_facts.labels", "has more than 256 labels") }
        let capacity = try required(wire.capacity, "node_facts.capacity")
        guard wire.gpus.count <= GPU.atMost else {
            throw ConversionError("node_facts.gpus", "has more than \(GPU.atMost) GPUs")
        }
        guard capacity.extras.count <= DefinitionLimits.extras,
            capacity.extras.allSatisfy({ Names.isName($0.name) })
        else {
            throw ConversionError(
                "node_facts.capacity", "has more than \(DefinitionLimits.extras) extras, or one of a bad name")
        }
        self.init(
            capacity: Fleet.Resources(wire: capacity),
            gpus: wire.gpus.isEmpty ? GPU.unknown(capacity.gpus) : try all(wire.gpus, GPU.init(wire:)),
            labels: SortedMap(wire: wire.labels), agentVersion: wire.agentVersion)
    }
    /// To the wire.
    public var wire: Wire.NodeFacts {
        Wire.NodeFacts(
            capacity: capacity.wire(gpus: UInt64(gpus.count)), labels: labels.wire, agentVersion: agentVersion,
            gpus: gpus.map(\.wire))
    }
}

extension Fleet.TaskReport {
    /// From the wire.
    public init(wire: Wire.TaskReport) throws(ConversionError) {
        let state: State
        switch wire.state {
        case .unspecified: throw ConversionError("task_report.state", "is not known")
        case .starting: state = .starting
        case .running: state = .running
        case .stopping: state = .stopping
        case .notDead: state = .notDead
        case .ended: state = .ended(try Fleet.AttemptEnd(wire: try required(wire.end, "task_report.end")))
        }
        self.init(
            attempt: AttemptID(wire: try required(wire.attempt, "task_report.attempt")), state: state,
            supervisor: wire.supervisor)
    }
    /// To the wire.
    public var wire: Wire.TaskReport {
        var report = Wire.TaskReport(attempt: attempt.wire, supervisor: supervisor)
        switch state {
        case .starting: report.state = .starting
        case .running: report.state = .running
        case .stopping: report.state = .stopping
        case .notDead: report.state = .notDead
        case .ended(let end):
            report.state = .ended
            report.end = end.wire
        }
        return report
    }
}

extension Fleet.CommandReport {
    /// From the wire.
    public init(wire: Wire.CommandReport) throws(ConversionError) {
        self.init(command: CommandID(wire.command), result: try wire.result.map(Fleet.CommandResult.init(wire:)))
    }
    /// To the wire.
    public var wire: Wire.CommandReport { Wire.CommandReport(command: command.number, result: result?.wire) }
}

extension Fleet.Hello {
    /// From the wire.
    public init(wire: Wire.Hello) throws(ConversionError) {
        self.init(
            session: try SessionID(wire: try required(wire.session, "hello.session")), sequence: wire.sequence,
            facts: try Fleet.NodeFacts(wire: try required(wire.facts, "hello.facts")),
            adopted: wire.adopted.map(AttemptID.init(wire:)))
    }
    /// To the wire.
    public var wire: Wire.Hello {
        Wire.Hello(session: session.wire, sequence: sequence, facts: facts.wire, adopted: adopted.map(\.wire))
    }
}

extension Fleet.Beat {
    /// From the wire.
    public init(wire: Wire.Beat) throws(ConversionError) {
        self.init(
            session: try SessionID(wire: try required(wire.session, "beat.session")), sequence: wire.sequence,
            acknowledged: wire.acknowledged, tasks: try all(wire.tasks, Fleet.TaskReport.init(wire:)),
            commands: try all(wire.commands, Fleet.CommandReport.init(wire:)),
            lateness: wire.timerLateNs == 0 ? nil : Span(nanoseconds: wire.timerLateNs - 1))
    }
    /// To the wire.
    public var wire: Wire.Beat {
        Wire.Beat(
            session: session.wire, sequence: sequence, acknowledged: acknowledged, tasks: tasks.map(\.wire),
            commands: commands.map(\.wire),
            timerLateNs: lateness.map { ($0 + Span(nanoseconds: 1)).nanoseconds } ?? 0)
    }
}

extension Fleet.OutputChunk {
    /// From the wire.
    public init(wire: Wire.OutputChunk) throws(ConversionError) {
        let source: Source =
            switch try required(wire.source, "output_chunk.source") {
            case .command(let number): .command(CommandID(number))
            case .logRequest(let number): .log(request: number)
            }
        self.init(
            source: source, stream: try known(wire.stream, "output_chunk.stream"), offset: wire.offset, data: wire.data,
            isLast: wire.isLast, failure: wire.failure)
    }
    /// To the wire.
    public var wire: Wire.OutputChunk {
        let from: Wire.OutputChunk.Source =
            switch source {
            case .command(let id): .command(id.number)
            case .log(let request): .logRequest(request)
            }
        return Wire.OutputChunk(
            source: from, stream: UInt32(stream.rawValue), offset: offset, data: data, isLast: isLast, failure: failure)
    }
}

extension AgentMessage {
    /// From the wire; nil for messages that agents do not send.
    public init?(wire: Wire.ControlMessage) throws(ConversionError) {
        switch wire {
        case .hello(let hello): self = .hello(try Fleet.Hello(wire: hello))
        case .beat(let beat): self = .beat(try Fleet.Beat(wire: beat))
        case .goodbye(let goodbye): self = try AgentMessage(wire: goodbye)
        case .agentOutput(let output): self = try AgentMessage(wire: output)
        default: return nil
        }
    }

    /// A goodbye from the wire.
    public init(wire: Wire.Goodbye) throws(ConversionError) {
        self = .goodbye(
            session: try SessionID(wire: try required(wire.session, "goodbye.session")), isEmpty: wire.isEmpty)
    }

    /// Output from the wire.
    public init(wire: Wire.AgentOutput) throws(ConversionError) {
        self = .output(
            session: try SessionID(wire: try required(wire.session, "agent_output.session")),
            try Fleet.OutputChunk(wire: try required(wire.chunk, "agent_output.chunk")))
    }

    /// To the wire.
    public var wire: Wire.ControlMessage {
        switch self {
        case .hello(let hello): .hello(hello.wire)
        case .beat(let beat): .beat(beat.wire)
        case .goodbye(let session, let isEmpty): .goodbye(Wire.Goodbye(session: session.wire, isEmpty: isEmpty))
        case .output(let session, let chunk): .agentOutput(Wire.AgentOutput(session: session.wire, chunk: chunk.wire))
        }
    }
}

extension StampedOrder {
    /// From the wire.
    public init(wire: Wire.LeaderOrder) throws(ConversionError) {
        let stamp = try required(wire.stamp, "leader_order.stamp")
        self.init(
            stamp: Fleet.LeaderStamp(generation: stamp.generation, term: stamp.term),
            order: try Fleet.LeaderOrder(wire: try required(wire.order, "leader_order.order")))
    }
    /// To the wire.
    public var wire: Wire.LeaderOrder {
        Wire.LeaderOrder(
            stamp: Wire.LeaderStamp(generation: stamp.generation, term: stamp.term), order: order.wire)
    }
}

extension Fleet.LeaderOrder {
    init(wire: Wire.LeaderOrder.Order) throws(ConversionError) {
        switch wire {
        case .acknowledge(let wire):
            self = .acknowledge(
                Fleet.Acknowledgement(
                    session: try SessionID(wire: try required(wire.session, "acknowledgement.session")),
                    sequence: wire.sequence, end: wire.end.map(AttemptID.init(wire:)),
                    settledTasks: wire.settledTasks.map(AttemptID.init(wire:)),
                    settledCommands: wire.settledCommands.map { CommandID($0) },
                    commandsSettledThrough: CommandID(wire.commandsSettledThrough),
                    beatInterval: Span(nanoseconds: wire.beatIntervalNs)))
        case .openNewSession(let wire):
            self = .openNewSession(
                session: try SessionID(wire: try required(wire.session, "open_new_session.session")),
                end: wire.end.map(AttemptID.init(wire:)))
        case .assign(let wire):
            self = .assign(
                Fleet.Assignment(
                    session: try SessionID(wire: try required(wire.session, "assignment.session")),
                    attempt: AttemptID(wire: try required(wire.attempt, "assignment.attempt")),
                    token: FencingToken(wire: try required(wire.token, "assignment.token")),
                    leaseSequence: wire.leaseSequence, index: wire.index,
                    definition: try Fleet.JobDefinition(wire: try required(wire.definition, "assignment.definition")),
                    gpus: wire.gpus.map(GPUShare.init(wire:))))
        case .stop(let wire):
            self = .stop(
                session: try SessionID(wire: try required(wire.session, "stop_task.session")),
                attempt: AttemptID(wire: try required(wire.attempt, "stop_task.attempt")),
                reason: try known(wire.reason, "stop_task.reason"))
        case .run(let wire):
            self = .run(
                session: try SessionID(wire: try required(wire.session, "run_command.session")),
                command: CommandID(wire.command),
                definition: try Fleet.CommandDefinition(
                    wire: try required(wire.definition, "run_command.definition")),
                leaseSequence: wire.leaseSequence)
        case .readLog(let wire):
            self = .readLog(
                session: try SessionID(wire: try required(wire.session, "read_log.session")), request: wire.request,
                attempt: AttemptID(wire: try required(wire.attempt, "read_log.attempt")),
                stream: try known(wire.stream, "read_log.stream"), offset: wire.offset, limit: wire.limit)
        case .coordinators(let wire):
            self = .coordinators(try all(wire.members, Fleet.CoordinatorAddress.init(wire:)))
        }
    }

    var wire: Wire.LeaderOrder.Order {
        switch self {
        case .acknowledge(let acknowledgement):
            .acknowledge(
                Wire.Acknowledgement(
                    session: acknowledgement.session.wire, sequence: acknowledgement.sequence,
                    end: acknowledgement.end.map(\.wire), settledTasks: acknowledgement.settledTasks.map(\.wire),
                    settledCommands: acknowledgement.settledCommands.map(\.number),
                    commandsSettledThrough: acknowledgement.commandsSettledThrough.number,
                    beatIntervalNs: acknowledgement.beatInterval.nanoseconds))
        case .openNewSession(let session, let end):
            .openNewSession(Wire.OpenNewSession(session: session.wire, end: end.map(\.wire)))
        case .assign(let assignment):
            .assign(
                Wire.Assignment(
                    session: assignment.session.wire, attempt: assignment.attempt.wire, token: assignment.token.wire,
                    leaseSequence: assignment.leaseSequence, index: assignment.index,
                    definition: assignment.definition.wire, gpus: assignment.gpus.map(\.wire)))
        case .stop(let session, let attempt, let reason):
            .stop(Wire.StopTask(session: session.wire, attempt: attempt.wire, reason: UInt32(reason.rawValue)))
        case .run(let session, let command, let definition, let leaseSequence):
            .run(
                Wire.RunCommand(
                    session: session.wire, command: command.number, definition: definition.wire,
                    leaseSequence: leaseSequence))
        case .readLog(let session, let request, let attempt, let stream, let offset, let limit):
            .readLog(
                Wire.ReadLog(
                    session: session.wire, request: request, attempt: attempt.wire, stream: UInt32(stream.rawValue),
                    offset: offset, limit: limit))
        case .coordinators(let members):
            .coordinators(Wire.CoordinatorList(members: members.map(\.wire)))
        }
    }
}
