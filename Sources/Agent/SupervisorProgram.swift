import AgentCore
import CLinux
import Determinism
import Fleet
import Glibc

/// The process that watches over one task: PID 1 of the task's PID namespace, so that its own death, however it comes, takes
/// the whole tree along. It starts the task, keeps its lease, stops it when told, and records its end. It needs nothing from
/// the agent but the lease page.
///
/// From outside the namespace SIGTERM asks for a graceful stop, with a checkpoint before it if the job has a contract for one,
/// and SIGINT for an immediate one; other signals are ignored, and so are all that the task sends.
///
/// Arguments: the attempt's directory. Descriptors: 3 holds the lock of `alive`, 4 is the lease page.
public struct SupervisorProgram {
    /// The name under which the program is this one.
    public static let name = "muster-supervisor"
    /// The descriptor that holds the lock on `alive`, for as long as the supervisor lives.
    public static let aliveDescriptor: Int32 = 3
    /// The descriptor of the lease page.
    public static let leaseDescriptor: Int32 = 4

    private let directory: AttemptDirectory
    private let spec: TaskSpec
    private let page: LeasePage
    private let bootID: String
    private let signals: Descriptor
    private let timer: Descriptor
    private var core: SupervisorCore
    private var status: SupervisorStatus
    private var cgroup: TaskCgroup?
    private var capture: OutputCapture?
    private var mainProcess: pid_t = 0
    private var startedAt = WallTime.epoch

    /// How often the supervisor looks whether a checkpoint is written, in milliseconds, and only while it waits for one.
    private static let checkpointLook: Int32 = 20

    /// Runs a supervisor; returns its exit code. The arguments are those of the process.
    public static func run(_ arguments: [String]) -> Int32 {
        guard arguments.count == 2, getpid() == 1 else {
            log("this is the inside of muster-agent: it is started by the agent, as PID 1 of a task's namespace")
            return 2
        }
        do {
            var program = try SupervisorProgram(path: arguments[1])
            program.loop()
            return 0
        } catch {
            log("the task is not started: \(error)")
            return 1
        }
    }

    private init(path: String) throws {
        // Blocked signals are held for the descriptor even in PID 1 of a namespace.
        let wanted = [SIGTERM, SIGINT, SIGCHLD]
        let signalNumber = muster_signalfd(wanted, Int32(wanted.count))
        guard signalNumber >= 0 else { throw SystemError("cannot take", "signals") }
        signals = Descriptor(owning: signalNumber)
        let timerNumber = muster_timerfd()
        guard timerNumber >= 0 else { throw SystemError("cannot make", "a timer") }
        timer = Descriptor(owning: timerNumber)

        let pieces = path.split(separator: "/")
        guard let last = pieces.last, let id = AttemptID(directoryName: String(last)), path.hasPrefix("/") else {
            throw SystemError("not an attempt's directory:", path, code: EINVAL)
        }
        directory = AttemptDirectory(attempts: "/" + pieces.dropLast().joined(separator: "/"), id: id)
        guard let spec = try directory.readSpec() else { throw SystemError("no spec in", path, code: ENOENT) }
        guard let bootID = LeaseClock.bootID() else { throw SystemError("cannot read", "the boot id") }
        // Still the /proc of the namespace outside: it tells the pid that the agent knows.
        guard let identity = ProcessIdentity.current else { throw SystemError("cannot read", "/proc/self/stat") }
        self.spec = spec
        self.bootID = bootID
        page = try LeasePage.open(Descriptor(owning: SupervisorProgram.leaseDescriptor))
        core = SupervisorCore(terms: spec.terms)
        status = SupervisorStatus(
            bootID: bootID, pid: identity.pid, startTicks: identity.startTicks, phase: .live)

        for number in [SupervisorProgram.aliveDescriptor, SupervisorProgram.leaseDescriptor, 0, 1, 2] {
            _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        }
        guard muster_private_proc() == 0 else { throw SystemError("cannot mount", "/proc") }
        if !KernelFile.write("/proc/self/oom_score_adj", "-1000") {
            note("the supervisor is not spared by the out-of-memory killer: \(SystemError.text(errno))")
        }
        if muster_lock_memory() != 0 {
            note("the supervisor is not locked in memory: \(SystemError.text(errno))")
        }
        try directory.write(status)
    }

    private mutating func loop() {
        perform(.begin(renewedAt: readLease()))
        while !core.isDone {
            var entries = [
                pollfd(fd: signals.number, events: Int16(POLLIN), revents: 0),
                pollfd(fd: timer.number, events: Int16(POLLIN), revents: 0),
            ]
            let patience = core.awaitsCheckpoint ? SupervisorProgram.checkpointLook : -1
            if poll(&entries, 2, patience) < 0 && errno != EINTR {
                SupervisorProgram.log("poll: \(SystemError.text(errno))")
            }
            // The lease comes before anything else: whoever was frozen past its end kills first.
            perform(.leaseRead(renewedAt: readLease()))
            perform(.timer)
            takeSignals()
            if core.awaitsCheckpoint, TaskEnvironment.saysCheckpointWritten(in: directory) {
                perform(.checkpointWritten)
            }
            reap()
            if entries[1].revents != 0 {
                var expirations: UInt64 = 0
                read(timer.number, &expirations, 8)
                perform(.timer)
                if !core.isDone { arm() }
            }
        }
    }

    private func readLease() -> Instant { page.renewedAt(bootID: bootID) }

