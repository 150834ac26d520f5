import Determinism

/// What every leader must know of the brake, so that a change of the leader does not open it: the servers that automatic
/// verdicts took within the window, and what people decided.
public struct BrakeRecord: Hashable, Sendable {
    /// A server that an automatic verdict took.
    public struct Taken: Hashable, Sendable {
        /// The server.
        public var node: NodeID
        /// When the verdict was committed.
        public var at: WallTime
    }
    /// A session whose verdict people let go on.
    public struct Release: Hashable, Sendable {
        /// The session.
        public var session: SessionID
        /// The release counts until then.
        public var until: WallTime
    }
    /// The servers that were taken within the window, each once, for the last time that it was; oldest first.
    public internal(set) var taken: [Taken] = []
    /// Whether people hold every automatic verdict.
    public internal(set) var isOnHold = false
    /// The verdicts that may go on whatever the window holds.
    public internal(set) var releases: [Release] = []

    /// A brake that has taken nothing.
    public init() {}

    mutating func note(_ node: NodeID, at time: WallTime, window: Span) {
        forget(at: time, window: window)
        taken.removeAll { $0.node == node }
        taken.append(Taken(node: node, at: time))
    }

    mutating func release(_ sessions: [SessionID], at time: WallTime, window: Span) {
        forget(at: time, window: window)
        releases.removeAll { sessions.contains($0.session) }
        releases += sessions.map { Release(session: $0, until: time + window) }
    }

    private mutating func forget(at time: WallTime, window: Span) {
        taken.removeAll { $0.at + window <= time }
        releases.removeAll { $0.until <= time }
    }
}

extension FleetState {
    /// A verdict that nobody asked for and no evidence supports took work of the server's present session.
    mutating func noteAutomaticLoss(of session: SessionID, sessionIsOver: Bool) {
        brake.note(session.node, at: time, window: settings.brakeWindow)
        changeNode(session.node) { [time] in
            if $0.losses.note(session, sessionIsOver: sessionIsOver, at: time) { $0.service.losses += 1 }
        }
    }

    /// People hold every automatic verdict, or let those of these sessions go on.
    mutating func setBrake(isOnHold: Bool, released: [SessionID]) -> Verdict {
        let wasOnHold = brake.isOnHold
        brake.isOnHold = isOnHold
        let current = released.filter { nodes[$0.node]?.session == $0 }
        brake.release(current, at: time, window: settings.brakeWindow)
        changes.append(.brakeChanged)
        if isOnHold {
            return .done("the brake holds every automatic verdict until `muster brake release`")
        }
        if current.isEmpty { return .done(wasOnHold ? "the hold is over" : "the brake holds nothing") }
        return .done("released \(current.count) held verdicts", identifier: UInt64(current.count))
    }

    /// A server's losses are forgotten, and with them its penalty.
    mutating func undamp(_ id: NodeID) -> Verdict {
        guard let node = nodes[id] else { return .notFound("there is no server \(id); see `muster node list`") }
        forgive(id)
        let losses = node.losses.recent(at: time)
        return .done(
            losses == 0 ? "server \(id) has no losses to forget" : "\(losses) losses of server \(id) forgotten")
    }

    /// Forgets a server's losses; its leader forgets what it has counted itself.
    mutating func forgive(_ id: NodeID) {
        changeNode(id) { $0.losses = LossHistory() }
        changes.append(.nodeForgiven(id))
    }
}

extension BrakeRecord: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(taken)
        writer.write(isOnHold)
        writer.write(releases)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        taken = try reader.readArray()
        isOnHold = try reader.readBool()
        releases = try reader.readArray()
    }
}

extension BrakeRecord.Taken: Canonical {
    /// Server and time.
    public func encode(into writer: inout ByteWriter) {
        writer.write(node)
        writer.write(at)
    }
    /// Reads server and time.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        node = try reader.read()
        at = try reader.read()
    }
}

extension BrakeRecord.Release: Canonical {
    /// Session and time.
    public func encode(into writer: inout ByteWriter) {
        writer.write(session)
        writer.write(until)
    }
    /// Reads session and time.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        session = try reader.read()
        until = try reader.read()
    }
}
