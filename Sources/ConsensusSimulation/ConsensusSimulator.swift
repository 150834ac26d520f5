import Consensus
import Determinism
import Linearizability

/// One history: real members on virtual time, with everything between and below them made up. Its course follows from the
/// plan alone.
final class ConsensusSimulator {
    static let bootstrapStoreGeneration: UInt64 = 1
    /// More events than any sound history has.
    static let eventLimit = 400_000

    let plan: Plan
    let options: ConsensusSimulation.Options
    let settings: RaftSettings
    let bootstrap: Configuration
    var random: SeededGenerator
    var now = Instant(nanoseconds: 1_000_000_000)
    let beganAt: Instant
    var queue = EventQueue<SimulatedEvent>()
    var handled = 0

    var members: [SimulatedMember] = []
    var network: SimulatedNetwork
    var clients: [SimulatedClient] = []
    var history = History<RegisterModel>()
    var witness: Witness
    /// What was durable on stores that are gone.
    var lost: [StoreID: ShadowLog] = [:]
    /// Faults under way, by their place in the plan.
    var underWay: [(event: Int, undo: Undo)] = []
    /// Members that the administrator wants, by place, and whether as voters.
    var wanted: [Int: Bool] = [:]
    var changes: UInt64 = 0
    var changeSentAt = Instant.origin
    var isResting = false
    var isWhole = false
    /// Whether the linearizability checker gave up.
    var isUnchecked = false

    var violation: Violation?
    var trace: [String] = []
    var faults = Counts<FaultKind>()
    var operations = Counts<OperationKind>()
    var restores: UInt64 = 0
    var messages: UInt64 = 0

    init(plan: Plan, options: ConsensusSimulation.Options) {
        self.plan = plan
        self.options = options
        var settings = RaftSettings()
        settings.heartbeatInterval = plan.world.heartbeat
        settings.electionTimeout = plan.world.electionTimeout
        settings.electionTimeoutFloor = plan.world.electionFloor
        settings.entriesPerAppend = plan.world.entriesPerAppend
        settings.appendsInFlight = 3
        settings.snapshotChunkBytes = 64
        settings.snapshotChunksInFlight = 2
        settings.entriesKeptBehindSnapshot = 5
        settings.uncommittedLimit = 64
        self.settings = settings
        random = SeededGenerator(seed: plan.seed ^ 0xC0FF_EE00)
        beganAt = now
        let count = plan.world.members
        bootstrap = Configuration(
            voters: (0..<count).map { Self.peer(place: $0, generation: Self.bootstrapStoreGeneration) })
        witness = Witness(bootstrap: bootstrap)
        network = SimulatedNetwork(members: count + 2, world: plan.world)
        for place in 0..<count + 2 {
            let member = SimulatedMember(
                id: MemberID(UInt64(place) + 1), place: place,
                store: StoreID(high: Self.bootstrapStoreGeneration, low: UInt64(place) + 1),
                seed: plan.seed &* 31 &+ UInt64(place), now: now)
            member.incarnation = Self.bootstrapStoreGeneration
            members.append(member)
            if place < count { wanted[place] = true }
        }
        for client in 0..<KeyValueState.clients {
            clients.append(
                SimulatedClient(id: client, seed: plan.seed &* 97 &+ UInt64(client), members: count))
        }
    }

    static func peer(place: Int, generation: UInt64) -> Configuration.Peer {
        let id = UInt64(place) + 1
        return Configuration.Peer(
            id: MemberID(id), store: StoreID(high: generation, low: id), address: "", publicKey: "")
    }

    // MARK: Playing

    func run() {
        for member in members { start(member) }
        for (place, event) in plan.events.enumerated() where options.keeps(event.id) {
            schedule(.planned(place), at: beganAt + event.at)
        }
        schedule(.operatorLooks, after: .milliseconds(500))
        play(until: beganAt + Plan.length)
        if violation == nil { rest() }
        if violation == nil { checkEnd() }
    }

