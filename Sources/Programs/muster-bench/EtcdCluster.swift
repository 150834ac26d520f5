import Glibc
import Wire

/// Three members of etcd, as Debian ships it, and a client of its own language and protocol.
final class EtcdCluster: MeasuredCluster {
    let name: String
    let place: MemberPlace
    private let timing: [String]
    private let directory: String
    private let ports: UInt64
    private var processes: [ChildProcess] = []
    private let client: ChildProcess

    /// Starts the cluster. `client` is the program that `buildClient` made.
    init(name: String, timing: [String], place: MemberPlace, working: WorkingDirectory, client: String) throws {
        self.name = name
        self.timing = timing
        self.place = place
        directory = try working.make("\(name)-\(place.hasLinks ? "links" : "loopback")")
        ports = try FreePorts.base(count: 6)
        let endpoints = (0..<3).map { [ports] in "http://\(place.host($0 + 1)):\(ports + UInt64($0) * 2)" }
        let log = directory + "/client.log"
        var started: [ChildProcess] = []
        for member in 1...3 {
            started.append(
                try Self.start(
                    member, isNew: true, timing: timing, place: place, directory: directory, ports: ports))
        }
        processes = started
        self.client = try ChildProcess([client] + endpoints, log: log, talks: true)
        try settle()
    }

    /// Builds the client from its source; the path of the program.
    static func buildClient(in working: WorkingDirectory) throws -> String {
        let packages = "etcd-server golang-go golang-etcd-server-dev"
        for program in ["etcd", "go"] { try Programs.need(program, package: packages) }
        let library = "/usr/share/gocode/src/go.etcd.io/etcd/clientv3"
        guard access(library, R_OK) == 0 else {
            throw BenchError(sentence: "\(library) is not there: `apt-get install \(packages)`")
        }
        let source = try clientSource()
        let program = working.path + "/etcd-client"
        let cache = getenv("HOME").map { String(cString: $0) + "/.cache/go-build" } ?? working.path + "/go-cache"
        let log = working.path + "/go.log"
        let build = try ChildProcess(
            [
                "env", "GO111MODULE=off", "GOPATH=/usr/share/gocode", "GOFLAGS=", "GOCACHE=\(cache)", "go", "build",
                "-o", program, source,
            ], log: log)
        guard build.wait() == 0 else {
            throw BenchError(sentence: "the peer's client cannot be built from \(source); look into \(log)")
        }
        return program
    }

    /// The client's source: in the source tree that this program was built from.
    private static func clientSource() throws -> String {
        let path = "Sources/Programs/muster-bench/etcd-client/main.go"
        var place = Programs.ownDirectory
        while !place.isEmpty {
            if access("\(place)/\(path)", R_OK) == 0 { return "\(place)/\(path)" }
            place = place.lastIndex(of: "/").map { String(place[..<$0]) } ?? ""
        }
        throw BenchError(sentence: "\(path) is not above this program; run it from its source tree, or use --peer none")
    }

    private static func start(
        _ member: Int, isNew: Bool, timing: [String], place: MemberPlace, directory: String, ports: UInt64
    ) throws -> ChildProcess {
        func url(_ member: Int, _ offset: UInt64) -> String {
            "http://\(place.host(member)):\(ports + UInt64(member - 1) * 2 + offset)"
        }
        let words =
            [
                "etcd", "--name", "m\(member)", "--data-dir", "\(directory)/m\(member)", "--listen-client-urls",
                url(member, 0), "--advertise-client-urls", url(member, 0), "--listen-peer-urls", url(member, 1),
                "--initial-advertise-peer-urls", url(member, 1), "--initial-cluster",
                (1...3).map { "m\($0)=\(url($0, 1))" }.joined(separator: ","), "--initial-cluster-state",
                isNew ? "new" : "existing", "--log-level", "error", "--quota-backend-bytes", "8000000000",
            ] + timing
        return try ChildProcess(place.command(words, at: member), log: "\(directory)/m\(member).log")
    }

    func process(_ member: Int) -> ChildProcess { processes[member - 1] }

    func restart(_ member: Int) throws {
        processes[member - 1].end()
        processes[member - 1] = try Self.start(
            member, isNew: false, timing: timing, place: place, directory: directory, ports: ports)
    }

    private func ask(_ line: String) throws -> String {
        try client.say(line)
        return try client.line()
    }

    func write(depth: Int, milliseconds: Int) throws -> LoadResult { try load("write \(depth) \(milliseconds)") }

    func read(depth: Int, milliseconds: Int) throws -> LoadResult { try load("read \(depth) \(milliseconds)") }

    private func load(_ line: String) throws -> LoadResult {
        let words = try ask(line).split(separator: " ").compactMap { Double($0) }
        guard words.count == 4, words[0] > 0 else {
            throw BenchError(sentence: "\(name) accepted nothing; look into \(directory)")
        }
        return LoadResult(count: Int(words[0]), seconds: words[1], median: words[2], tail: words[3])
    }

    func leader() throws -> Int {
        let deadline = MonotonicClock.now() + 30_000_000_000
        while MonotonicClock.now() < deadline {
            if let member = Int(try ask("leader")), member > 0 { return member }
            usleep(50_000)
        }
        throw BenchError(sentence: "\(name) has no leader after 30 seconds; look into \(directory)")
    }

    func settle() throws {
        let deadline = MonotonicClock.now() + 60_000_000_000
        while MonotonicClock.now() < deadline {
            if try ask("members") == "3" { return }
            for (index, process) in processes.enumerated() where !process.isRunning {
                throw BenchError(sentence: "member \(index + 1) of \(name) has ended; look into \(directory)")
            }
            usleep(100_000)
        }
        throw BenchError(sentence: "\(name) is not whole after a minute; look into \(directory)")
    }

    func firstWrite(after start: () throws -> Void) throws -> Double {
        let from = MonotonicClock.now()
        try start()
        guard try ask("probe") == "accepted" else {
            throw BenchError(sentence: "\(name) accepted nothing for 30 seconds; look into \(directory)")
        }
        return Double(MonotonicClock.now() - from)
    }
}
