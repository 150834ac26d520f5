import Glibc

/// Faults of servers and coordinators with real processes in network namespaces: how long until the replacement's own first
/// line, and whether two attempts of a task ever wrote at once.
enum FailoverCase {
    /// Servers of a measured cluster, two of them with small disks.
    private static let servers = 6

    static func run(_ options: Options) throws {
        if let obstacle = ServerNetwork.obstacle {
            throw BenchError(sentence: obstacle, status: 2)
        }
        let working = try WorkingDirectory(keep: options.keep)
        if options.isCalm { return try CalmCase.run(options, in: working) }
        if !options.asJSON { print(FaultRow.heading) }
        var isGood = true
        for profile in options.profiles {
            let faults = options.faults
            if faults.contains(where: { $0 != .halfCut }) {
                let cluster = try ServerCluster(
                    profile, servers: servers, smallDisks: 2, brake: nil, in: working, label: profile.name)
                for fault in faults where fault != .halfCut {
                    var series = FaultSeries(fault, on: cluster, runs: options.runs)
                    isGood = try show(series.run(), options) && isGood
                }
                cluster.end()
            }
            if faults.contains(.halfCut) {
                isGood = try show(BrakeSeries.run(profile, runs: min(2, options.runs), in: working), options) && isGood
            }
        }
        guard isGood else { throw BenchError(sentence: "not everything is as it must be: see the verdicts") }
    }

    private static func show(_ row: FaultRow, _ options: Options) -> Bool {
        print(options.asJSON ? row.json : row.row)
        fflush(nil)
        return row.isRight && row.isFastEnough
    }
}
