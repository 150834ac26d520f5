import AgentCore
import Determinism
import Fleet

/// What a supervisor needs to run one attempt. Handed over as a file that only root reads: it may hold secrets.
public struct TaskSpec: Hashable, Sendable {
    /// The version of the file's form: the lowest that knows what it holds.
    public var version: UInt64 { timeLimit == nil ? 2 : 3 }

    /// The name of the job, for the task's information.
    public var job: String
    /// Which attempt of which allocation.
    public var id: AttemptID
    /// The fencing token.
    public var token: FencingToken
    /// The program and its arguments; a program without a slash is looked up in the task's PATH.
    public var arguments: [String]
    /// Names and values, in order; Muster's own `MUSTER_` variables are added.
    public var environment: [Variable]
    /// Where it runs; empty for the task's own directory.
    public var workingDirectory: String
    /// Who it runs as.
    public var identity: Identity
    /// L: how long an acknowledged beat keeps it alive; may be `unlimited`.
    public var leaseLength: Span
    /// How long before the lease's end the killing starts.
    public var killLead: Span
    /// How it is asked to save its work before it is asked to stop; nil if it cannot.
    public var checkpoint: SupervisorCore.Checkpoint?
    /// The signal that asks it to stop.
    public var stopSignal: Int32
    /// How long it then has.
    public var stopGrace: Span
    /// How long it may run; nil for as long as it takes.
    public var timeLimit: Span?
    /// CPU time in thousandths of a core; 0 for no limit.
    public var cpuMillicores: UInt64
    /// Memory in bytes; 0 for no limit.
    public var memoryBytes: UInt64
    /// How large a file of stdout or stderr may grow before it is put aside as the one older file.
    public var outputLimit: UInt64

    /// A variable of the environment.
    public struct Variable: Hashable, Sendable {
        /// Its name: not empty, without `=`.
        public var name: String
        /// Its value.
        public var value: String

        /// A variable.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Who a process runs as.
    public struct Identity: Hashable, Sendable {
        /// The user.
        public var uid: UInt32
        /// The group.
        public var gid: UInt32
        /// The supplementary groups.
        public var groups: [UInt32]

        /// An identity.
        public init(uid: UInt32, gid: UInt32, groups: [UInt32] = []) {
            self.uid = uid
            self.gid = gid
            self.groups = groups
        }
    }

    /// A spec with usual terms: a lease of 60 s, a kill lead of 2 s, SIGTERM and 10 s to stop, no limits, 64 MiB of output.
    public init(
        job: String = "", id: AttemptID, token: FencingToken, arguments: [String],
        environment: [Variable] = [], workingDirectory: String = "", identity: Identity = Identity(uid: 0, gid: 0),
        leaseLength: Span = .seconds(60), killLead: Span = .seconds(2), stopSignal: Int32 = 15,
        stopGrace: Span = .seconds(10), checkpoint: SupervisorCore.Checkpoint? = nil,
        timeLimit: Span? = nil, cpuMillicores: UInt64 = 0,
        memoryBytes: UInt64 = 0,
        outputLimit: UInt64 = 64 << 20
    ) {
        self.job = job
        self.id = id
        self.token = token
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.identity = identity
        self.leaseLength = leaseLength
        self.killLead = killLead
        self.stopSignal = stopSignal
        self.stopGrace = stopGrace
        self.checkpoint = checkpoint
        self.timeLimit = timeLimit
        self.cpuMillicores = cpuMillicores
        self.memoryBytes = memoryBytes
        self.outputLimit = outputLimit
    }

    /// The terms for the supervisor's decisions.
    public var terms: SupervisorCore.Terms {
        SupervisorCore.Terms(
            leaseLength: leaseLength, killLead: killLead,
            limit: timeLimit.map {
                SupervisorCore.Limit(span: $0, signal: stopSignal, grace: stopGrace, checkpoint: checkpoint)
            })
    }

