import CLinux
import Determinism
import Fleet
import Glibc

/// Which commands were begun on this server, and how they ended: what makes "at most once" true over crashes. A directory a
/// command: `journal` is there before anything runs, `outcome` after it has ended; `process` tells what to kill if the agent
/// ends in between, `stdout` and `stderr` what was said.
public struct CommandJournal: Sendable {
    /// The version of the files' form.
    public static let version: UInt64 = 1

    /// The directory of all commands.
    public let path: String
    private let bootID: String

    /// The journal below a state directory, which is made if it is missing.
    public init(stateDirectory: String, bootID: String) throws {
        path = stateDirectory + "/commands"
        self.bootID = bootID
        try DurableFile.makeDirectory(path, mode: 0o700)
    }

    /// The path of a file of a command.
    public func file(_ id: CommandID, _ name: String) -> String { "\(path)/\(id)/\(name)" }

    /// Enters a command durably. False if it was entered before: it must not be run.
    public func begin(_ id: CommandID) throws -> Bool {
        if mkdir("\(path)/\(id)", 0o700) == 0 {
            try DurableFile.synchroniseDirectory(of: "\(path)/\(id)")
        } else if errno != EEXIST {
            throw SystemError("cannot make directory", "\(path)/\(id)")
        }
        var writer = ByteWriter()
        writer.write(CommandJournal.version)
        writer.write(bootID)
        return try DurableFile.createIfMissing(file(id, "journal"), writer.bytes)
    }

    /// Notes the process that runs it, to be killed if this agent does not live to see its end.
    public func note(_ process: ProcessIdentity, of id: CommandID) throws(SystemError) {
        let noted = NotedProcess(bootID: bootID, process: process)
        try DurableFile.replace(file(id, "process"), noted.canonicalBytes, durable: false)
    }

    /// Records how it ended, durably.
    public func end(_ id: CommandID, _ result: CommandResult) throws(SystemError) {
        var writer = ByteWriter()
        writer.write(CommandJournal.version)
        writer.write(result)
        try DurableFile.replace(file(id, "outcome"), writer.bytes)
    }

    /// How it ended; nil if that is not recorded, or not readable.
    public func outcome(_ id: CommandID) -> CommandResult? {
        guard let bytes = try? DurableFile.read(file(id, "outcome")) else { return nil }
        do {
            var reader = ByteReader(bytes)
            guard try reader.readUInt64() == CommandJournal.version else { return nil }
            return try CommandResult(from: &reader)
        } catch {
            return nil
        }
    }

    /// Removes the entry of a settled command; the journal itself goes last.
    public func forget(_ id: CommandID) throws(SystemError) {
        let directory = "\(path)/\(id)"
        for name in try DurableFile.names(in: directory) where name != "journal" {
            try DurableFile.remove(directory + "/" + name)
        }
        try DurableFile.remove(directory)
    }

    /// What an agent finds when it starts: every command that was entered, with its outcome. One without is killed if it
    /// still runs, and recorded as unknown. Called once, before the first `begin`.
    public func recover() throws -> [CommandReport] {
        var ids: [CommandID] = []
        for name in try DurableFile.names(in: path) {
            if let number = UInt64(name), String(number) == name { ids.append(CommandID(number)) }
        }
        var reports: [CommandReport] = []
        for id in ids.sorted() {
            guard access(file(id, "journal"), F_OK) == 0 else {
                try forget(id)
                continue
            }
            if let result = outcome(id) {
                reports.append(CommandReport(command: id, result: result))
                continue
            }
            killRemainder(of: id)
            let result = CommandResult.unknown("the agent ended while the command ran, or just before")
            try end(id, result)
            reports.append(CommandReport(command: id, result: result))
        }
        return reports
    }

    private func killRemainder(of id: CommandID) {
        guard let bytes = try? DurableFile.read(file(id, "process")) else { return }
        guard let noted = try? NotedProcess(canonicalBytes: bytes), noted.bootID == bootID else { return }
        let process = noted.process
        let number = muster_pidfd_open(process.pid)
        guard number >= 0 else { return }
        let pidfd = Descriptor(owning: number)
        guard ProcessIdentity(pid: process.pid) == process else { return }
        // It is PID 1 of the command's namespace: all of its tree goes along.
        _ = muster_pidfd_send_signal(pidfd.number, SIGKILL)
        _ = pidfd.isReadable(within: 2000)
    }
}

/// The process of a running command, as it is noted on disk.
private struct NotedProcess: Canonical {
    var bootID: String
    var process: ProcessIdentity

    init(bootID: String, process: ProcessIdentity) {
        self.bootID = bootID
        self.process = process
    }

    func encode(into writer: inout ByteWriter) {
        writer.write(CommandJournal.version)
        writer.write(bootID)
        writer.write(Int64(process.pid))
        writer.write(process.startTicks)
    }

    init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let version = try reader.readUInt64()
        guard version == CommandJournal.version else { throw reader.malformed("a process of version \(version)") }
        bootID = try reader.readString()
        let pid = Int32(truncatingIfNeeded: try reader.readInt64())
        process = ProcessIdentity(pid: pid, startTicks: try reader.readUInt64())
    }
}
