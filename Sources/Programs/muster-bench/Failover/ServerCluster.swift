import Agent
import Determinism
import Fleet
import FleetWire
import Glibc
import Settings
import Wire

/// Three coordinators on this machine and agents that each have a network of their own, configured as the commands do it. One
/// cluster serves many faults: what was killed is started again.
final class ServerCluster {
    /// One server: its agent, and what that started.
    final class Server {
        let number: Int
        let directory: String
        let hasSmallDisk: Bool
        fileprivate(set) var agent: ChildProcess?
        fileprivate init(number: Int, directory: String, hasSmallDisk: Bool) {
            self.number = number
            self.directory = directory
            self.hasSmallDisk = hasSmallDisk
        }
        var name: String { Self.name(number) }
        static func name(_ number: Int) -> String { "server-\(number)" }
        var supervisors: [pid_t] { ProcessTable.supervisors(below: directory) }
        /// The small disk's own directory.
        var state: String { directory + "/state" }
    }

    /// The brake, in the terms of the coordinators' configuration; nil lifts it, so that many faults can follow each other.
    struct Brake {
        var percent: UInt64 = 30
        var floor: UInt64 = 2
    }

    let profile: MeasuredProfile
    let network: ServerNetwork
    let administrator: Administrator
    /// Storage that every server reaches.
    let shared: String
    private(set) var servers: [Server] = []
    private var coordinators: [(member: UInt64, directory: String, process: ChildProcess?)] = []
    private let directory: String
    private let janitor: Janitor
    private let coordinatorProgram: String
    private let agentProgram: String
    private var hasEnded = false

    /// The bytes of a small disk.
    private static let smallDisk = "2m"

    /// Starts a cluster and waits until all of its servers are ready. The last ones have small disks for the agent's state.
    init(
        _ profile: MeasuredProfile, servers count: Int, smallDisks: Int = 0, brake: Brake?,
        in working: WorkingDirectory,
        label: String
    ) throws {
        self.profile = profile
        coordinatorProgram = try Programs.beside("muster-coordinator")
        agentProgram = try Programs.beside("muster-agent")
        directory = try working.make(label)
        shared = try working.make("\(label)/shared")
        network = try ServerNetwork()
        janitor = try Janitor(directory: working.path, cleaning: network.removal(servers: count))
        let keys = try CurveKeyPair.generate()
        var known = [CoordinatorConfiguration.Key(role: "admin", name: "bench", publicKey: keys.publicKey)]
        for number in 1...count {
            let pair = try CurveKeyPair.generate()
            known.append(.init(role: "agent", name: Server.name(number), publicKey: pair.publicKey))
            let place = try working.make("\(label)/\(Server.name(number))")
            try pair.store(place + "/key")
            servers.append(Server(number: number, directory: place, hasSmallDisk: number > count - smallDisks))
        }
        let port = try FreePorts.base(count: 15)
        var pairs: [CurveKeyPair] = []
        var members: [CoordinatorConfiguration.Member] = []
        for member in 1...3 as ClosedRange<UInt64> {
            let pair = try CurveKeyPair.generate()
            pairs.append(pair)
            members.append(
                .init(
                    endpoint: Endpoint(
                        member: member, host: network.host, basePort: port + (member - 1) * 5, publicKey: pair.publicKey
                    ),
                    store: (0..<32).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined()))
        }
        administrator = try Administrator(members.map(\.endpoint), keys: keys)
        do {
            for (index, member) in members.enumerated() {
                let place = try working.make("\(label)/coordinator-\(member.endpoint.member)")
                _ = try working.make("\(label)/coordinator-\(member.endpoint.member)/data")
                try pairs[index].store(place + "/key")
                try WorkingDirectory.write("", to: place + "/data/new-store")
                var configuration = CoordinatorConfiguration(
                    cluster: "bench", member: member.endpoint.member, directory: "data", keyFile: "key",
                    listen: network.host, members: members, keys: known)
                configuration.beatInterval = profile.beat
                configuration.leaderGrace = profile.grace
                configuration.suspectAfterBeats = profile.profile.suspectAfterBeats
                configuration.brakeWindow = profile.profile.brakeWindow.nanoseconds
                configuration.fenceAgents = SimulatedBMCs.directory(in: directory)
                configuration.brakePercent = brake?.percent ?? 100
                configuration.brakeFloor = brake?.floor ?? 1_000_000
                try WorkingDirectory.write(configuration.text, to: place + "/coordinator.conf")
                coordinators.append((member.endpoint.member, place, nil))
                try startCoordinator(index)
            }
            for server in servers {
                var configuration = AgentConfiguration(
                    name: server.name, directory: "state", keyFile: "key", coordinators: members.map(\.endpoint))
                configuration.cpuMillicores = 1_000
                configuration.memoryBytes = 1 << 30
                configuration.beatInterval = profile.beat
                configuration.labels = [("disk", server.hasSmallDisk ? "small" : "large")]
                try WorkingDirectory.write(configuration.text, to: server.directory + "/agent.conf")
                if server.hasSmallDisk {
                    _ = try working.make("\(label)/\(server.name)/state")
                    guard mount("bench", server.state, "tmpfs", 0, "size=\(Self.smallDisk),mode=700") == 0 else {
                        throw BenchError(sentence: "no small disk can be mounted: \(String(cString: strerror(errno)))")
                    }
                }
                try network.plugIn(server.number)
                try startAgent(server)
            }
            try settle()
        } catch {
            end()
            throw error
        }
    }

