import Consensus
import Fleet
import Glibc
import LogStore

/// Does what takes long with a large state, on a thread of its own, in order: encoding and storing snapshots, decoding those
/// of the leader, hashing. Neither the loop nor the log's writes wait for it.
///
/// Thread rules: `enqueue` and `stop` may be called from one thread (the loop's); `report` is called on this thread.
final class BackgroundThread: @unchecked Sendable {
    /// Something to do.
    enum Work: Sendable {
        case makeSnapshot(SnapshotMark, Configuration, FleetState)
        case storeSnapshot(Snapshot)
        case hashState(index: UInt64, FleetState)
    }

    private var mutex = pthread_mutex_t()
    private var condition = pthread_cond_t()
    private var queue: [Work] = []
    private var isStopping = false
    private var thread = pthread_t()
    private let directory: String
    private let store: StoreID
    private let report: @Sendable (CoordinatorServer.StorageReport) -> Void

    /// Starts the thread. `directory` and `store` are the log store's.
    init(
        directory: String, store: StoreID, report: @escaping @Sendable (CoordinatorServer.StorageReport) -> Void
    ) {
        self.directory = directory
        self.store = store
        self.report = report
        pthread_mutex_init(&mutex, nil)
        pthread_cond_init(&condition, nil)
        let unmanaged = Unmanaged.passRetained(self)
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<BackgroundThread>.fromOpaque(argument).takeRetainedValue().work()
                return nil
            }, unmanaged.toOpaque())
    }

    /// Takes something to do.
    func enqueue(_ work: Work) {
        pthread_mutex_lock(&mutex)
        queue.append(work)
        pthread_cond_signal(&condition)
        pthread_mutex_unlock(&mutex)
    }

    /// Ends the thread after what it is doing, and waits for it. What is queued is left undone: nothing depends on it.
    func stop() {
        pthread_mutex_lock(&mutex)
        isStopping = true
        pthread_cond_signal(&condition)
        pthread_mutex_unlock(&mutex)
        pthread_join(thread, nil)
    }

    private func work() {
        // The loop and the log come first. On Linux this is the thread's own priority.
        _ = nice(5)
        while let work = next() {
            switch work {
            case .makeSnapshot(let mark, let configuration, let state):
                keep(
                    Snapshot(
                        lastIndex: mark.lastIndex, lastTerm: mark.lastTerm, configuration: configuration,
                        data: state.canonicalBytes), state: nil)
            case .storeSnapshot(let snapshot):
                guard let state = try? FleetState(canonicalBytes: snapshot.data.bytes) else {
                    // The member says what to do when it takes the snapshot over.
                    keep(snapshot, state: nil)
                    continue
                }
                keep(snapshot, state: state)
            case .hashState(let index, let state): report(.hash(index: index, hash: state.stateHash))
            }
        }
    }

    private func keep(_ snapshot: Snapshot, state: FleetState?) {
        do throws(LogStoreError) {
            report(.snapshot(try LogStore.storeSnapshot(snapshot, store: store, in: directory), state))
        } catch {
            report(.noSnapshot(snapshot.mark, error.description))
        }
    }

    private func next() -> Work? {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        while queue.isEmpty && !isStopping { pthread_cond_wait(&condition, &mutex) }
        return isStopping ? nil : queue.removeFirst()
    }
}
