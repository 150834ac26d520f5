// Generated from control.proto by wire-generator: change that, then run Protocols/generate.sh.
// swift-format-ignore-file

import CWire

/// Where an attempt's task stands on the server.
/// A value that this version does not know reads as the case of number 0.
public enum TaskState: UInt32, CaseIterable, Hashable, Sendable {
    /// The value `TASK_STATE_UNSPECIFIED`.
    case unspecified = 0
    /// The value `TASK_STATE_STARTING`.
    case starting = 1
    /// The value `TASK_STATE_RUNNING`.
    case running = 2
    /// The value `TASK_STATE_STOPPING`.
    case stopping = 3
    /// The value `TASK_STATE_NOT_DEAD`.
    case notDead = 4
    /// The value `TASK_STATE_ENDED`.
    case ended = 5
}

extension TaskState {
    init(c: Muster__TaskState) { self = Self(rawValue: c.rawValue) ?? .unspecified }
    var c: Muster__TaskState { Muster__TaskState(rawValue: rawValue) }
}

/// What a server is.
public struct NodeFacts: WireMessage {
    /// What tasks may use.
    public var capacity: Resources?
    /// Labels.
    public var labels: [Pair]
    /// The agent's version.
    public var agentVersion: String
    /// Its GPUs; an agent that tells none means as many of an unknown model as its capacity says.
    public var gpus: [GpuDevice]

    /// Every field has its proto3 default unless given.
    public init(
        capacity: Resources? = nil,
        labels: [Pair] = [],
        agentVersion: String = "",
        gpus: [GpuDevice] = []
    ) {
        self.capacity = capacity
        self.labels = labels
        self.agentVersion = agentVersion
        self.gpus = gpus
    }
}

extension NodeFacts: CRepresented {
    init(reading pointer: UnsafePointer<Muster__NodeFacts>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.capacity = try reader.optional(c.capacity)
        self.labels = try reader.messages(c.labels, c.n_labels)
        self.agentVersion = try reader.string(c.agent_version)
        self.gpus = try reader.messages(c.gpus, c.n_gpus)
    }

    func write(to c: UnsafeMutablePointer<Muster__NodeFacts>, _ arena: WireArena) throws(WireError) {
        muster__node_facts__init(c)
        c.pointee.capacity = try arena.optional(self.capacity)
        (c.pointee.labels, c.pointee.n_labels) = try arena.messages(self.labels)
        c.pointee.agent_version = try arena.string(self.agentVersion)
        (c.pointee.gpus, c.pointee.n_gpus) = try arena.messages(self.gpus)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__NodeFacts>) -> Int {
        muster__node_facts__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__NodeFacts>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__node_facts__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__NodeFacts>? {
        muster__node_facts__unpack(allocator, count, data)
    }
}

/// Opens a session; said again until acknowledged.
public struct Hello: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 16
    /// The conversation that carries this message.
    public static let conversation = Conversation.control
    /// The session that it opens.
    public var session: Session?
    /// Counts hellos and beats of the session.
    public var sequence: UInt64
    /// What the server is.
    public var facts: NodeFacts?
    /// Attempts of former sessions of this boot that live.
    public var adopted: [AttemptRef]

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        sequence: UInt64 = 0,
        facts: NodeFacts? = nil,
        adopted: [AttemptRef] = []
    ) {
        self.session = session
        self.sequence = sequence
        self.facts = facts
        self.adopted = adopted
    }
}

extension Hello: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Hello>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.sequence = c.sequence
        self.facts = try reader.optional(c.facts)
        self.adopted = try reader.messages(c.adopted, c.n_adopted)
    }

    func write(to c: UnsafeMutablePointer<Muster__Hello>, _ arena: WireArena) throws(WireError) {
        muster__hello__init(c)
        c.pointee.session = try arena.optional(self.session)
        c.pointee.sequence = self.sequence
        c.pointee.facts = try arena.optional(self.facts)
        (c.pointee.adopted, c.pointee.n_adopted) = try arena.messages(self.adopted)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Hello>) -> Int {
        muster__hello__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Hello>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__hello__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Hello>? {
        muster__hello__unpack(allocator, count, data)
    }
}

