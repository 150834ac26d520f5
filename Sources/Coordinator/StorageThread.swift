import Consensus
import Glibc
import LogStore

/// Carries out the member's writes on a thread of its own, in order, so that heartbeats never wait for a disk. Writes that
/// queue up behind a slow one share its next sync, and are reported together.
///
/// Thread rules: `enqueue` and `stop` may be called from one thread (the loop's); `completion` and `failure` are called on
/// the storage thread.
final class StorageThread: @unchecked Sendable {
    private var mutex = pthread_mutex_t()
    private var condition = pthread_cond_t()
    private var queue: [Save] = []
    private var isStopping = false
    private var thread = pthread_t()
    private let completion: @Sendable (UInt64) -> Void
    private let failure: @Sendable (LogStoreError) -> Void
    /// Used on the storage thread only, once it runs.
    private let store: LogStore

    /// Starts the thread. `completion` is given the sequence through which everything is durable; `failure` ends the use of
    /// the store.
    init(
        store: sending LogStore, completion: @escaping @Sendable (UInt64) -> Void,
        failure: @escaping @Sendable (LogStoreError) -> Void
    ) {
        self.store = store
        self.completion = completion
        self.failure = failure
        pthread_mutex_init(&mutex, nil)
        pthread_cond_init(&condition, nil)
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
        pthread_cond_signal(&condition)
        pthread_mutex_unlock(&mutex)
    }

    /// Lets the queue run dry, ends the thread, and waits for it.
    func stop() {
        pthread_mutex_lock(&mutex)
        isStopping = true
        pthread_cond_signal(&condition)
        pthread_mutex_unlock(&mutex)
        pthread_join(thread, nil)
    }

    private func work() {
        while let batch = next() {
            do {
                try store.write(batch)
            } catch {
                failure(error)
                return
            }
            if let last = batch.last { completion(last.sequence) }
        }
        store.close()
    }

    private func next() -> [Save]? {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        while queue.isEmpty && !isStopping { pthread_cond_wait(&condition, &mutex) }
        if queue.isEmpty { return nil }
        defer { queue.removeAll(keepingCapacity: true) }
        return queue
    }
}
