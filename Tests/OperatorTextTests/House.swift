import Consensus
import CoordinatorCore
import Determinism
import Fleet
import JobSpec
import Testing
import Wire

@testable import CLI
@testable import Coordinator

/// A cluster of one coordinator with an instant disk, and servers that say hello, beat, and run what they are given. What is asked
/// of it goes through the real core, the coordinator's views and the words of `muster`.
struct House {
    /// A server's agent, as far as a coordinator hears of it.
    private struct Agent {
        let session: SessionID
        let facts: Fleet.NodeFacts
        var sequence: UInt64 = 0
        var isKnown = false
        var tasks = SortedMap<AttemptID, Fleet.TaskReport>()
    }

    private(set) var member: Member
    private var now = Instant(nanoseconds: 1_000_000_000)
    private var agents = SortedMap<NodeID, Agent>()
    private var outcomes: [UInt64: Outcome] = [:]
    private var nextTicket: UInt64 = 1
    private var usage = TaskUsage()
    private var gpuUsage = GPUUsage()
    /// How busy the GPUs of a server are, 0 to 1; nothing is told of the others'.
    var busyGPUs = SortedMap<NodeID, Double>()
    /// Servers that have fallen silent.
    var silent = SortedSet<NodeID>()
    /// Whether what is asked to end goes on for now.
    var areDeaf = false

    /// What a server has that is not said otherwise.
    static let usual = Fleet.Resources(
        cpuMillicores: 32_000, memoryBytes: 256 << 30, storageBytes: 2 << 40, bandwidthBitsPerSecond: 25_000_000_000)

    init(_ servers: [(name: String, facts: Fleet.NodeFacts)]) {
        let store = StoreID(high: 0, low: 1)
        let voter = Configuration.Peer(id: MemberID(1), store: store, address: "", publicKey: "")
        let keys = servers.map { KeyRecord(publicKey: "key-\($0.name)", name: $0.name, role: .agent(NodeID($0.name))) }
        member = Member(
            setup: MemberSetup(
                id: MemberID(1), bootstrap: Configuration(voters: [voter]),
                genesis: .genesis(cluster: "house", settings: ClusterSettings(), keys: keys)),
            recovered: Recovered(store: store), seed: 1, now: now)
        for server in servers {
            let id = NodeID(server.name)
            agents[id] = Agent(session: SessionID(node: id, boot: "boot", nonce: 1), facts: server.facts)
        }
        run(for: .seconds(8))
    }

    /// A server's facts: GPUs of one model, and labels.
    static func facts(
        gpus: Int = 0, model: String = "H100", memory: UInt64 = 80 << 30, capacity: Fleet.Resources = House.usual,
        labels: [(String, String)] = []
    ) -> Fleet.NodeFacts {
        var sorted = SortedMap<String, String>()
        for (name, value) in labels { sorted[name] = value }
        return Fleet.NodeFacts(
            capacity: capacity,
            gpus: (0..<gpus).map { GPU(index: UInt64($0), model: model, memoryBytes: memory, uuid: "") },
            labels: sorted, agentVersion: "1")
    }

    // MARK: Time

    /// Lets time pass, with a beat of each server a second.
    mutating func run(for span: Span) {
        let end = now + span
        while now < end {
            now = now + .milliseconds(250)
            give(.tick)
            if now.nanoseconds % 5_000_000_000 == 0 { tellOfGPUs() }
            if now.nanoseconds % 1_000_000_000 == 0 { for id in agents.keys { beat(id) } }
        }
    }

    private mutating func tellOfGPUs() {
        for (id, ratio) in busyGPUs {
            let samples = (agents[id]?.facts.gpus ?? []).map {
                (name: "gpu_busy_ratio", label: "\($0.index)", value: ratio)
            }
            gpuUsage.record(node: id, samples: samples, now: now)
        }
    }

    private mutating func beat(_ id: NodeID) {
        guard var agent = agents[id], !silent.contains(id) else { return }
        agent.sequence += 1
        agents[id] = agent
        let message: Fleet.AgentMessage =
            agent.isKnown
            ? Fleet.AgentMessage.beat(
                Fleet.Beat(
                    session: agent.session, sequence: agent.sequence, acknowledged: agent.sequence - 1,
                    tasks: agent.tasks.values, commands: []))
            : Fleet.AgentMessage.hello(
                Fleet.Hello(session: agent.session, sequence: agent.sequence, facts: agent.facts, adopted: []))
        give(.agent(Heard(node: id, event: .message(message))))
    }