    func play(until end: Instant, _ isDone: () -> Bool = { false }) {
        while violation == nil, !isDone() {
            guard let (at, event) = queue.next() else { break }
            if at > end {
                // It is put back; its order among those of its instant does not matter between two parts of a history.
                queue.schedule(event, at: at)
                break
            }
            now = at
            handled += 1
            if handled > Self.eventLimit {
                fail(.bounded, "more than \(Self.eventLimit) events: the members never come to rest")
            }
            handle(event)
            if let broken = witness.broken { fail(broken.invariant, broken.detail) }
        }
        if violation == nil { now = max(now, min(end, now)) }
    }

    func schedule(_ event: SimulatedEvent, at: Instant) { queue.schedule(event, at: at) }
    func schedule(_ event: SimulatedEvent, after span: Span) { queue.schedule(event, at: now + span) }

    func fail(_ invariant: Invariant, _ detail: @autoclosure () -> String) {
        guard violation == nil else { return }
        violation = Violation(invariant: invariant, detail: detail(), at: now.since(beganAt))
    }

    func note(_ line: @autoclosure () -> String) {
        guard options.trace else { return }
        let time = now.since(beganAt).nanoseconds / 1_000_000
        let millis = String(time % 1_000)
        trace.append("\(time / 1_000).\(String(repeating: "0", count: 3 - millis.count))\(millis)  \(line())")
    }

    private func handle(_ event: SimulatedEvent) {
        if let member = owner(of: event), member.isPaused {
            member.deferred.append(event)
            if member.deferred.count > 20_000 { fail(.bounded, "the queue of paused \(member.name) has no bound") }
            return
        }
        switch event {
        case .timer(let place): timer(members[place])
        case .message(let from, let to, let connection, let message):
            guard network.isConnected(from, to, connection) else { return }
            step(members[to], .message(from: members[from].id, message))
        case .disconnected(let place, let peer): step(members[place], .peerDisconnected(members[peer].id))
        case .connected(let place, let peer): step(members[place], .peerConnected(members[peer].id))
        case .written(let place, let life): written(members[place], life: life)
        case .snapshotStored(let place, let life, let snapshot): stored(snapshot, on: members[place], life: life)
        case .planned(let index): carryOut(plan.events[index].action, index)
        case .ends(let index): end(index)
        case .stops(let place, let life, let losesPower):
            if members[place].life == life { stop(members[place], losesPower: losesPower, why: "as planned") }
        case .starts(let place, let life):
            if members[place].life == life { start(members[place]) }
        case .request(let place, let ticket): request(ticket, on: members[place])
        case .answer(let ticket, let answer): hears(answer, ticket)
        case .impatience(let ticket): impatient(ticket)
        case .givesUp(let ticket): giveUp(ticket)
        case .operatorLooks: operatorLooks()
        case .asked(let place): askPaused(members[place])
        }
    }

    /// The member that has to be awake for an event.
    private func owner(of event: SimulatedEvent) -> SimulatedMember? {
        switch event {
        case .timer(let member), .message(_, let member, _, _), .disconnected(let member, _),
            .connected(let member, _), .written(let member, _), .snapshotStored(let member, _, _),
            .request(let member, _):
            members[member]
        default: nil
        }
    }

    var report: HistoryReport {
        var hash = StableHash()
        for commitment in witness.committed.suffix(3) { hash.combine(commitment.chain.canonicalBytes) }
        hash.combine(UInt64(handled).canonicalBytes + now.nanoseconds.canonicalBytes)
        return HistoryReport(
            seed: plan.seed, members: plan.world.members, violation: violation, faults: faults, operations: operations,
            virtualTime: now.since(beganAt), entries: UInt64(witness.committed.count), elections: witness.elections,
            restores: restores, messages: messages, messagesLost: network.lost, messagesDoubled: network.doubled,
            unknownOutcomes: UInt64(history.unknownCount), isUnchecked: isUnchecked, events: UInt64(handled),
            trace: trace, story: [],
            hash: hash.value)
    }
}
