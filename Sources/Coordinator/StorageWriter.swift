import Consensus
import LogStore

/// How long writes to the log take.
struct WriteTimes: Equatable, Sendable {
    /// Nanoseconds of one of the last writes in the middle, of the 99th of a hundred, and of the longest; 0 before the first.
    var median: UInt64 = 0
    var p99: UInt64 = 0
    var longest: UInt64 = 0
    /// How many nanoseconds ago the write under way began; nil if there is none.
    var underWay: UInt64?
}

/// Writes to the log and judges how that goes: a full disk is waited for and not given up on, and durations are kept.
/// Time is an argument, so that tests need no clock. It belongs to one thread.
struct StorageWriter {
    /// What became of a write.
    enum Outcome: Equatable {
        case durable(through: UInt64)
        /// No space: the same write may be tried again.
        case full
        case failed(LogStoreError)
    }

    /// How many writes the durations are of.
    static let window = 1_024

    private let store: LogStore
    private var durations: [UInt64] = []
    private var next = 0
    /// Whether space was short as of the last look.
    private(set) var isSpaceLow = false

    init(_ store: LogStore) { self.store = store }

    /// Writes a batch, which must not be empty.
    mutating func write(_ batch: [Save], clock: () -> UInt64) -> Outcome {
        let start = clock()
        do throws(LogStoreError) {
            try store.write(batch)
        } catch {
            guard case .full = error else { return .failed(error) }
            isSpaceLow = true
            return .full
        }
        note(clock() &- start)
        isSpaceLow = store.lacksSpace()
        return .durable(through: batch.last?.sequence ?? 0)
    }

    /// Looks again whether space is short, and tries to make the reserve if it is.
    mutating func look() { isSpaceLow = store.lacksSpace() }

    func close() { store.close() }

    /// The durations of the last writes.
    var times: WriteTimes {
        let sorted = durations.sorted()
        guard let longest = sorted.last else { return WriteTimes() }
        return WriteTimes(median: sorted[sorted.count / 2], p99: sorted[sorted.count * 99 / 100], longest: longest)
    }

    private mutating func note(_ duration: UInt64) {
        if durations.count < Self.window { durations.append(duration) } else { durations[next] = duration }
        next = (next + 1) % Self.window
    }
}
