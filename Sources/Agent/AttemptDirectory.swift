import AgentCore
import Determinism
import Fleet
import Glibc

/// What a supervisor says about itself, for the agents that come after the one that started it.
public struct SupervisorStatus: Hashable, Sendable {
    /// The version of the file's form.
    public static let version: UInt64 = 1

    /// What it does.
    public enum Phase: UInt8, Sendable {
        /// It runs its task, or is about to.
        case live = 1
        /// SIGKILL did not end the tree within the bound; it keeps trying.
        case notDead = 2
    }

    /// The boot in which it lives.
    public var bootID: String
    /// Its pid outside its namespace.
    public var pid: Int32
    /// The start time of that pid in clock ticks since boot: with the pid it names one process.
    public var startTicks: UInt64
    /// What it does.
    public var phase: Phase
    /// What could not be had, such as control groups; sentences for people.
    public var notes: [String]

    /// A status.
    public init(bootID: String, pid: Int32, startTicks: UInt64, phase: Phase, notes: [String] = []) {
        self.bootID = bootID
        self.pid = pid
        self.startTicks = startTicks
        self.phase = phase
        self.notes = notes
    }
}

/// The record of an attempt's end.
public struct ExitRecord: Hashable, Sendable {
    /// The version of the file's form.
    public static let version: UInt64 = 1

    /// Which attempt.
    public var id: AttemptID
    /// Its fencing token.
    public var token: FencingToken
    /// How it ended.
    public var end: TaskEnd
    /// When it was started; the epoch if it was not.
    public var startedAt: WallTime
    /// When its tree was empty.
    public var endedAt: WallTime
    /// Whether its control group counted an out-of-memory kill.
    public var outOfMemory: Bool
    /// Output that could not be kept, in bytes.
    public var outputDropped: UInt64
    /// The supervisor's notes; sentences for people.
    public var notes: [String]

    /// A record.
    public init(
        id: AttemptID, token: FencingToken, end: TaskEnd, startedAt: WallTime = .epoch, endedAt: WallTime,
        outOfMemory: Bool = false, outputDropped: UInt64 = 0, notes: [String] = []
    ) {
        self.id = id
        self.token = token
        self.end = end
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outOfMemory = outOfMemory
        self.outputDropped = outputDropped
        self.notes = notes
    }
}

/// The claim of an attempt: made once, before anything of it runs, and last to go.
public struct AttemptClaim: Hashable, Sendable {
    /// The version of the file's form.
    public static let version: UInt64 = 1

    /// Which attempt.
    public var id: AttemptID
    /// Its fencing token.
    public var token: FencingToken
    /// The boot in which it was claimed.
    public var bootID: String
}

/// The directory of one attempt: `claim`, `spec`, `status`, `exit`, `reserve`, `alive`, `stdout`, `stderr`, `supervisor.log`, and
/// `task`, which belongs to the task. As long as it exists the attempt cannot be claimed again: after the end it is the
/// attempt's tombstone, until the end is committed.
public struct AttemptDirectory: Hashable, Sendable {
    /// Why a directory cannot be used.
    public enum Failure: Error, Hashable, CustomStringConvertible {
        /// The attempt was claimed before: it must not be started again.
        case alreadyClaimed(AttemptID)
        /// A file in it is missing or damaged.
        case damaged(path: String, reason: String)

        /// One sentence for a person.
        public var description: String {
            switch self {
            case .alreadyClaimed(let id): "attempt \(id) was claimed before and is never started twice"
            case .damaged(let path, let reason): "\(path) is damaged (\(reason)); the attempt counts as lost"
            }
        }
    }

    /// Which attempt.
    public let id: AttemptID
    /// Where.
    public let path: String

    /// The directory of an attempt, which may not exist.
    public init(attempts: String, id: AttemptID) {
        self.id = id
        path = attempts + "/" + id.description
    }

    /// The attempts that have directories, ascending; other names are passed over.
    public static func list(in attempts: String) throws(SystemError) -> [AttemptDirectory] {
        try DurableFile.names(in: attempts).compactMap { AttemptID(directoryName: $0) }.sorted().map {
            AttemptDirectory(attempts: attempts, id: $0)
        }
    }

    /// The path of a file of it.
    public func file(_ name: String) -> String { path + "/" + name }

    /// Claims the attempt durably. Throws `alreadyClaimed` if it was ever claimed before.
    public func claim(token: FencingToken, bootID: String) throws {
        if mkdir(path, 0o711) == 0 {
            try DurableFile.synchroniseDirectory(of: path)
        } else if errno != EEXIST {
            throw SystemError("cannot make directory", path)
        }
        do {
            try DurableFile.create(
                file("claim"), AttemptClaim(id: id, token: token, bootID: bootID).canonicalBytes)
        } catch let error where error.code == EEXIST {
            throw Failure.alreadyClaimed(id)
        }
    }

    /// The claim; nil if there is none (the agent ended before it claimed: nothing was started).
    public func readClaim() throws -> AttemptClaim? { try read("claim") }

