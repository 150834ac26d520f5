import Determinism
import Fleet

/// The agent of one server as a value: what runs on it, under which lease, and what it tells. See docs/ARCHITECTURE.md,
/// leases; the rules are numbered there.
public struct AgentCore: Sendable {
    /// What it knows of one attempt.
    struct Task: Hashable, Sendable {
        enum State: Hashable, Sendable {
            case starting
            case running
            case notDead
            case ended(AttemptEnd)
        }
        var state: State
        var supervisor: UInt64 = 0
        var isStopping = false
        var isBeingKilled = false

        var isLive: Bool {
            if case .ended = state { return false }
            return true
        }
    }

    /// What it knows of one command run.
    struct Run: Hashable, Sendable {
        var result: CommandResult?
    }

    /// An acknowledgement whose renewal waits for attempts to be dead.
    struct Renewal: Sendable {
        var sequence: UInt64
        var waitsFor: SortedSet<AttemptID>
    }

    /// How far it is on its way out.
    enum Departure: Sendable {
        case staying
        /// Every task has been asked to end; nothing new is begun.
        case leaving
        /// Goodbye is said, by which its leases are over: whatever is ordered now must not be begun.
        case left
    }

    /// The session that it speaks for.
    public private(set) var session: SessionID
    /// Whether a coordinator has acknowledged it.
    public internal(set) var isOpen = false
    /// The instant from which the lease counts; origin before the first renewal of this process.
    public internal(set) var leaseSentAt = Instant.origin
    /// The coordinators as the leader told them last.
    public internal(set) var coordinators: [CoordinatorAddress] = []
    /// How many orders were refused since the agent's start.
    public internal(set) var refusedOrders: UInt64 = 0

    let facts: NodeFacts
    let settings: AgentSettings
    var generator: SeededGenerator
    var tasks = SortedMap<AttemptID, Task>()
    /// Attempts that must never be started (again), oldest first.
    var tombstones: [AttemptID] = []
    var tombstoneSet: Set<AttemptID> = []
    var commands = SortedMap<CommandID, Run>()
    var settledThrough = CommandID(0)
    /// Commands above the watermark that are settled and forgotten: a late copy of their order must not run them again.
    var settledAhead = SortedSet<CommandID>()
    var highestStamp = LeaderStamp(generation: 0, term: 0)
    var sequence: UInt64 = 0
    var acknowledged: UInt64 = 0
    /// When the newest sequences were sent: `sentAt[i]` for `firstSent + i`.
    var sentAt: [Instant] = []
    var firstSent: UInt64 = 1
    var renewal: Renewal?
    /// What must be dead before a new session may be opened; nil when none is to be opened.
    var reopensAfter: SortedSet<AttemptID>?
    /// How often it beats: as the leader told last.
    public internal(set) var beatInterval: Span
    var beatAt: Instant
    var hasNews = false
    var lastSentAt = Instant.origin
    var departure = Departure.staying
    var out: [AgentEffect] = []

    static let sentKept = 1_024
    /// What a leader's word about the beat interval is kept within.
    static let shortestInterval = Span.milliseconds(20)
    static let longestInterval = Span.seconds(60)
    static let tombstonesKept = 65_536
    /// What `AttemptEnd.message` and the sentences of command results may hold.
    static let messageBytesAtMost = 512
    /// What one `OutputChunk` may hold.
    static let chunkBytesAtMost: UInt64 = 65_536

    /// An agent that begins a session with that nonce; `seed` decides the nonces of later ones, and by how much of a tenth
    /// of the beat interval the first hello is held back, so that a hall that is switched on does not beat in step.
    public init(
        node: NodeID, boot: String, nonce: UInt64, facts: NodeFacts, recovered: RecoveredAgent,
        settings: AgentSettings = AgentSettings(), seed: UInt64, now: Instant
    ) {
        session = SessionID(node: node, boot: boot, nonce: nonce)
        self.facts = facts
        self.settings = settings
        generator = SeededGenerator(seed: seed)
        beatInterval = settings.beatInterval
        beatAt = now + generator.span(from: .zero, through: settings.beatInterval / 10)
        for adopted in recovered.adopted {
            tasks[adopted.attempt] = Task(
                state: adopted.isNotDead ? .notDead : .running, supervisor: adopted.supervisor)
            bury(adopted.attempt)
        }
        for ended in recovered.ended {
            tasks[ended.attempt] = Task(state: .ended(ended.end.limited))
            bury(ended.attempt)
        }
        for claimed in recovered.claimed { bury(claimed) }
        for report in recovered.commands {
            commands[report.command] = Run(
                result: report.result?.limited ?? .unknown("the agent was restarted while it ran"))
        }
    }

