import AgentCore
import Consensus
import CoordinatorCore
import Determinism
import Fleet

/// One history: real cores of three coordinators and some servers on virtual time, with everything around them simulated.
/// Its whole course follows from the seed.
struct FleetSimulator {
    let seed: UInt64
    let options: FleetSimulation.Options
    var random: SeededGenerator
    var now = Instant.origin
    var queue = EventQueue()
    var coordinators: [SimulatedCoordinator] = []
    var servers: [SimulatedServer] = []
    var network: SimulatedNetwork
    var history = CommittedHistory()
    var witness = Witness()
    var leaders: [UInt64: MemberID] = [:]

    // Faults.
    var faults = Tally<FaultKind>()
    var activeFaults: [ActiveFault] = []
    var faultsEndAt = Instant.origin
    var isCalm = false
    /// Whether the long loss of the quorum has been: it comes once.
    var hadQuorumLoss = false

    // The operator.
    var operations = Tally<OperationKind>()
    var requests: [SimulatedRequest] = []
    var open: [Int] = []
    var believedLeader = 0
    var nextJob: UInt64 = 1
    var newestAcknowledged: UInt64 = 0
    var quietChecks = 0
    var calmSince = Instant.origin

    /// What BMCs know.
    var power: SimulatedPower

    /// What must not last.
    var watch = PromiseWatch()

    // What is told at the end.
    var violation: Violation?
    var isOver = false
    let trace: Trace
    var traceHash: UInt64 = 0xCBF2_9CE4_8422_2325
    var events: UInt64 = 0
    var rateSecond: UInt64 = 0
    var rateCount = 0
    /// Starts that were countermanded before the supervisor was there.
    var countermanded = SortedSet<AttemptID>()
    /// How often a task ran beside another because a hypervisor had stopped its server's clocks.
    var stretches: UInt64 = 0

    static let coordinatorCount = 3
    static let wallBase: UInt64 = 1_700_000_000_000_000_000
    var operatorHost: Int { coordinators.count + servers.count }
    /// How many servers the fleet has: the last machine is the one that copies of them come up on.
    var serverCount: Int { servers.count - 1 }

    init(seed: UInt64, options: FleetSimulation.Options) {
        self.seed = seed
        self.options = options
        trace = Trace(length: options.traceLength)
        power = SimulatedPower(lag: FleetSimulator.readingLag(seed: seed))
        random = SeededGenerator(seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ 0x5DEE_CE66_D1CE_4E5B)
        let serverCount = Int(5 + random.below(4))
        network = SimulatedNetwork(
            hosts: FleetSimulator.coordinatorCount + serverCount + 2,
            lossPerMille: [0, 1, 10, 30][Int(random.below(4))])
        for number in 1...UInt64(FleetSimulator.coordinatorCount) {
            coordinators.append(
                SimulatedCoordinator(
                    id: MemberID(number), store: StoreID(high: seed, low: number), clock: randomClock(),
                    calendarOffset: Int64(random.oneIn(3) ? random.below(60) * 1_000 : random.below(500)) * 1_000_000))
        }
        for number in 1...serverCount {
            var labels = SortedMap<String, String>()
            labels["rack"] = FleetSimulator.rack(number)
            let facts = NodeFacts(
                capacity: Resources(cpuMillicores: 8_000, memoryBytes: 16 << 30, storageBytes: 100 << 30),
                gpus: FleetSimulator.gpus(of: number), labels: labels, agentVersion: "0.1.0")
            servers.append(SimulatedServer(node: NodeID("s\(number)"), facts: facts, clock: randomClock()))
        }
        // The last machine is none of the fleet's, until it comes up as a copy of another.
        let copy = SimulatedServer(node: NodeID("none"), facts: servers[0].facts, clock: randomClock())
        copy.hasPower = false
        servers.append(copy)
    }

    private mutating func randomClock() -> HostClock {
        HostClock(offset: .seconds(1_000 + random.below(5_000)), drift: randomDrift())
    }

    mutating func randomDrift() -> Int64 { Int64(random.below(9_001)) - 4_500 }

    // MARK: The run

    mutating func run() {
        faultsEndAt = now + random.span(from: .seconds(62), through: .seconds(72))
        for index in coordinators.indices { schedule(.memberStarts(index), after: .milliseconds(random.below(200))) }
        for index in 0..<serverCount { schedule(.agentStarts(index), after: .milliseconds(random.below(1_500))) }
        schedule(.nextFault, after: .seconds(4))
        schedule(.operatorActs, after: .seconds(3))
        schedule(.promisesLookedAt, after: .seconds(5))
        while !isOver, violation == nil, let (at, event) = queue.next() {
            now = max(now, at)
            events += 1
            guardRate()
            if queue.count > 50_000 { fail(.init(.unbounded, "\(queue.count) events are under way")) }
            handle(event)
        }
        if violation == nil { finish() }
    }

