import CLinux
import Glibc

/// Writes what a task says into files of bounded size, on a thread of its own: a slow disk must never hold up the supervisor,
/// which has a lease to keep. A full file is put aside as `NAME.1`, replacing the one put aside before.
final class OutputCapture: @unchecked Sendable {
    // Unchecked: the thread alone touches the streams; the counter and the event are read after it has finished.

    private struct Stream {
        var pipe: Descriptor?
        var path: String
        var file: Descriptor?
        var size: UInt64 = 0
        /// The place in the stream at which the file begins.
        var start: UInt64 = 0
    }

    /// The task's ends of the pipes: stdout, stderr. Dropped when the task has its copies.
    private(set) var writeEnds: [Descriptor]
    /// Readable when the thread has finished.
    let finished: Descriptor
    /// Bytes that could not be kept.
    private(set) var dropped: UInt64 = 0
    private var streams: [Stream]
    private let limit: UInt64

    /// Captures into the files at `paths`, which belong to nobody but root; the pipes belong to the task's user, who may open
    /// them again through /dev/stdout.
    init(paths: [String], limit: UInt64, uid: UInt32, gid: UInt32) throws(SystemError) {
        self.limit = max(4096, limit)
        streams = []
        writeEnds = []
        for path in paths {
            var ends: [Int32] = [-1, -1]
            guard muster_pipe(&ends) == 0 else { throw SystemError("cannot make a pipe for", path) }
            streams.append(Stream(pipe: Descriptor(owning: ends[0]), path: path))
            writeEnds.append(Descriptor(owning: ends[1]))
            fchown(ends[1], uid, gid)
        }
        let event = muster_eventfd()
        guard event >= 0 else { throw SystemError("cannot make", "an event descriptor") }
        finished = Descriptor(owning: event)
    }

    /// Starts the thread. It ends when all writers of both pipes are gone.
    func start() throws(SystemError) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<OutputCapture>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw SystemError("cannot start", "the output thread", code: code)
        }
        pthread_detach(thread)
    }

    /// Closes this process's copies of the task's ends.
    func dropWriteEnds() { writeEnds = [] }

    private func run() {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        for index in streams.indices { open(index) }
        while true {
            var entries = streams.map { pollfd(fd: $0.pipe?.number ?? -1, events: Int16(POLLIN), revents: 0) }
            if entries.allSatisfy({ $0.fd < 0 }) { break }
            if poll(&entries, nfds_t(entries.count), -1) < 0 && errno != EINTR { break }
            for index in streams.indices where entries[index].fd >= 0 && entries[index].revents != 0 {
                let count = read(entries[index].fd, &buffer, buffer.count)
                if count > 0 {
                    keep(buffer[0..<count], index)
                } else if count == 0 || errno != EINTR && errno != EAGAIN {
                    streams[index].pipe = nil
                }
            }
        }
        var one: UInt64 = 1
        write(finished.number, &one, 8)
    }

    private func open(_ index: Int) {
        streams[index].file = try? Descriptor(open: streams[index].path, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o640)
        streams[index].size = 0
    }

    private func keep(_ bytes: ArraySlice<UInt8>, _ index: Int) {
        if streams[index].size + UInt64(bytes.count) > limit && streams[index].size > 0 {
            streams[index].start += streams[index].size
            TaskLog(path: streams[index].path).rotate(at: streams[index].start)
            open(index)
        }
        guard let file = streams[index].file else {
            dropped += UInt64(bytes.count)
            return
        }
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(file.number, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 {
                dropped += UInt64(bytes.count - offset)
                return
            }
            offset += count
            streams[index].size += UInt64(count)
        }
    }
}
