import Determinism
import Fleet
import Scheduler

/// A small fleet with the scheduler in the loop, a second a step.
struct Yard {
    var state = FleetState()
    private var logIndex: UInt64 = 0
    /// What earlier passes knew.
    private(set) var index = PlaceIndex()
    var now = WallTime(nanoseconds: 1_000_000_000_000)
    var unavailable = SortedSet<NodeID>()
    /// Whether what runs may be moved so that something else fits.
    var moves = MoveTerms()
    /// What may be moved for the load's sake.
    var balance: BalanceTerms?

    /// Servers by name, with capacity in cores and GPUs, all connected.
    init(_ servers: [(name: String, cores: UInt64, gpus: UInt64)]) {
        let keys = servers.map { KeyRecord(publicKey: "key-\($0.name)", name: $0.name, role: .agent(NodeID($0.name))) }
        apply(.genesis(cluster: "yard", settings: ClusterSettings(), keys: keys))
        for server in servers { connect(server.name, cores: server.cores, gpus: server.gpus) }
    }

    /// So many servers of 8 cores without GPUs.
    init(count: Int, cores: UInt64 = 8) {
        self.init((1...count).map { (name: "n\($0)", cores: cores, gpus: 0) })
    }

    mutating func connect(
        _ name: String, cores: UInt64, gpus: UInt64 = 0, devices: [GPU]? = nil, nonce: UInt64 = 1,
        labels: [(String, String)] = []
    ) {
        var sorted = SortedMap<String, String>()
        for (label, value) in labels { sorted[label] = value }
        let capacity = Resources(cpuMillicores: cores * 1_000, memoryBytes: 64 << 30)
        apply(
            .openSession(
                session: SessionID(node: NodeID(name), boot: "b", nonce: nonce),
                facts: NodeFacts(capacity: capacity, gpus: devices ?? GPU.unknown(gpus), labels: sorted), adopted: []))
    }

    /// A further server.
    mutating func admit(_ name: String, cores: UInt64) {
        apply(.putKey(KeyRecord(publicKey: "key-\(name)", name: name, role: .agent(NodeID(name)))))
        connect(name, cores: cores)
    }

    @discardableResult
    mutating func apply(_ operation: Operation) -> Applied {
        logIndex += 1
        now = now + .seconds(1)
        return state.apply(FleetEntry(time: now, actor: "leader", operation: operation), index: logIndex)
    }

    mutating func submit(
        _ name: String, cores: UInt64, count: UInt64 = 1, priority: UInt64 = 50, type: JobType = .batch,
        gpus: UInt64 = 0, devices: GPURequest? = nil, gang: Bool = false, constraints: [(String, String)] = [],
        restart: RestartPolicy? = nil, rules: PlacementRules = .none
    ) {
        var sorted = SortedMap<String, String>()
        for (label, value) in constraints { sorted[label] = value }
        apply(
            .submitJob(
                JobDefinition(
                    id: JobID(name: name), type: type, priority: priority, count: count, command: ["/bin/true"],
                    resources: Resources(cpuMillicores: cores * 1_000), gpus: devices ?? GPURequest(count: gpus),
                    constraints: sorted, gang: gang, restart: restart, rules: rules)))
    }

    /// So many thousandths of each server are kept for work that lost its own.
    mutating func keepHeadroom(_ thousandths: UInt64) {
        apply(.setPoolRule(name: "room", rule: PoolRule(reserve: .headroom, target: "*", size: thousandths)))
        apply(
            .fillPool(
                PoolFill(
                    name: "room", rule: state.poolRules["room"]?.index ?? 0, wanted: thousandths,
                    joining: state.nodes.keys)))
    }

    /// What a leader would decide that knows nothing of earlier passes.
    func pass(atMost limit: Int = 1_000) -> SchedulingPass {
        Scheduler.pass(
            state: state, unavailable: unavailable, now: now, placementsAtMost: limit, moves: moves,
            balance: balance)
    }

    /// A pass whose plans are committed; every one of them must hold.
    @discardableResult
    mutating func schedule(atMost limit: Int = 1_000) -> SchedulingPass {
        let pass = Scheduler.pass(
            state: state, unavailable: unavailable, now: now, placementsAtMost: limit, moves: moves,
            balance: balance, index: &index)
        let held = apply(.commitPlans(pass.plans)).outcome.identifier
        refused += pass.plans.count - Int(held)
        return pass
    }

    /// Plans that the state refused: none, since nothing happens between a pass and its commit here.
    var refused = 0

    func allocations(_ job: String) -> [Allocation] {
        (state.jobs[JobID(name: job)]?.allocations ?? []).compactMap { state.allocations[$0] }
    }

    /// The servers of the job's live attempts by index of allocation; `-` where there is none.
    func places(_ job: String) -> [String] {
        allocations(job).map { $0.live.last?.node.name ?? "-" }
    }

    mutating func end(_ attempt: Attempt, _ cause: EndCause) {
        apply(
            .report(
                session: attempt.session,
                reports: [
                    AttemptReport(
                        attempt: attempt.id, progress: .ended(AttemptEnd(cause: cause, exit: .code(0), message: "")))
                ]))
    }

    /// Lets every attempt that was placed run.
    mutating func start() {
        for id in state.nodes.keys {
            for attempt in state.liveAttempts(on: id) where attempt.state == .assigned {
                apply(
                    .report(session: attempt.session, reports: [AttemptReport(attempt: attempt.id, progress: .running)])
                )
            }
        }
    }

    /// Lets every attempt that is asked to end, end.
    mutating func finishStops() {
        for id in state.nodes.keys {
            for attempt in state.liveAttempts(on: id) where attempt.stopping != nil { end(attempt, .stopped) }
        }
    }

    mutating func lose(_ node: String) {
        guard let session = state.nodes[NodeID(node)]?.session else { return }
        apply(
            .declareLost(
                session: session, lost: state.liveAttempts(of: session).map(\.id), sessionIsOver: true, reason: "test"))
    }
}
