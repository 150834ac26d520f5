import Glibc
import Settings
import Wire

/// Three real coordinators, configured as `muster cluster init` does it: CURVE keys, a durable log each, nothing left out.
final class OwnCluster: MeasuredCluster {
    let name = "muster"
    let place: MemberPlace
    private let directory: String
    private let program: String
    private var processes: [ChildProcess] = []
    let client: OwnClient
    /// Where its members are.
    let endpoints: [Endpoint]

    /// Long enough that a pool of four is about 200 bytes.
    private static func server(_ number: Int) -> String {
        "bench-server-\(number)-" + String(repeating: "x", count: 31)
    }

    /// - Parameter servers: the servers that are known to it, with their keys; a handful of strangers if not told.
    init(
        place: MemberPlace, working: WorkingDirectory, label: String = "",
        servers: [(name: String, publicKey: String)]? = nil
    ) throws {
        self.place = place
        program = try Programs.beside("muster-coordinator")
        directory = try working.make("muster-\(place.hasLinks ? "links" : "loopback")\(label)")
        let port = try FreePorts.base(count: 15)
        let administrator = try CurveKeyPair.generate()
        var pairs: [CurveKeyPair] = []
        var members: [CoordinatorConfiguration.Member] = []
        for member in 1...3 {
            let pair = try CurveKeyPair.generate()
            pairs.append(pair)
            members.append(
                CoordinatorConfiguration.Member(
                    endpoint: Endpoint(
                        member: UInt64(member), host: place.host(member), basePort: port + UInt64(member - 1) * 5,
                        publicKey: pair.publicKey), store: CoordinatorConfiguration.newStore()))
        }
        var keys = [CoordinatorConfiguration.Key(role: "admin", name: "admin", publicKey: administrator.publicKey)]
        for server in try servers ?? Self.strangers() {
            keys.append(
                CoordinatorConfiguration.Key(role: "agent", name: server.name, publicKey: server.publicKey))
        }
        for member in 1...3 {
            let folder = "\(directory)/c\(member)"
            _ = try working.make(String("\(folder)/data".dropFirst(working.path.count + 1)))
            try pairs[member - 1].store("\(folder)/key")
            try WorkingDirectory.write("", to: "\(folder)/data/new-store")
            let configuration = CoordinatorConfiguration(
                cluster: "bench", member: UInt64(member), directory: "data", keyFile: "key", listen: place.host(member),
                members: members, keys: keys)
            try WorkingDirectory.write(configuration.text, to: "\(folder)/coordinator.conf")
        }
        endpoints = members.map(\.endpoint)
        client = try OwnClient(
            endpoints: members.map(\.endpoint), keys: administrator,
            pools: [4, 5].map { last in
                SetPool(name: "bench", nodes: [1, 2, 3, last].map { Self.server($0) })
            })
        for member in 1...3 { processes.append(try start(member)) }
        try settle()
    }

    private static func strangers() throws -> [(name: String, publicKey: String)] {
        try (1...5).map { (server($0), try CurveKeyPair.generate().publicKey) }
    }

    private func start(_ member: Int) throws -> ChildProcess {
        let command = [program, "--config", "\(directory)/c\(member)/coordinator.conf"]
        return try ChildProcess(place.command(command, at: member), log: "\(directory)/c\(member).log")
    }

    func process(_ member: Int) -> ChildProcess { processes[member - 1] }

    func restart(_ member: Int) throws {
        processes[member - 1].end()
        processes[member - 1] = try start(member)
    }

    /// Takes away everything that a stopped member had stored, as a new disk would, and starts it.
    func restartEmpty(_ member: Int) throws {
        processes[member - 1].end()
        let data = "\(directory)/c\(member)/data"
        WorkingDirectory.remove(data)
        guard mkdir(data, 0o700) == 0 else { throw BenchError(sentence: "\(data) cannot be made") }
        processes[member - 1] = try start(member)
    }

    func write(depth: Int, milliseconds: Int) throws -> LoadResult {
        try client.run(depth: depth, milliseconds: milliseconds, isRead: false)
    }

    func read(depth: Int, milliseconds: Int) throws -> LoadResult {
        try client.run(depth: depth, milliseconds: milliseconds, isRead: true)
    }

    func leader() throws -> Int { Int(try client.leader()) }

    /// The term that is led.
    func term() throws -> UInt64 { try client.state().term }

    func settle() throws {
        let deadline = MonotonicClock.now() + 60_000_000_000
        while MonotonicClock.now() < deadline {
            for (index, process) in processes.enumerated() where !process.isRunning {
                throw BenchError(
                    sentence: "coordinator \(index + 1) has ended; look into \(directory)/c\(index + 1).log")
            }
            if try client.state().present == 3 { return }
            usleep(100_000)
        }
        throw BenchError(sentence: "the coordinators are not together after a minute; look into \(directory)")
    }

    func firstWrite(after start: () throws -> Void) throws -> Double { try client.firstWrite(after: start) }
}
