import Glibc
import Wire

/// Whether an idle cluster elects for nothing while both processors are busy: a write now and then, `stress-ng` beside it, and
/// every change of term counted.
enum ElectionsCase {
    static func run(_ options: Options) throws -> [Measurement] {
        try Programs.need("stress-ng", package: "stress-ng")
        let working = try WorkingDirectory(keep: options.keep)
        let cluster = try OwnCluster(place: MemberPlace(), working: working)
        var (leader, term) = (try cluster.leader(), try cluster.term())
        let stress = try ChildProcess(
            ["stress-ng", "--cpu", "2", "--timeout", "\(options.minutes * 60 + 60)s"], log: working.path + "/stress.log"
        )
        defer { stress.signal(SIGTERM) }
        var (changes, writes, longest) = (0, 0, 0.0)
        let end = MonotonicClock.now() + UInt64(options.minutes) * 60_000_000_000
        while MonotonicClock.now() < end {
            longest = max(longest, try cluster.firstWrite(after: {}))
            writes += 1
            let (newLeader, newTerm) = (try cluster.leader(), try cluster.term())
            if newLeader != leader || newTerm != term { changes += 1 }
            (leader, term) = (newLeader, newTerm)
            usleep(200_000)
        }
        guard stress.isRunning else {
            throw BenchError(sentence: "stress-ng has ended by itself; the count of elections means nothing")
        }
        return [
            Measurement(
                name: "false-elections", value: Double(changes), unit: "", peer: "allowed", peerValue: 0),
            Measurement(name: "writes", value: Double(writes), unit: "", peer: "none", peerValue: 0),
            Measurement(name: "longest-write", value: longest / 1e6, unit: "ms", peer: "none", peerValue: 0),
        ]
    }
}