/// What an agent tells of one attempt.
public struct TaskReport: WireMessage {
    /// The attempt.
    public var attempt: AttemptRef?
    /// Where it stands.
    public var state: TaskState
    /// The supervisor's process id.
    public var supervisor: UInt64
    /// How it ended, with TASK_STATE_ENDED.
    public var end: AttemptEnd?

    /// Every field has its proto3 default unless given.
    public init(
        attempt: AttemptRef? = nil,
        state: TaskState = .unspecified,
        supervisor: UInt64 = 0,
        end: AttemptEnd? = nil
    ) {
        self.attempt = attempt
        self.state = state
        self.supervisor = supervisor
        self.end = end
    }
}

extension TaskReport: CRepresented {
    init(reading pointer: UnsafePointer<Muster__TaskReport>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.attempt = try reader.optional(c.attempt)
        self.state = TaskState(c: c.state)
        self.supervisor = c.supervisor
        self.end = try reader.optional(c.end)
    }

    func write(to c: UnsafeMutablePointer<Muster__TaskReport>, _ arena: WireArena) throws(WireError) {
        muster__task_report__init(c)
        c.pointee.attempt = try arena.optional(self.attempt)
        c.pointee.state = self.state.c
        c.pointee.supervisor = self.supervisor
        c.pointee.end = try arena.optional(self.end)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__TaskReport>) -> Int {
        muster__task_report__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__TaskReport>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__task_report__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__TaskReport>? {
        muster__task_report__unpack(allocator, count, data)
    }
}

/// What an agent tells of one command run.
public struct CommandReport: WireMessage {
    /// The command's number.
    public var command: UInt64
    /// How it ended; absent while it runs.
    public var result: CommandResult?

    /// Every field has its proto3 default unless given.
    public init(
        command: UInt64 = 0,
        result: CommandResult? = nil
    ) {
        self.command = command
        self.result = result
    }
}

extension CommandReport: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CommandReport>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.command = c.command
        self.result = try reader.optional(c.result)
    }

    func write(to c: UnsafeMutablePointer<Muster__CommandReport>, _ arena: WireArena) throws(WireError) {
        muster__command_report__init(c)
        c.pointee.command = self.command
        c.pointee.result = try arena.optional(self.result)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CommandReport>) -> Int {
        muster__command_report__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CommandReport>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__command_report__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CommandReport>? {
        muster__command_report__unpack(allocator, count, data)
    }
}

/// A heartbeat and the report of everything that runs.
public struct Beat: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 17
    /// The conversation that carries this message.
    public static let conversation = Conversation.control
    /// The session.
    public var session: Session?
    /// Counts hellos and beats of the session.
    public var sequence: UInt64
    /// The newest sequence that was acknowledged.
    public var acknowledged: UInt64
    /// Every attempt that is not settled.
    public var tasks: [TaskReport]
    /// Every command run that is not settled.
    public var commands: [CommandReport]
    /// How late the agent's own timer was for this beat, plus one; 0 where that was not measured.
    public var timerLateNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        sequence: UInt64 = 0,
        acknowledged: UInt64 = 0,
        tasks: [TaskReport] = [],
        commands: [CommandReport] = [],
        timerLateNs: UInt64 = 0
    ) {
        self.session = session
        self.sequence = sequence
        self.acknowledged = acknowledged
        self.tasks = tasks
        self.commands = commands
        self.timerLateNs = timerLateNs
    }
}

extension Beat: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Beat>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.sequence = c.sequence
        self.acknowledged = c.acknowledged
        self.tasks = try reader.messages(c.tasks, c.n_tasks)
        self.commands = try reader.messages(c.commands, c.n_commands)
        self.timerLateNs = c.timer_late_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__Beat>, _ arena: WireArena) throws(WireError) {
        muster__beat__init(c)
        c.pointee.session = try arena.optional(self.session)
        c.pointee.sequence = self.sequence
        c.pointee.acknowledged = self.acknowledged
        (c.pointee.tasks, c.pointee.n_tasks) = try arena.messages(self.tasks)
        (c.pointee.commands, c.pointee.n_commands) = try arena.messages(self.commands)
        c.pointee.timer_late_ns = self.timerLateNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Beat>) -> Int {
        muster__beat__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Beat>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__beat__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Beat>? {
        muster__beat__unpack(allocator, count, data)
    }
}

