import Determinism
import Fleet
import FleetWire
import Foundation
import Settings
import Wire

/// A cluster of real processes: three coordinators on this machine, and agents beside them or each in a network of its own.
/// All of it lives below one temporary directory and ends with the scenario.
final class TestCluster {
    /// A coordinator and its process.
    final class Coordinator {
        let endpoint: Endpoint
        let directory: String
        fileprivate(set) var process: RunningProcess?
        init(endpoint: Endpoint, directory: String) {
            self.endpoint = endpoint
            self.directory = directory
        }
        var member: UInt64 { endpoint.member }
        var log: String { directory + "/log" }
    }

    /// A server: an agent, and the tasks that it started.
    final class Server {
        let name: String
        let number: Int
        let directory: String
        let keys: CurveKeyPair
        fileprivate let prefix: [String]
        fileprivate(set) var process: RunningProcess?
        init(number: Int, directory: String, keys: CurveKeyPair, prefix: [String]) {
            name = "node-\(number)"
            self.number = number
            self.directory = directory
            self.keys = keys
            self.prefix = prefix
        }
        var log: String { directory + "/log" }
        var supervisors: [pid_t] { ProcessTable.supervisors(below: directory) }
    }

    let directory: String
    /// Storage that every server reaches.
    let shared: String
    private(set) var coordinators: [Coordinator] = []
    private(set) var servers: [Server] = []
    let network: ServerNetwork?
    let administrator: CurveKeyPair
    private var watchdog: Watchdog?
    private var heldClient: AdministrationClient?
    private let coordinatorProgram: String
    private let agentProgram: String

    /// How often agents beat here, in milliseconds.
    static let beat: UInt64 = 300

    /// Runs a scenario on a new cluster whose servers are all ready, and ends everything after it, also after a failure, when
    /// the logs are shown.
    static func run(
        agents: Int, networked: Bool = false, brakeFloor: UInt64 = 100,
        labels: (Int) -> [String: String] = { _ in [:] },
        _ scenario: (TestCluster) throws -> Void
    ) throws {
        let cluster = try TestCluster(agents: agents, networked: networked, brakeFloor: brakeFloor, labels: labels)
        defer { cluster.end() }
        do {
            try cluster.start()
            try scenario(cluster)
            try cluster.requireSoundness()
        } catch {
            cluster.showLogs()
            throw error
        }
    }