    private mutating func takeSignals() {
        while !core.isDone {
            var sender: Int32 = 0
            let signal = muster_signalfd_read(signals.number, &sender)
            if signal <= 0 { return }
            // A sender that has a pid here is of the task's own tree, which may not stop its supervisor.
            if sender != 0 { continue }
            if signal == SIGTERM {
                perform(
                    .stopRequested(
                        signal: spec.stopSignal, grace: spec.stopGrace, checkpoint: spec.checkpoint))
            } else if signal == SIGINT {
                perform(.stopRequested(signal: SIGKILL, grace: .zero))
            }
        }
    }

    private mutating func reap() {
        while !core.isDone {
            var raw: Int32 = 0
            let pid = waitpid(-1, &raw, WNOHANG)
            if pid > 0 {
                if pid == mainProcess { perform(.childExited(ExitStatus(waitStatus: raw))) }
            } else if pid < 0 && errno == ECHILD {
                perform(.treeEmpty)
                return
            } else if pid == 0 || errno != EINTR {
                return
            }
        }
    }

    private mutating func perform(_ input: SupervisorCore.Input) {
        for effect in core.step(input, now: LeaseClock.now()) {
            switch effect {
            case .start: start()
            case .awaitCheckpoint: TaskEnvironment.forgetCheckpoint(in: directory)
            case .kill(let signal): if mainProcess > 0 { kill(mainProcess, signal) }
            case .killTree: kill(-1, SIGKILL)
            case .reportNotDead:
                status.phase = .notDead
                try? directory.write(status)
            case .record(let end): record(end)
            case .wakeAt: arm()
            }
        }
    }

    private func arm() {
        let wake = core.nextWake
        if wake == .never {
            muster_timerfd_arm(timer.number, 0)
            return
        }
        let span = LeaseClock.timerSpan(until: wake, now: LeaseClock.now())
        muster_timerfd_arm(timer.number, max(1, span.nanoseconds))
    }

    private mutating func start() {
        do {
            try launch()
            perform(.started(pid: mainProcess))
        } catch let error as SpawnError {
            note(error.description)
            perform(.startFailed(stage: error.stage, error: error.code))
        } catch let error as SystemError {
            note(error.description)
            perform(.startFailed(stage: 0, error: error.code))
        } catch {
            note("\(error)")
            perform(.startFailed(stage: 0, error: EINVAL))
        }
    }

    private mutating func launch() throws {
        let taskDirectory = directory.file("task")
        try DurableFile.makeDirectory(taskDirectory, mode: 0o700)
        guard chown(taskDirectory, spec.identity.uid, spec.identity.gid) == 0 else {
            throw SystemError("cannot give away", taskDirectory)
        }
        let group = TaskCgroup(
            name: TaskCgroup.name(of: directory), cpuMillicores: spec.cpuMillicores, memoryBytes: spec.memoryBytes)
        cgroup = group
        group.notes.forEach { note($0) }
        let output = try OutputCapture(
            paths: [directory.file("stdout"), directory.file("stderr")], limit: spec.outputLimit,
            uid: spec.identity.uid, gid: spec.identity.gid)
        capture = output
        try output.start()
        defer { output.dropWriteEnds() }

        let environment = TaskEnvironment(spec: spec, directory: directory)
        guard let program = environment.locate(spec.arguments[0]) else {
            throw SpawnError(
                stage: Int32(MUSTER_SPAWN_EXEC.rawValue), code: ENOENT, program: spec.arguments[0])
        }
        let null = try Descriptor(open: "/dev/null", O_RDONLY)
        var spawn = Spawn(
            path: program, arguments: spec.arguments, environment: environment.strings,
            descriptors: [null] + output.writeEnds)
        spawn.identity = spec.identity
        spawn.directory = spec.workingDirectory.isEmpty ? taskDirectory : spec.workingDirectory
        spawn.cgroupFiles = group.entryFiles
        spawn.oomScoreAdjust = 0
        startedAt = LeaseClock.wallTime()
        mainProcess = try spawn.start().pid
    }

    private mutating func record(_ end: TaskEnd) {
        // The tree is dead, so the pipes are at their end; the bound is for a disk that does not answer.
        if let capture, !capture.finished.isReadable(within: 5000) {
            note("the last output was not written within 5 s")
        }
        let record = ExitRecord(
            id: spec.id, token: spec.token, end: end, startedAt: startedAt, endedAt: LeaseClock.wallTime(),
            outOfMemory: cgroup?.hadOutOfMemoryKill() ?? false, outputDropped: capture?.dropped ?? 0,
            notes: status.notes)
        for attempt in 1... {
            do {
                try directory.write(record)
                break
            } catch {
                SupervisorProgram.log("\(error)")
                if attempt == 60 { break }
                sleep(1)
            }
        }
        cgroup?.remove()
    }

    private mutating func note(_ text: String) {
        SupervisorProgram.log(text)
        status.notes.append(text)
    }

    private static func log(_ text: String) {
        var line = "\(name): \(text)\n"
        line.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
    }
}

extension ExitStatus {
    /// From a wait status of the kernel.
    init(waitStatus: Int32) {
        var value: Int32 = 0
        let exited = muster_wait_status(waitStatus, &value)
        self = exited == 1 ? .code(UInt64(UInt32(bitPattern: value))) : .signal(UInt64(UInt32(bitPattern: value)))
    }
}
