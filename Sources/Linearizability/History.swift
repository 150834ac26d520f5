import Determinism

/// What clients asked of objects and were answered, with instants of one clock: what a checker needs to say whether every
/// operation seems to have taken effect at one point between its invocation and its answer. Two events at the same
/// instant count as having happened in the order in which they were recorded. A value: hand it between threads under the
/// owner's lock.
public struct History<M: Model>: Sendable {
    /// An operation of this history.
    public struct OperationID: Hashable, Sendable {
        let index: Int
    }

    struct Record: Sendable {
        var client: UInt64
        var operation: M.Operation
        var invoked: Moment
        var returned: (moment: Moment, output: M.Output)?
        var failed = false
    }

    /// An instant, and the place in the order of recording.
    struct Moment: Hashable, Comparable, Sendable {
        var instant: Instant
        var turn: Int
        static func < (left: Moment, right: Moment) -> Bool {
            (left.instant, left.turn) < (right.instant, right.turn)
        }
    }

    /// What the operations are held against.
    public let model: M
    private(set) var records: [Record] = []
    private var turn = 0

    /// A history without operations.
    public init(_ model: M) { self.model = model }

    /// Operations so far, those that failed included.
    public var count: Int { records.count }

    /// Operations whose outcome is unknown so far.
    public var unknownCount: Int { records.count { $0.returned == nil && !$0.failed } }

    /// A client asks for an operation. Until `complete` or `fail` its outcome is unknown: it may take effect at any later
    /// time, or never. The instant must not lie after the moment at which the request left the client.
    public mutating func invoke(client: UInt64, operation: M.Operation, at instant: Instant) -> OperationID {
        records.append(Record(client: client, operation: operation, invoked: moment(instant)))
        return OperationID(index: records.count - 1)
    }

    /// The operation took effect and was answered. The instant must not lie before the moment at which the answer came.
    /// Does nothing if its outcome is known already.
    public mutating func complete(_ id: OperationID, _ output: M.Output, at instant: Instant) {
        guard records.indices.contains(id.index), records[id.index].returned == nil, !records[id.index].failed else {
            return
        }
        let returned = max(instant, records[id.index].invoked.instant)
        records[id.index].returned = (moment(returned), output)
    }

    /// The operation certainly did not take effect and never will. Does nothing if it was answered.
    public mutating func fail(_ id: OperationID) {
        guard records.indices.contains(id.index), records[id.index].returned == nil else { return }
        records[id.index].failed = true
    }

    /// Whether the history is linearizable; see `LinearizabilityChecker`.
    public func check(bound: Int = LinearizabilityChecker<M>.defaultBound) -> Verdict {
        LinearizabilityChecker(model, bound: bound).check(self)
    }

    private mutating func moment(_ instant: Instant) -> Moment {
        turn += 1
        return Moment(instant: instant, turn: turn)
    }
}

extension History where M == RegisterModel {
    /// A history of registers without operations.
    public init() { self.init(RegisterModel()) }
}
