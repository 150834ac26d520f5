import Wire

/// What the disk costs by itself: bare `pwrite` and `fdatasync` of 256 bytes into a preallocated file.
final class DiskFloor {
    private static let places = 4_096
    private let file: Preallocated
    private var place = 0
    private var times: [UInt64] = []

    init(path: String) throws {
        file = try Preallocated(path: path, bytes: Self.places * 512)
    }

    /// Measures so many writes.
    func measure(rounds: Int) throws {
        let payload = [UInt8](repeating: 0x5A, count: 256)
        for _ in 0..<rounds {
            let start = MonotonicClock.now()
            try file.write(payload, at: place % Self.places * 512)
            times.append(MonotonicClock.now() - start)
            place += 1
        }
    }

    /// The median in nanoseconds.
    var median: Double {
        times.isEmpty ? 0 : Double(times.sorted()[times.count / 2])
    }
}
