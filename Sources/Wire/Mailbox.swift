import CLinux
import Glibc

/// Hands values from other threads to a loop's thread, which it wakes.
public final class Mailbox<Letter: Sendable>: @unchecked Sendable {
    private var mutex = pthread_mutex_t()
    private var letters: [Letter] = []
    /// Readable when there are letters: to be watched by the loop.
    public let descriptor: Int32

    /// An empty mailbox.
    public init() throws(SocketError) {
        descriptor = muster_eventfd()
        guard descriptor >= 0 else { throw SocketError("making an eventfd", code: errno) }
        pthread_mutex_init(&mutex, nil)
    }

    deinit {
        close(descriptor)
        pthread_mutex_destroy(&mutex)
    }

    /// Posts a letter. Any thread.
    public func post(_ letter: Letter) {
        pthread_mutex_lock(&mutex)
        letters.append(letter)
        pthread_mutex_unlock(&mutex)
        var one: UInt64 = 1
        while write(descriptor, &one, 8) < 0, errno == EINTR {}
    }

    /// Takes all letters out, in the order in which they were posted. The loop's thread.
    public func take() -> [Letter] {
        var count: UInt64 = 0
        while read(descriptor, &count, 8) < 0, errno == EINTR {}
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        let taken = letters
        letters.removeAll(keepingCapacity: true)
        return taken
    }
}
