import Glibc
import Wire

/// Half of the servers cut off at once: the brake must take it for a fault of the network. Each run has a cluster of its own,
/// because the brake remembers.
enum BrakeSeries {
    private static let servers = 6

    static func run(_ profile: MeasuredProfile, runs: Int, in working: WorkingDirectory) throws -> FaultRow {
        var row = FaultRow(fault: .halfCut, profile: profile)
        var (moved, lost, held) = (0, 0, 0)
        for run in 1...runs {
            let cluster = try ServerCluster(
                profile, servers: servers, brake: ServerCluster.Brake(), in: working,
                label: "half-\(profile.name)-\(run)")
            let names = (0..<UInt64(servers)).map { ServerCluster.witness("half", $0) }
            try cluster.submit("half", count: UInt64(servers))
            let cut = (1...servers / 2).map { ServerCluster.Server.name($0) }
            let concerned = try cluster.running("half", count: servers).filter { cut.contains($0.node) }.map {
                ServerCluster.witness("half", $0.index)
            }
            usleep(UInt32((profile.beat * 2 + .random(in: 0..<profile.beat)) / 1_000))

            let at = MonotonicClock.now()
            for number in 1...servers / 2 { try cluster.network.setLink(number, isUp: false) }
            usleep(UInt32((Double(profile.lease) * 1.01 + Double(profile.grace)) / 1e3) + 3_000_000)
            for name in concerned {
                let records = WitnessRecord.all(in: cluster.shared, name: name)
                guard records.count > 1 else { continue }
                moved += 1
                row.times.append(records[1].first - min(at, records[1].first))
            }
            lost += concerned.count
            held += Int(try cluster.administrator.view(.status).status?.brakeHeld ?? 0)
            for number in 1...servers / 2 { try cluster.network.setLink(number, isUp: true) }
            try cluster.settle()
            _ = try cluster.running("half", count: servers)
            for name in names {
                let records = WitnessRecord.all(in: cluster.shared, name: name)
                row.add(overlap: WitnessRecord.overlap(of: records))
                if !concerned.contains(name), records.count != 1 {
                    row.wrongs.append("a task of a healthy server was moved")
                }
            }
            cluster.end()
        }
        if held == 0 { row.wrongs.append("the brake held nothing") }
        row.note =
            "\(moved) of \(lost) tasks moved, the brake held \(held) servers; the others ran again once the links were back"
        return row
    }
}