    /// What is said and done in a second of virtual time is bounded: nobody answers an answer for ever.
    private mutating func guardRate() {
        let second = now.nanoseconds / 1_000_000_000
        rateCount = second == rateSecond ? rateCount + 1 : 0
        rateSecond = second
        if rateCount > 20_000 { fail(.init(.unbounded, "\(rateCount) events happen within a second")) }
    }

    mutating func schedule(_ event: SimulatedEvent, after span: Span) { queue.schedule(event, at: now + span) }

    mutating func fail(_ finding: Violation.Finding?) {
        guard let finding, violation == nil else { return }
        violation = Violation(
            invariant: finding.invariant, detail: finding.detail, at: now.since(.origin), trace: trace.lines)
    }

    /// Notes an event for people; the text is only made when somebody will read it.
    func note(_ text: @autoclosure () -> String) {
        guard options.trace else { return }
        let milliseconds = now.nanoseconds / 1_000_000
        trace.add("\(milliseconds / 1_000).\(String(milliseconds % 1_000 + 1_000).dropFirst()) \(text())")
    }

    /// Mixes a number into the fingerprint of the history's course.
    mutating func mark(_ value: UInt64) {
        traceHash = (traceHash ^ value) &* 0x0000_0100_0000_01B3
        traceHash ^= traceHash >> 29
    }

    mutating func handle(_ event: SimulatedEvent) {
        mark(now.nanoseconds)
        switch event {
        case .memberTick(let index, let life): tickMember(index, life: life)
        case .memberInput(let index, let life, let input):
            guard life == nil || life == coordinators[index].life else { return }
            stepMember(index, input)
        case .diskDone(let index, let life): finishWrite(index, life: life)
        case .memberStarts(let index): startMember(index)
        case .memberThaws(let index, let freeze): thawMember(index, freeze: freeze)
        case .agentTick(let index, let life): tickAgent(index, life: life)
        case .agentInput(let index, let life, let input):
            guard life == nil || life == servers[index].life else { return }
            stepAgent(index, input)
        case .agentStarts(let index): startAgent(index)
        case .supervisorStarts, .supervisorWakes, .taskExits, .checkpointWritten, .treeEmpties, .commandStarts,
            .commandEnds:
            handleTask(event)
        case .serverBoots(let index): bootServer(index)
        case .serverThaws(let index, let freeze): thawServer(index, freeze: freeze)
        case .machine(let event): handleMachine(event)
        case .power(let event): handlePower(event)
        case .nextFault: injectFault()
        case .strikes(let kind): strike(kind)
        case .faultHeals(let number): heal(number)
        case .operatorActs: operate()
        case .requestArrives(let request, let attempt, let index): receive(request, try: attempt, at: index)
        case .answer(let request, let attempt, let answer): take(answer, for: request, try: attempt)
        case .answerOverdue(let request, let attempt): answerIsOverdue(request, try: attempt)
        case .asksAgain(let request, let attempt):
            if !requests[request].isOver, requests[request].tries == attempt { retry(request) }
        case .operatorTidies: tidy()
        case .promisesLookedAt: look()
        case .convergenceCheck: checkConvergence()
        }
    }

    private mutating func finish() {
        checkCommandOutcomes()
        checkAcknowledged(by: history.fleet, of: "the log")
        let seconds = now.since(.origin).nanoseconds / 1_000_000_000
        if !options.mayBeThin, seconds < 60 || faults.total < FleetSimulator.faultsAtLeast || operations.total < 100 {
            fail(
                .init(
                    .tooThin, "it has \(seconds) seconds, \(faults.total) faults and \(operations.total) operations"))
        }
    }

    var report: HistoryReport {
        var hash = StableHash()
        var writer = ByteWriter()
        writer.write(traceHash)
        writer.write(history.fleet.stateHash)
        writer.write(history.lastIndex)
        writer.write(now.nanoseconds)
        writer.write(events)
        for kind in FaultKind.allCases { writer.write(faults[kind]) }
        for kind in OperationKind.allCases { writer.write(operations[kind]) }
        hash.combine(writer.bytes)
        return HistoryReport(
            seed: seed, violation: violation, faults: faults, operations: operations,
            virtualTime: now.since(.origin), entries: history.entries, taskStarts: witness.starts,
            commandStarts: witness.commandStarts, messagesLost: network.lost, messagesDoubled: network.doubled,
            messagesLate: network.late, stretches: stretches, moves: history.moves, balanceMoves: history.balanceMoves,
            events: events, trace: trace.lines,
            hash: hash.value)
    }
}
