import Consensus
import Glibc
import LogStore
import Wire

/// Carries out the member's writes on a thread of its own, in order, so that heartbeats never wait for a disk. Writes that
/// queue up behind a slow one share its next sync, and are reported together. Where the disk is full, a write is tried again
/// each second until it fits.
///
/// Thread rules: `enqueue` and `stop` may be called from one thread (the loop's), `times` from any; `completion`, `space` and
/// `failure` are called on the storage thread.
final class StorageThread: @unchecked Sendable {
    /// How often a full disk is tried again.
    private static let retry: Int = 1

    private var mutex = pthread_mutex_t()
    private var condition = pthread_cond_t()
    // These are read and written under the mutex.
    private var queue: [Save] = []
    private var isStopping = false
    private var isWaiting = false
    private var begun: UInt64?
    private var lastTimes = WriteTimes()

    private var thread = pthread_t()
    private let completion: @Sendable (UInt64) -> Void
    private let space: @Sendable (Bool) -> Void
    private let failure: @Sendable (LogStoreError) -> Void
    /// Used on the storage thread only, once it runs.
    private var writer: StorageWriter

    /// Starts the thread. `completion` is given the sequence through which everything is durable; `space` whether space is
    /// short, when that changes; `failure` ends the use of the store.
    init(
        store: sending LogStore, completion: @escaping @Sendable (UInt64) -> Void,
        space: @escaping @Sendable (Bool) -> Void, failure: @escaping @Sendable (LogStoreError) -> Void
    ) {
        writer = StorageWriter(store)
        self.completion = completion
        self.space = space
        self.failure = failure
        pthread_mutex_init(&mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(&condition, &attributes)
        pthread_condattr_destroy(&attributes)
        let unmanaged = Unmanaged.passRetained(self)
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<StorageThread>.fromOpaque(argument).takeRetainedValue().work()
                return nil
            }, unmanaged.toOpaque())
    }

    /// Takes a write; it is reported by `completion`.
    func enqueue(_ save: Save) {
        pthread_mutex_lock(&mutex)
        queue.append(save)
        if isWaiting { pthread_cond_signal(&condition) }
        pthread_mutex_unlock(&mutex)
    }

    /// Lets the queue run dry, ends the thread, and waits for it. Writes for which there is no space are given up.
    func stop() {
        pthread_mutex_lock(&mutex)
        isStopping = true
        pthread_cond_signal(&condition)
        pthread_mutex_unlock(&mutex)
        pthread_join(thread, nil)
    }

    /// How long the last writes took, and how old the one under way is.
    var times: WriteTimes {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        var times = lastTimes
        times.underWay = begun.map { MonotonicClock.now() &- $0 }
        return times
    }

    private func work() {
        var told = false
        func tell() {
            if writer.isSpaceLow != told { space(writer.isSpaceLow) }
            told = writer.isSpaceLow
        }
        var writes = 0
        while true {
            guard let batch = next(isLow: told) else { break }
            guard !batch.isEmpty else {
                writer.look()
                tell()
                continue
            }
            var outcome = StorageWriter.Outcome.full
            while true {
                outcome = writer.write(batch) { MonotonicClock.now() }
                tell()
                if outcome != .full || pauses() { break }
            }
            // A sort of the durations now and then, and not after each write.
            writes += 1
            finish(writes % 64 == 1 ? writer.times : nil)
            switch outcome {
            case .durable(let sequence): completion(sequence)
            case .full: break
            case .failed(let error):
                failure(error)
                return
            }
        }
        writer.close()
    }

    /// The next batch: empty for a look at the space, nil at the end.
    private func next(isLow: Bool) -> [Save]? {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        isWaiting = true
        defer { isWaiting = false }
        while queue.isEmpty && !isStopping {
            if isLow {
                if waitsOut() { return [] }
            } else {
                pthread_cond_wait(&condition, &mutex)
            }
        }
        if queue.isEmpty { return nil }
        begun = MonotonicClock.now()
        defer { queue.removeAll(keepingCapacity: true) }
        return queue
    }

    private func finish(_ times: WriteTimes?) {
        pthread_mutex_lock(&mutex)
        begun = nil
        if let times { lastTimes = times }
        pthread_mutex_unlock(&mutex)
    }

    /// Waits before another attempt. True if the thread is to end instead.
    private func pauses() -> Bool {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        while !isStopping { if waitsOut() { return false } }
        return true
    }

    /// Waits for the condition, with the mutex held: true if the time ran out first.
    private func waitsOut() -> Bool {
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        deadline.tv_sec += Self.retry
        return pthread_cond_timedwait(&condition, &mutex, &deadline) == ETIMEDOUT
    }
}
