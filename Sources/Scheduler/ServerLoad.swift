import Determinism
import Fleet

/// What a server and its tasks use of CPU and memory, and how hot it is, as it is measured. Each coordinator measures for itself; nothing of it is replicated.
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

    /// The temperature of its hottest GPU in degrees Celsius, as a mean over `window`; nil where none tells.
    public var hottestGPU: UInt64?

    /// The time over which CPU use and temperatures are means.
    public static let window = Span.seconds(240)
    /// A GPU that stays as hot as that lacks cooling: data-centre models slow down some degrees above, and work well below.
    public static let hotFrom: UInt64 = 85
    /// Nothing is moved to a server with a hotter GPU than that: so far below `hotFrom` that what has moved does not move again.
    public static let coolUpTo: UInt64 = 75

    /// A load with its parts.
    public init(
        used: Resources, all: Resources, tasks: SortedMap<AttemptID, Resources> = SortedMap(), hottestGPU: UInt64? = nil
    ) {
        self.used = used
        self.all = all
        self.tasks = tasks
        self.hottestGPU = hottestGPU
    }

    /// Whether one of its GPUs stays too hot.
    public var isHot: Bool { hottestGPU.map { $0 >= ServerLoad.hotFrom } ?? false }

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
