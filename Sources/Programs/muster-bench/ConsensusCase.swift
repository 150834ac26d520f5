import Glibc
import Wire

/// Three coordinators beside three members of etcd, on the same disk and processors, by turns in one run, so that all see the
/// same weather. etcd runs twice: with its default timing, and as fast as its documentation allows on loopback.
enum ConsensusCase {
    private static let fastTiming = ["--heartbeat-interval", "10", "--election-timeout", "100"]

    static func run(_ options: Options) throws -> [Measurement] {
        let working = try WorkingDirectory(keep: options.keep)
        guard !working.isInMemory else {
            throw BenchError(sentence: "\(working.path) is in memory; change to a directory on a disk")
        }
        let client = options.hasPeer ? try EtcdCluster.buildClient(in: working) : nil
        var measurements: [Measurement] = []
        if options.groups.contains(.writes) || options.groups.contains(.reads) {
            let clusters = try start(client: client, working: working) { _ in MemberPlace() }
            if options.groups.contains(.writes) { measurements += try writes(clusters, options, working) }
            if options.groups.contains(.reads) { measurements += try reads(clusters, options) }
        }
        if options.groups.contains(.failover) {
            if MemberPlace(namespacesNamed: "t") == nil {
                say("network namespaces cannot be made here: cutting the leader off is skipped")
            }
            let clusters = try start(client: client, working: working) {
                MemberPlace(namespacesNamed: $0) ?? MemberPlace()
            }
            measurements += try failover(clusters, options)
        }
        return measurements
    }

    private static func start(
        client: String?, working: WorkingDirectory, place: (String) -> MemberPlace
    ) throws -> [MeasuredCluster] {
        var clusters: [MeasuredCluster] = [try OwnCluster(place: place("m"), working: working)]
        if let client {
            clusters.append(
                try EtcdCluster(name: "etcd", timing: [], place: place("e"), working: working, client: client))
            clusters.append(
                try EtcdCluster(
                    name: "etcd-fast", timing: fastTiming, place: place("f"), working: working, client: client))
        }
        return clusters
    }

    private static func say(_ sentence: String) {
        let line = Array("muster-bench: \(sentence)\n".utf8)
        _ = Glibc.write(STDERR_FILENO, line, line.count)
    }

    // MARK: Loads

    /// The results of one load at each cluster, in slices by turns.
    private static func alternate(
        _ clusters: [MeasuredCluster], _ options: Options, between: () throws -> Void = {},
        _ load: (MeasuredCluster) throws -> LoadResult
    ) throws -> [LoadResult] {
        var results = [LoadResult](repeating: LoadResult(), count: clusters.count)
        for _ in 0..<options.slices {
            for (index, cluster) in clusters.enumerated() { results[index].add(try load(cluster)) }
            try between()
        }
        return results
    }

    private static func writes(
        _ clusters: [MeasuredCluster], _ options: Options, _ working: WorkingDirectory
    ) throws -> [Measurement] {
        let floor = try DiskFloor(path: working.path + "/floor")
        var measurements: [Measurement] = []
        // The first leader's caches, connections and files are warmed before anything counts.
        for cluster in clusters { _ = try cluster.write(depth: 8, milliseconds: 300) }
        for depth in options.depths {
            let results = try alternate(clusters, options, between: { try floor.measure(rounds: 300) }) {
                try $0.write(depth: depth, milliseconds: options.sliceMilliseconds)
            }
            measurements += compare("write-\(depth)-p50", clusters, results.map { $0.median / 1_000 }, "us")
            measurements += compare("write-\(depth)-p99", clusters, results.map { $0.tail / 1_000 }, "us")
            measurements += compare("write-\(depth)-rate", clusters, results.map(\.rate), "1/s")
            if depth == 1 {
                measurements.append(
                    Measurement(
                        name: "write-1-p50", value: results[0].median / 1_000, unit: "us", peer: "fdatasync",
                        peerValue: floor.median / 1_000))
            }
        }
        return measurements
    }

    private static func reads(_ clusters: [MeasuredCluster], _ options: Options) throws -> [Measurement] {
        for cluster in clusters { _ = try cluster.write(depth: 8, milliseconds: 300) }
        let single = try alternate(clusters, options) {
            try $0.read(depth: 1, milliseconds: options.sliceMilliseconds)
        }
        let many = try alternate(clusters, options) {
            try $0.read(depth: 64, milliseconds: options.sliceMilliseconds)
        }
        return compare("read-1-p50", clusters, single.map { $0.median / 1_000 }, "us")
            + compare("read-64-rate", clusters, many.map(\.rate), "1/s")
    }

    // MARK: Losing the leader

    private static func failover(_ clusters: [MeasuredCluster], _ options: Options) throws -> [Measurement] {
        var killed = [[Double]](repeating: [], count: clusters.count)
        var frozen = killed
        var cut = killed
        for _ in 0..<options.rounds {
            for (index, cluster) in clusters.enumerated() {
                killed[index].append(try lose(cluster, { cluster.process($0).signal(SIGKILL) }, cluster.restart))
                frozen[index].append(
                    try lose(
                        cluster, { cluster.process($0).signal(SIGSTOP) }, { cluster.process($0).signal(SIGCONT) }))
                guard cluster.place.hasLinks else { continue }
                cut[index].append(
                    try lose(
                        cluster, { try cluster.place.setLink($0, isUp: false) },
                        { try cluster.place.setLink($0, isUp: true) }))
            }
        }
        func middle(_ name: String, _ times: [[Double]]) -> [Measurement] {
            guard times.allSatisfy({ !$0.isEmpty }) else { return [] }
            return compare("\(name)-p50", clusters, times.map { LoadResult.middle($0) / 1e6 }, "ms")
                + compare("\(name)-worst", clusters, times.map { ($0.max() ?? 0) / 1e6 }, "ms")
        }
        return middle("leader-killed", killed) + middle("leader-frozen", frozen) + middle("leader-cut", cut)
    }

    /// Takes the leader away, waits for the next accepted write, gives the leader back, and waits until all is whole.
    private static func lose(
        _ cluster: MeasuredCluster, _ take: (Int) throws -> Void, _ giveBack: (Int) throws -> Void
    ) throws -> Double {
        let leader = try cluster.leader()
        let time = try cluster.firstWrite { try take(leader) }
        try giveBack(leader)
        // What was in flight to the lost member must not be taken for a sign of life.
        usleep(300_000)
        try cluster.settle()
        usleep(700_000)
        return time
    }

    /// A row for each peer; without one a row against nothing.
    private static func compare(
        _ name: String, _ clusters: [MeasuredCluster], _ values: [Double], _ unit: String
    ) -> [Measurement] {
        guard clusters.count > 1 else {
            return [Measurement(name: name, value: values[0], unit: unit, peer: "none", peerValue: 0)]
        }
        return zip(clusters, values).dropFirst().map { cluster, value in
            Measurement(name: name, value: values[0], unit: unit, peer: cluster.name, peerValue: value)
        }
    }
}
