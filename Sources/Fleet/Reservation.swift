import Determinism

/// Servers that are kept for some namespaces for a time, or for maintenance: then for nobody.
public struct Reservation: Hashable, Sendable {
    /// The servers, ascending.
    public var nodes: [NodeID]
    /// From then on nothing of others is started there.
    public var start: WallTime
    /// From then on they are like any others; after `start`.
    public var end: WallTime
    /// For whom they are kept, ascending; empty for maintenance.
    public var namespaces: [String]

    /// How long before its start servers are kept free of what can neither end in time nor be moved. Longer than almost all tasks
    /// run that have no time limit, and not so long that servers stand half empty for weeks before a window.
    public static let horizon = Span.seconds(7 * 86_400)
    /// How long after its plan a task is taken to begin, and with it its time limit.
    public static let startAllowance = Span.seconds(10)
    /// How long before the start a task that has to go is asked to end, beside the grace that it has for ending: time for the
    /// plans to be committed, in several passes where many move, and for the agents to be told.
    public static let moveAllowance = Span.seconds(120)
    /// The longest lead of any job.
    public static let longestLead = moveAllowance + DefinitionLimits.grace + DefinitionLimits.grace
    /// Servers of one reservation.
    public static let nodesAtMost = 100_000
    /// Namespaces of one reservation.
    public static let namespacesAtMost = 64

    /// A reservation with its parts.
    public init(nodes: [NodeID], start: WallTime, end: WallTime, namespaces: [String] = []) {
        self.nodes = SortedSet(nodes).elements
        self.start = start
        self.end = end
        self.namespaces = SortedSet(namespaces).elements
    }

    /// Whether it keeps a server.
    public func keeps(_ node: NodeID) -> Bool {
        var (low, high) = (0, nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low < nodes.count && nodes[low] == node
    }

    /// Whether the servers are kept for nobody.
    public var isMaintenance: Bool { namespaces.isEmpty }

    // MARK: Whom it lets in

    /// Whether it is no matter for a job: the job is of one of its namespaces, or a system job, whose tasks belong to the servers
    /// and stay there unless these are maintained.
    public func isFor(_ definition: JobDefinition) -> Bool {
        namespaces.contains(definition.id.namespace) || !isMaintenance && definition.type == .system
    }

    /// Whether a task of a job may begin on its servers at that time. Of others than those that it is for, only what certainly
    /// ends before it starts, or can be moved off before, and so near its start nothing that would have to be moved at once.
    public func admits(_ definition: JobDefinition, at now: WallTime) -> Bool {
        if now >= end || isFor(definition) { return true }
        if now >= start { return false }
        if start.since(now) >= Reservation.horizon { return true }
        if let longest = definition.longestRun, now + Reservation.startAllowance + longest <= start { return true }
        return definition.movesBeforeReservations && now < leave(of: definition)
    }

    /// When what runs there of a job is asked to go at the latest that may not stay.
    public func leave(of definition: JobDefinition) -> WallTime { start.before(definition.reservationLead) }

    /// Whether a task that lives on one of its servers has to go by now: it may not stay, and would not end in time by itself.
    public func clears(_ attempt: Attempt, of definition: JobDefinition, at now: WallTime) -> Bool {
        guard now < end, !isFor(definition), now >= leave(of: definition) else { return false }
        guard now < start, let longest = definition.longestRun else { return true }
        return (attempt.state == .running ? attempt.runningAt : now) + longest > start
    }

    /// The longest time limit with which a task of a job may begin there now, in whole seconds; nil where none would do.
    public func longestTimeLimit(for definition: JobDefinition, at now: WallTime) -> Span? {
        let seconds = (start.since(now) - definition.endGrace - Reservation.startAllowance).nanoseconds / 1_000_000_000
        return Span.seconds(seconds) < DefinitionLimits.timeLimit ? nil : .seconds(seconds)
    }

    // MARK: Validation

    /// What is wrong with it at that time, whatever else there is; nil for a good one.
    func complaint(at now: WallTime) -> String? {
        if nodes.isEmpty { return "it has no servers; name one at least" }
        if nodes.count > Reservation.nodesAtMost {
            return "it has \(nodes.count) servers; \(Reservation.nodesAtMost) are the most"
        }
        if namespaces.count > Reservation.namespacesAtMost {
            return "it is for \(namespaces.count) namespaces; \(Reservation.namespacesAtMost) are the most"
        }
        for namespace in namespaces where !Names.isName(namespace) {
            return "namespace: it must be 1 to 63 characters of a-z, 0-9 and -, beginning with a letter or digit"
        }
        if end <= start { return "it ends at \(end), which is not after its start at \(start)" }
        if end <= now { return "it ends at \(end), and it is \(now) already; choose a later end" }
        return nil
    }
}

extension JobDefinition {
    /// How long a task may take from the request to end: its checkpoint, then its stop.
    public var endGrace: Span { stop.grace + (checkpoint?.grace ?? .zero) }

    /// After that a task is certainly over, from its start; nil where nothing bounds it.
    var longestRun: Span? { timeLimit.map { $0 + endGrace } }

    /// How long before a reservation starts its tasks are asked to go.
    var reservationLead: Span { Reservation.moveAllowance + endGrace }

    /// Whether its tasks are started where they will have to move: planned moves are tolerated, and little is lost by one.
    public var movesBeforeReservations: Bool {
        tolerance > 0 && (type != .batch || checkpoint != nil)
    }
}

extension WallTime {
    /// So long before; the epoch where that would lie before it.
    func before(_ span: Span) -> WallTime { WallTime(nanoseconds: since(.epoch + span).nanoseconds) }
}

extension Reservation: CustomStringConvertible {
    /// `kept for namespaces blue and red from … to …`, `kept for maintenance from … to …`.
    public var description: String {
        let names = namespaces.joined(separator: ", ")
        let whom = isMaintenance ? "maintenance" : namespaces.count == 1 ? "namespace \(names)" : "namespaces \(names)"
        return "kept for \(whom) from \(start) to \(end)"
    }
}

extension Reservation: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(nodes)
        writer.write(start)
        writer.write(end)
        writer.write(namespaces)
    }
    /// Reads the fields; does not check them.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        nodes = try reader.readArray()
        start = try reader.read()
        end = try reader.read()
        namespaces = try reader.readArray()
        guard nodes == SortedSet(nodes).elements, namespaces == SortedSet(namespaces).elements else {
            throw reader.malformed("a reservation out of order")
        }
    }
}
