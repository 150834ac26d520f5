import Determinism

/// What is counted of a namespace.
public enum QuotaKind: UInt8, Sendable, CaseIterable, Comparable {
    /// Thousandths of a core.
    case cpu = 0
    /// Bytes of memory.
    case memory = 1
    /// Thousandths of GPUs.
    case gpus = 2
    /// Tasks that live, whatever they hold.
    case tasks = 3

    /// In the order of their declaration.
    public static func < (left: QuotaKind, right: QuotaKind) -> Bool { left.rawValue < right.rawValue }
}

/// What tasks hold together, kind by kind.
public struct NamespaceHolding: Hashable, Sendable {
    private var amounts: [UInt64]

    /// Nothing.
    public static let none = NamespaceHolding(amounts: [UInt64](repeating: 0, count: QuotaKind.allCases.count))

    private init(amounts: [UInt64]) { self.amounts = amounts }

    /// What an attempt holds.
    public init(of attempt: Attempt) {
        amounts = [attempt.resources.cpuMillicores, attempt.resources.memoryBytes, attempt.gpuThousandths, 1]
    }

    /// What so many tasks of a job will hold.
    public init(of definition: JobDefinition, tasks: UInt64 = 1) {
        let gpus = definition.gpus.count.multipliedSaturated(by: definition.gpus.thousandths)
        amounts = [definition.resources.cpuMillicores, definition.resources.memoryBytes, gpus, 1].map {
            $0.multipliedSaturated(by: tasks)
        }
    }

    /// How much of a kind.
    public subscript(kind: QuotaKind) -> UInt64 { amounts[Int(kind.rawValue)] }

    /// Both together, saturating.
    public static func + (left: NamespaceHolding, right: NamespaceHolding) -> NamespaceHolding {
        NamespaceHolding(amounts: zip(left.amounts, right.amounts).map { $0.addingSaturated($1) })
    }

    /// What is left of one without the other, never below nothing.
    static func - (left: NamespaceHolding, right: NamespaceHolding) -> NamespaceHolding {
        NamespaceHolding(amounts: zip(left.amounts, right.amounts).map { $0 > $1 ? $0 - $1 : 0 })
    }
}

/// Amounts of some of the kinds; of the others nothing is said.
public struct QuotaAmounts: Hashable, Sendable {
    private var amounts = SortedMap<QuotaKind, UInt64>()

    /// Nothing is said of any kind.
    public init() {}

    /// The amount of a kind; nil where nothing is said of it.
    public subscript(kind: QuotaKind) -> UInt64? {
        get { amounts[kind] }
        set { amounts[kind] = newValue }
    }

    /// Whether nothing is said of any kind.
    public var isEmpty: Bool { amounts.isEmpty }

    /// Whether something is said of a kind that the tasks hold.
    public func names(some held: NamespaceHolding) -> Bool { amounts.contains { held[$0.key] > 0 } }

    /// The first kind of which the tasks would hold more than this, with what they hold already; only kinds that they add to
    /// count.
    public func exceeded(by added: NamespaceHolding, beside held: NamespaceHolding) -> QuotaKind? {
        amounts.first { kind, amount in added[kind] > 0 && held[kind].addingSaturated(added[kind]) > amount }?.key
    }
}

/// What a namespace is due, and may have at the most.
public struct Quota: Hashable, Sendable {
    /// What it is due before others borrow: work within it comes first among equals. Only kinds that are named count, and work
    /// that needs none of them is not guaranteed.
    public var guaranteed: QuotaAmounts
    /// What it may hold at the most; of kinds that are not named, all that there is.
    public var burst: QuotaAmounts
    /// Its part of what is shared out, relative to those of other namespaces.
    public var share: UInt64

    /// The share of a namespace of which nothing else is said.
    public static let defaultShare: UInt64 = 1
    /// The largest share.
    public static let shareAtMost: UInt64 = 1_000_000

    /// A quota with its parts.
    public init(
        guaranteed: QuotaAmounts = QuotaAmounts(), burst: QuotaAmounts = QuotaAmounts(),
        share: UInt64 = Quota.defaultShare
    ) {
        self.guaranteed = guaranteed
        self.burst = burst
        self.share = share
    }

