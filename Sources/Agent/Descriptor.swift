import CLinux
import Glibc

/// Owns an open file descriptor and closes it with its last reference.
public final class Descriptor: Sendable {
    /// The number; valid as long as this object lives.
    public let number: Int32

    /// Takes over an open descriptor.
    public init(owning number: Int32) {
        self.number = number
    }

    /// Opens a file, close-on-exec.
    public convenience init(open path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemError) {
        let number = muster_open(path, flags, mode)
        guard number >= 0 else { throw SystemError("cannot open", path) }
        self.init(owning: number)
    }

    deinit { close(number) }

    /// Whether `poll` says that the descriptor is readable or has ended, waiting at most so many milliseconds; -1 waits for
    /// ever.
    public func isReadable(within milliseconds: Int32 = 0) -> Bool {
        var entry = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        while true {
            let count = poll(&entry, 1, milliseconds)
            if count < 0 && errno == EINTR { continue }
            return count > 0
        }
    }
}
