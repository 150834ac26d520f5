import Determinism
import Fleet

/// Bounds how many servers automatic verdicts may take in a window: a fault of the network must not be taken for the death
/// of half the fleet. What is held back waits until the window has room, the server is heard again, or a person decides.
struct Brake: Sendable {
    private var taken: [(node: NodeID, at: Instant)] = []
    /// Servers whose verdict is held back.
    private(set) var held = SortedSet<NodeID>()
    /// Servers whose verdict was held back when a person let go on what was held; no others.
    private var released = SortedSet<NodeID>()
    private var newlyHeld: NodeID?

    /// Whether a verdict over this server may be given now. A server that was taken within the window counts once.
    mutating func allows(_ node: NodeID, of fleetSize: Int, settings: ClusterSettings, now: Instant) -> Bool {
        taken.removeAll { $0.at + settings.brakeWindow <= now }
        if taken.contains(where: { $0.node == node }) { return true }
        let share = UInt64(fleetSize) * settings.brakePercent / 100
        if released.contains(node) || UInt64(taken.count) < max(share, settings.brakeFloor) {
            taken.append((node, now))
            held.remove(node)
            return true
        }
        newlyHeld = held.insert(node) ? node : nil
        return false
    }

    /// Whether that server's verdict was first held back by the last question.
    func isNewlyHeld(_ node: NodeID) -> Bool { newlyHeld == node }

    /// A server was heard again, or its session is over: nothing is held back for it.
    mutating func forget(_ node: NodeID) {
        held.remove(node)
        released.remove(node)
    }

    /// A person decided that what is held back may go on.
    mutating func release() {
        for node in held { released.insert(node) }
    }

    /// When the window next has room, if something is held back.
    func reopensAt(settings: ClusterSettings) -> Instant? {
        guard !held.isEmpty, let oldest = taken.first else { return nil }
        return oldest.at + settings.brakeWindow
    }
}
