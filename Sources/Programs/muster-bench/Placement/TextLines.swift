import Glibc

/// The lines of a file or of standard input, each as soon as it is there.
struct TextLines: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// Opens a file; `-` is standard input.
    init(path: String) throws {
        self.path = path
        if path == "-" {
            descriptor = STDIN_FILENO
            return
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            throw BenchError(sentence: "\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    /// The next line without its end; nil at the end.
    mutating func next() throws -> String? {
        while true {
            if let end = buffer[start...].firstIndex(of: 10) {
                defer { start = end + 1 }
                return text(start..<end)
            }
            if isAtEnd {
                defer { start = buffer.count }
                return start < buffer.count ? text(start..<buffer.count) : nil
            }
            buffer.removeFirst(start)
            start = 0
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(descriptor, &piece, piece.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw BenchError(sentence: "\(path) cannot be read: \(String(cString: strerror(errno)))")
            }
            if count == 0 { isAtEnd = true }
            buffer += piece[..<count]
        }
    }

    private func text(_ range: Range<Int>) -> String {
        var bytes = buffer[range]
        if bytes.last == 13 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
