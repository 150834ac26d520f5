import Determinism
import Fleet
import FleetWire
import Glibc
import Settings
import Wire

/// How many tasks a second three real coordinators place, commit and hand to their servers' agents, whose tasks end soon, so
/// that room is taken and given back all the time.
enum HandoutCase {
    /// What the scheduler is to reach.
    private static let goal = 10_000.0
    /// Tasks of one job.
    private static let jobSize = 2_500
    /// Tasks that a server runs at a time.
    private static let tasksAtOnce = 128
    private static let runtime: UInt64 = 500_000_000

    static func run(_ options: Options) throws -> [Measurement] {
        let working = try WorkingDirectory(keep: options.keep)
        var servers: [(name: String, keys: CurveKeyPair)] = []
        for number in 1...options.servers { servers.append(("server-\(number)", try CurveKeyPair.generate())) }
        let cluster = try OwnCluster(
            place: MemberPlace(), working: working, servers: servers.map { ($0.name, $0.keys.publicKey) })
        let context = try ZMQContext(sockets: Int32(options.servers * 16), threads: 1)
        let loop = EventLoop()
        var times: [UInt64] = []
        var agents: [SimulatedAgent] = []
        defer { for agent in agents { agent.close() } }
        let capacity = Fleet.Resources(
            cpuMillicores: UInt64(tasksAtOnce) * 100, memoryBytes: UInt64(tasksAtOnce) << 26)
        for server in servers {
            agents.append(
                try SimulatedAgent(
                    name: server.name, facts: Fleet.NodeFacts(capacity: capacity, agentVersion: "0.0.0"),
                    keys: server.keys,
                    coordinators: cluster.endpoints, context: context, loop: loop, runtime: runtime,
                    handed: { times.append(loop.now) }))
        }
        try wait(on: loop, "every agent is answered") { agents.allSatisfy(\.isOpen) }

        let jobs = (options.tasks + jobSize - 1) / jobSize
        let before = try processorTimes(of: cluster)
        try cluster.client.change(count: jobs, depth: 64) { number in
            .submitJob(
                SubmitJob(
                    definition: Fleet.JobDefinition(
                        id: JobID(namespace: "default", name: "job-\(number)"), type: .batch, count: UInt64(jobSize),
                        command: ["/bin/true"],
                        resources: Fleet.Resources(cpuMillicores: 100, memoryBytes: 1 << 26)
                    ).wire))
        }
        try wait(on: loop, "every task is handed out") { times.count >= jobs * jobSize }
        let after = try processorTimes(of: cluster)
        let count = times.count
        // Without the beginning, when nothing yet ends, and without the last tasks, which wait for nothing but their turn.
        let (first, last) = (count / 10, count * 9 / 10)
        let seconds = Double(times[last] - times[first]) / 1e9
        let perSecond = Double(last - first) / seconds
        func share(_ seconds: Double) -> Double { seconds * 1e6 / Double(count) }
        return [
            Measurement(
                name: "handed out, \(options.servers) servers", value: perSecond, unit: "1/s", peer: "goal",
                peerValue: goal),
            Measurement(
                name: "processor time of the leader", value: share(after.leader - before.leader), unit: "us", peer: "",
                peerValue: 0),
            Measurement(
                name: "processor time of a follower", value: share(after.follower - before.follower), unit: "us",
                peer: "", peerValue: 0),
            Measurement(
                name: "processor time of the agents", value: share(after.own - before.own), unit: "us", peer: "",
                peerValue: 0),
        ]
    }

    private static func wait(on loop: EventLoop, _ what: String, _ condition: () -> Bool) throws {
        let limit = loop.now + 120_000_000_000
        while !condition() {
            guard loop.now < limit else { throw BenchError(sentence: "not within two minutes: \(what)") }
            _ = try loop.run(until: loop.now + 100_000_000) { !condition() }
        }
    }

    /// Seconds of processor time that each has used.
    private static func processorTimes(
        of cluster: OwnCluster
    ) throws -> (leader: Double, follower: Double, own: Double) {
        let leader = try cluster.leader()
        let all = (1...3).map { ProcessTable.processorSeconds(of: cluster.process($0).pid) }
        let followers = (1...3).filter { $0 != leader }.map { all[$0 - 1] }
        return (all[leader - 1], followers.reduce(0, +) / 2, ProcessTable.processorSeconds(of: getpid()))
    }
}
