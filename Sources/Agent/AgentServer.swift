import AgentCore
import CLinux
import Determinism
import Fleet
import FleetWire
import Glibc
import Logging
import ServiceNotification
import Settings
import Wire

/// The shell of an `AgentCore`: connections to the coordinators, supervisors, commands and telemetry around it. One thread,
/// the loop's, uses it.
final class AgentServer {
    /// Before there is another thread: one that does not block them would have them, and end the program.
    private let signals = muster_signalfd([SIGTERM, SIGINT], 2)
    let configuration: AgentConfiguration
    let log: Logger
    let loop = EventLoop()
    let context: ZMQContext
    let keys: CurveKeyPair
    var core: AgentCore
    /// The server's GPUs.
    private let gpus: [GPU]
    private let driver: ExecDriver
    private let supervision: Supervision
    let commands: CommandRunner
    private let coordinatorMemory: CoordinatorMemory
    private var finishedLogs: FinishedLogs
    private var watchdog: Watchdog?
    private var watchdogRule: WatchdogRule
    private var watchdogTimer: EventLoop.Timer?
    private var isLeftToWatchdog = false
    private var tasks = SortedMap<AttemptID, Running>()
    private var timer: EventLoop.Timer?
    let service = ServiceNotifier.ofEnvironment()
    var serviceTimer: EventLoop.Timer?
    /// Who gave the newest order, and as the leader of which term.
    var heardLeader: (member: UInt64, stamp: Fleet.LeaderStamp)?
    var links = SortedMap<UInt64, Link>()
    var counters = WireCounters()
    var telemetry: TelemetryPublisher
    var telemetryTimer: EventLoop.Timer?

    /// A task whose supervisor lives.
    private struct Running {
        var task: RunningTask
        var watch: UInt64
        /// After this the supervisor itself is killed, and with it, by the kernel, its tree; never while it is not asked to
        /// end its task.
        var destroyAt: UInt64 = .max
        /// After this a tree whose supervisor was killed is not dead; never before it was.
        var notDeadAt: UInt64 = .max
    }

    /// How long a supervisor may take to kill its tree when it is told to.
    private static let killPatience: UInt64 = 2_000_000_000
    /// How long the kernel may take to kill a tree whose supervisor was killed: together the kill bound.
    private static let treePatience: UInt64 = 3_000_000_000
    /// How long after a stop's grace a supervisor that works has killed the tree or reported that it cannot: the kill bound,
    /// and a margin.
    private static let stopPatience: UInt64 = 8_000_000_000

    init(configuration: AgentConfiguration, keys: CurveKeyPair) throws {
        self.configuration = configuration
        self.keys = keys
        log = Logger(label: "agent.\(configuration.name)")
        guard Supervision.isPrivileged else { throw Supervision.Failure.notPrivileged }
        context = try ZMQContext(sockets: 64)
        var random = SystemRandomNumberGenerator()
        let nonce = random.next()
        try DurableFile.makeDirectory(configuration.directory)
        coordinatorMemory = CoordinatorMemory(configuration)
        supervision = try Supervision(stateDirectory: configuration.directory, nonce: nonce)
        driver = ExecDriver(supervision: supervision)
        commands = try CommandRunner(
            journal: CommandJournal(stateDirectory: configuration.directory, bootID: supervision.bootID))
        finishedLogs = try FinishedLogs(attempts: supervision.attempts)
        watchdogRule = WatchdogRule(notDeadAtMost: configuration.watchdogNotDead.map { Span(nanoseconds: $0) })
        var recovered = RecoveredAgent()
        var adopted: [RunningTask] = []
        for found in try driver.adopt() {
            switch found {
            case .running(let task):
                adopted.append(task)
                recovered.adopted.append(
                    RecoveredAgent.Adopted(
                        attempt: task.id, supervisor: UInt64(task.supervisor),
                        isNotDead: supervision.isNotDead(task)))
            case .ended(let directory, let record):
                // A record without an exit is this agent's own guess; it is no evidence, but the attempt never starts again.
                if record.end.cause == .supervisorLost {
                    recovered.claimed.append(directory.id)
                } else {
                    recovered.ended.append(RecoveredAgent.Ended(attempt: directory.id, end: record.attemptEnd))
                }
            }
        }
        recovered.commands = try commands.journal.recover()
        let facts = ServerFacts(configuration)
        for note in facts.notes { log.warning("\(note)") }
        gpus = facts.facts.gpus
        var settings = AgentSettings()
        settings.beatInterval = Span(nanoseconds: configuration.beatInterval)
        core = AgentCore(
            node: NodeID(configuration.name), boot: supervision.bootID, nonce: nonce,
            facts: facts.facts, recovered: recovered, settings: settings, seed: random.next(),
            now: Instant(nanoseconds: loop.now))
        telemetry = TelemetryPublisher(configuration, attempts: supervision.attempts)
        for task in adopted { watch(task) }
        if !adopted.isEmpty { log.info("Took over \(adopted.count) running tasks.") }
    }

