import Glibc

/// An open file. The descriptor is closed with the value's owner.
final class File {
    let path: String
    let descriptor: Int32

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
                throw .last("reading", path)
            }
            if count == 0 { break }
            done += count
        }
        return done == bytes.count ? bytes : Array(bytes.prefix(done))
    }

    /// Makes the content durable, and with `metadata` the length too.
    func sync(metadata: Bool = false) throws(LogStoreError) {
        if (metadata ? fsync(descriptor) : fdatasync(descriptor)) != 0 { throw .last("syncing", path) }
    }

    // MARK: Directories

    static func syncDirectory(_ path: String) throws(LogStoreError) {
        try File(opening: path, flags: O_RDONLY | O_DIRECTORY).sync(metadata: true)
    }

    /// Renames within a directory, durably.
    static func rename(_ from: String, to target: String, in directory: String) throws(LogStoreError) {
        if Glibc.rename(directory + "/" + from, directory + "/" + target) != 0 {
            throw .last("renaming", directory + "/" + from)
        }
        try syncDirectory(directory)
    }

    /// The names in a directory, ascending by their bytes.
    static func list(_ path: String) throws(LogStoreError) -> [String] {
        guard let directory = opendir(path) else { throw .last("listing", path) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