    /// Writes the spec for the supervisor.
    public func write(_ spec: TaskSpec) throws(SystemError) {
        try DurableFile.replace(file("spec"), spec.canonicalBytes, durable: false)
    }
    /// The spec.
    public func readSpec() throws -> TaskSpec? { try read("spec") }

    /// Writes the supervisor's status. It only matters within one boot, so it is not forced to the disk.
    public func write(_ status: SupervisorStatus) throws(SystemError) {
        try DurableFile.replace(file("status"), status.canonicalBytes, durable: false)
    }
    /// The supervisor's status.
    public func readStatus() throws -> SupervisorStatus? { try read("status") }

    /// Writes the record of the end, durably. The first record stands.
    public func write(_ record: ExitRecord) throws(SystemError) {
        if access(file("exit"), F_OK) == 0 { return }
        do {
            try DurableFile.replace(file("exit"), record.canonicalBytes)
        } catch {
            // The disk is full: the record takes the room that was kept for it.
            guard unlink(file("reserve")) == 0 else { throw error }
            try DurableFile.replace(file("exit"), record.canonicalBytes)
        }
    }

    /// Keeps room for the record of the end, so that a disk that fills up while the task runs does not hold up the news.
    public func reserve() throws(SystemError) {
        let path = file("reserve")
        let reserve = try Descriptor(open: path, O_WRONLY | O_CREAT, mode: 0o600)
        let code = posix_fallocate(reserve.number, 0, 16_384)
        guard code == 0 else { throw SystemError("cannot keep room in", path, code: code) }
    }
    /// The record of the end; nil while there is none.
    public func readExit() throws -> ExitRecord? { try read("exit") }

    /// Makes a finished attempt small: everything goes but the claim and the record, and what it wrote if that is to be kept.
    public func entomb(keepingLogs: Bool = false) throws(SystemError) {
        for name in try DurableFile.names(in: path) where name != "claim" && name != "exit" {
            if keepingLogs, name.hasPrefix("stdout") || name.hasPrefix("stderr") { continue }
            try DurableFile.remove(file(name))
        }
    }

    /// Removes a finished attempt, once its end is committed. The claim goes last.
    public func remove() throws(SystemError) {
        for name in try DurableFile.names(in: path) where name != "claim" { try DurableFile.remove(file(name)) }
        try DurableFile.remove(path)
    }

    private func read<Value: Canonical>(_ name: String) throws -> Value? {
        guard let bytes = try DurableFile.read(file(name), limit: 16 << 20) else { return nil }
        do {
            return try Value(canonicalBytes: bytes)
        } catch {
            throw Failure.damaged(path: file(name), reason: error.description)
        }
    }
}

extension AttemptClaim: Canonical {
    /// The version and the fields in order.
    public func encode(into writer: inout ByteWriter) {
        writer.write(AttemptClaim.version)
        writer.write(id, token)
        writer.write(bootID)
    }

    /// Reads the version and the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        try reader.expect(version: AttemptClaim.version, of: "a claim")
        (id, token) = try reader.readAttempt()
        bootID = try reader.readString()
    }
}

extension SupervisorStatus: Canonical {
    /// The version and the fields in order.
    public func encode(into writer: inout ByteWriter) {
        writer.write(SupervisorStatus.version)
        writer.write(bootID)
        writer.write(Int64(pid))
        writer.write(startTicks)
        writer.write(byte: phase.rawValue)
        writer.write(notes)
    }

    /// Reads the version and the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        try reader.expect(version: SupervisorStatus.version, of: "a status")
        bootID = try reader.readString()
        pid = Int32(truncatingIfNeeded: try reader.readInt64())
        startTicks = try reader.readUInt64()
        guard let phase = Phase(rawValue: try reader.readByte()) else { throw reader.malformed("an unknown phase") }
        self.phase = phase
        notes = try reader.readArray()
    }
}

extension ExitRecord: Canonical {
    /// The version and the fields in order.
    public func encode(into writer: inout ByteWriter) {
        writer.write(ExitRecord.version)
        writer.write(id, token)
        writer.write(end)
        writer.write(startedAt)
        writer.write(endedAt)
        writer.write(outOfMemory)
        writer.write(outputDropped)
        writer.write(notes)
    }

    /// Reads the version and the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        try reader.expect(version: ExitRecord.version, of: "an exit record")
        (id, token) = try reader.readAttempt()
        end = try reader.read()
        startedAt = try reader.read()
        endedAt = try reader.read()
        outOfMemory = try reader.readBool()
        outputDropped = try reader.readUInt64()
        notes = try reader.readArray()
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ id: AttemptID, _ token: FencingToken) {
        write(id.allocation.number)
        write(id.number)
        write(token.generation)
        write(token.index)
    }
}

extension ByteReader {
    fileprivate mutating func expect(version: UInt64, of name: String) throws(Malformed) {
        let found = try readUInt64()
        if found != version { throw malformed("\(name) of version \(found)") }
    }

    fileprivate mutating func readAttempt() throws(Malformed) -> (AttemptID, FencingToken) {
        let id = AttemptID(allocation: AllocationID(try readUInt64()), number: try readUInt64())
        return (id, FencingToken(generation: try readUInt64(), index: try readUInt64()))
    }
}
