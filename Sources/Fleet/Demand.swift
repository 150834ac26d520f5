import Determinism

/// What has been asked for, task by task: how often each request came. It is replicated, so that a new leader knows the mix
/// of work from its first decision on. What is long past counts ever less: all numbers are halved whenever there are more than
/// `tasksAtMost` tasks or `kindsAtMost` kinds, and what falls to nothing is forgotten.
public struct Demand: Hashable, Sendable {
    /// Tasks that ask for the same.
    public struct Kind: Hashable, Sendable {
        /// What each asks for.
        public var request: ResourceRequest
        /// How many there were, never 0.
        public var tasks: UInt64
    }

    /// By the first of their tasks, oldest first.
    public private(set) var kinds: [Kind] = []
    /// Their tasks.
    public private(set) var tasks: UInt64 = 0
    /// Where each request is in `kinds`. Only looked up, never iterated.
    private var places: [ResourceRequest: Int] = [:]

    /// Kinds that are remembered.
    public static let kindsAtMost = 1_024
    /// Tasks that are counted.
    public static let tasksAtMost: UInt64 = 1 << 17

    /// Nothing yet.
    public init() {}

    /// Counts tasks that are asked for.
    mutating func note(_ request: ResourceRequest, tasks count: UInt64) {
        guard count > 0 else { return }
        let count = min(count, Demand.tasksAtMost)
        if let place = places[request] {
            kinds[place].tasks += count
        } else {
            while kinds.count >= Demand.kindsAtMost { halve() }
            places[request] = kinds.count
            kinds.append(Kind(request: request, tasks: count))
        }
        tasks += count
        while tasks > Demand.tasksAtMost { halve() }
    }

    private mutating func halve() {
        kinds = kinds.compactMap { $0.tasks > 1 ? Kind(request: $0.request, tasks: $0.tasks / 2) : nil }
        derive()
    }

    private mutating func derive() {
        tasks = kinds.reduce(0) { $0 + $1.tasks }
        places = [:]
        for (place, kind) in kinds.enumerated() { places[kind.request] = place }
    }
}

extension Demand: Canonical {
    /// The kinds in their order.
    public func encode(into writer: inout ByteWriter) { writer.write(kinds) }

    /// Reads the kinds; throws where one stands there twice, has no tasks, or they are more than could be.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        kinds = try reader.readArray()
        guard kinds.count <= Demand.kindsAtMost, kinds.allSatisfy({ (1...Demand.tasksAtMost).contains($0.tasks) })
        else { throw reader.malformed("a mix of work with numbers that cannot be") }
        derive()
        guard places.count == kinds.count, tasks <= Demand.tasksAtMost else {
            throw reader.malformed("a mix of work that counts something twice")
        }
    }
}

extension Demand.Kind: Canonical {
    /// The request, then the number.
    public func encode(into writer: inout ByteWriter) {
        writer.write(request)
        writer.write(tasks)
    }
    /// Reads both.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        request = try reader.read()
        tasks = try reader.readUInt64()
    }
}
