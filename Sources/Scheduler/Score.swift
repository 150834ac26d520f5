import Fleet

/// How well a server suits an allocation where all are looked at; the least is the best. Compared field by field.
struct Score: Comparable, Sendable {
    /// How often the allocation could lately not be started there: a server with a full disk has the most room, and would else
    /// swallow one attempt after the other.
    var failedStarts: UInt64
    /// 1 for standbys: ordinary servers are used up first.
    var isStandby: UInt64
    /// What speaks against it for what else is there, by the job's own wishes (`Neighbours.objections`).
    var objections: UInt64
    /// Live replicas of the same service, which are spread.
    var replicas: UInt64
    /// What would be left over, in thousandths.
    var leftover: UInt64
    /// The server's place by name, so that no two scores are equal.
    var place: Int

    static func < (left: Score, right: Score) -> Bool {
        if left.failedStarts != right.failedStarts { return left.failedStarts < right.failedStarts }
        if left.isStandby != right.isStandby { return left.isStandby < right.isStandby }
        if left.objections != right.objections { return left.objections < right.objections }
        if left.replicas != right.replicas { return left.replicas < right.replicas }
        if left.leftover != right.leftover { return left.leftover < right.leftover }
        return left.place < right.place
    }
}

extension Allocation {
    /// The servers of its remembered attempts that could not be started.
    var failedStarts: [NodeID] {
        attempts.compactMap {
            guard case .ended(let end) = $0.state, end.cause == .notStarted else { return nil }
            return $0.node
        }
    }
}

extension [NodeID] {
    /// How often a server is among them.
    func count(of node: NodeID) -> UInt64 { reduce(0) { $1 == node ? $0 + 1 : $0 } }
}
