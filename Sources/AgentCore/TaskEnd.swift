import Determinism
import Fleet

/// Why an attempt is over.
public enum TaskEndCause: Hashable, Sendable {
    /// The main process ended by itself.
    case exited
    /// Somebody asked for it.
    case stopped
    /// The lease ended without renewal.
    case leaseLapsed
    /// The program could not be started. `stage` is a `muster_spawn_stage` of CLinux, or 0 for the supervisor's own
    /// preparations; `error` is an errno.
    case startFailed(stage: Int32, error: Int32)
    /// It had run for as long as it may.
    case timeLimit
    /// The supervisor ended without a record, and with it the whole tree; written by the agent that found it.
    case supervisorLost
}

/// What became of the checkpoint that a task was asked for before its end.
public enum CheckpointOutcome: Hashable, Sendable {
    /// None was asked for.
    case notAsked
    /// It was asked for, and the task did not say that it was written before it had to end or ended.
    case notWritten
    /// The task said that it was written, that long after it was asked.
    case written(after: Span)
}

/// The end of an attempt: final, since nothing of its process tree is alive when it is made.
public struct TaskEnd: Hashable, Sendable {
    /// Why it is over.
    public var cause: TaskEndCause
    /// How the main process ended; nil if it never ran or nobody saw it.
    public var process: ExitStatus?
    /// How much later than planned the first kill of the tree was sent when the lease lapsed: the time for which a frozen
    /// supervisor may have let the task run again. Zero for other causes.
    public var killLateness: Span
    /// How long after the end of the lease itself something of the tree was still alive; zero when all was dead in time.
    public var overrun: Span
    /// What became of a checkpoint that was asked for.
    public var checkpoint: CheckpointOutcome

    /// The end of an attempt.
    public init(
        cause: TaskEndCause, process: ExitStatus? = nil, killLateness: Span = .zero, overrun: Span = .zero,
        checkpoint: CheckpointOutcome = .notAsked
    ) {
        self.cause = cause
        self.process = process
        self.killLateness = killLateness
        self.overrun = overrun
        self.checkpoint = checkpoint
    }
}

extension TaskEndCause: Canonical {
    /// A kind, and numbers where it has some.
    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .exited: writer.write(byte: 1)
        case .stopped: writer.write(byte: 2)
        case .leaseLapsed: writer.write(byte: 3)
        case .startFailed(let stage, let error):
            writer.write(byte: 4)
            writer.write(Int64(stage))
            writer.write(Int64(error))
        case .supervisorLost: writer.write(byte: 5)
        case .timeLimit: writer.write(byte: 6)
        }
    }

    /// Reads a kind and its numbers.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.readByte() {
        case 1: self = .exited
        case 2: self = .stopped
        case 3: self = .leaseLapsed
        case 4:
            let stage = Int32(truncatingIfNeeded: try reader.readInt64())
            self = .startFailed(stage: stage, error: Int32(truncatingIfNeeded: try reader.readInt64()))
        case 5: self = .supervisorLost
        case 6: self = .timeLimit
        case let other: throw reader.malformed("an unknown cause \(other) of a task's end")
        }
    }
}

extension TaskEnd: Canonical {
    /// The fields in order.
    public func encode(into writer: inout ByteWriter) {
        writer.write(cause)
        switch process {
        case nil: writer.write(byte: 0)
        case .code(let code):
            writer.write(byte: 1)
            writer.write(code)
        case .signal(let signal):
            writer.write(byte: 2)
            writer.write(signal)
        }
        writer.write(killLateness)
        writer.write(overrun)
        switch checkpoint {
        case .notAsked: writer.write(byte: 0)
        case .notWritten: writer.write(byte: 1)
        case .written(let span):
            writer.write(byte: 2)
            writer.write(span)
        }
    }

    /// Reads the fields in order.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        cause = try reader.read()
        switch try reader.readByte() {
        case 0: process = nil
        case 1: process = .code(try reader.readUInt64())
        case 2: process = .signal(try reader.readUInt64())
        case let other: throw reader.malformed("an unknown kind \(other) of exit")
        }
        killLateness = try reader.read()
        overrun = try reader.read()
        switch try reader.readByte() {
        case 0: checkpoint = .notAsked
        case 1: checkpoint = .notWritten
        case 2: checkpoint = .written(after: try reader.read())
        case let other: throw reader.malformed("an unknown outcome \(other) of a checkpoint")
        }
    }
}