/// The agent leaves for good.
public struct Goodbye: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 18
    /// The conversation that carries this message.
    public static let conversation = Conversation.control
    /// The session.
    public var session: Session?
    /// Every task tree was verified to be gone.
    public var isEmpty: Bool

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        isEmpty: Bool = false
    ) {
        self.session = session
        self.isEmpty = isEmpty
    }
}

extension Goodbye: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Goodbye>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.isEmpty = c.is_empty != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__Goodbye>, _ arena: WireArena) throws(WireError) {
        muster__goodbye__init(c)
        c.pointee.session = try arena.optional(self.session)
        c.pointee.is_empty = self.isEmpty ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Goodbye>) -> Int {
        muster__goodbye__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Goodbye>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__goodbye__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Goodbye>? {
        muster__goodbye__unpack(allocator, count, data)
    }
}

/// A piece of output of a command or of a task's log.
public struct OutputChunk: WireMessage {
    /// The choice `source`; nil if the sender set none.
    public var source: Source?
    /// 0 for standard output, 1 for standard error.
    public var stream: UInt32
    /// Place in the stream.
    public var offset: UInt64
    /// The bytes.
    public var data: [UInt8]
    /// Whether nothing follows.
    public var isLast: Bool
    /// Why a log cannot be read; empty if it can.
    public var failure: String

    /// The choices of `source`.
    public enum Source: Hashable, Sendable {
        /// The command's number.
        case command(UInt64)
        /// The log request's number.
        case logRequest(UInt64)
    }

    /// Every field has its proto3 default unless given.
    public init(
        source: Source? = nil,
        stream: UInt32 = 0,
        offset: UInt64 = 0,
        data: [UInt8] = [],
        isLast: Bool = false,
        failure: String = ""
    ) {
        self.source = source
        self.stream = stream
        self.offset = offset
        self.data = data
        self.isLast = isLast
        self.failure = failure
    }
}

extension OutputChunk: CRepresented {
    init(reading pointer: UnsafePointer<Muster__OutputChunk>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        switch c.source_case.rawValue {
        case 1: self.source = .command(c.command)
        case 2: self.source = .logRequest(c.log_request)
        default: self.source = nil
        }
        self.stream = c.stream
        self.offset = c.offset
        self.data = try reader.bytes(c.data)
        self.isLast = c.is_last != 0
        self.failure = try reader.string(c.failure)
    }

    func write(to c: UnsafeMutablePointer<Muster__OutputChunk>, _ arena: WireArena) throws(WireError) {
        muster__output_chunk__init(c)
        switch self.source {
        case nil: break
        case .command(let value):
            c.pointee.source_case = Muster__OutputChunk__SourceCase(rawValue: 1)
            c.pointee.command = value
        case .logRequest(let value):
            c.pointee.source_case = Muster__OutputChunk__SourceCase(rawValue: 2)
            c.pointee.log_request = value
        }
        c.pointee.stream = self.stream
        c.pointee.offset = self.offset
        c.pointee.data = try arena.bytes(self.data)
        c.pointee.is_last = self.isLast ? 1 : 0
        c.pointee.failure = try arena.string(self.failure)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__OutputChunk>) -> Int {
        muster__output_chunk__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__OutputChunk>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__output_chunk__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__OutputChunk>? {
        muster__output_chunk__unpack(allocator, count, data)
    }
}

/// Output from an agent.
public struct AgentOutput: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 19
    /// The conversation that carries this message.
    public static let conversation = Conversation.control
    /// The session.
    public var session: Session?
    /// The piece.
    public var chunk: OutputChunk?

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        chunk: OutputChunk? = nil
    ) {
        self.session = session
        self.chunk = chunk
    }
}

extension AgentOutput: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AgentOutput>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.chunk = try reader.optional(c.chunk)
    }

    func write(to c: UnsafeMutablePointer<Muster__AgentOutput>, _ arena: WireArena) throws(WireError) {
        muster__agent_output__init(c)
        c.pointee.session = try arena.optional(self.session)
        c.pointee.chunk = try arena.optional(self.chunk)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AgentOutput>) -> Int {
        muster__agent_output__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AgentOutput>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__agent_output__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AgentOutput>? {
        muster__agent_output__unpack(allocator, count, data)
    }
}

/// Orders leaders for agents.
public struct LeaderStamp: WireMessage {
    /// Recovery generation of the cluster.
    public var generation: UInt64
    /// The leader's term.
    public var term: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        generation: UInt64 = 0,
        term: UInt64 = 0
    ) {
        self.generation = generation
        self.term = term
    }
}