    deinit { end() }

    /// Ends everything that was started and removes everything that was made outside the run's directory.
    func end() {
        guard !hasEnded else { return }
        hasEnded = true
        for server in servers {
            server.agent?.end()
            for pid in server.supervisors { kill(pid, SIGKILL) }
        }
        for coordinator in coordinators { coordinator.process?.end() }
        let limit = MonotonicClock.now() + 5_000_000_000
        while servers.contains(where: { !$0.supervisors.isEmpty }), MonotonicClock.now() < limit { usleep(10_000) }
        for server in servers {
            for attempt in (try? AttemptDirectory.list(in: server.state + "/attempts")) ?? [] {
                TaskCgroup.removeRemainder(named: TaskCgroup.name(of: attempt))
            }
            if server.hasSmallDisk { umount2(server.state, Int32(MNT_DETACH)) }
        }
        network.remove()
        janitor.dismiss()
    }

    // MARK: Coordinators

    private func startCoordinator(_ index: Int) throws {
        let place = coordinators[index].directory
        coordinators[index].process = try ChildProcess(
            [coordinatorProgram, "--config", place + "/coordinator.conf"], log: place + "/log")
    }

    /// Where the leader stands in the list.
    func leader() throws -> Int {
        let leader = try administrator.view(.status).status?.leader
        guard let found = coordinators.firstIndex(where: { $0.member == leader }) else {
            throw BenchError(sentence: "no coordinator leads")
        }
        return found
    }

    /// Kills the coordinator at that place of the list.
    func killCoordinator(_ index: Int) { coordinators[index].process?.end() }

    /// Starts every coordinator that was killed.
    func startCoordinators() throws {
        for index in coordinators.indices where coordinators[index].process?.isRunning != true {
            try startCoordinator(index)
        }
    }

    /// The other coordinators than that.
    func others(than index: Int) -> [Int] { coordinators.indices.filter { $0 != index } }

    // MARK: Servers

    func startAgent(_ server: Server) throws {
        server.agent = try ChildProcess(
            network.command([agentProgram, "--config", server.directory + "/agent.conf"], at: server.number),
            log: server.directory + "/log")
    }

    /// Puts a new machine with the old disk in the place of one that lost its power.
    func replace(_ server: Server) throws {
        network.unplug(server.number)
        try network.plugIn(server.number)
        try startAgent(server)
    }

    /// Every process of a server, the tasks first and the agent last.
    func processes(of server: Server) -> [pid_t] {
        let supervisors = server.supervisors
        return ProcessTable.descendants(of: supervisors).reversed() + supervisors
            + [server.agent?.pid].compactMap { $0 }
    }

