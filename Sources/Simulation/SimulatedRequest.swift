import CoordinatorCore
import Determinism
import Fleet

/// Something that the operator asked for.
struct SimulatedRequest: Sendable {
    enum Content: Sendable {
        case change(ChangeRequest)
        case read
        case readLog(AllocationID)
        case transferLeadership(Int)
    }
    var id: RequestID
    var kind: OperationKind
    var content: Content
    /// The coordinator that is asked.
    var target: Int
    /// Counts the times that it was asked.
    var tries = 0
    /// The outcome, once it was told.
    var outcome: Outcome?
    /// Whether nobody waits for an answer any more.
    var isOver = false
    /// For reads: the newest index that was acknowledged before.
    var mustShow: UInt64 = 0

    /// Whether its outcome is part of the state: the others change nothing there, or not by one entry.
    var isKept: Bool { kind != .releaseBrake && kind != .testPower }

    /// Whether it confirms that this server is dead.
    func isConfirmation(of node: NodeID) -> Bool {
        if case .change(.confirmDead(let dead, _)) = content { return dead.node == node }
        return false
    }
}