    /// Runs until a signal.
    func run() throws {
        connect(to: coordinatorMemory.list)
        loop.watch(descriptor: commands.descriptor.number) { [unowned self] in pumpCommands() }
        timer = loop.timer(deadline: 0) { [unowned self] in feed(.tick) }
        publishTelemetry()
        try armWatchdog()
        loop.watch(descriptor: signals) { [unowned self] in
            var sender: Int32 = 0
            if muster_signalfd_read(signals, &sender) > 0 {
                // Tasks go on under their supervisors: the next agent takes them over within their lease.
                log.info("Stopping; \(core.liveAttempts.count) tasks go on under their supervisors.")
                loop.stop()
            }
        }
        log.info("Agent of \(configuration.name), session \(core.session.nonce).")
        notifyService()
        try loop.run()
        service.stopping()
        watchdog?.disarm()
    }

    // MARK: The watchdog

    /// Arms the machine's watchdog, if there is one to be, and pets it from then on, four times within its patience.
    private func armWatchdog() throws {
        guard let path = configuration.watchdog else { return }
        let watchdog = try Watchdog(path: path, timeout: configuration.watchdogTimeout)
        self.watchdog = watchdog
        log.info(
            "The watchdog \(path) resets this machine when it is left alone for \(watchdog.timeout / 1_000_000) ms.")
        watchdogTimer = loop.timer(deadline: 0) { [unowned self] in pet(watchdog) }
    }

    private func pet(_ watchdog: Watchdog) {
        watchdogTimer?.deadline = loop.now + watchdog.timeout / 4
        let now = Instant(nanoseconds: loop.now)
        guard watchdogRule.mayPet(notDead: core.notDeadAttempts, now: now) else {
            if !isLeftToWatchdog {
                log.error(
                    "Something has been not dead for too long: this machine is left to its watchdog, which resets it.")
            }
            isLeftToWatchdog = true
            return
        }
        isLeftToWatchdog = false
        if !watchdog.pet() { log.error("The watchdog does not take the word that all is well.") }
    }

    /// Gives the core an input and carries out what it wants.
    func feed(_ input: AgentInput) {
        for effect in core.step(input, now: Instant(nanoseconds: loop.now)) { carryOut(effect) }
        timer?.deadline = core.nextDeadline.nanoseconds
    }

    private func carryOut(_ effect: AgentEffect) {
        switch effect {
        case .sendAll(let message): sendAll(message)
        case .send(let member, let message): send(message, to: member)
        case .renewLease(let sentAt): supervision.leasePage.renew(sentAt: sentAt)
        case .claimAndStart(let assignment): start(assignment)
        case .stop(let attempt, _):
            guard let running = tasks[attempt] else { return }
            driver.stop(running.task)
            // A stop is bounded also where the supervisor does not answer.
            let grace = (try? running.task.directory.readSpec())??.stopGrace ?? .zero
            let end = Instant(nanoseconds: loop.now + AgentServer.stopPatience) + grace
            tasks.update(attempt) { $0.destroyAt = min($0.destroyAt, end.nanoseconds) }
        case .kill(let attempt):
            guard let running = tasks[attempt] else { return }
            driver.kill(running.task)
            tasks.update(attempt) { $0.destroyAt = min($0.destroyAt, loop.now + AgentServer.killPatience) }
        case .forget(let attempt):
            // The claim stays as a tombstone.
            finishedLogs.settle(supervision.directory(of: attempt))
        case .runCommand(let id, let definition): run(id, definition)
        case .forgetCommand(let id): try? commands.forget(id)
        case .readLog(let member, let request, let attempt, let stream, let offset, let limit):
            readLog(to: member, request: request, attempt, stream, offset: offset, limit: limit)
        case .coordinatorsChanged(let list):
            connect(to: list)
            do {
                try coordinatorMemory.keep(list)
            } catch {
                log.error("The coordinators' new addresses cannot be kept: \(error)")
            }
        case .left: loop.stop()
        case .event(let event): tell(event)
        }
    }

    private func tell(_ event: AgentEvent) {
        switch event {
        case .sessionOpened(let session): log.info("Session \(session.nonce) is open.")
        case .sessionLost(let session):
            log.warning("The coordinators do not know session \(session.nonce) any more; opening a new one.")
        case .endsUnauthorised(let attempts):
            log.warning("Ends \(attempts.map(\.description).joined(separator: ", ")): not authorised any more.")
        case .notDead(let attempt):
            log.error(
                "Attempt \(attempt) cannot be killed: it counts as not dead until it is gone, or until a person or this server's power says so."
            )
        case .refused(let what): log.info("Refused \(what).")
        }
    }

    // MARK: Tasks

    private func start(_ assignment: Fleet.Assignment) {
        do {
            let task = try driver.start(TaskSpec(assignment, gpus: gpus))
            watch(task)
            feed(.started(assignment.attempt, supervisor: UInt64(task.supervisor)))
        } catch {
            log.warning("Attempt \(assignment.attempt) could not be started: \(error)")
            feed(.startFailed(assignment.attempt, reason: "\(error)"))
        }
    }

