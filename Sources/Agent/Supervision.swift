import AgentCore
import CLinux
import Determinism
import Fleet
import Glibc

/// The agent's side of its supervisors: starts them, finds those of an earlier agent of this boot, signals them, and reads
/// what they recorded. Its state is on disk; an instance only knows where. One thread uses it.
public final class Supervision {
    /// Why an attempt is not started.
    public enum Failure: Error, Hashable, CustomStringConvertible {
        /// The process may not make PID namespaces.
        case notPrivileged
        /// The spec cannot be run.
        case refused(String)
        /// There is no /proc, or it is not the kernel's.
        case noBootID

        /// One sentence for a person.
        public var description: String {
            switch self {
            case .notPrivileged: SpawnError.needsRoot
            case .refused(let complaint): complaint
            case .noBootID: "/proc/sys/kernel/random/boot_id cannot be read; mount /proc before muster-agent is started"
            }
        }
    }

    /// The directory of all attempts.
    public let attempts: String
    /// The page that tells the supervisors of renewals.
    public let leasePage: LeasePage
    /// The kernel's identity of this boot.
    public let bootID: String
    private let executable: String

    /// A supervision below a state directory, which is made if it is missing. `executable` is the agent's own program, which
    /// is the supervisor's, too; `nonce` names the session in the lease page.
    public init(stateDirectory: String, nonce: UInt64 = 0, executable: String = "/proc/self/exe") throws {
        guard let bootID = LeaseClock.bootID() else { throw Failure.noBootID }
        self.bootID = bootID
        self.executable = executable
        attempts = stateDirectory + "/attempts"
        try DurableFile.makeDirectory(attempts)
        try DurableFile.makeDirectory(stateDirectory + "/run", mode: 0o700)
        leasePage = try LeasePage.create(at: stateDirectory + "/run/lease-page", bootID: bootID, nonce: nonce)
    }

    /// Whether this process may give each task a PID namespace (CAP_SYS_ADMIN).
    public static var isPrivileged: Bool {
        guard let bytes = try? DurableFile.read("/proc/self/status") else { return geteuid() == 0 }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("CapEff:\t") {
            return (UInt64(line.dropFirst(8), radix: 16) ?? 0) >> 21 & 1 == 1
        }
        return geteuid() == 0
    }

    /// The directory of an attempt, which may not exist.
    public func directory(of id: AttemptID) -> AttemptDirectory { AttemptDirectory(attempts: attempts, id: id) }

    /// Claims an attempt and starts its supervisor, which starts the task. See `TaskDriver.start`.
    public func start(_ spec: TaskSpec) throws -> RunningTask {
        if let complaint = spec.complaint { throw Failure.refused(complaint) }
        guard Supervision.isPrivileged else { throw Failure.notPrivileged }
        let directory = directory(of: spec.id)
        try directory.claim(token: spec.token, bootID: bootID)
        do {
            return try launch(spec, directory)
        } catch {
            var end = TaskEnd(cause: .startFailed(stage: 0, error: EIO))
            if let error = error as? SpawnError { end.cause = .startFailed(stage: error.stage, error: error.code) }
            if let error = error as? SystemError { end.cause = .startFailed(stage: 0, error: error.code) }
            try directory.write(
                ExitRecord(
                    id: spec.id, token: spec.token, end: end, endedAt: LeaseClock.wallTime(), notes: ["\(error)"]))
            throw error
        }
    }

    private func launch(_ spec: TaskSpec, _ directory: AttemptDirectory) throws -> RunningTask {
        try directory.write(spec)
        try directory.reserve()
        // The lock belongs to the open file, which the supervisor inherits: there is no moment without a holder.
        let alive = try Descriptor(open: directory.file("alive"), O_RDWR | O_CREAT, mode: 0o600)
        guard muster_try_lock(alive.number) == 0 else { throw SystemError("cannot lock", directory.file("alive")) }
        let log = try Descriptor(open: directory.file("supervisor.log"), O_WRONLY | O_CREAT | O_APPEND, mode: 0o600)
        let null = try Descriptor(open: "/dev/null", O_RDONLY)
        var spawn = Spawn(
            path: executable, arguments: [SupervisorProgram.name, directory.path],
            environment: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"],
            descriptors: [null, log, log, alive, leasePage.descriptor])
        spawn.namespaces = true
        let process = try spawn.start()
        return RunningTask(
            id: spec.id, directory: directory, supervisor: process.pid, pidfd: process.pidfd, isChild: true)
    }