    /// What is wrong with the spec, in one sentence; nil if nothing is.
    public var complaint: String? {
        guard let program = arguments.first, !program.isEmpty else {
            return "task \(id) names no program; give its argv at least one word"
        }
        if arguments.contains(where: { $0.utf8.contains(0) }) {
            return "task \(id) has a NUL byte in its argv; remove it"
        }
        for variable in environment {
            if variable.name.isEmpty || variable.name.utf8.contains(UInt8(ascii: "="))
                || variable.name.utf8.contains(0) || variable.value.utf8.contains(0)
            {
                return "task \(id) has an environment variable \"\(variable.name)\" that no process can have; rename it"
            }
        }
        return nil
    }
}

extension AttemptID {
    /// Reads `<allocation>.<attempt>` as it stands on disk; nil for anything else.
    public init?(directoryName text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let allocation = UInt64(parts[0]), let number = UInt64(parts[1]),
            "\(allocation).\(number)" == text
        else { return nil }
        self.init(allocation: AllocationID(allocation), number: number)
    }
}

extension TaskSpec: Canonical {
    /// The version and the fields in order.
    public func encode(into writer: inout ByteWriter) {
        writer.write(version)
        writer.write(job)
        writer.write(id.allocation.number)
        writer.write(id.number)
        writer.write(token.generation)
        writer.write(token.index)
        writer.write(arguments)
        writer.write(UInt64(environment.count))
        for variable in environment {
            writer.write(variable.name)
            writer.write(variable.value)
        }
        writer.write(workingDirectory)
        writer.write(UInt64(identity.uid))
        writer.write(UInt64(identity.gid))
        writer.write(identity.groups.map(UInt64.init))
        writer.write(leaseLength)
        writer.write(killLead)
        writer.write(Int64(stopSignal))
        writer.write(stopGrace)
        writer.write(cpuMillicores)
        writer.write(memoryBytes)
        writer.write(outputLimit)
        writer.write(checkpoint != nil)
        if let checkpoint {
            writer.write(Int64(checkpoint.signal))
            writer.write(checkpoint.grace)
        }
        if let timeLimit { writer.write(timeLimit) }
    }

    /// Reads the version and the fields; refuses other versions.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let version = try reader.readUInt64()
        guard version == 2 || version == 3 else { throw reader.malformed("a task spec of version \(version)") }
        job = try reader.readString()
        let allocation = AllocationID(try reader.readUInt64())
        id = AttemptID(allocation: allocation, number: try reader.readUInt64())
        token = FencingToken(generation: try reader.readUInt64(), index: try reader.readUInt64())
        arguments = try reader.readArray()
        environment = []
        for _ in 0..<(try reader.readCount()) {
            environment.append(Variable(try reader.readString(), try reader.readString()))
        }
        workingDirectory = try reader.readString()
        identity = Identity(uid: try reader.readUInt32(), gid: try reader.readUInt32())
        for _ in 0..<(try reader.readCount()) { identity.groups.append(try reader.readUInt32()) }
        leaseLength = try reader.read()
        killLead = try reader.read()
        stopSignal = Int32(truncatingIfNeeded: try reader.readInt64())
        stopGrace = try reader.read()
        cpuMillicores = try reader.readUInt64()
        memoryBytes = try reader.readUInt64()
        outputLimit = try reader.readUInt64()
        if try reader.readBool() {
            let signal = Int32(truncatingIfNeeded: try reader.readInt64())
            checkpoint = SupervisorCore.Checkpoint(signal: signal, grace: try reader.read())
        }
        timeLimit = version == 3 ? try reader.read() : nil
    }
}

extension ByteReader {
    /// Reads an integer of 32 bits; refuses larger ones.
    mutating func readUInt32() throws(Malformed) -> UInt32 {
        let value = try readUInt64()
        guard let narrow = UInt32(exactly: value) else { throw malformed("a number of more than 32 bits") }
        return narrow
    }
}
