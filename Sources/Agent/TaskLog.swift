import Fleet
import Glibc

/// What a task said, as its supervisor keeps it: the newest file and the one put aside before it. Places are counted from the
/// first byte that the task ever wrote to the stream, whatever is still there.
public struct TaskLog: Sendable {
    /// A piece of a log.
    public struct Piece: Hashable, Sendable {
        /// The place of its first byte; later than asked for if what was there is gone.
        public var offset: UInt64
        /// The bytes; empty at the end.
        public var data: [UInt8]
        /// Whether nothing follows for now.
        public var isLast: Bool
    }

    private let current: String
    private let older: String
    private let start: String

    /// The log of a stream of an attempt.
    public init(_ directory: AttemptDirectory, _ stream: OutputChunk.Stream) {
        self.init(path: directory.file(stream == .output ? "stdout" : "stderr"))
    }

    init(path: String) {
        current = path
        older = path + ".1"
        start = path + ".start"
    }

    /// The place at which the newest file begins.
    var currentStart: UInt64 {
        guard let bytes = try? DurableFile.read(start, limit: 64) else { return 0 }
        return UInt64(String(decoding: bytes, as: UTF8.self)) ?? 0
    }

    /// Puts the newest file aside; the next one begins at `place`.
    func rotate(at place: UInt64) {
        rename(current, older)
        try? DurableFile.replace(start, Array(String(place).utf8), durable: false)
    }

    /// The place behind the last byte that was written so far.
    public var end: UInt64 { currentStart + (Self.size(of: current) ?? 0) }

    /// Reads at most `limit` bytes from a place on.
    public func read(from offset: UInt64, limit: Int) throws -> Piece {
        // The files may be turned over between two looks: then look again.
        for _ in 0..<4 {
            let begins = currentStart
            let piece = try read(from: offset, limit: limit, currentBegins: begins)
            if currentStart == begins { return piece }
        }
        return Piece(offset: offset, data: [], isLast: true)
    }

    private func read(from offset: UInt64, limit: Int, currentBegins: UInt64) throws -> Piece {
        if offset < currentBegins, let size = Self.size(of: older), size > 0 {
            let first = currentBegins > size ? currentBegins - size : 0
            let place = max(offset, first)
            let data = try Self.bytes(of: older, from: place - first, limit: limit)
            if !data.isEmpty { return Piece(offset: place, data: data, isLast: false) }
        }
        guard let size = Self.size(of: current) else { return Piece(offset: offset, data: [], isLast: true) }
        let place = max(offset, currentBegins)
        guard place < currentBegins + size else { return Piece(offset: place, data: [], isLast: true) }
        let data = try Self.bytes(of: current, from: place - currentBegins, limit: limit)
        return Piece(offset: place, data: data, isLast: place + UInt64(data.count) >= currentBegins + size)
    }

    private static func size(of path: String) -> UInt64? {
        var info = stat()
        return stat(path, &info) == 0 ? UInt64(info.st_size) : nil
    }

    private static func bytes(of path: String, from place: UInt64, limit: Int) throws -> [UInt8] {
        let file = try Descriptor(open: path, O_RDONLY)
        var data = [UInt8](repeating: 0, count: max(0, limit))
        let count = pread(file.number, &data, data.count, off_t(place))
        guard count >= 0 else { throw SystemError("cannot read", path) }
        data.removeLast(data.count - count)
        return data
    }
}
