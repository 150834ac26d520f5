import Determinism

/// How often something was lost in how much time of service. Times are differences of committed instants, so that every
/// member counts the same.
public struct ServiceRecord: Hashable, Sendable {
    /// How often it was lost.
    public internal(set) var losses: UInt64
    /// How long it served, as far as that is over.
    public internal(set) var served: Span
    /// How often it came back after a loss that ended its session.
    public internal(set) var returns: UInt64
    /// How long it was away after such losses.
    public internal(set) var away: Span

    /// Service with its losses; none by default.
    public init(losses: UInt64 = 0, served: Span = .zero, returns: UInt64 = 0, away: Span = .zero) {
        self.losses = losses
        self.served = served
        self.returns = returns
        self.away = away
    }

    /// Both together.
    public static func + (left: ServiceRecord, right: ServiceRecord) -> ServiceRecord {
        ServiceRecord(
            losses: left.losses + right.losses, served: left.served + right.served,
            returns: left.returns + right.returns, away: left.away + right.away)
    }
}

/// What tasks have in common that decides how often they are lost: whether they end by themselves, and how short an outage
/// of the server their lease lets them survive. There are only so many classes, however many jobs there are.
public struct JobClass: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// How long the lease is, in steps.
    public enum Lease: UInt8, Sendable, CaseIterable {
        /// At most 5 s.
        case fiveSeconds = 0
        /// At most 30 s.
        case thirtySeconds = 1
        /// At most 5 minutes.
        case fiveMinutes = 2
        /// Longer, but not without end.
        case longer = 3
        /// Without end: only evidence ends it.
        case unlimited = 4

        init(_ span: Span) {
            switch span {
            case .unlimited: self = .unlimited
            case ...Span.seconds(5): self = .fiveSeconds
            case ...Span.seconds(30): self = .thirtySeconds
            case ...Span.seconds(300): self = .fiveMinutes
            default: self = .longer
            }
        }
    }
    /// How its allocations are run.
    public var type: JobType
    /// The step of its lease.
    public var lease: Lease

    /// The class of a task of a job of that type, with that lease.
    public init(_ type: JobType, lease: Span) {
        self.type = type
        self.lease = Lease(lease)
    }

    /// `batch jobs, lease up to 30 s`.
    public var description: String {
        let words =
            switch lease {
            case .fiveSeconds: "up to 5 s"
            case .thirtySeconds: "up to 30 s"
            case .fiveMinutes: "up to 5 min"
            case .longer: "over 5 min"
            case .unlimited: "without end"
            }
        return "\(type) jobs, lease \(words)"
    }

    /// Orders by type, then by lease.
    public static func < (left: JobClass, right: JobClass) -> Bool {
        (left.type.rawValue, left.lease.rawValue) < (right.type.rawValue, right.lease.rawValue)
    }
}

extension Node {
    /// Its losses and its service until that time, the present session or absence included.
    public func serviceRecord(at time: WallTime) -> ServiceRecord {
        var record = service
        if let lostAt { record.away = record.away + time.since(lostAt) }
        if session != nil { record.served = record.served + time.since(sessionSince) }
        return record
    }
}

extension FleetState {
    /// The losses and the service of every class of job, what runs included.
    public func serviceByClass() -> SortedMap<JobClass, ServiceRecord> {
        var records = jobService
        for id in nodes.keys {
            for attempt in liveAttempts(on: id) where attempt.runningAt != .epoch {
                guard let kind = jobClass(of: attempt) else { continue }
                records[kind, default: ServiceRecord()].served =
                    (records[kind]?.served ?? .zero) + time.since(attempt.runningAt)
            }
        }
        return records
    }

    /// An attempt is over: its time of service counts, and whether it was lost with its server.
    mutating func noteService(of attempt: Attempt, ended cause: EndCause) {
        guard let kind = jobClass(of: attempt) else { return }
        let isLoss = cause == .lost || cause == .lapsed
        let served = attempt.runningAt == .epoch ? .zero : time.since(attempt.runningAt)
        guard isLoss || served > .zero else { return }
        let record = jobService[kind] ?? ServiceRecord()
        jobService[kind] = record + ServiceRecord(losses: isLoss ? 1 : 0, served: served)
    }

    /// The present session of a server ends, or another follows it.
    mutating func noteService(of id: NodeID) {
        guard let node = nodes[id], node.session != nil else { return }
        let record = node.serviceRecord(at: time)
        changeNode(id) { $0.service = record }
    }

    /// The session of a server ended with a loss.
    mutating func noteAbsence(of id: NodeID) {
        changeNode(id) { [time] in if $0.session == nil { $0.lostAt = time } }
    }

    /// A server says hello.
    mutating func noteReturn(of id: NodeID) {
        guard let node = nodes[id], node.lostAt != nil else { return }
        var record = node.serviceRecord(at: time)
        record.returns += 1
        changeNode(id) {
            $0.service = record
            $0.lostAt = nil
        }
    }

    private func jobClass(of attempt: Attempt) -> JobClass? {
        guard let job = allocations[attempt.id.allocation].flatMap({ jobs[$0.job] }) else { return nil }
        return JobClass(job.definition.type, lease: attempt.lease)
    }
}

extension ServiceRecord: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(losses)
        writer.write(served)
        writer.write(returns)
        writer.write(away)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        losses = try reader.readUInt64()
        served = try reader.read()
        returns = try reader.readUInt64()
        away = try reader.read()
    }
}

extension JobClass: Canonical {
    /// Type and step of the lease.
    public func encode(into writer: inout ByteWriter) {
        writer.write(case: type)
        writer.write(case: lease)
    }
    /// Reads type and step.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        type = try reader.readCase()
        lease = try reader.readCase()
    }
}