    private func watch(_ task: RunningTask) {
        let id = task.id
        let watch = loop.watch(descriptor: task.pidfd.number) { [unowned self] in finish(id) }
        tasks[id] = Running(task: task, watch: watch)
    }

    private func finish(_ id: AttemptID) {
        guard let running = tasks[id] else { return }
        do {
            guard let record = try driver.finish(running.task) else { return }
            loop.unwatch(running.watch)
            tasks.removeValue(forKey: id)
            feed(.ended(id, record.attemptEnd))
        } catch {
            // The disk does not take the record. The tree is dead all the same, which is what counts.
            log.error("The end of attempt \(id) cannot be recorded: \(error)")
            loop.unwatch(running.watch)
            tasks.removeValue(forKey: id)
            feed(.ended(id, AttemptEnd(cause: .failed, message: "its end could not be recorded: \(error)")))
        }
    }

    /// Once a second: supervisors that do not obey, and tasks that cannot be killed.
    func attendTasks() {
        for (id, running) in tasks {
            if supervision.isNotDead(running.task) {
                // Its supervisor does what can be done, and records the end when it comes.
                tasks.update(id) { $0.destroyAt = .max }
                feed(.notDead(id))
            } else if running.destroyAt <= loop.now {
                log.warning("The supervisor of attempt \(id) does not end; killing it, and its tree with it.")
                supervision.destroy(running.task)
                tasks.update(id) {
                    $0.destroyAt = .max
                    $0.notDeadAt = loop.now + AgentServer.treePatience
                }
            } else if running.notDeadAt <= loop.now {
                // The supervisor can say no more: it is said for it, also to the next agent.
                supervision.markNotDead(running.task)
                tasks.update(id) { $0.notDeadAt = .max }
                feed(.notDead(id))
            }
        }
    }

    private func readLog(
        to member: UInt64, request: UInt64, _ attempt: AttemptID, _ stream: Fleet.OutputChunk.Stream, offset: UInt64,
        limit: UInt64
    ) {
        var chunk = Fleet.OutputChunk(source: .log(request: request), stream: stream, offset: offset, data: [])
        do {
            let directory = supervision.directory(of: attempt)
            let taskLog = TaskLog(directory, stream)
            let from = offset == .max ? taskLog.end - min(taskLog.end, limit) : offset
            let piece = try taskLog.read(from: from, limit: Int(min(limit, 65_536)))
            chunk.offset = piece.offset
            chunk.data = piece.data
            chunk.isLast = piece.isLast
            if piece.data.isEmpty, access(directory.file("stdout"), F_OK) != 0,
                access(directory.file("exit"), F_OK) == 0
            {
                chunk.failure = "nothing that attempt \(attempt) wrote is kept any more"
            }
        } catch {
            chunk.failure = "\(error)"
            chunk.isLast = true
        }
        feed(.log(to: member, chunk))
    }

    // MARK: Commands

    private func run(_ id: CommandID, _ definition: Fleet.CommandDefinition) {
        do {
            try commands.run(id, definition)
        } catch {
            feed(.commandEnded(id, .notStarted("\(error)")))
        }
        pumpCommands()
    }

    private func pumpCommands() {
        for event in commands.pump() {
            switch event {
            case .output(let chunk): feed(.commandOutput(chunk))
            case .ended(let id, let result): feed(.commandEnded(id, result))
            }
        }
    }
}

extension TaskSpec {
    /// What a supervisor needs of an assignment.
    init(_ assignment: Fleet.Assignment, gpus: [GPU]) throws {
        let definition = assignment.definition
        guard let account = Account(named: definition.user) else {
            throw Supervision.Failure.refused(
                "there is no user `\(definition.user)` on this server; create it, or name another in the job")
        }
        // A coordinator of an older version does not tell which GPUs: the task sees what there is, as it did then.
        let tellsGPUs = !assignment.gpus.isEmpty || definition.gpus.count == 0
        let devices = tellsGPUs ? try GPUEnvironment(assignment.gpus, on: gpus).variables : []
        self.init(
            job: definition.id.description, id: assignment.attempt, token: assignment.token,
            arguments: definition.command,
            environment: definition.environment.map { Variable($0.key, $0.value) }
                + [Variable("HOME", account.home), Variable("USER", account.name)].filter {
                    definition.environment[$0.name] == nil
                } + [Variable("MUSTER_INDEX", String(assignment.index))]
                + (definition.type == .system ? [] : [Variable("MUSTER_COUNT", String(definition.count))]) + devices,
            workingDirectory: definition.directory, identity: account.identity, leaseLength: definition.lease,
            killLead: AgentSettings().lead(for: definition.lease), stopSignal: Int32(definition.stop.signal),
            stopGrace: definition.stop.grace,
            checkpoint: definition.checkpoint.map {
                SupervisorCore.Checkpoint(signal: Int32($0.signal), grace: $0.grace)
            }, timeLimit: definition.timeLimit,
            cpuMillicores: definition.limits?.cpuMillicores ?? definition.resources.cpuMillicores,
            memoryBytes: definition.limits?.memoryBytes ?? definition.resources.memoryBytes)
    }
}