extension LeaderStamp: CRepresented {
    init(reading pointer: UnsafePointer<Muster__LeaderStamp>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.generation = c.generation
        self.term = c.term
    }

    func write(to c: UnsafeMutablePointer<Muster__LeaderStamp>, _ arena: WireArena) throws(WireError) {
        muster__leader_stamp__init(c)
        c.pointee.generation = self.generation
        c.pointee.term = self.term
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__LeaderStamp>) -> Int {
        muster__leader_stamp__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__LeaderStamp>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__leader_stamp__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__LeaderStamp>? {
        muster__leader_stamp__unpack(allocator, count, data)
    }
}

/// Renews the lease from the instant at which `sequence` was sent.
public struct Acknowledgement: WireMessage {
    /// The session.
    public var session: Session?
    /// The hello or beat that it answers.
    public var sequence: UInt64
    /// Must be dead before the lease counts as renewed.
    public var end: [AttemptRef]
    /// Their end is committed.
    public var settledTasks: [AttemptRef]
    /// Their result is committed.
    public var settledCommands: [UInt64]
    /// A later order for a command up to this one is refused.
    public var commandsSettledThrough: UInt64
    /// How often to beat from now on; 0 for as before.
    public var beatIntervalNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        sequence: UInt64 = 0,
        end: [AttemptRef] = [],
        settledTasks: [AttemptRef] = [],
        settledCommands: [UInt64] = [],
        commandsSettledThrough: UInt64 = 0,
        beatIntervalNs: UInt64 = 0
    ) {
        self.session = session
        self.sequence = sequence
        self.end = end
        self.settledTasks = settledTasks
        self.settledCommands = settledCommands
        self.commandsSettledThrough = commandsSettledThrough
        self.beatIntervalNs = beatIntervalNs
    }
}

extension Acknowledgement: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Acknowledgement>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.sequence = c.sequence
        self.end = try reader.messages(c.end, c.n_end)
        self.settledTasks = try reader.messages(c.settled_tasks, c.n_settled_tasks)
        self.settledCommands = try reader.array(c.settled_commands, c.n_settled_commands)
        self.commandsSettledThrough = c.commands_settled_through
        self.beatIntervalNs = c.beat_interval_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__Acknowledgement>, _ arena: WireArena) throws(WireError) {
        muster__acknowledgement__init(c)
        c.pointee.session = try arena.optional(self.session)
        c.pointee.sequence = self.sequence
        (c.pointee.end, c.pointee.n_end) = try arena.messages(self.end)
        (c.pointee.settled_tasks, c.pointee.n_settled_tasks) = try arena.messages(self.settledTasks)
        (c.pointee.settled_commands, c.pointee.n_settled_commands) = try arena.array(self.settledCommands)
        c.pointee.commands_settled_through = self.commandsSettledThrough
        c.pointee.beat_interval_ns = self.beatIntervalNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Acknowledgement>) -> Int {
        muster__acknowledgement__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Acknowledgement>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__acknowledgement__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Acknowledgement>? {
        muster__acknowledgement__unpack(allocator, count, data)
    }
}

/// The session is not known: end these, then open a new one.
public struct OpenNewSession: WireMessage {
    /// The session that is not known.
    public var session: Session?
    /// Must be dead first.
    public var end: [AttemptRef]

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        end: [AttemptRef] = []
    ) {
        self.session = session
        self.end = end
    }
}

extension OpenNewSession: CRepresented {
    init(reading pointer: UnsafePointer<Muster__OpenNewSession>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.end = try reader.messages(c.end, c.n_end)
    }

