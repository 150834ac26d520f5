import Consensus
import Glibc
import LogStore
import Wire

/// What a durable entry costs: `LogStore.write` of 256 bytes beside a bare write and `fdatasync` into a preallocated file,
/// turn by turn on the same disk, so that both see the same weather.
enum LogCase {
    private static let rounds = 2_000
    private static let entryBytes = 256

    static func run(_ options: Options) throws -> [Measurement] {
        let working = try WorkingDirectory()
        let directory = working.path
        try LogStore.create(directory: directory, store: StoreID(high: 1, low: 1))
        let (store, _) = try LogStore.open(directory: directory)
        defer { store.close() }
        let peer = try Preallocated(path: directory + "/peer", bytes: (rounds + 1) * 512)
        let payload = [UInt8](repeating: 0x5A, count: entryBytes)
        var own: [UInt64] = []
        var bare: [UInt64] = []
        for round in 0..<rounds {
            let entry = LogEntry(
                index: LogIndex(UInt64(round) + 1), term: Term(1), kind: .command, payload: payload)
            let save = Save(sequence: UInt64(round) + 1, entries: [entry])
            let start = MonotonicClock.now()
            try store.write(save)
            let middle = MonotonicClock.now()
            try peer.write(payload, at: round * 512)
            own.append(middle - start)
            bare.append(MonotonicClock.now() - middle)
        }
        own.sort()
        bare.sort()
        return [("p50", 50), ("p99", 99)].map { name, percent in
            Measurement(
                name: "log-write-256-\(name)", value: Double(own[rounds * percent / 100]) / 1_000, unit: "us",
                peer: "fdatasync", peerValue: Double(bare[rounds * percent / 100]) / 1_000)
        }
    }

}
