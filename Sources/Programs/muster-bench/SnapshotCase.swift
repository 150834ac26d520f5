import Fleet
import FleetWire
import Wire

/// A member that has lost everything is restored by a snapshot of a large state, while a client goes on writing: how long it
/// takes until it votes again, and what the client notices.
enum SnapshotCase {
    /// Bytes of one job's definition, near the largest.
    private static let jobBytes = 60_000
    /// Entries behind which a coordinator makes a snapshot.
    private static let entriesForSnapshot = 8_500

    static func run(_ options: Options) throws -> [Measurement] {
        let working = try WorkingDirectory(keep: options.keep)
        let cluster = try OwnCluster(place: MemberPlace(), working: working)
        let client = cluster.client
        let text = String(repeating: "x", count: jobBytes)
        let jobs = options.megabytes * 1_000_000 / jobBytes
        try client.change(count: jobs, depth: 16) { number in
            .submitJob(
                SubmitJob(
                    definition: Fleet.JobDefinition(
                        id: JobID(namespace: "default", name: "job-\(number)"), command: ["/bin/true", text]
                    ).wire))
        }
        // Small changes, until the state has been compacted into a snapshot.
        try client.change(count: entriesForSnapshot, depth: 64) { client.pool($0) }
        let before = try client.run(depth: 1, milliseconds: 5_000, isRead: false)
        let leader = try cluster.leader()
        let lost = leader % 3 + 1
        try cluster.restartEmpty(lost)
        let start = MonotonicClock.now()
        var left = false
        var restored: UInt64?
        let latencies = try client.writes {
            let now = MonotonicClock.now()
            guard now - start < 300_000_000_000 else {
                throw BenchError(sentence: "member \(lost) does not vote again after five minutes")
            }
            if let role = client.members.first(where: { $0.id == UInt64(lost) })?.role {
                if role == "learner" { left = true }
                if left, role == "follower", restored == nil { restored = now }
            }
            try client.askForMembers()
            // A second more, so that what comes right after is seen, too.
            return restored.map { now - $0 > 1_000_000_000 } ?? false
        }
        let during = latencies.sorted()
        let seconds = Double((restored ?? start) - start) / 1e9
        func part(_ percent: Int) -> Double {
            Double(during[min(during.count - 1, during.count * percent / 100)]) / 1e6
        }
        return [
            Measurement(
                name: "restored-\(options.megabytes)-mb", value: seconds, unit: "s", peer: "none", peerValue: 0),
            Measurement(
                name: "write-p50-meanwhile", value: part(50), unit: "ms", peer: "undisturbed",
                peerValue: before.median / 1e6),
            Measurement(
                name: "write-p99-meanwhile", value: part(99), unit: "ms", peer: "undisturbed",
                peerValue: before.tail / 1e6),
            Measurement(
                name: "write-longest-meanwhile", value: part(100), unit: "ms", peer: "none", peerValue: 0),
            Measurement(
                name: "writes-meanwhile", value: Double(during.count), unit: "", peer: "none", peerValue: 0),
        ]
    }
}