    func write(to c: UnsafeMutablePointer<Muster__OpenNewSession>, _ arena: WireArena) throws(WireError) {
        muster__open_new_session__init(c)
        c.pointee.session = try arena.optional(self.session)
        (c.pointee.end, c.pointee.n_end) = try arena.messages(self.end)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__OpenNewSession>) -> Int {
        muster__open_new_session__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__OpenNewSession>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__open_new_session__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__OpenNewSession>? {
        muster__open_new_session__unpack(allocator, count, data)
    }
}

/// Start an attempt.
public struct Assignment: WireMessage {
    /// The session that it is authorised for.
    public var session: Session?
    /// The attempt.
    public var attempt: AttemptRef?
    /// The fencing token.
    public var token: Token?
    /// The beat whose lease it counts under.
    public var leaseSequence: UInt64
    /// Index of the allocation within the job.
    public var index: UInt64
    /// The job as the attempt runs it.
    public var definition: JobDefinition?
    /// The GPUs that it may use.
    public var gpus: [GpuShare]

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        attempt: AttemptRef? = nil,
        token: Token? = nil,
        leaseSequence: UInt64 = 0,
        index: UInt64 = 0,
        definition: JobDefinition? = nil,
        gpus: [GpuShare] = []
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

extension Assignment: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Assignment>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.attempt = try reader.optional(c.attempt)
        self.token = try reader.optional(c.token)
        self.leaseSequence = c.lease_sequence
        self.index = c.index
        self.definition = try reader.optional(c.definition)
        self.gpus = try reader.messages(c.gpus, c.n_gpus)
    }

    func write(to c: UnsafeMutablePointer<Muster__Assignment>, _ arena: WireArena) throws(WireError) {
        muster__assignment__init(c)
        c.pointee.session = try arena.optional(self.session)
        c.pointee.attempt = try arena.optional(self.attempt)
        c.pointee.token = try arena.optional(self.token)
        c.pointee.lease_sequence = self.leaseSequence
        c.pointee.index = self.index
        c.pointee.definition = try arena.optional(self.definition)
        (c.pointee.gpus, c.pointee.n_gpus) = try arena.messages(self.gpus)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Assignment>) -> Int {
        muster__assignment__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Assignment>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__assignment__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Assignment>? {
        muster__assignment__unpack(allocator, count, data)
    }
}

/// Ask an attempt to end.
public struct StopTask: WireMessage {
    /// The session.
    public var session: Session?
    /// The attempt.
    public var attempt: AttemptRef?
    /// The code of Fleet's StopReason.
    public var reason: UInt32

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        attempt: AttemptRef? = nil,
        reason: UInt32 = 0
    ) {
        self.session = session
        self.attempt = attempt
        self.reason = reason
    }
}

extension StopTask: CRepresented {
    init(reading pointer: UnsafePointer<Muster__StopTask>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.attempt = try reader.optional(c.attempt)
        self.reason = c.reason
    }

    func write(to c: UnsafeMutablePointer<Muster__StopTask>, _ arena: WireArena) throws(WireError) {
        muster__stop_task__init(c)
        c.pointee.session = try arena.optional(self.session)
        c.pointee.attempt = try arena.optional(self.attempt)
        c.pointee.reason = self.reason
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__StopTask>) -> Int {
        muster__stop_task__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__StopTask>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__stop_task__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__StopTask>? {
        muster__stop_task__unpack(allocator, count, data)
    }
}

/// Run a command.
public struct RunCommand: WireMessage {
    /// The session that it was accepted for.
    public var session: Session?
    /// The command's number.
    public var command: UInt64
    /// What to run.
    public var definition: CommandDefinition?
    /// The beat from which the start limit counts.
    public var leaseSequence: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        command: UInt64 = 0,
        definition: CommandDefinition? = nil,
        leaseSequence: UInt64 = 0
    ) {
        self.session = session
        self.command = command
        self.definition = definition
        self.leaseSequence = leaseSequence
    }
}

extension RunCommand: CRepresented {
    init(reading pointer: UnsafePointer<Muster__RunCommand>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.command = c.command
        self.definition = try reader.optional(c.definition)
        self.leaseSequence = c.lease_sequence
    }

    func write(to c: UnsafeMutablePointer<Muster__RunCommand>, _ arena: WireArena) throws(WireError) {
        muster__run_command__init(c)
        c.pointee.session = try arena.optional(self.session)
        c.pointee.command = self.command
        c.pointee.definition = try arena.optional(self.definition)
        c.pointee.lease_sequence = self.leaseSequence
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__RunCommand>) -> Int {
        muster__run_command__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__RunCommand>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__run_command__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__RunCommand>? {
        muster__run_command__unpack(allocator, count, data)
    }
}

/// Send a piece of a task's log.
public struct ReadLog: WireMessage {
    /// The session.
    public var session: Session?
    /// The request's number, which comes back.
    public var request: UInt64
    /// The attempt.
    public var attempt: AttemptRef?
    /// 0 for standard output, 1 for standard error.
    public var stream: UInt32
    /// Where to begin; 2^64-1 for `limit` bytes before the end.
    public var offset: UInt64
    /// Bytes at the most.
    public var limit: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        session: Session? = nil,
        request: UInt64 = 0,
        attempt: AttemptRef? = nil,
        stream: UInt32 = 0,
        offset: UInt64 = 0,
        limit: UInt64 = 0
    ) {
        self.session = session
        self.request = request
        self.attempt = attempt
        self.stream = stream
        self.offset = offset
        self.limit = limit
    }
}

