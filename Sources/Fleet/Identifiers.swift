import Determinism

/// Names a server: the name that administrators use, 1 to 63 characters of `[a-z0-9.-]`.
public struct NodeID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name itself.
    public let name: String
    /// The server of that name.
    public init(_ name: String) { self.name = name }
    /// Orders by the bytes of the name.
    public static func < (left: NodeID, right: NodeID) -> Bool { left.name.precedesByBytes(right.name) }
    /// The name.
    public var description: String { name }
}

/// Names a job: a name within a namespace.
public struct JobID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The namespace, `default` where nothing else is said.
    public let namespace: String
    /// The name within it, 1 to 63 characters of `[a-z0-9-]`.
    public let name: String
    /// The job of that name in that namespace.
    public init(namespace: String = "default", name: String) {
        self.namespace = namespace
        self.name = name
    }
    /// Orders by namespace, then name, by bytes.
    public static func < (left: JobID, right: JobID) -> Bool {
        left.namespace == right.namespace
            ? left.name.precedesByBytes(right.name) : left.namespace.precedesByBytes(right.namespace)
    }
    /// `name`, or `namespace/name` outside the namespace `default`.
    public var description: String { namespace == "default" ? name : "\(namespace)/\(name)" }
}

/// Names one allocation (one of a job's `count` instances) for all time; numbers grow and are never used again.
public struct AllocationID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number itself, at least 1.
    public let number: UInt64
    /// The allocation of that number.
    public init(_ number: UInt64) { self.number = number }
    /// Orders by number.
    public static func < (left: AllocationID, right: AllocationID) -> Bool { left.number < right.number }
    /// The number.
    public var description: String { String(number) }
}

/// Names one attempt: one authorised start of an allocation, made by a committed entry.
public struct AttemptID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The allocation that it belongs to.
    public let allocation: AllocationID
    /// Counts the attempts of that allocation from 1.
    public let number: UInt64
    /// That attempt of that allocation.
    public init(allocation: AllocationID, number: UInt64) {
        self.allocation = allocation
        self.number = number
    }
    /// Orders by allocation, then number.
    public static func < (left: AttemptID, right: AttemptID) -> Bool {
        (left.allocation.number, left.number) < (right.allocation.number, right.number)
    }
    /// `allocation.number`.
    public var description: String { "\(allocation).\(number)" }
}

/// One life of an agent on one server: (node, boot, nonce), committed when the agent says hello. What is said or ordered
/// for one session never touches another.
public struct SessionID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The server.
    public let node: NodeID
    /// The kernel's boot id, as text.
    public let boot: String
    /// Chosen at random by the agent at its start.
    public let nonce: UInt64
    /// A session with all its parts.
    public init(node: NodeID, boot: String, nonce: UInt64) {
        self.node = node
        self.boot = boot
        self.nonce = nonce
    }
    /// Orders by node, boot and nonce.
    public static func < (left: SessionID, right: SessionID) -> Bool {
        if left.node != right.node { return left.node < right.node }
        if left.boot != right.boot { return left.boot.precedesByBytes(right.boot) }
        return left.nonce < right.nonce
    }
    /// `node/nonce`.
    public var description: String { "\(node)/\(nonce)" }
}

/// Names one fleet command for all time: the log index at which it was accepted.
public struct CommandID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number itself.
    public let number: UInt64
    /// The command of that number.
    public init(_ number: UInt64) { self.number = number }
    /// Orders by number.
    public static func < (left: CommandID, right: CommandID) -> Bool { left.number < right.number }
    /// The number.
    public var description: String { String(number) }
}

/// Made at random by a client for each request that changes something, so that a retry is answered and not repeated.
public struct RequestID: Hashable, Comparable, Sendable {
    /// The upper 64 bits.
    public let high: UInt64
    /// The lower 64 bits.
    public let low: UInt64
    /// A request id with its parts.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
    /// Orders by number.
    public static func < (left: RequestID, right: RequestID) -> Bool { (left.high, left.low) < (right.high, right.low) }
}

/// Handed to a task so that storage can refuse a zombie: of two tokens the greater was authorised later. All members of a
/// gang's generation share one.
public struct FencingToken: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The recovery generation of the cluster: raised by restoring a backup.
    public let generation: UInt64
    /// The log index of the entry that authorised the attempt.
    public let index: UInt64
    /// A token with its parts.
    public init(generation: UInt64, index: UInt64) {
        self.generation = generation
        self.index = index
    }
    /// Orders by generation, then index.
    public static func < (left: FencingToken, right: FencingToken) -> Bool {
        (left.generation, left.index) < (right.generation, right.index)
    }
    /// `generation.index`, two decimal numbers.
    public var description: String { "\(generation).\(index)" }
}

extension String {
    /// Whether the UTF-8 of this string comes before the other's: the same on every machine, unlike `<`.
    public func precedesByBytes(_ other: String) -> Bool {
        let quick = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                let count = min(left.count, right.count)
                var place = 0
                while place < count, left[place] == right[place] { place += 1 }
                return place < count ? left[place] < right[place] : left.count < right.count
            }
        }
        return quick.flatMap { $0 } ?? utf8.lexicographicallyPrecedes(other.utf8)
    }
}
