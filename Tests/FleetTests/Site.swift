import Determinism
import Fleet

/// A small fleet under test: applies operations one after another, a second apart.
struct Site {
    var state = FleetState()
    var index: UInt64 = 0
    var now = WallTime(nanoseconds: 1_000_000_000_000)
    var log: [FleetEntry] = []

    /// A fleet with these servers, each of 8 cores, 32 GiB and 4 GPUs, all connected.
    init(nodes: [String] = ["n1", "n2", "n3"]) {
        let keys =
            nodes.map { KeyRecord(publicKey: "key-\($0)", name: $0, role: .agent(NodeID($0))) }
            + [KeyRecord(publicKey: "key-root", name: "root", role: .admin)]
        apply(.genesis(cluster: "test", settings: ClusterSettings(), keys: keys))
        for name in nodes { connect(name) }
    }

    static let capacity = Resources(cpuMillicores: 8_000, memoryBytes: 32 << 30)
    static let gpus = GPU.unknown(4)

    static func session(_ node: String, _ nonce: UInt64 = 1, boot: String = "b1") -> SessionID {
        SessionID(node: NodeID(node), boot: boot, nonce: nonce)
    }

    @discardableResult
    mutating func apply(_ operation: Operation, actor: String = "leader", request: RequestID? = nil) -> Applied {
        index += 1
        now = now + .seconds(1)
        let entry = FleetEntry(time: now, request: request, actor: actor, operation: operation)
        log.append(entry)
        return state.apply(entry, index: index)
    }

    @discardableResult
    mutating func connect(
        _ node: String, _ nonce: UInt64 = 1, boot: String = "b1", adopted: [AttemptID] = [],
        labels: [String: String] = [:], capacity: Resources = Site.capacity, gpus: [GPU] = Site.gpus
    ) -> Applied {
        var sorted = SortedMap<String, String>()
        for name in labels.keys.sorted() { sorted[name] = labels[name] }
        return apply(
            .openSession(
                session: Site.session(node, nonce, boot: boot),
                facts: NodeFacts(capacity: capacity, gpus: gpus, labels: sorted), adopted: adopted))
    }

    @discardableResult
    mutating func submit(_ definition: JobDefinition) -> Applied { apply(.submitJob(definition), actor: "root") }

    static func job(
        _ name: String = "job", type: JobType = .batch, priority: UInt64 = 50, count: UInt64 = 1,
        cpu: UInt64 = 1_000, gpus: GPURequest = .none, gang: Bool = false,
        constraints: SortedMap<String, String> = SortedMap(),
        restart: RestartPolicy? = nil, command: [String] = ["/bin/true"]
    ) -> JobDefinition {
        JobDefinition(
            id: JobID(name: name), type: type, priority: priority, count: count, command: command,
            resources: Resources(cpuMillicores: cpu), gpus: gpus, constraints: constraints, gang: gang, restart: restart
        )
    }

    func allocations(_ job: String = "job") -> [Allocation] {
        (state.jobs[JobID(name: job)]?.allocations ?? []).compactMap { state.allocations[$0] }
    }

    /// Places an allocation on a server's present session; tells whether the plan held.
    @discardableResult
    mutating func place(_ allocation: Allocation, on node: String) -> Bool {
        guard let session = state.nodes[NodeID(node)]?.session else { return false }
        return commit(Plan(placements: [Placement(allocation: allocation.id, session: session)]))
    }

    @discardableResult
    mutating func commit(_ plan: Plan) -> Bool { apply(.commitPlans([plan])).outcome.identifier == 1 }

    @discardableResult
    mutating func report(_ attempt: Attempt, _ progress: AttemptReport.Progress, from session: SessionID? = nil)
        -> Applied
    {
        apply(
            .report(
                session: session ?? attempt.session,
                reports: [AttemptReport(attempt: attempt.id, progress: progress)]))
    }

    mutating func end(_ attempt: Attempt, _ cause: EndCause, exit: ExitStatus? = .code(0)) {
        report(attempt, .ended(AttemptEnd(cause: cause, exit: exit)))
    }
}
