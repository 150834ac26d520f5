import Determinism
import Fleet

/// What a server and its tasks use of CPU and memory, as it is measured. Each coordinator measures for itself; nothing of it is replicated.
public struct ServerLoad: Hashable, Sendable {
    /// What is measured.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// Processor time.
        case cpu
        /// Memory.
        case memory

        /// Above so many thousandths of all that a server has, it has more to do than it can. The time over which that is measured keeps
        /// short peaks out of it.
        public var high: UInt64 {
            switch self {
            case .cpu: 900
            case .memory: 920
            }
        }

        /// Moves bring a server down to so many thousandths, and no other one above that: so far below `high` that what has moved
        /// does not move again.
        public var aim: UInt64 {
            switch self {
            case .cpu: 750
            case .memory: 800
            }
        }

        /// As in "its memory".
        public var word: String {
            switch self {
            case .cpu: "CPU"
            case .memory: "memory"
            }
        }
    }

    /// What the whole server uses, tasks or not: CPU as a mean over `window`, of memory what is not available.
    public var used: Resources
    /// What the whole server has.
    public var all: Resources
    /// What tasks use. Only wanted of servers with too much to do (`isHigh`).
    public var tasks: SortedMap<AttemptID, Resources>

    /// The time over which CPU use is a mean.
    public static let window = Span.seconds(240)

    /// A load with its parts.
    public init(used: Resources, all: Resources, tasks: SortedMap<AttemptID, Resources> = SortedMap()) {
        self.used = used
        self.all = all
        self.tasks = tasks
    }

    /// What is used of a kind, in thousandths of all there is; 0 where there is none.
    public func share(_ kind: Kind) -> UInt64 { Thousandths.share(used[kind], of: all[kind]) }

    /// Whether a server has more to do than it can.
    public var isHigh: Bool { Kind.allCases.contains { share($0) >= $0.high } }

    /// So many thousandths of an amount.
    static func part(_ thousandths: UInt64, of total: UInt64) -> UInt64 {
        UInt64(1_000).dividingFullWidth(total.multipliedFullWidth(by: min(thousandths, 999))).quotient
    }
}

extension Resources {
    /// The amount of what is measured: thousandths of a core, or bytes.
    subscript(kind: ServerLoad.Kind) -> UInt64 {
        switch kind {
        case .cpu: cpuMillicores
        case .memory: memoryBytes
        }
    }
}
