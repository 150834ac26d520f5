import CLinux
import Glibc

/// Small files that must survive a crash, or that are read whole.
public enum DurableFile {
    /// Creates a file that must not exist, writes it and makes it and its directory entry durable.
    /// Throws with `EEXIST` if it is there already.
    public static func create(_ path: String, _ bytes: [UInt8], mode: mode_t = 0o600) throws(SystemError) {
        let file = try Descriptor(open: path, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
        try write(bytes, to: file.number, path)
        guard fsync(file.number) == 0 else { throw SystemError("cannot make durable", path) }
        try synchroniseDirectory(of: path)
    }

    /// Creates a file as `create` does; false if it is there already.
    public static func createIfMissing(_ path: String, _ bytes: [UInt8]) throws(SystemError) -> Bool {
        do {
            try create(path, bytes)
        } catch {
            if error.code == EEXIST { return false }
            throw error
        }
        return true
    }

    /// Replaces a file whole: a reader sees the old bytes or the new. With `durable` it survives a power cut.
    public static func replace(
        _ path: String, _ bytes: [UInt8], mode: mode_t = 0o600, durable: Bool = true
    ) throws(SystemError) {
        let temporary = path + ".new"
        do {
            let file = try Descriptor(open: temporary, O_WRONLY | O_CREAT | O_TRUNC, mode: mode)
            try write(bytes, to: file.number, temporary)
            if durable && fsync(file.number) != 0 { throw SystemError("cannot make durable", temporary) }
        }
        guard rename(temporary, path) == 0 else { throw SystemError("cannot rename into", path) }
        if durable { try synchroniseDirectory(of: path) }
    }

    /// The bytes of a file, at most `limit` (1 MiB unless told); nil if there is none.
    public static func read(_ path: String, limit: Int = 1 << 20) throws(SystemError) -> [UInt8]? {
        let number = muster_open(path, O_RDONLY, 0)
        if number < 0 {
            if errno == ENOENT { return nil }
            throw SystemError("cannot open", path)
        }
        let file = Descriptor(owning: number)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(file.number, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw SystemError("cannot read", path) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[0..<count])
            if bytes.count > limit { throw SystemError("refusing to read", path, code: EFBIG) }
        }
    }

    /// Makes the entry of `path` in its directory durable.
    public static func synchroniseDirectory(of path: String) throws(SystemError) {
        let directory = parent(of: path)
        let handle = try Descriptor(open: directory, O_RDONLY | O_DIRECTORY)
        guard fsync(handle.number) == 0 else { throw SystemError("cannot make durable", directory) }
    }

    /// Makes a directory if there is none; its parents too.
    public static func makeDirectory(_ path: String, mode: mode_t = 0o711) throws(SystemError) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, parent(of: path) != path else { throw SystemError("cannot make directory", path) }
        try makeDirectory(parent(of: path), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw SystemError("cannot make directory", path) }
    }

    /// The names in a directory, ascending by bytes, without the dot entries; empty if there is no such directory.
    public static func names(in path: String) throws(SystemError) -> [String] {
        guard let stream = opendir(path) else {
            if errno == ENOENT { return [] }
            throw SystemError("cannot list", path)
        }
        defer { closedir(stream) }
        return names(from: stream).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// Removes a file or a whole tree; no link is followed, whoever made it. Nothing there is no error.
    public static func remove(_ path: String) throws(SystemError) {
        let directory = try Descriptor(open: parent(of: path), O_RDONLY | O_DIRECTORY)
        try remove(lastName(of: path), in: directory.number, path, depth: 0)
    }

    private static func remove(_ name: String, in parent: Int32, _ path: String, depth: Int) throws(SystemError) {
        if unlinkat(parent, name, 0) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM, depth < 256 else { throw SystemError("cannot remove", path) }
        let number = muster_openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0)
        guard number >= 0 else { throw SystemError("cannot remove", path) }
        guard let stream = fdopendir(number) else {
            close(number)
            throw SystemError("cannot list", path)
        }
        defer { closedir(stream) }
        for entry in names(from: stream) { try remove(entry, in: number, path + "/" + entry, depth: depth + 1) }
        guard unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT else {
            throw SystemError("cannot remove", path)
        }
    }

    private static func names(from stream: OpaquePointer) -> [String] {
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    private static func write(_ bytes: [UInt8], to file: Int32, _ path: String) throws(SystemError) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { throw SystemError("cannot write", path) }
            offset += count
        }
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func lastName(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return path }
        return String(path[path.index(after: slash)...])
    }
}