    /// When to call with `.tick` at the latest.
    public var nextDeadline: Instant {
        guard departure != .left, reopensAfter == nil else { return .never }
        return hasNews ? min(beatAt, lastSentAt + settings.newsInterval) : beatAt
    }

    /// What cannot be killed.
    public var notDeadAttempts: [AttemptID] { tasks.compactMap { $0.value.state == .notDead ? $0.key : nil } }
    /// The attempts that are not over, ascending.
    public var liveAttempts: [AttemptID] { tasks.filter { $0.value.isLive }.map(\.key) }

    /// Takes in one input and tells what to do, in order.
    public mutating func step(_ input: AgentInput, now: Instant) -> [AgentEffect] {
        take(input, now: now)
        speak(now: now)
        defer { out.removeAll(keepingCapacity: true) }
        return out
    }

    private mutating func take(_ input: AgentInput, now: Instant) {
        switch input {
        case .tick: break
        case .connected: hasNews = true
        case .order(let member, let stamped): obey(stamped, from: member, now: now)
        case .started(let attempt, let supervisor):
            tasks.update(attempt) { task in
                task.supervisor = supervisor
                if task.state == .starting { task.state = .running }
            }
            hasNews = true
        case .startFailed(let attempt, let reason):
            end(attempt, AttemptEnd(cause: .notStarted, message: reason), now: now)
        case .ended(let attempt, let how): end(attempt, how, now: now)
        case .notDead(let attempt): noteNotDead(attempt, now: now)
        case .commandEnded(let command, let result):
            commands.update(command) { if $0.result == nil { $0.result = result.limited } }
            hasNews = true
        case .commandOutput(let chunk): out.append(.sendAll(.output(session: session, chunk)))
        case .log(let member, let chunk): out.append(.send(to: member, .output(session: session, chunk)))
        case .leave:
            guard departure == .staying else { return }
            departure = .leaving
            for (attempt, task) in tasks where task.isLive && !task.isStopping {
                tasks.update(attempt) { $0.isStopping = true }
                out.append(.stop(attempt, .drained))
            }
            hasNews = true
        }
    }

    private mutating func end(_ attempt: AttemptID, _ how: AttemptEnd, now: Instant) {
        guard tasks[attempt]?.isLive == true else { return }
        tasks.update(attempt) { $0.state = .ended(how.limited) }
        hasNews = true
        if renewal?.waitsFor.remove(attempt) == true { renewIfDead() }
        if reopensAfter?.remove(attempt) == true { reopenIfDead(now: now) }
    }

    /// Nothing waits any longer for what cannot be killed: that would let everything else on the server lapse with it. It is
    /// safe, since what waiting protects from cannot happen: a renewal could only revive an attempt whose supervisor still
    /// looks at the lease, and this one's kills, or is itself killed, for good (`AgentInput.notDead`). The page therefore
    /// means nothing to it any more, whatever is written there; and that it may still run is told in every beat until it
    /// is dead.
    private mutating func noteNotDead(_ attempt: AttemptID, now: Instant) {
        guard let task = tasks[attempt], task.isLive, task.state != .notDead else { return }
        tasks.update(attempt) { $0.state = .notDead }
        hasNews = true
        out.append(.event(.notDead(attempt)))
        if renewal?.waitsFor.remove(attempt) == true { renewIfDead() }
        if reopensAfter?.remove(attempt) == true { reopenIfDead(now: now) }
    }

    // MARK: Speaking

    private mutating func speak(now: Instant) {
        // While a session is being given up nothing is said for it: what it would report is told under the next one.
        guard departure != .left, reopensAfter == nil else { return }
        if departure == .leaving, liveAttempts.isEmpty {
            // How the last tasks ended goes ahead of the goodbye, which alone would make them lost.
            if isOpen, !tasks.isEmpty || !commands.isEmpty { beat(now: now) }
            out.append(.sendAll(.goodbye(session: session, isEmpty: true)))
            out.append(.left)
            departure = .left
            return
        }
        let isDue = now >= beatAt
        guard isDue || hasNews && now >= lastSentAt + settings.newsInterval else { return }
        // An extra beat does not shift the rhythm; a late one does not make up for what was missed.
        let lateness = isDue ? now.since(beatAt) : nil
        if isDue { beatAt = now + beatInterval }
        beat(lateness: lateness, now: now)
    }

