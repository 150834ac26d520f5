import CLinux
import Determinism
import Fleet
import Glibc

/// Runs fleet commands, each at most once, in a PID namespace of its own, so that nothing of it outlives it. One thread: it
/// polls `descriptor` for input and then calls `pump`.
public final class CommandRunner {
    /// What `pump` tells.
    public enum Event: Hashable, Sendable {
        /// A piece of output.
        case output(OutputChunk)
        /// The command is over, and its outcome is recorded.
        case ended(CommandID, CommandResult)
    }

    /// How much of each stream is kept and handed on; the rest is read and thrown away.
    public static let outputLimit: UInt64 = 4 << 20
    /// The largest piece.
    public static let chunkLimit = 64 << 10

    private struct Stream {
        var kind: OutputChunk.Stream
        var pipe: Descriptor?
        var file: Descriptor?
        var offset: UInt64 = 0
        var isOpen: Bool { pipe != nil }
    }

    private struct Run {
        var id: CommandID
        var process: SpawnedProcess
        var status: Descriptor
        var streams: [Stream]
        var deadline: Instant
    }

    /// The commands that were begun.
    public let journal: CommandJournal
    /// Readable when `pump` has something to do, time limits included.
    public let descriptor: Descriptor
    private let timer: Descriptor
    private var runs: [Run] = []
    private var pending: [Event] = []
    private let wake: Descriptor
    private var buffer = [UInt8](repeating: 0, count: CommandRunner.chunkLimit)

    /// A runner on top of a journal.
    public init(journal: CommandJournal) throws {
        self.journal = journal
        let set = muster_epoll()
        guard set >= 0 else { throw SystemError("cannot make", "a set of descriptors") }
        descriptor = Descriptor(owning: set)
        let timer = muster_timerfd()
        guard timer >= 0 else { throw SystemError("cannot make", "a timer") }
        self.timer = Descriptor(owning: timer)
        let wake = muster_eventfd()
        guard wake >= 0 else { throw SystemError("cannot make", "an event descriptor") }
        self.wake = Descriptor(owning: wake)
        guard muster_epoll_add(set, timer) == 0, muster_epoll_add(set, wake) == 0 else {
            throw SystemError("cannot watch", "descriptors")
        }
    }

    /// How many commands run now.
    public var count: Int { runs.count }

    /// Enters the command into the journal and starts it. Whatever becomes of it is told by `pump`: also that it could not be
    /// started, or the known outcome of a command that was begun before. Throws when the journal cannot be written: then it
    /// certainly did not run.
    public func run(_ id: CommandID, _ definition: CommandDefinition) throws {
        guard try journal.begin(id) else {
            if runs.contains(where: { $0.id == id }) { return }
            tell(.ended(id, journal.outcome(id) ?? .unknown("the command was begun before and its end is not known")))
            return
        }
        do {
            try start(id, definition)
        } catch {
            let result = CommandResult.notStarted("\(error)")
            try journal.end(id, result)
            tell(.ended(id, result))
        }
    }

    /// Kills a command and its tree; its end is told as usual.
    public func kill(_ id: CommandID) {
        for run in runs where run.id == id { _ = muster_pidfd_send_signal(run.process.pidfd.number, SIGKILL) }
    }

    /// Removes the entry of a settled command.
    public func forget(_ id: CommandID) throws { try journal.forget(id) }

    /// Reads what has come, ends what has run too long, and tells what happened. Never waits; takes at most one piece of each
    /// stream a call, so that one talkative command does not starve the loop.
    public func pump() -> [Event] {
        var expirations: UInt64 = 0
        read(timer.number, &expirations, 8)
        read(wake.number, &expirations, 8)
        var events = pending
        pending = []
        let now = LeaseClock.now()
        for index in runs.indices {
            if now >= runs[index].deadline {
                runs[index].deadline = .never
                _ = muster_pidfd_send_signal(runs[index].process.pidfd.number, SIGKILL)
            }
            let isOver = runs[index].process.pidfd.isReadable()
            for stream in runs[index].streams.indices where runs[index].streams[stream].isOpen {
                // When the tree is dead the pipes hold little and come to their end.
                repeat { take(index, stream, &events) } while isOver && runs[index].streams[stream].isOpen
            }
        }
        finishRuns(&events)
        arm(now)
        return events
    }

