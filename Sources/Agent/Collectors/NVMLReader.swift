import Glibc

/// Reads NVIDIA's GPUs on a thread of its own, once each time that it is asked: the driver may take seconds, and for ever when it
/// hangs, and the agent's loop has leases to keep.
///
/// Thread rules: one thread asks and takes; the session is used by the reader's own thread alone, which lives as long as the
/// process.
final class NVMLReader: @unchecked Sendable {
    // Unchecked: what both threads touch is behind the mutex; `session` belongs to the thread.

    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var isAsked = false
    private var finished: NVMLSession.Outcome?
    private var session: NVMLSession

    /// Starts the thread; nil where there can be none.
    init?(library: String) {
        session = NVMLSession(library: library)
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<NVMLReader>.fromOpaque(argument).takeUnretainedValue().work() }
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            return nil
        }
        pthread_detach(thread)
    }

    /// Asks for a reading.
    func ask() {
        pthread_mutex_lock(mutex)
        isAsked = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    /// What came of the last reading that was asked for; nil while it is not finished, and once it was taken.
    func take() -> NVMLSession.Outcome? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        defer { finished = nil }
        return finished
    }

    private func work() {
        while true {
            pthread_mutex_lock(mutex)
            while !isAsked { pthread_cond_wait(condition, mutex) }
            isAsked = false
            pthread_mutex_unlock(mutex)
            let outcome = session.read(now: NVMLReader.seconds())
            pthread_mutex_lock(mutex)
            finished = outcome
            pthread_mutex_unlock(mutex)
        }
    }

    /// A clock that never goes back.
    static func seconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec)
    }
}
