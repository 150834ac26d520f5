import Determinism
import Fleet

@testable import AgentCore

/// An agent, its disk and what runs on its server, an order maker without manners, and the rules that are watched.
struct Storm {
    struct Counts: Equatable {
        var starts = 0
        var renewals = 0
        var withheld = 0
        var sessions = 0
        var restarts = 0
        var commands = 0
    }

    let settings: AgentSettings
    var rig: AgentRig
    var random: SeededGenerator
    var counts = Counts()
    var faults: [String] = []

    // The server: what outlives the agent's process.
    var claims = SortedSet<AttemptID>()
    var live = SortedSet<AttemptID>()
    var dying = SortedSet<AttemptID>()
    var records = SortedMap<AttemptID, AttemptEnd>()
    var journal = SortedMap<CommandID, CommandReport>()
    var commandsRun = SortedSet<CommandID>()
    var page = Instant.origin

    // What was said, and is under way.
    var sent: [UInt64: Instant] = [:]
    var acknowledged = SortedSet<UInt64>()
    /// Named as "must end" in acknowledgements that this agent has taken.
    var condemned = SortedSet<AttemptID>()
    /// The sessions that attempts and commands were authorised for: they are ordered for no other.
    var attemptSessions = SortedMap<AttemptID, SessionID>()
    var commandSessions = SortedMap<CommandID, SessionID>()
    /// What the newest beat reported as ended.
    var reported: [AttemptID] = []
    /// What supervisors have yet to tell the agent.
    var news: [AgentInput] = []
    var underWay: [StampedOrder] = []
    var term: UInt64 = 1
    var nextAllocation: UInt64 = 1
    var nextCommand: UInt64 = 1
    var settledCommands: UInt64 = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        var settings = AgentSettings()
        settings.tasksAtMost = 12
        settings.commandsAtMost = 8
        self.settings = settings
        rig = AgentRig(settings: settings, seed: seed)
    }

    mutating func act() {
        rig.now = rig.now + random.span(from: .zero, through: .milliseconds(80))
        switch random.below(40) {
        case 0...4: give(.tick)
        case 5...9: underWay.append(stamped(acknowledgement()))
        case 10...12: underWay.append(stamped(assignment()))
        case 13: underWay.append(stamped(.stop(session: session(), attempt: anyAttempt(), reason: .drained)))
        case 14: underWay.append(stamped(command()))
        case 15 where random.oneIn(4):
            underWay.append(stamped(.openNewSession(session: rig.session, end: someAttempts())))
        case 16: finishOne()
        case 17 where !dying.isEmpty: die(dying.elements[Int(random.below(UInt64(dying.count)))])
        case 18: finishCommand()
        case 19 where random.oneIn(12): restart()
        case 20 where random.oneIn(16): term += 1
        case 21...22: tellOne()
        default: deliverOne()
        }
    }

    // MARK: The order maker

    private mutating func stamped(_ order: LeaderOrder) -> StampedOrder {
        StampedOrder(
            stamp: LeaderStamp(generation: 1, term: random.oneIn(10) ? term - random.below(term) : term), order: order)
    }

    private mutating func session() -> SessionID {
        random.oneIn(20) ? SessionID(node: AgentRig.node, boot: "boot", nonce: random.below(5)) : rig.session
    }

    private mutating func recentSequence() -> UInt64 {
        random.oneIn(20) ? random.below(rig.sequence + 3) : rig.sequence - min(rig.sequence, random.below(4))
    }

    private mutating func anyAttempt() -> AttemptID {
        let allocation = random.oneIn(2) ? nextAllocation : 1 + random.below(nextAllocation)
        if allocation == nextAllocation { nextAllocation += 1 }
        return attempt(allocation, 1 + random.below(2))
    }

    private mutating func someAttempts() -> [AttemptID] {
        var some: [AttemptID] = []
        if random.oneIn(2), !live.isEmpty { some.append(live.elements[Int(random.below(UInt64(live.count)))]) }
        if random.oneIn(3) { some.append(anyAttempt()) }
        return some
    }

    private mutating func acknowledgement() -> LeaderOrder {
        let settled = reported.filter { _ in random.oneIn(2) }
        let results = journal.filter { $0.value.result != nil }.map(\.key).filter { _ in random.oneIn(2) }
        if random.oneIn(10) { settledCommands = nextCommand - min(nextCommand, 10) }
        return .acknowledge(
            Acknowledgement(
                session: session(), sequence: recentSequence(), end: random.oneIn(4) ? someAttempts() : [],
                settledTasks: settled, settledCommands: results, commandsSettledThrough: CommandID(settledCommands)))
    }

    private mutating func assignment() -> LeaderOrder {
        let attempt = anyAttempt()
        let session = attemptSessions[attempt] ?? session()
        attemptSessions[attempt] = session
        return .assign(
            AgentRig.assignment(
                attempt, under: recentSequence(), lease: .seconds(2 + random.below(5)), session: session))
    }

    private mutating func command() -> LeaderOrder {
        let number = random.oneIn(2) ? nextCommand : 1 + random.below(nextCommand)
        if number == nextCommand { nextCommand += 1 }
        let session = commandSessions[CommandID(number)] ?? session()
        commandSessions[CommandID(number)] = session
        return .run(
            session: session, command: CommandID(number), definition: CommandDefinition(arguments: ["/bin/true"]),
            leaseSequence: recentSequence())
    }

    private mutating func deliverOne() {
        guard !underWay.isEmpty else { return }
        let index = Int(random.below(UInt64(underWay.count)))
        let order = underWay[index]
        // Copies come, too.
        if !random.oneIn(4) { underWay.remove(at: index) }
        if underWay.count > 15 { underWay.removeFirst() }
        give(.order(from: 1, order))
    }

    // MARK: The server

    private mutating func finishOne() {
        guard !live.isEmpty else { return }
        die(live.elements[Int(random.below(UInt64(live.count)))])
    }

    private mutating func tellOne() {
        guard !news.isEmpty else { return }
        let told = news.removeFirst()
        if case .startFailed(let attempt, _) = told {
            guard live.remove(attempt) else { return }
            dying.remove(attempt)
            records[attempt] = AttemptEnd(cause: .notStarted)
        }
        give(told)
    }

    private mutating func die(_ attempt: AttemptID) {
        dying.remove(attempt)
        guard live.remove(attempt) else { return }
        records[attempt] = completed
        give(.ended(attempt, completed))
    }

    private mutating func finishCommand() {
        guard let open = journal.first(where: { $0.value.result == nil })?.key else { return }
        journal[open] = CommandReport(command: open, result: .exited(.code(0)))
        give(.commandEnded(open, .exited(.code(0))))
    }

    private mutating func restart() {
        counts.restarts += 1
        // Some supervisors die with the agent: their claims stay without a record.
        for attempt in live.elements where random.oneIn(4) {
            live.remove(attempt)
            dying.remove(attempt)
        }
        var found = RecoveredAgent()
        for attempt in claims {
            if let end = records[attempt] {
                found.ended.append(.init(attempt: attempt, end: end))
            } else if live.contains(attempt) {
                found.adopted.append(.init(attempt: attempt, supervisor: 1))
            } else {
                found.claimed.append(attempt)
            }
        }
        found.commands = journal.values
        dying = SortedSet()
        condemned = SortedSet()
        news = []
        reported = []
        rig.agent = AgentCore(
            node: AgentRig.node, boot: "boot", nonce: random.next(), facts: NodeFacts(), recovered: found,
            settings: settings, seed: random.next(), now: rig.now)
        beginSession()
    }

    private mutating func beginSession() {
        counts.sessions += 1
        sent = [:]
        rig.sequence = 0
        acknowledged = SortedSet()
    }

    // MARK: The rules

    private mutating func give(_ input: AgentInput) {
        let session = rig.session
        if case .order(_, let stamped) = input, case .acknowledge(let acknowledgement) = stamped.order,
            acknowledgement.session == session, stamped.stamp >= rig.agent.highestStamp,
            sent[acknowledgement.sequence] != nil, rig.agent.reopensAfter == nil
        {
            acknowledged.insert(acknowledgement.sequence)
            for attempt in acknowledgement.end { condemned.insert(attempt) }
        }
        let effects = rig.step(input)
        if rig.session != session {
            let sequence = rig.sequence
            beginSession()
            rig.sequence = sequence
        }
        for effect in effects { carryOut(effect) }
        if rig.agent.liveAttempts != live.elements { fault("it takes \(rig.agent.liveAttempts) for live, not \(live)") }
        if rig.agent.nextDeadline <= rig.now, rig.agent.nextDeadline != .never {
            // Whatever is due must have been done: the shell would spin otherwise.
            fault("its next deadline is past")
        }
    }

    private mutating func carryOut(_ effect: AgentEffect) {
        switch effect {
        case .sendAll(.hello(let hello)): sent[hello.sequence] = rig.now
        case .sendAll(.beat(let beat)):
            sent[beat.sequence] = rig.now
            reported = beat.tasks.compactMap { if case .ended = $0.state { $0.attempt } else { nil } }
            if beat.tasks.count > 12 { fault("a beat with \(beat.tasks.count) tasks") }
            if beat.commands.count > 8 { fault("a beat with \(beat.commands.count) commands") }
        case .renewLease(let sentAt):
            counts.renewals += 1
            if sentAt <= page { fault("the lease went back") }
            if !acknowledged.contains(where: { sent[$0] == sentAt }) { fault("a lease that nobody granted") }
            if !dying.isEmpty { fault("the lease was renewed while \(dying) had to die") }
            page = sentAt
        case .claimAndStart(let assignment):
            counts.starts += 1
            let attempt = assignment.attempt
            if assignment.session != rig.session { fault("\(attempt) started for another session") }
            if claims.contains(attempt) { fault("\(attempt) started twice") }
            if condemned.contains(attempt) { fault("\(attempt) started although it had to end") }
            if live.contains(where: { $0.allocation == attempt.allocation }) {
                fault("two live attempts of allocation \(attempt.allocation)")
            }
            let lease = assignment.definition.lease - settings.lead(for: assignment.definition.lease)
            if (sent[assignment.leaseSequence] ?? .origin) + lease <= rig.now {
                fault("\(attempt) started after its lease")
            }
            claims.insert(attempt)
            live.insert(attempt)
            news.append(
                random.oneIn(8) ? .startFailed(attempt, reason: "no") : .started(attempt, supervisor: 1))
        case .kill(let attempt):
            if !live.contains(attempt) { fault("\(attempt) killed, which does not live") }
            counts.withheld += 1
            dying.insert(attempt)
        case .forget(let attempt):
            if live.contains(attempt) { fault("\(attempt) forgotten while it lives") }
            records.removeValue(forKey: attempt)
        case .runCommand(let command, _):
            counts.commands += 1
            if !commandsRun.insert(command) { fault("command \(command) run twice") }
            journal[command] = CommandReport(command: command, result: nil)
        case .forgetCommand(let command): journal.removeValue(forKey: command)
        default: break
        }
    }

    private mutating func fault(_ what: String) { faults.append(what) }
}