    private mutating func beat(lateness: Span? = nil, now: Instant) {
        sequence += 1
        sentAt.append(now)
        if sentAt.count > AgentCore.sentKept {
            sentAt.removeFirst()
            firstSent += 1
        }
        lastSentAt = now
        hasNews = false
        if isOpen {
            out.append(
                .sendAll(
                    .beat(
                        Beat(
                            session: session, sequence: sequence, acknowledged: acknowledged, tasks: taskReports,
                            commands: commandReports, lateness: lateness))))
        } else {
            out.append(
                .sendAll(.hello(Hello(session: session, sequence: sequence, facts: facts, adopted: liveAttempts))))
        }
    }

    private var taskReports: [TaskReport] {
        tasks.map { attempt, task in
            let state: TaskReport.State =
                switch task.state {
                case .starting: .starting
                case .running: task.isStopping ? .stopping : .running
                case .notDead: .notDead
                case .ended(let end): .ended(end)
                }
            return TaskReport(attempt: attempt, state: state, supervisor: task.supervisor)
        }
    }

    private var commandReports: [CommandReport] {
        commands.map { CommandReport(command: $0.key, result: $0.value.result) }
    }

    /// When that hello or beat of this session was sent, if it is remembered.
    func sendInstant(of sequence: UInt64) -> Instant? {
        guard sequence >= firstSent, sequence < firstSent + UInt64(sentAt.count) else { return nil }
        return sentAt[Int(sequence - firstSent)]
    }

    // MARK: State that the orders change

    /// That attempt is never started (again).
    mutating func bury(_ attempt: AttemptID) {
        guard tombstoneSet.insert(attempt).inserted else { return }
        tombstones.append(attempt)
        if tombstones.count > AgentCore.tombstonesKept {
            tombstoneSet.remove(tombstones.removeFirst())
        }
    }

    /// A late copy of that command's order is refused from now on.
    mutating func noteSettled(_ command: CommandID) {
        guard command > settledThrough else { return }
        settledAhead.insert(command)
        // The watermark of the coordinators lags behind: a watermark of its own may refuse a command that was never run,
        // which is then honestly told as not run; the reverse could run one twice.
        if settledAhead.count > settings.commandsAtMost, let lowest = settledAhead.elements.first {
            raiseWatermark(to: lowest)
        }
    }

    /// Every command up to this one is settled.
    mutating func raiseWatermark(to command: CommandID) {
        guard command > settledThrough else { return }
        settledThrough = command
        settledAhead = SortedSet(settledAhead.elements.filter { $0 > command })
    }

    /// The leader told how often to beat. A shorter interval counts at once, from the last beat on.
    mutating func adopt(beatInterval told: Span) {
        guard told != .zero, told != beatInterval else { return }
        beatInterval = min(max(told, AgentCore.shortestInterval), AgentCore.longestInterval)
        beatAt = min(beatAt, lastSentAt + beatInterval)
    }

    mutating func noteOpen() {
        guard !isOpen else { return }
        isOpen = true
        hasNews = hasNews || !tasks.isEmpty || !commands.isEmpty
        out.append(.event(.sessionOpened(session)))
    }

    /// Takes the lease as renewed once everything that had to end is dead, or beyond reviving (rule 4).
    mutating func renewIfDead() {
        guard let due = renewal, due.waitsFor.isEmpty else { return }
        renewal = nil
        guard let sent = sendInstant(of: due.sequence), sent > leaseSentAt else { return }
        leaseSentAt = sent
        out.append(.renewLease(sentAt: sent))
    }

    /// Begins a new session once everything that had to end is dead, or beyond reviving.
    mutating func reopenIfDead(now: Instant) {
        guard let waits = reopensAfter, waits.isEmpty else { return }
        reopensAfter = nil
        session = SessionID(node: session.node, boot: session.boot, nonce: generator.next())
        isOpen = false
        sequence = 0
        acknowledged = 0
        sentAt = []
        firstSent = 1
        renewal = nil
        // Orders for the lost session are refused from now on; numbers may begin anew where a backup was restored.
        settledThrough = CommandID(0)
        settledAhead = SortedSet()
        beatAt = now
    }
}
