import CLinux
import Glibc

/// A small file that is made in a directory, written, made durable again and again, and removed.
public enum WriteTrial: Hashable, Sendable {
    /// Nothing was tried.
    case notTried
    /// A step failed: which, and the errno.
    case failed(step: String, code: Int32)
    /// It went well; how long each write with its `fdatasync` took, ascending, in nanoseconds.
    case worked([UInt64])

    /// The time that 99 of 100 writes stay below (of few, the longest); nil if nothing was measured.
    public var slowest: UInt64? {
        guard case .worked(let times) = self, !times.isEmpty else { return nil }
        return times[min(times.count - 1, times.count * 99 / 100)]
    }

    /// The middle one; nil if nothing was measured.
    public var median: UInt64? {
        guard case .worked(let times) = self, !times.isEmpty else { return nil }
        return times[times.count / 2]
    }

    /// Tries it in a directory, with so many writes of 256 bytes into room that is there already, as the log's are.
    public static func run(in directory: String, writes: Int) -> WriteTrial {
        let path = "\(directory)/.muster-check-\(getpid())"
        let descriptor = muster_open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { return .failed(step: "making a file", code: errno) }
        defer {
            close(descriptor)
            unlink(path)
        }
        let second = muster_open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        if second >= 0 {
            close(second)
            return .failed(step: "making a file that must not be there yet (O_EXCL)", code: EEXIST)
        }
        let room = [UInt8](repeating: 0, count: 16_384)
        guard pwrite(descriptor, room, room.count, 0) == room.count else {
            return .failed(step: "writing a file", code: errno)
        }
        guard fsync(descriptor) == 0 else { return .failed(step: "making a file durable (fsync)", code: errno) }
        let parent = muster_open(directory, O_RDONLY | O_DIRECTORY, 0)
        guard parent >= 0 else { return .failed(step: "opening it", code: errno) }
        defer { close(parent) }
        guard fsync(parent) == 0 else { return .failed(step: "making it durable (fsync)", code: errno) }
        let record = [UInt8](repeating: 1, count: 256)
        var times: [UInt64] = []
        for index in 0..<writes {
            let began = now()
            guard pwrite(descriptor, record, record.count, off_t(index % 64 * 256)) == record.count,
                fdatasync(descriptor) == 0
            else { return .failed(step: "making a write durable (fdatasync)", code: errno) }
            times.append(now() - began)
        }
        return .worked(times.sorted())
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
