import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Testing

/// A cluster of one coordinator with an instant disk, which can be restarted from what it wrote.
struct LoneCoordinator {
    static let store = StoreID(high: 0, low: 1)
    let settings: ClusterSettings
    var member: Member
    var now = Instant(nanoseconds: 1_000_000_000)
    /// How far its calendar is ahead of `now`.
    var calendarAhead = Span.zero
    var events: [(at: Instant, event: MemberEvent)] = []
    var orders: [StampedOrder] = []
    var powerRequests: [PowerRequest] = []
    /// The jobs whose load it has asked for, question by question.
    var measured: [[JobID]] = []
    /// The jobs of which it has asked what their GPUs do, question by question.
    var measuredGPUs: [[JobID]] = []
    /// How often it has asked what servers use.
    var serversMeasured = 0
    var outcomes: [UInt64: Outcome] = [:]
    var refusals: [UInt64: MemberRefusal] = [:]
    private var hardState = HardState()
    private var entries: [LogEntry] = []
    private var nextTicket: UInt64 = 1
    private(set) var halted: String?

    init(settings: ClusterSettings = ClusterSettings(brakeFloor: 10), nodes: [String] = ["a", "b"]) {
        self.settings = settings
        member = Member(
            setup: LoneCoordinator.setup(settings, nodes), recovered: Recovered(store: LoneCoordinator.store), seed: 1,
            now: now)
    }

    static func setup(_ settings: ClusterSettings, _ nodes: [String]) -> MemberSetup {
        let voter = Configuration.Peer(id: MemberID(1), store: store, address: "", publicKey: "")
        let keys = nodes.map { KeyRecord(publicKey: "key-of-\($0)", name: $0, role: .agent(NodeID($0))) }
        return MemberSetup(
            id: MemberID(1), bootstrap: Configuration(voters: [voter]),
            genesis: .genesis(cluster: "test", settings: settings, keys: keys))
    }

    mutating func give(_ input: MemberInput) {
        var inputs = [input]
        while !inputs.isEmpty {
            let effects = member.step(
                inputs.removeFirst(), now: now, wall: WallTime(nanoseconds: now.nanoseconds) + calendarAhead)
            for effect in effects {
                switch effect {
                case .save(let save):
                    hardState = save.hardState ?? hardState
                    if let first = save.entries.first { entries.removeAll { $0.index >= first.index } }
                    entries += save.entries
                    inputs.append(.saved(sequence: save.sequence))
                case .sendAgent(_, let order): orders.append(order)
                case .power(let request): powerRequests.append(request)
                case .measureLoads(let jobs): measured.append(jobs)
                case .measureGPUs(let jobs): measuredGPUs.append(jobs)
                case .measureServers: serversMeasured += 1
                case .event(let event): events.append((now, event))
                case .answered(let ticket, let outcome): outcomes[ticket] = outcome
                case .refused(let ticket, let refusal): refusals[ticket] = refusal
                case .halt(let sentence): halted = sentence
                case .makeSnapshot(let mark, let configuration, let state):
                    inputs.append(
                        .snapshotStored(
                            Snapshot(
                                lastIndex: mark.lastIndex, lastTerm: mark.lastTerm, configuration: configuration,
                                data: state.canonicalBytes), nil))
                case .hashState(let index, let state):
                    inputs.append(.stateHashed(index: index, hash: state.stateHash))
                case .sendPeer, .readReady, .output, .changed, .replaced, .membersChanged, .storeSnapshot,
                    .abandonStore:
                    break
                }
            }
        }
    }

    mutating func hear(_ message: AgentMessage) {
        give(.agent(Heard(node: message.session.node, event: .message(message))))
    }

    /// Lets time pass in steps of 10 ms, with a beat of these agents every second.
    mutating func run(for span: Span, beating agents: [BeatingAgent] = []) {
        let end = now + span
        while now < end {
            now = now + .milliseconds(10)
            give(.tick)
            if now.nanoseconds / 10_000_000 % 100 == 0 { for agent in agents { hear(agent.beat()) } }
        }
    }

    mutating func ask(_ change: ChangeRequest) -> UInt64 {
        let ticket = nextTicket
        nextTicket += 1
        give(.change(ticket: ticket, RequestID(high: 1, low: ticket), actor: "root", change))
        return ticket
    }

    /// A new process takes the place of this one: it has what was written, and has heard nobody.
    mutating func restart() {
        now = now + .milliseconds(50)
        member = Member(
            setup: member.setup,
            recovered: Recovered(store: LoneCoordinator.store, hardState: hardState, entries: entries), seed: 2,
            now: now)
        events.removeAll()
        orders.removeAll()
    }

    var becameLeaderAt: Instant? {
        events.last { if case .becameLeader = $0.event { true } else { false } }?.at
    }

    /// When that attempt was first proposed as lost.
    func verdict(over attempt: AttemptID) -> Instant? {
        events.first {
            if case .verdict(_, let attempts, _) = $0.event { attempts.contains(attempt) } else { false }
        }?.at
    }
}