    private mutating func give(_ input: MemberInput) {
        var inputs = [input]
        while !inputs.isEmpty {
            for effect in member.step(inputs.removeFirst(), now: now, wall: wall) {
                switch effect {
                case .save(let save): inputs.append(.saved(sequence: save.sequence))
                case .measureGPUs(let jobs):
                    inputs.append(.gpuUses(jobs.compactMap { gpuUsage.use(of: $0, in: member.fleet, now: now) }))
                case .sendAgent(let node, let order): obey(order.order, on: node)
                case .answered(let ticket, let outcome): outcomes[ticket] = outcome
                case .refused(let ticket, let refusal): Issue.record("request \(ticket) was refused: \(refusal)")
                case .halt(let sentence): Issue.record("\(sentence)")
                default: break
                }
            }
        }
    }

    private mutating func obey(_ order: Fleet.LeaderOrder, on node: NodeID) {
        agents.update(node) { [areDeaf] agent in
            switch order {
            case .acknowledge(let word):
                agent.isKnown = true
                for attempt in word.settledTasks { agent.tasks[attempt] = nil }
            case .assign(let assignment):
                agent.tasks[assignment.attempt] = Fleet.TaskReport(attempt: assignment.attempt, state: .running)
            case .stop(_, let attempt, _) where !areDeaf:
                agent.tasks[attempt] = Fleet.TaskReport(
                    attempt: attempt, state: .ended(Fleet.AttemptEnd(cause: .stopped)))
            default: break
            }
        }
    }

    /// The calendar: three in the morning.
    var wall: WallTime {
        WallTime(nanoseconds: 1_796_094_000_000_000_000 + now.nanoseconds)
    }

    // MARK: What people do

    /// A change, which must be done, and three seconds in which what follows from it happens.
    mutating func change(_ operation: Fleet.Operation) {
        let ticket = nextTicket
        nextTicket += 1
        give(.change(ticket: ticket, RequestID(high: 1, low: ticket), actor: "ada", .operation(operation)))
        run(for: .seconds(3))
        #expect(outcomes[ticket]?.code == .done, "\(outcomes[ticket]?.message ?? "no answer")")
    }

    /// `muster job run` with that file.
    mutating func submit(_ spec: String) throws {
        for job in try JobSpecReader.read(spec, file: "job.yaml") { change(.submitJob(job)) }
    }

    /// Lets the tasks of a job end.
    mutating func end(_ job: String, _ cause: Fleet.EndCause, exit: Fleet.ExitStatus, message: String = "") {
        for id in member.fleet.jobs[JobID(name: job)]?.allocations ?? [] {
            guard let attempt = member.fleet.allocations[id]?.live.last else { continue }
            agents.update(attempt.node) {
                $0.tasks[attempt.id] = Fleet.TaskReport(
                    attempt: attempt.id,
                    state: .ended(Fleet.AttemptEnd(cause: cause, exit: exit, message: message)))
            }
        }
        run(for: .seconds(3))
    }

    /// What a task uses for a time, as its server's telemetry tells it once a minute.
    struct Use {
        var cores: Double
        var gibibytes: Double
        var minutes: Int
        /// For which share of the time its limit holds it back; nil without a limit.
        var throttled: Double?
    }