    /// What is wrong with it; nil for a good one.
    var complaint: String? {
        if guaranteed.isEmpty, burst.isEmpty, share == Quota.defaultShare {
            return "it says nothing; name what is guaranteed, a burst or a share, or delete it"
        }
        if share == 0 || share > Quota.shareAtMost {
            return "share: it is \(share); it must lie between 1 and \(Quota.shareAtMost)"
        }
        for kind in QuotaKind.allCases {
            guard let due = guaranteed[kind], let most = burst[kind], due > most else { continue }
            return "more \(kind) are guaranteed than the burst allows; raise the burst, or guarantee less"
        }
        return nil
    }
}

/// Why a namespace may have no more now.
public struct QuotaExcess: Hashable, Sendable {
    /// The namespace.
    public var namespace: String
    /// Of what.
    public var kind: QuotaKind
    /// What its live tasks hold of it, and what a plan gives it before.
    public var held: UInt64
    /// What it may hold.
    public var limit: UInt64
    /// What is asked for in addition.
    public var asked: UInt64

    /// An excess with its parts.
    public init(namespace: String, kind: QuotaKind, held: UInt64, limit: UInt64, asked: UInt64) {
        self.namespace = namespace
        self.kind = kind
        self.held = held
        self.limit = limit
        self.asked = asked
    }

    /// Whether nothing that ends will help: it asks for more than the whole.
    public var isForEver: Bool { asked > limit }
}

extension QuotaExcess: CustomStringConvertible {
    /// `namespace research is at its quota: 32 of 32 GPUs`.
    public var description: String {
        let unit = kind.words(limit)
        if isForEver {
            return "it asks for \(kind.number(asked)) \(kind.words(asked)), and namespace \(namespace) may hold "
                + "\(kind.number(limit)) at the most"
        }
        return "namespace \(namespace) is at its quota: \(kind.number(held)) of \(kind.number(limit)) \(unit)"
            + (held < limit ? ", and it asks for \(kind.number(asked))" : "")
    }
}

extension QuotaKind: CustomStringConvertible {
    /// The name, as people write it: `cpu`, `memory`, `gpus`, `tasks`.
    public var description: String {
        switch self {
        case .cpu: "cpu"
        case .memory: "memory"
        case .gpus: "gpus"
        case .tasks: "tasks"
        }
    }

    /// The kind of that name.
    public init?(name: String) {
        guard let found = QuotaKind.allCases.first(where: { $0.description == name }) else { return nil }
        self = found
    }

    /// The unit in words.
    func words(_ amount: UInt64) -> String {
        switch self {
        case .cpu: amount == 1_000 ? "core" : "cores"
        case .memory: "GiB of memory"
        case .gpus: amount == 1_000 ? "GPU" : "GPUs"
        case .tasks: amount == 1 ? "task" : "tasks"
        }
    }

    /// An amount in that unit, rounded down to thousandths.
    func number(_ amount: UInt64) -> String {
        let thousandths: UInt64
        switch self {
        case .cpu, .gpus: thousandths = amount
        case .memory: thousandths = (amount >> 30) * 1_000 + (((amount & ((1 << 30) - 1)) * 1_000) >> 30)
        case .tasks: return "\(amount)"
        }
        var digits = String(1_000 + thousandths % 1_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(thousandths / 1_000)" + (digits.isEmpty ? "" : ".\(digits)")
    }
}

extension UInt64 {
    /// The product, or the greatest number.
    func multipliedSaturated(by other: UInt64) -> UInt64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}

extension QuotaKind: Canonical {
    /// The code.
    public func encode(into writer: inout ByteWriter) { writer.write(case: self) }
    /// Reads the code.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { self = try reader.readCase() }
}

extension QuotaAmounts: Canonical {
    /// Kinds with their amounts, ascending.
    public func encode(into writer: inout ByteWriter) { writer.write(amounts) }
    /// Reads kinds with their amounts.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) { amounts = try reader.readMap() }
}

extension Quota: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(guaranteed)
        writer.write(burst)
        writer.write(share)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        guaranteed = try reader.read()
        burst = try reader.read()
        share = try reader.readUInt64()
    }
}
