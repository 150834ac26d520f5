import Glibc

/// How a collector fared.
public enum CollectorOutcome: Hashable, Sendable {
    /// It read all that it looks for.
    case ok
    /// This server has nothing of the kind; why.
    case noData(String)
    /// Something is there but cannot be read or understood; one sentence.
    case failed(String)
}

/// Reads one aspect of a server. A collector keeps what it needs of the last round for ratios; it never blocks on a network,
/// starts no process, and touches nothing but files below the root.
public protocol Collector: Sendable {
    /// Its name, in lower case: the label of its own duration and success.
    var name: String { get }
    /// Reads once and adds samples; what was added before a failure stays.
    mutating func collect(root: RootDirectory, into samples: inout SampleBuffer) -> CollectorOutcome
}

/// One reading. Names are Prometheus style with their unit; counters end in `_total`.
public struct MetricSample: Hashable, Sendable {
    /// What was read.
    public var name: String
    /// Of which device, mode or the like; empty where there is one only.
    public var label: String
    /// The value.
    public var value: Double
}

/// The readings of a round; its memory is used again in the next.
public struct SampleBuffer: Sendable {
    /// In the order in which they were added.
    public private(set) var samples: [MetricSample] = []

    /// An empty buffer.
    public init() {}

    /// Adds a reading.
    public mutating func add(_ name: String, _ value: Double, label: String = "") {
        samples.append(MetricSample(name: name, label: label, value: value))
    }

    /// Adds a count.
    public mutating func add(_ name: String, _ value: UInt64, label: String = "") {
        add(name, Double(value), label: label)
    }

    /// Empties it for the next round.
    public mutating func removeAll() { samples.removeAll(keepingCapacity: true) }
}

/// Where collectors read: `/`, or a recorded tree. Holds the one read buffer, so one thread uses it.
public final class RootDirectory {
    /// The prefix of all paths: empty for the server itself.
    public let prefix: String
    private var buffer: [UInt8]
    private let limit = 4 << 20

    /// The root at `path`.
    public init(_ path: String = "/") {
        prefix = path == "/" ? "" : path
        buffer = [UInt8](repeating: 0, count: 16 << 10)
    }

    /// Whether there is such a file; `path` begins with a slash.
    public func has(_ path: String) -> Bool { access(prefix + path, F_OK) == 0 }

    /// Reads a file whole and hands its text to `body`; nil, with errno, if it cannot be read. Files of /proc are made anew
    /// at each open, so one that fits the buffer is read in one go.
    public func read<Result>(_ path: String, _ body: (inout TextReader) -> Result) -> Result? {
        guard let file = try? Descriptor(open: prefix + path, O_RDONLY) else { return nil }
        var length = 0
        while true {
            let count = buffer.withUnsafeMutableBytes { space in
                Glibc.read(file.number, space.baseAddress?.advanced(by: length), space.count - length)
            }
            if count < 0 && errno == EINTR { continue }
            if count < 0 { return nil }
            if count == 0 { break }
            length += count
            if length == buffer.count {
                guard length < limit else {
                    errno = EFBIG
                    return nil
                }
                buffer.append(contentsOf: repeatElement(0, count: buffer.count))
            }
        }
        return buffer.withUnsafeBufferPointer { bytes in
            var reader = TextReader(UnsafeBufferPointer(rebasing: bytes[0..<length]))
            return body(&reader)
        }
    }

    /// The first word of a file; nil if it cannot be read or is empty.
    public func word(_ path: String) -> String? {
        read(path) { $0.nextField().map { String($0) } } ?? nil
    }

    /// The whole number that a file holds; nil if it cannot be read or is none.
    public func number(_ path: String) -> UInt64? {
        read(path) { $0.nextField().flatMap { $0.unsigned } } ?? nil
    }

    /// The names in a directory, sorted; none if it is not there or cannot be read.
    public func names(in path: String) -> [String] { (try? DurableFile.names(in: prefix + path)) ?? [] }

    /// Why the last `read` gave nothing.
    public func failure(reading path: String) -> CollectorOutcome {
        let code = errno
        let text = SystemError("cannot read", prefix + path, code: code).description
        return code == ENOENT ? .noData(text) : .failed(text)
    }
}
