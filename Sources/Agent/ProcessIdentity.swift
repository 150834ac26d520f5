import Glibc

/// Names one process for good: a pid alone is used again. Meaningful within one boot.
public struct ProcessIdentity: Hashable, Sendable {
    /// The pid.
    public var pid: Int32
    /// When it was started, in clock ticks since boot.
    public var startTicks: UInt64

    /// The process of that pid and start.
    public init(pid: Int32, startTicks: UInt64) {
        self.pid = pid
        self.startTicks = startTicks
    }

    /// The process that has this pid now; nil if none has.
    public init?(pid: Int32) {
        self.init(statFile: "/proc/\(pid)/stat")
    }

    /// This very process, as the mounted /proc numbers it: before a fresh /proc is mounted in a new PID namespace, that is
    /// its pid outside.
    public static var current: ProcessIdentity? { ProcessIdentity(statFile: "/proc/self/stat") }

    private init?(statFile: String) {
        guard let bytes = try? DurableFile.read(statFile) else { return nil }
        self.init(stat: String(decoding: bytes, as: UTF8.self))
    }

    /// Reads a line of /proc/PID/stat. The name stands in brackets and may itself hold brackets and spaces.
    init?(stat: String) {
        guard let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: close)...].split(separator: " ")
        guard let pid = Int32(stat[..<open].filter { $0 != " " }), fields.count > 19, let ticks = UInt64(fields[19])
        else { return nil }
        self.init(pid: pid, startTicks: ticks)
    }
}
