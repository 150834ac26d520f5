import Glibc
import Wire

/// Troubles that are no failure: a fifth of all packets lost, and agents and whole servers that stand still for two seconds by
/// turns. Nobody may be declared lost and no task may end.
enum CalmCase {
    private static let servers = 6

    static func run(_ options: Options, in working: WorkingDirectory) throws {
        var isGood = true
        if !options.asJSON {
            print("profile  minutes  stops  verdicts  disturbed  longest silence ms")
        }
        for profile in options.profiles {
            let cluster = try ServerCluster(
                profile, servers: servers, brake: nil, in: working, label: "calm-\(profile.name)")
            let names = (0..<UInt64(servers)).map { ServerCluster.witness("calm", $0) }
            try cluster.submit("calm", count: UInt64(servers))
            _ = try cluster.running("calm", count: servers)
            let before = try sessions(cluster)
            for server in cluster.servers { try cluster.network.lose(percent: 20, at: server.number) }
            let end = MonotonicClock.now() + UInt64(options.minutes) * 60_000_000_000
            var (stops, turn, silence) = (0, 0, UInt64(0))
            while MonotonicClock.now() < end {
                let server = cluster.servers[turn % servers]
                let all = cluster.processes(of: server)
                // By turns the agent alone, and the server with all that runs on it.
                let stopped = turn / servers % 2 == 0 ? Array(all.suffix(1)) : all
                for pid in stopped.reversed() { kill(pid, SIGSTOP) }
                usleep(2_000_000)
                silence = max(silence, try longestSilence(cluster))
                for pid in stopped { kill(pid, SIGCONT) }
                stops += 1
                turn += 1
                usleep(1_500_000)
            }
            for server in cluster.servers { try cluster.network.loseNothing(at: server.number) }
            let disturbed = names.filter { WitnessRecord.all(in: cluster.shared, name: $0).count != 1 }.count
            let after = try sessions(cluster)
            let verdicts = before.filter { after[$0.key] != $0.value }.count
            isGood = isGood && disturbed == 0 && verdicts == 0
            let figures = [options.minutes, stops, verdicts, disturbed, Int(silence / 1_000_000)]
            print(
                options.asJSON
                    ? "{\"profile\": \"\(profile.name)\", \"minutes\": \(figures[0]), \"stops\": \(figures[1]), "
                        + "\"verdicts\": \(figures[2]), \"disturbedTasks\": \(figures[3]), \"longestSilenceMs\": \(figures[4])}"
                    : zip([profile.name] + figures.map(String.init), [9, 9, 7, 10, 11, 0]).map(FaultRow.pad).joined())
            cluster.end()
        }
        guard isGood else { throw BenchError(sentence: "something was taken for a failure that was none") }
    }

    /// A verdict ends a server's session; whatever is there afterwards is another.
    private static func sessions(_ cluster: ServerCluster) throws -> [String: UInt64] {
        var sessions: [String: UInt64] = [:]
        for node in try cluster.administrator.view(.nodes).nodes { sessions[node.name] = node.sessionNonce }
        return sessions
    }

    private static func longestSilence(_ cluster: ServerCluster) throws -> UInt64 {
        try cluster.administrator.view(.nodes).nodes.map(\.silentNs).max() ?? 0
    }
}