    /// Every server has a BMC from now on.
    func setBMCs() throws {
        try SimulatedBMCs.install(in: directory)
        for server in servers {
            try tellPower(of: server, isOn: true)
            try administrator.change(
                .setBmc(
                    SetBmc(
                        node: server.name, agent: SimulatedBMCs.agent,
                        options: [Pair(name: "plug", value: server.name)])))
        }
    }

    /// No server has one any more.
    func forgetBMCs() throws {
        for server in servers { try administrator.change(.setBmc(SetBmc(node: server.name))) }
    }

    /// What the server's BMC says from now on.
    func tellPower(of server: Server, isOn: Bool) throws {
        try SimulatedBMCs.tell(server.name, isOn: isOn, in: directory)
    }

    func server(_ name: String) throws -> Server {
        guard let server = servers.first(where: { $0.name == name }) else {
            throw BenchError(sentence: "there is no server `\(name)`")
        }
        return server
    }

    /// Waits until all coordinators follow one leader and all servers are ready. What was held against servers that were lost
    /// before is forgiven, as by an operator who has looked after them: each fault is the first.
    func settle() throws {
        try wait("all servers are ready", seconds: 60) {
            guard let status = try? administrator.view(.status).status else { return false }
            return status.members.count == 3 && status.members.allSatisfy { $0.role != "unreachable" }
                && Int(status.nodesReady) == servers.count
        }
        for server in servers {
            try administrator.change(.setEligibility(SetEligibility(node: server.name, eligibility: 0)))
        }
    }

    /// Polls; throws, with a way to the logs, where it does not come true in time.
    func wait(_ what: String, seconds: Double, every milliseconds: UInt32 = 5, _ condition: () throws -> Bool) throws {
        let limit = MonotonicClock.now() + UInt64(seconds * 1e9)
        while try !condition() {
            guard MonotonicClock.now() < limit else {
                throw BenchError(
                    sentence: "not within \(Int(seconds)) s: \(what); run with --keep and look into \(directory)")
            }
            usleep(milliseconds * 1_000)
        }
    }

    // MARK: Jobs

    /// Submits a job whose tasks leave records of when they ran.
    func submit(_ name: String, count: UInt64 = 1, lease: Span? = nil, onSmallDisk: Bool = false) throws {
        let program = try Programs.beside("muster-bench")
        var constraints = SortedMap<String, String>()
        if onSmallDisk { constraints["disk"] = "small" }
        let definition = Fleet.JobDefinition(
            id: JobID(namespace: "default", name: name), type: .service, count: count,
            command: [program, "witness", shared, name],
            resources: Fleet.Resources(cpuMillicores: 100, memoryBytes: 64 << 20),
            constraints: constraints,
            lease: lease ?? Span(nanoseconds: profile.lease),
            restart: RestartPolicy(condition: .always, attempts: 1_000, window: .seconds(600), delay: .zero),
            stop: StopContract(signal: 15, grace: .seconds(1)))
        try administrator.change(.submitJob(SubmitJob(definition: definition.wire)))
    }

    /// The name under which a job's task writes.
    static func witness(_ job: String, _ index: UInt64 = 0) -> String { "\(job)-\(index)" }

    /// Ends a job and waits until nothing of it runs.
    func stop(_ name: String) throws {
        try administrator.change(.stopJob(JobRef(namespaceName: "default", name: name)))
        try wait("job \(name) has stopped", seconds: 30) {
            try allocations(name).allSatisfy { ["stopped", "complete", "failed"].contains($0.state) }
        }
    }

    func allocations(_ name: String) throws -> [AllocationView] {
        try administrator.view(.job, name).jobs.first?.allocations ?? []
    }

    /// Waits until so many allocations of a job run, each on its server, and have written.
    func running(_ name: String, count: Int = 1) throws -> [AllocationView] {
        var found: [AllocationView] = []
        try wait("job \(name) runs", seconds: 40) {
            found = try allocations(name).filter { $0.state == "running" && $0.supervisor > 0 }
            return found.count == count
                && found.allSatisfy { WitnessRecord.count(in: shared, name: Self.witness(name, $0.index)) > 0 }
        }
        return found
    }
}