    private init(
        agents: Int, networked: Bool, brakeFloor: UInt64, labels: (Int) -> [String: String]
    ) throws {
        var template = Array("/tmp/muster-e2e-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure("no temporary directory can be made") }
        directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        chmod(directory, 0o755)
        shared = directory + "/shared"
        coordinatorProgram = try Machine.program("muster-coordinator")
        agentProgram = try Machine.program("muster-agent")
        administrator = try CurveKeyPair.generate()
        network = networked ? try ServerNetwork() : nil
        let host = network?.host ?? "127.0.0.1"
        let files = FileManager.default
        try files.createDirectory(atPath: shared, withIntermediateDirectories: true)

        var keys: [CoordinatorConfiguration.Key] = [
            .init(role: "admin", name: "root", publicKey: administrator.publicKey)
        ]
        for number in 1...agents {
            let pair = try CurveKeyPair.generate()
            keys.append(.init(role: "agent", name: "node-\(number)", publicKey: pair.publicKey))
            let server = Server(
                number: number, directory: "\(directory)/node-\(number)", keys: pair,
                prefix: try network?.addServer(number) ?? [])
            try files.createDirectory(atPath: server.directory, withIntermediateDirectories: true)
            try pair.store(server.directory + "/key")
            servers.append(server)
        }
        var members: [CoordinatorConfiguration.Member] = []
        var pairs: [CurveKeyPair] = []
        for number in 1...3 {
            let pair = try CurveKeyPair.generate()
            pairs.append(pair)
            members.append(
                .init(
                    endpoint: Endpoint(
                        member: UInt64(number), host: host,
                        basePort: try FreePorts.base(host: host, avoiding: members.map(\.endpoint.basePort)),
                        publicKey: pair.publicKey),
                    store: String(repeating: "0", count: 31) + "\(number)"))
        }
        for (index, member) in members.enumerated() {
            let place = "\(directory)/coordinator-\(member.endpoint.member)"
            try files.createDirectory(atPath: place + "/data", withIntermediateDirectories: true)
            try pairs[index].store(place + "/key")
            try "".write(toFile: place + "/data/new-store", atomically: true, encoding: .utf8)
            var configuration = CoordinatorConfiguration(
                cluster: "test", member: member.endpoint.member, directory: "data", keyFile: "key", listen: host,
                members: members, keys: keys)
            configuration.beatInterval = TestCluster.beat * 1_000_000
            // Most scenarios lose more of so small a fleet than the brake would let go.
            configuration.brakeFloor = brakeFloor
            configuration.fenceAgents = directory + "/fence-agents"
            configuration.bmcSecrets = directory + "/bmc"
            try configuration.text.write(toFile: place + "/coordinator.conf", atomically: true, encoding: .utf8)
            coordinators.append(Coordinator(endpoint: member.endpoint, directory: place))
        }
        for server in servers {
            var configuration = AgentConfiguration(
                name: server.name, directory: "state", keyFile: "key", coordinators: members.map(\.endpoint))
            configuration.labels = labels(server.number).map { (name: $0.key, value: $0.value) }
            configuration.cpuMillicores = 1_000
            configuration.memoryBytes = 1 << 30
            configuration.declaredGPUs = [
                .init(model: "H100", memoryBytes: 80 << 30, uuid: "GPU-\(server.name)"),
                .init(model: "A100", memoryBytes: 40 << 30),
            ]
            configuration.extras = [(name: "fpga", amount: 1)]
            configuration.beatInterval = TestCluster.beat * 1_000_000
            try configuration.text.write(toFile: server.directory + "/agent.conf", atomically: true, encoding: .utf8)
        }
    }

    /// No program may have ended by itself, and no coordinator may have found its state wrong.
    private func requireSoundness() throws {
        for (process, log) in coordinators.map({ ($0.process, $0.log) }) + servers.map({ ($0.process, $0.log) }) {
            guard process?.hasEndedByItself != true else { throw Failure("the program of \(log) has ended by itself") }
            let text = try String(contentsOfFile: log, encoding: .utf8)
            guard !text.contains(" critical "), !text.contains("Fatal error") else {
                throw Failure("\(log) tells of something critical")
            }
        }
    }

    // MARK: Processes

    private func start() throws {
        watchdog = try Watchdog(directory: directory, cleaning: network?.removal ?? [])
        for coordinator in coordinators { try start(coordinator) }
        for server in servers { try startAgent(server) }
        try eventually("all \(servers.count) servers are ready") {
            try client().view(.nodes, seconds: 5).nodes.filter { $0.state == "ready" }.count == servers.count
        }
    }

    /// Starts a coordinator, from its disk if it ran before.
    func start(_ coordinator: Coordinator) throws {
        coordinator.process = try RunningProcess(
            [coordinatorProgram, "--config", coordinator.directory + "/coordinator.conf"], log: coordinator.log)
    }

    /// Takes in a coordinator whose directory a command wrote.
    func adopt(_ place: String) throws -> Coordinator {
        let configuration = try CoordinatorConfiguration(SettingsFile(path: place + "/coordinator.conf"))
        guard let own = configuration.members.first(where: { $0.endpoint.member == configuration.member }) else {
            throw Failure("\(place) names no member of its own")
        }
        let coordinator = Coordinator(endpoint: own.endpoint, directory: place)
        coordinators.append(coordinator)
        try heldClient?.meet(own.endpoint)
        return coordinator
    }

    /// Waits until a coordinator that was removed has stopped by itself, and forgets it.
    func farewell(_ coordinator: Coordinator) throws {
        try eventually("member \(coordinator.member) stops by itself", within: 20) {
            coordinator.process?.isRunning == false
        }
        guard coordinator.process?.waitForEnd() == 0 else {
            throw Failure("member \(coordinator.member) did not end well; see \(coordinator.log)")
        }
        forget(coordinator)
    }

    /// A coordinator that is over counts no more.
    func forget(_ coordinator: Coordinator) { coordinators.removeAll { $0 === coordinator } }

    /// Four free ports for one more coordinator, as HOST:PORT.
    func freePlace() throws -> String {
        let host = network?.host ?? "127.0.0.1"
        return "\(host):\(try FreePorts.base(host: host, avoiding: coordinators.map(\.endpoint.basePort)))"
    }

    /// Takes in a server that has joined by a token: its files are where those of the others are.
    func adopt(server number: Int) throws -> Server {
        let place = "\(directory)/node-\(number)"
        let server = Server(
            number: number, directory: place, keys: try CurveKeyPair.load(place + "/agent.key"), prefix: [])
        servers.append(server)
        return server
    }

    /// Ends a server that was taken out, and forgets it.
    func dismiss(_ server: Server) {
        kill(server)
        ControlGroups.removeAll(below: server.directory + "/state")
        servers.removeAll { $0 === server }
    }

    /// Starts the agent of a server.
    func startAgent(_ server: Server) throws {
        server.process = try RunningProcess(
            server.prefix + [agentProgram, "--config", server.directory + "/agent.conf"], log: server.log)
    }

    /// The server dies: agent and supervisors at once, and with them every task.
    func kill(_ server: Server) {
        server.process?.signal(SIGKILL)
        for pid in server.supervisors { Glibc.kill(pid, SIGKILL) }
        _ = server.process?.waitForEnd()
    }

    /// Every process of a server, the tasks first.
    func processes(of server: Server) -> [pid_t] {
        let supervisors = server.supervisors
        var tasks = ProcessTable.descendants(of: supervisors)
        tasks.reverse()
        return tasks + supervisors + [server.process?.pid].compactMap { $0 }
    }

    /// Ends everything that was started and removes everything that was made.
    private func end() {
        heldClient = nil
        for server in servers { server.process?.kill() }
        for server in servers {
            for pid in server.supervisors { Glibc.kill(pid, SIGKILL) }
        }
        for coordinator in coordinators { coordinator.process?.kill() }
        _ = try? eventually("no supervisor is left", within: 10) {
            servers.allSatisfy { $0.supervisors.allSatisfy { !ProcessTable.isAlive($0) } }
        }
        network?.remove()
        for server in servers { ControlGroups.removeAll(below: server.directory + "/state") }
        try? FileManager.default.removeItem(atPath: directory)
        watchdog?.dismiss()
    }

    private func showLogs() {
        for path in coordinators.map(\.log) + servers.map(\.log) {
            let lines = ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n")
            print("---- \(path), the last of \(lines.count) lines")
            for line in lines.suffix(40) { print(line) }
        }
    }

    // MARK: Administration

    /// The administrator's client.
    func client() throws -> AdministrationClient {
        if let heldClient { return heldClient }
        let client = try AdministrationClient(coordinators.map(\.endpoint), keys: administrator)
        heldClient = client
        return client
    }

    /// The coordinator that leads now.
    func leader() throws -> Coordinator {
        let leader = try client().view(.status).status?.leader ?? 0
        guard let found = coordinators.first(where: { $0.member == leader }) else { throw Failure("nobody leads") }
        return found
    }

    /// The coordinators that follow now.
    func followers() throws -> [Coordinator] {
        let leader = try leader()
        return coordinators.filter { $0 !== leader }
    }

    /// The server of that name.
    func server(_ name: String) throws -> Server {
        guard let server = servers.first(where: { $0.name == name }) else { throw Failure("no server `\(name)`") }
        return server
    }

    /// Submits a job.
    func submit(_ job: Fleet.JobDefinition) throws {
        try client().change(.submitJob(SubmitJob(definition: job.wire)))
    }

    /// A job's allocations.
    func allocations(_ job: String) throws -> [AllocationView] {
        guard let view = try client().view(.job, job).jobs.first else { throw Failure("no job `\(job)`") }
        return view.allocations
    }

    /// Waits until all of a job's allocations run, where the condition holds too.
    @discardableResult
    func running(
        _ job: String, count: Int = 1, within seconds: Double = 40,
        where condition: (AllocationView) -> Bool = { _ in true }
    ) throws -> [AllocationView] {
        var seen: [AllocationView] = []
        do {
            return try eventually("\(job) runs", within: seconds) { () -> [AllocationView]? in
                seen = try allocations(job)
                let fitting = seen.filter { $0.state == "running" && $0.supervisor > 0 && condition($0) }
                return fitting.count == count ? fitting : nil
            }
        } catch {
            throw Failure(
                "\(error); it is \(seen.map { "\($0.state) attempt \($0.attempt) on \($0.node) \($0.end) \($0.history)" })"
            )
        }
    }

    /// Waits until the one allocation of a job runs.
    func runningOne(
        _ job: String, within seconds: Double = 40, where condition: (AllocationView) -> Bool = { _ in true }
    ) throws -> AllocationView {
        let all = try running(job, within: seconds, where: condition)
        return all[0]
    }

    /// Waits for a server's state.
    func node(_ name: String, is state: String, within seconds: Double = 40) throws {
        try eventually("\(name) is \(state)", within: seconds) {
            try client().view(.node, name).nodes.first?.state == state
        }
    }

    // MARK: Jobs

    /// A job whose tasks leave a record of exactly when they ran.
    func witnessJob(
        _ name: String, lease: Span = .seconds(3), priority: UInt64 = 50, cpu: UInt64 = 100, count: UInt64 = 1
    ) -> Fleet.JobDefinition {
        Fleet.JobDefinition(
            id: JobID(namespace: "default", name: name), type: .service, priority: priority, count: count,
            command: [
                Machine.python ?? "python3", Machine.root + "/examples/witness/witness.py", "--directory", shared,
                "--name", name,
            ],
            resources: Fleet.Resources(cpuMillicores: cpu, memoryBytes: 64 << 20), lease: lease,
            restart: RestartPolicy(condition: .always, attempts: 10, window: .seconds(600), delay: .milliseconds(100)),
            stop: StopContract(signal: 15, grace: .seconds(2)))
    }

    /// The same with several tasks, each of which leaves records under a name of its own: NAME-INDEX.
    func witnessJobs(_ name: String, lease: Span, count: UInt64) -> Fleet.JobDefinition {
        var job = witnessJob(name, lease: lease, count: count)
        job.command = ["/bin/sh", "-c", "exec \(job.command.joined(separator: " "))-$MUSTER_INDEX"]
        return job
    }

    /// Waits until each of a job's tasks has begun so many attempts, and judges their records: `expect` attempts in all, and no
    /// two of one task at once.
    @discardableResult
    func requireWitnesses(_ name: String, count: Int, expect: Int) throws -> [Witnesses.Attempt] {
        try eventually("\(expect) attempts of \(name) have begun") { () -> [Witnesses.Attempt]? in
            let seen = try (0..<count).map { try Witnesses.check(shared, name: "\(name)-\($0)") }
            guard seen.allSatisfy({ $0.overlaps.isEmpty }) else { throw Failure("two attempts ran at once: \(seen)") }
            let attempts = seen.flatMap(\.attempts)
            guard attempts.count <= expect else { throw Failure("there are more: \(attempts)") }
            return attempts.count == expect ? attempts : nil
        }
    }

    /// The task's own processes on a server, by the fencing token that only it has.
    func taskProcesses(_ allocation: AllocationView) -> [pid_t] {
        ProcessTable.descendants(of: [pid_t(truncatingIfNeeded: allocation.supervisor)])
    }

    /// Waits until the attempt has said that it began: it stands in the records.
    func witnessed(_ job: String, attempts: Int) throws -> Witnesses {
        try eventually("\(attempts) attempts of \(job) have begun") { () -> Witnesses? in
            let seen = try Witnesses.check(shared, name: job)
            return seen.attempts.count >= attempts ? seen : nil
        }
    }
}
