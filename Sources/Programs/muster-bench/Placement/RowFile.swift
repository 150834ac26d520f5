import Glibc

/// A file that is written row by row.
final class RowFile {
    private let descriptor: Int32
    private var waiting: [UInt8] = []

    /// Makes the file, or empties it.
    init(path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if descriptor < 0 {
            throw BenchError(sentence: "\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

    func write(_ row: String) throws {
        waiting += Array(row.utf8)
        if waiting.count >= 1 << 16 { try flush() }
    }

    func flush() throws {
        var done = 0
        while done < waiting.count {
            let count = waiting.withUnsafeBytes { bytes in
                bytes.baseAddress.map { Glibc.write(descriptor, $0 + done, bytes.count - done) } ?? 0
            }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { throw BenchError(sentence: "a row cannot be written: \(String(cString: strerror(errno)))") }
            done += count
        }
        waiting.removeAll(keepingCapacity: true)
    }
}