extension ReadLog: CRepresented {
    init(reading pointer: UnsafePointer<Muster__ReadLog>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.session = try reader.optional(c.session)
        self.request = c.request
        self.attempt = try reader.optional(c.attempt)
        self.stream = c.stream
        self.offset = c.offset
        self.limit = c.limit
    }

    func write(to c: UnsafeMutablePointer<Muster__ReadLog>, _ arena: WireArena) throws(WireError) {
        muster__read_log__init(c)
        c.pointee.session = try arena.optional(self.session)
        c.pointee.request = self.request
        c.pointee.attempt = try arena.optional(self.attempt)
        c.pointee.stream = self.stream
        c.pointee.offset = self.offset
        c.pointee.limit = self.limit
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__ReadLog>) -> Int {
        muster__read_log__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__ReadLog>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__read_log__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__ReadLog>? {
        muster__read_log__unpack(allocator, count, data)
    }
}

/// Where all coordinators are reached.
public struct CoordinatorList: WireMessage {
    /// The members.
    public var members: [CoordinatorAddress]

    /// Every field has its proto3 default unless given.
    public init(
        members: [CoordinatorAddress] = []
    ) {
        self.members = members
    }
}

extension CoordinatorList: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CoordinatorList>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.members = try reader.messages(c.members, c.n_members)
    }

    func write(to c: UnsafeMutablePointer<Muster__CoordinatorList>, _ arena: WireArena) throws(WireError) {
        muster__coordinator_list__init(c)
        (c.pointee.members, c.pointee.n_members) = try arena.messages(self.members)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CoordinatorList>) -> Int {
        muster__coordinator_list__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CoordinatorList>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__coordinator_list__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CoordinatorList>? {
        muster__coordinator_list__unpack(allocator, count, data)
    }
}

/// What a coordinator orders.
public struct LeaderOrder: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 32
    /// The conversation that carries this message.
    public static let conversation = Conversation.control
    /// Orders leaders: agents obey the highest.
    public var stamp: LeaderStamp?
    /// The choice `order`; nil if the sender set none.
    public var order: Order?

    /// The choices of `order`.
    public enum Order: Hashable, Sendable {
        /// The choice `acknowledge`.
        case acknowledge(Acknowledgement)
        /// The choice `open_new_session`.
        case openNewSession(OpenNewSession)
        /// The choice `assign`.
        case assign(Assignment)
        /// The choice `stop`.
        case stop(StopTask)
        /// The choice `run`.
        case run(RunCommand)
        /// The choice `read_log`.
        case readLog(ReadLog)
        /// The choice `coordinators`.
        case coordinators(CoordinatorList)
    }

    /// Every field has its proto3 default unless given.
    public init(
        stamp: LeaderStamp? = nil,
        order: Order? = nil
    ) {
        self.stamp = stamp
        self.order = order
    }
}

extension LeaderOrder: CRepresented {
    init(reading pointer: UnsafePointer<Muster__LeaderOrder>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.stamp = try reader.optional(c.stamp)
        switch c.order_case.rawValue {
        case 2: self.order = .acknowledge(try reader.required(c.acknowledge))
        case 3: self.order = .openNewSession(try reader.required(c.open_new_session))
        case 4: self.order = .assign(try reader.required(c.assign))
        case 5: self.order = .stop(try reader.required(c.stop))
        case 6: self.order = .run(try reader.required(c.run))
        case 7: self.order = .readLog(try reader.required(c.read_log))
        case 8: self.order = .coordinators(try reader.required(c.coordinators))
        default: self.order = nil
        }
    }

