import Glibc

/// A directory of this run in the current directory, on whatever disk that is; removed with everything in it at the end.
final class WorkingDirectory {
    /// Its absolute path.
    let path: String
    private let isKept: Bool

    init(keep: Bool = false) throws {
        var template = Array("./muster-bench-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template), let real = realpath(made, nil) else {
            throw BenchError(sentence: "no directory can be made here to write in; change to one that is yours")
        }
        defer { free(real) }
        path = String(cString: real)
        isKept = keep
    }

    deinit {
        if !isKept { Self.remove(path) }
    }

    /// Whether it is in memory, where syncing costs nothing.
    var isInMemory: Bool {
        guard let file = fopen("/proc/mounts", "re") else { return false }
        defer { fclose(file) }
        var longest = (length: -1, type: "")
        var line = [CChar](repeating: 0, count: 4_096)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let words = text.split(separator: " ")
            guard words.count > 2 else { continue }
            let mount = words[1] == "/" ? "" : String(words[1])
            // The last one mounted at a place is the one that is seen.
            if path.hasPrefix(mount + "/"), mount.utf8.count >= longest.length {
                longest = (mount.utf8.count, String(words[2]))
            }
        }
        return ["tmpfs", "ramfs"].contains(longest.type)
    }

    /// Makes a directory below it.
    func make(_ name: String) throws -> String {
        var place = path
        for part in name.split(separator: "/") {
            place += "/\(part)"
            if mkdir(place, 0o700) != 0, errno != EEXIST {
                throw BenchError(sentence: "\(place) cannot be made: \(String(cString: strerror(errno)))")
            }
        }
        return place
    }

    /// Writes a file.
    static func write(_ text: String, to path: String) throws {
        let bytes = Array(text.utf8)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw BenchError(sentence: "\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    static func remove(_ path: String) {
        if let directory = opendir(path) {
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name == "." || name == ".." { continue }
                if unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
            }
            closedir(directory)
        }
        rmdir(path)
    }
}