    private func start(_ id: CommandID, _ definition: CommandDefinition) throws {
        guard Supervision.isPrivileged else { throw Supervision.Failure.notPrivileged }
        guard let program = definition.arguments.first, !program.isEmpty else {
            throw Supervision.Failure.refused("the command is empty; give at least the name of a program")
        }
        guard let account = Account(named: definition.user) else {
            throw Supervision.Failure.refused("there is no user \"\(definition.user)\" on this server")
        }
        let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        guard let executable = ProgramSearch.locate(program, in: path) else {
            throw Supervision.Failure.refused("there is no program \"\(program)\" on this server")
        }
        var writeEnds: [Descriptor] = []
        var readEnds: [Descriptor] = []
        for _ in 0..<3 {
            var ends: [Int32] = [-1, -1]
            guard muster_pipe(&ends) == 0 else { throw SystemError("cannot make", "a pipe") }
            readEnds.append(Descriptor(owning: ends[0]))
            writeEnds.append(Descriptor(owning: ends[1]))
        }
        for end in writeEnds[0..<2] { fchown(end.number, account.identity.uid, account.identity.gid) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        let outputFile = try Descriptor(open: journal.file(id, "stdout"), flags, mode: 0o600)
        let errorFile = try Descriptor(open: journal.file(id, "stderr"), flags, mode: 0o600)
        let null = try Descriptor(open: "/dev/null", O_RDONLY)
        var spawn = Spawn(
            path: executable, arguments: definition.arguments,
            environment: [
                "PATH=" + path, "HOME=" + account.home, "USER=" + account.name, "LOGNAME=" + account.name,
                "MUSTER_COMMAND=\(id)",
            ], descriptors: [null, writeEnds[0], writeEnds[1]])
        spawn.namespaces = true
        spawn.initStatus = writeEnds[2]
        spawn.parentDeathSignal = SIGKILL
        // Whatever the agent itself is spared from, a command is as any other process of the server.
        spawn.oomScoreAdjust = 0
        spawn.identity = account.identity
        spawn.directory = "/"
        let process = try spawn.start()
        if let identity = ProcessIdentity(pid: process.pid) { try? journal.note(identity, of: id) }
        runs.append(
            Run(
                id: id, process: process, status: readEnds[2],
                streams: [
                    Stream(kind: .output, pipe: readEnds[0], file: outputFile),
                    Stream(kind: .error, pipe: readEnds[1], file: errorFile),
                ], deadline: LeaseClock.now() + definition.timeLimit))
        for watched in [readEnds[0], readEnds[1], process.pidfd] {
            _ = muster_epoll_add(descriptor.number, watched.number)
        }
        arm(LeaseClock.now())
    }

    private func take(_ run: Int, _ stream: Int, _ events: inout [Event]) {
        guard let pipe = runs[run].streams[stream].pipe else { return }
        let count = read(pipe.number, &buffer, buffer.count)
        if count < 0 && (errno == EAGAIN || errno == EINTR) {
            // With the tree dead and no writer left there is an end, not a pause; a pause means a writer outside the tree.
            if runs[run].process.pidfd.isReadable() && errno == EAGAIN { close(run, stream, &events) }
            return
        }
        guard count > 0 else { return close(run, stream, &events) }
        let offset = runs[run].streams[stream].offset
        let room = Self.outputLimit > offset ? Self.outputLimit - offset : 0
        let kept = min(count, Int(room))
        guard kept > 0 else { return }
        if let file = runs[run].streams[stream].file { _ = write(file.number, buffer, kept) }
        runs[run].streams[stream].offset += UInt64(kept)
        events.append(.output(chunk(run, stream, offset, Array(buffer[0..<kept]), isLast: false)))
    }

    private func close(_ run: Int, _ stream: Int, _ events: inout [Event]) {
        runs[run].streams[stream].pipe = nil
        runs[run].streams[stream].file = nil
        events.append(.output(chunk(run, stream, runs[run].streams[stream].offset, [], isLast: true)))
    }

    private func chunk(
        _ run: Int, _ stream: Int, _ offset: UInt64, _ data: [UInt8], isLast: Bool
    ) -> OutputChunk {
        OutputChunk(
            source: .command(runs[run].id), stream: runs[run].streams[stream].kind, offset: offset, data: data,
            isLast: isLast)
    }

    private func finishRuns(_ events: inout [Event]) {
        var left: [Run] = []
        for run in runs {
            guard run.process.pidfd.isReadable(), run.streams.allSatisfy({ !$0.isOpen }) else {
                left.append(run)
                continue
            }
            waitpid(run.process.pid, nil, WNOHANG)
            var status: Int32 = 0
            // Without a status the init itself was killed, and with it the command: by the time limit or by `kill`.
            let isKnown = read(run.status.number, &status, 4) == 4
            let result = CommandResult.exited(isKnown ? ExitStatus(waitStatus: status) : .signal(UInt64(SIGKILL)))
            do {
                try journal.end(run.id, result)
                events.append(.ended(run.id, result))
            } catch {
                events.append(
                    .ended(run.id, .unknown("it ended (\(result)), but that could not be recorded: \(error)")))
            }
        }
        runs = left
    }

    private func tell(_ event: Event) {
        pending.append(event)
        var one: UInt64 = 1
        write(wake.number, &one, 8)
    }

    private func arm(_ now: Instant) {
        let next = runs.map(\.deadline).min() ?? .never
        let span = next == .never ? .zero : max(Span(nanoseconds: 1), LeaseClock.timerSpan(until: next, now: now))
        muster_timerfd_arm(timer.number, span.nanoseconds)
    }
}