    func write(to c: UnsafeMutablePointer<Muster__LeaderOrder>, _ arena: WireArena) throws(WireError) {
        muster__leader_order__init(c)
        c.pointee.stamp = try arena.optional(self.stamp)
        switch self.order {
        case nil: break
        case .acknowledge(let value):
            c.pointee.order_case = Muster__LeaderOrder__OrderCase(rawValue: 2)
            c.pointee.acknowledge = try arena.message(value)
        case .openNewSession(let value):
            c.pointee.order_case = Muster__LeaderOrder__OrderCase(rawValue: 3)
            c.pointee.open_new_session = try arena.message(value)
        case .assign(let value):
            c.pointee.order_case = Muster__LeaderOrder__OrderCase(rawValue: 4)
            c.pointee.assign = try arena.message(value)
        case .stop(let value):
            c.pointee.order_case = Muster__LeaderOrder__OrderCase(rawValue: 5)
            c.pointee.stop = try arena.message(value)
        case .run(let value):
            c.pointee.order_case = Muster__LeaderOrder__OrderCase(rawValue: 6)
            c.pointee.run = try arena.message(value)
        case .readLog(let value):
            c.pointee.order_case = Muster__LeaderOrder__OrderCase(rawValue: 7)
            c.pointee.read_log = try arena.message(value)
        case .coordinators(let value):
            c.pointee.order_case = Muster__LeaderOrder__OrderCase(rawValue: 8)
            c.pointee.coordinators = try arena.message(value)
        }
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__LeaderOrder>) -> Int {
        muster__leader_order__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__LeaderOrder>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__leader_order__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__LeaderOrder>? {
        muster__leader_order__unpack(allocator, count, data)
    }
}

/// The sender is over its quota: what it sent was dropped.
public struct Overloaded: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 33
    /// The conversation that carries this message.
    public static let conversation = Conversation.control
    /// Wait so long before sending more.
    public var retryAfterNs: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        retryAfterNs: UInt64 = 0
    ) {
        self.retryAfterNs = retryAfterNs
    }
}

extension Overloaded: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Overloaded>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.retryAfterNs = c.retry_after_ns
    }

    func write(to c: UnsafeMutablePointer<Muster__Overloaded>, _ arena: WireArena) throws(WireError) {
        muster__overloaded__init(c)
        c.pointee.retry_after_ns = self.retryAfterNs
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Overloaded>) -> Int {
        muster__overloaded__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Overloaded>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__overloaded__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Overloaded>? {
        muster__overloaded__unpack(allocator, count, data)
    }
}

/// Every message of the control conversation that can stand alone in a frame.
public enum ControlMessage: ConversationMessage {
    /// Opens a session; said again until acknowledged.
    case hello(Hello)
    /// A heartbeat and the report of everything that runs.
    case beat(Beat)
    /// The agent leaves for good.
    case goodbye(Goodbye)
    /// Output from an agent.
    case agentOutput(AgentOutput)
    /// What a coordinator orders.
    case leaderOrder(LeaderOrder)
    /// The sender is over its quota: what it sent was dropped.
    case overloaded(Overloaded)

    /// The conversation of these messages.
    public static let conversation = Conversation.control
    /// The numbers in use, in the order of the `.proto` file.
    public static let kinds: [UInt16] = [16, 17, 18, 19, 32, 33]

    /// The message inside.
    public var message: any FramedMessage {
        switch self {
        case .hello(let message): message
        case .beat(let message): message
        case .goodbye(let message): message
        case .agentOutput(let message): message
        case .leaderOrder(let message): message
        case .overloaded(let message): message
        }
    }

    /// Reads the body of a frame; nil if the kind is not of this conversation.
    public static func decodeBody(kind: UInt16, _ body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) -> ControlMessage? {
        switch kind {
        case Hello.kind: .hello(try Hello(decodingBody: body, limits: limits))
        case Beat.kind: .beat(try Beat(decodingBody: body, limits: limits))
        case Goodbye.kind: .goodbye(try Goodbye(decodingBody: body, limits: limits))
        case AgentOutput.kind: .agentOutput(try AgentOutput(decodingBody: body, limits: limits))
        case LeaderOrder.kind: .leaderOrder(try LeaderOrder(decodingBody: body, limits: limits))
        case Overloaded.kind: .overloaded(try Overloaded(decodingBody: body, limits: limits))
        default: nil
        }
    }
}
