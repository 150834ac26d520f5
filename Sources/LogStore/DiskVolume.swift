import CLinux
import Consensus
import Glibc

/// The real file system. It has no state, so any thread may use it; an open file belongs to one thread at a time.
public final class DiskVolume: Volume, Sendable {
    /// A volume of all that this process can reach.
    public init() {}

    /// See `Volume`.
    public func list(_ directory: String) throws(LogStoreError) -> [String] {
        guard let stream = opendir(directory) else { throw .last("listing", directory) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// See `Volume`. A path that cannot be looked at counts as there, so that nothing is made in its place.
    public func exists(_ path: String) -> Bool { access(path, F_OK) == 0 || errno != ENOENT }

    /// See `Volume`.
    public func makeDirectory(_ path: String) throws(LogStoreError) {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .last("making", path) }
    }

    /// See `Volume`.
    public func open(_ path: String, _ mode: VolumeOpenMode) throws(LogStoreError) -> any VolumeFile {
        let flags =
            switch mode {
            case .reading: O_RDONLY
            case .existing: O_RDWR
            case .emptied: O_RDWR | O_CREAT | O_TRUNC
            }
        return try DiskFile(opening: path, flags: flags)
    }

    /// See `Volume`.
    public func rename(_ path: String, to target: String) throws(LogStoreError) {
        if Glibc.rename(path, target) != 0 { throw .last("renaming", path) }
    }

    /// See `Volume`.
    public func remove(_ path: String) throws(LogStoreError) {
        if unlink(path) != 0, errno != ENOENT { throw .last("removing", path) }
    }

    /// See `Volume`.
    public func syncDirectory(_ path: String) throws(LogStoreError) {
        try DiskFile(opening: path, flags: O_RDONLY | O_DIRECTORY).sync(metadata: true)
    }

    /// See `Volume`.
    public func freeSpace(at path: String) throws(LogStoreError) -> Int {
        var status = statvfs()
        if statvfs(path, &status) != 0 { throw .last("looking at the space", path) }
        return Int(
            clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
    }

    /// See `Volume`. The work is done on a thread of its own.
    public func prepare(_ path: String, size: Int) -> any VolumePreparation {
        let preparation = DiskPreparation(path: path, size: size)
        preparation.start()
        return preparation
    }
}

/// An open file of the real file system.
final class DiskFile: VolumeFile {
    let path: String
    private let descriptor: Int32

    init(opening path: String, flags: Int32) throws(LogStoreError) {
        self.path = path
        descriptor = open(path, flags | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw .last("opening", path) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8], at offset: Int) throws(LogStoreError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .last("writing", path)
            }
            done += count
        }
    }

    func readAll() throws(LogStoreError) -> [UInt8] {
        let size = lseek(descriptor, 0, SEEK_END)
        if size < 0 { throw .last("reading", path) }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        var done = 0
        while done < bytes.count {
            let total = bytes.count
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress.map { $0 + done }, total - done, off_t(done))
            }
            if count < 0 {
                if errno == EINTR { continue }
                // A sector that the disk has given up is damage like any other.
                if errno == EIO { throw .damaged(path: path, offset: done, reason: "the disk cannot read it") }
                throw .last("reading", path)
            }
            if count == 0 { break }
            done += count
        }
        return done == bytes.count ? bytes : Array(bytes.prefix(done))
    }

    func mapped(from offset: Int, count: Int) throws(LogStoreError) -> SnapshotData {
        SnapshotData(try MappedSnapshot(descriptor: descriptor, path: path, offset: offset, count: count))
    }

    func sync(metadata: Bool) throws(LogStoreError) {
        if (metadata ? fsync(descriptor) : fdatasync(descriptor)) != 0 { throw .last("syncing", path) }
    }

    func tryLock() throws(LogStoreError) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        if errno == EWOULDBLOCK { return false }
        throw .last("locking", path)
    }
}

/// Fills a file with zeros ahead of need, on a thread of its own: a write that finds its blocks there costs one flush and
/// no change of the file system's own records.
final class DiskPreparation: VolumePreparation, @unchecked Sendable {
    // `failure` is written by the thread alone, and read by the owner after the join. `progress` is atomic.
    private let path: String
    let size: Int
    private var failure: LogStoreError?
    private var thread: pthread_t = 0
    private var isRunning = false
    /// 1 once the thread has done its work.
    private let progress = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)

    init(path: String, size: Int) {
        self.path = path
        self.size = size
        progress.initialize(to: 0)
    }

    deinit { progress.deallocate() }

    var isDone: Bool { muster_load64(progress) == 1 }

    func start() {
        let context = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<DiskPreparation>.fromOpaque(context).takeRetainedValue().fill()
                return nil
            }, context.toOpaque())
        isRunning = status == 0
        if status != 0 {
            context.release()
            fill()
        }
    }

    func finish() throws(LogStoreError) {
        if isRunning { pthread_join(thread, nil) }
        isRunning = false
        if let failure { throw failure }
    }

    private func fill() {
        do throws(LogStoreError) {
            let file = try DiskFile(opening: path, flags: O_RDWR | O_CREAT | O_TRUNC)
            let zeros = [UInt8](repeating: 0, count: min(size, 1 << 20))
            var done = 0
            while done < size {
                let count = min(zeros.count, size - done)
                try file.write(count == zeros.count ? zeros : Array(zeros.prefix(count)), at: done)
                done += count
            }
            try file.sync(metadata: true)
        } catch {
            failure = error
            unlink(path)
        }
        muster_store64(progress, 1)
    }
}