    /// Finds all attempts on disk: takes over what lives and writes the record of what ended without one. Nothing is ever
    /// started from disk.
    public func adopt() throws -> [FoundAttempt] {
        var found: [FoundAttempt] = []
        for directory in try AttemptDirectory.list(in: attempts) {
            guard access(directory.file("claim"), F_OK) == 0 else {
                // Its agent ended before it had claimed: nothing was started.
                try directory.remove()
                continue
            }
            if let record = try? directory.readExit() {
                found.append(.ended(directory, record))
            } else if let task = liveTask(in: directory) {
                found.append(.running(task))
            } else {
                found.append(.ended(directory, try settle(directory)))
            }
        }
        return found
    }

    /// Asks a task to stop.
    public func stop(_ task: RunningTask) { _ = muster_pidfd_send_signal(task.pidfd.number, SIGTERM) }

    /// Kills a task's tree now.
    public func kill(_ task: RunningTask) { _ = muster_pidfd_send_signal(task.pidfd.number, SIGINT) }

    /// Kills the supervisor itself, for one that does not answer: the kernel ends its tree, and no exit status is known.
    public func destroy(_ task: RunningTask) { _ = muster_pidfd_send_signal(task.pidfd.number, SIGKILL) }

    /// Whether the supervisor reports that SIGKILL did not end the tree.
    public func isNotDead(_ task: RunningTask) -> Bool {
        guard let status = try? task.directory.readStatus() else { return false }
        return status.phase == .notDead
    }

    /// Notes for whoever asks `isNotDead` that SIGKILL did not end the tree of a supervisor that was itself killed.
    public func markNotDead(_ task: RunningTask) {
        guard var status = try? task.directory.readStatus() else { return }
        status.phase = .notDead
        try? task.directory.write(status)
    }

    /// The record of an ended task; nil while its supervisor lives.
    public func finish(_ task: RunningTask) throws -> ExitRecord? {
        guard task.pidfd.isReadable() else { return nil }
        if task.isChild { waitpid(task.supervisor, nil, WNOHANG) }
        return try settle(task.directory)
    }

    /// The record on disk, or the one of a supervisor that left none. Only called when the supervisor is dead.
    private func settle(_ directory: AttemptDirectory) throws -> ExitRecord {
        if let record = try? directory.readExit() { return record }
        TaskCgroup.removeRemainder(named: TaskCgroup.name(of: directory))
        let claim = try? directory.readClaim()
        let status = try? directory.readStatus()
        var notes = status?.notes ?? []
        if claim?.bootID != bootID { notes.append("the server was started anew while the task ran") }
        let record = ExitRecord(
            id: directory.id, token: claim?.token ?? FencingToken(generation: 0, index: 0),
            end: TaskEnd(cause: .supervisorLost), endedAt: LeaseClock.wallTime(), notes: notes)
        try? DurableFile.remove(directory.file("exit"))
        try directory.write(record)
        return record
    }

    private func liveTask(in directory: AttemptDirectory) -> RunningTask? {
        if let claim = try? directory.readClaim(), claim.bootID != bootID { return nil }
        // A supervisor that has just begun holds the lock but has not written its status.
        for _ in 0..<200 {
            if let status = try? directory.readStatus(), status.bootID == bootID {
                let identity = ProcessIdentity(pid: status.pid, startTicks: status.startTicks)
                let number = muster_pidfd_open(status.pid)
                guard number >= 0 else { return nil }
                let pidfd = Descriptor(owning: number)
                // Compared after the descriptor was opened: a pid that is used again cannot pass.
                guard ProcessIdentity(pid: status.pid) == identity else { return nil }
                return RunningTask(
                    id: directory.id, directory: directory, supervisor: status.pid, pidfd: pidfd, isChild: false)
            }
            guard let alive = try? Descriptor(open: directory.file("alive"), O_RDWR),
                muster_try_lock(alive.number) != 0
            else { return nil }
            usleep(10_000)
        }
        return nil
    }
}