    /// Lets the live tasks of a job use so much, one time after the other; meanwhile nothing else happens. The last word is told
    /// now.
    mutating func use(_ job: String, _ uses: [Use]) {
        let holder = TaskUsage.Holder(
            job: JobID(name: job), version: member.fleet.jobs[JobID(name: job)]?.version ?? 0)
        let attempts = (member.fleet.jobs[holder.job]?.allocations ?? []).compactMap {
            member.fleet.allocations[$0]?.live.last?.id
        }
        let minute = Span.seconds(60)
        let minutes = uses.reduce(0) { $0 + $1.minutes }
        var (cpu, throttled) = (0.0, 0.0)
        func tell(_ passed: Int, _ use: Use) {
            for id in attempts {
                let label = id.description
                var samples = [
                    (name: "task_cpu_seconds_total", label: label, value: cpu),
                    (name: "task_memory_working_set_bytes", label: label, value: use.gibibytes * Double(1 << 30)),
                ]
                if use.throttled != nil { samples.append(("task_cpu_throttled_seconds_total", label, throttled)) }
                usage.record(
                    takenAt: WallTime(nanoseconds: UInt64(passed) * minute.nanoseconds), samples: samples,
                    now: Instant(nanoseconds: now.nanoseconds + UInt64(passed) * minute.nanoseconds)
                ) { _ in holder }
            }
        }
        if let first = uses.first { tell(0, first) }
        var passed = 0
        for use in uses {
            for _ in 0..<use.minutes {
                passed += 1
                cpu += use.cores * 60
                throttled += (use.throttled ?? 0) * 60
                tell(passed, use)
            }
        }
        now = now + Span(nanoseconds: UInt64(minutes) * minute.nanoseconds)
    }

    // MARK: What people read

    private func ask(_ query: Query) throws -> View {
        try Views(
            member: member, telemetry: TelemetryStore(), now: now, counters: { [] }, residentBytes: { 0 },
            taskUsage: usage, gpuUsage: gpuUsage
        ).answer(query).get()
    }

    /// What `muster job why` prints.
    func why(_ job: String) throws -> String {
        try ask(Query(correlation: 1, topic: .why, object: job)).whys.map { WhyWords.text(of: $0) }
            .joined(separator: "\n")
    }

    /// What `muster job show` says of a job beneath its row, and `muster status` of idle GPUs.
    func idleness(of job: String) throws -> String {
        let view = try #require(try ask(Query(correlation: 1, topic: .job, object: job)).jobs.first)
        let status = try #require(try ask(Query(correlation: 1, topic: .status)).status)
        return (["\(view.state): \(view.note)"] + status.idleGpus).joined(separator: "\n")
    }

    /// What `muster namespace list` prints.
    func namespaces() throws -> String {
        NamespaceCommand.table(try ask(Query(correlation: 1, topic: .namespaces)).namespaces)
    }

    /// What `muster job plan` prints, with what it ends with where that is not 0.
    func plan(_ spec: String, isWide: Bool = false) throws -> String {
        let jobs = try JobSpecReader.read(spec, file: "job.yaml")
        let plan = try #require(
            try ask(Query(correlation: 1, topic: .plan, definitions: jobs.map(\.wire))).plan)
        let end = JobPlanCommand.end(of: plan, jobs: jobs.count, file: "job.yaml")
        return PlanWords.text(of: plan, isWide: isWide)
            + (end.map { "\n\($0) (exit code \($0.code.rawValue))" } ?? "")
    }

    /// What `muster reservation show` prints, and the servers as `muster node list` does.
    func reservation(_ name: String) throws -> String {
        let answer = try ask(Query(correlation: 1, topic: .reservations, object: name))
        let view = try #require(answer.reservations.first)
        let nodes = try ask(Query(correlation: 1, topic: .nodes)).nodes
        return ReservationCommand.words(view, now: answer.now) + "\n\n" + NodeCommand.table(nodes)
    }

    /// What `muster job show` lists as ended or moved for a job.
    func displaced(_ job: String) throws -> String {
        let jobs = try ask(Query(correlation: 1, topic: .job, object: job)).jobs
        return JobCommand.displacedTable(jobs.flatMap(\.displaced))
    }

    /// What `muster capacity` prints.
    func capacity(_ spec: String, by label: String? = nil) throws -> String {
        let jobs = try JobSpecReader.read(spec, file: "job.yaml")
        let query = Query(correlation: 1, topic: .capacity, definitions: jobs.map(\.wire), groupBy: label ?? "")
        return try ask(query).capacities.map { CapacityWords.text(of: $0, by: label) }.joined(separator: "\n\n")
    }

    /// What `muster job advise` prints of one job, or of all.
    func advice(_ job: String? = nil) throws -> String {
        let advices = try ask(Query(correlation: 1, topic: .advice, object: job ?? "")).advices
        guard job == nil else { return advices.map { AdviceWords.text(of: $0) }.joined(separator: "\n\n") }
        return AdviceWords.table(of: advices)
    }
}
