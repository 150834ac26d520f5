import Consensus
import Glibc
import LogStore

/// What a durable entry costs: `LogStore.write` of 256 bytes beside a bare write and `fdatasync` into a preallocated file,
/// turn by turn on the same disk, so that both see the same weather.
enum LogCase {
    private static let rounds = 2_000
    private static let entryBytes = 256

    static func run() throws -> [Measurement] {
        var template = Array("./muster-bench-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw BenchError(sentence: "no directory can be made here to write in")
        }
        let directory = String(cString: made)
        defer { removeAll(in: directory) }
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
            let start = nanoseconds()
            try store.write(save)
            let middle = nanoseconds()
            try peer.write(payload, at: round * 512)
            own.append(middle - start)
            bare.append(nanoseconds() - middle)
        }
        own.sort()
        bare.sort()
        return [("p50", 50), ("p99", 99)].map { name, percent in
            Measurement(
                name: "log-write-256-\(name)", value: Double(own[rounds * percent / 100]) / 1_000, unit: "us",
                peer: "fdatasync", peerValue: Double(bare[rounds * percent / 100]) / 1_000)
        }
    }

    private static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private static func removeAll(in path: String) {
        if let directory = opendir(path) {
            while let entry = readdir(directory) {
                withUnsafePointer(to: &entry.pointee.d_name) {
                    _ = $0.withMemoryRebound(to: CChar.self, capacity: 256) {
                        unlink(path + "/" + String(cString: $0))
                    }
                }
            }
            closedir(directory)
        }
        rmdir(path)
    }
}

/// A file of zeros whose blocks are there before the first measured write.
private final class Preallocated {
    private let descriptor: Int32

    init(path: String, bytes: Int) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
        let zeros = [UInt8](repeating: 0, count: bytes)
        guard descriptor >= 0, pwrite(descriptor, zeros, bytes, 0) == bytes, fsync(descriptor) == 0 else {
            throw BenchError(sentence: "the file to compare with cannot be written at \(path)")
        }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8], at offset: Int) throws {
        guard pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count, fdatasync(descriptor) == 0 else {
            throw BenchError(sentence: "writing the file to compare with failed; check the disk")
        }
    }
}
