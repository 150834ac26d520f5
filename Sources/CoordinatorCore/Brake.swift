import Determinism
import Fleet

/// Bounds how many servers automatic verdicts may take in a window: a fault of the network must not be taken for the death
/// of half the fleet. What is held back waits until the window has room, the server is heard again, or a person decides.
///
/// The window begins with what the state knows of earlier verdicts (`BrakeRecord`), and counts each of the leader's own from
/// the moment at which it is proposed. Within one leadership it runs on the monotonic clock, so that a calendar that is set
/// opens nothing.
struct Brake: Sendable {
    private var taken: [(node: NodeID, at: Instant)] = []
    /// Servers whose verdict is held back.
    private(set) var held = SortedSet<NodeID>()
    /// Servers whose verdict was held back when a person let go on what was held; no others.
    private var released = SortedMap<NodeID, Instant>()
    private var newlyHeld: NodeID?
    /// Servers whose verdict is proposed and not yet committed, with when they were taken before, if they were.
    private var proposed: [(node: NodeID, before: Instant?)] = []

    /// Takes over what was decided before this leadership.
    mutating func begin(
        with record: BrakeRecord, nodes: SortedMap<NodeID, Node>, time: WallTime, now: Instant
    ) {
        taken = record.taken.map { ($0.node, now - time.since($0.at)) }
        take(record, nodes: nodes, time: time, now: now)
    }

    /// A person let verdicts go on, each over the session that it was held back for.
    mutating func take(_ record: BrakeRecord, nodes: SortedMap<NodeID, Node>, time: WallTime, now: Instant) {
        for entry in record.releases where entry.until > time {
            let node = entry.session.node
            if nodes[node]?.session == entry.session { release(node, until: now + entry.until.since(time)) }
        }
    }

    /// The verdict over that server may go on, once, until then: a release is no blank cheque.
    mutating func release(_ node: NodeID, until: Instant) { released[node] = until }

    private func isReleased(_ node: NodeID, now: Instant) -> Bool { released[node].map { $0 > now } ?? false }

    /// How many servers may be taken within a window.
    static func limit(fleetSize: Int, settings: ClusterSettings) -> UInt64 {
        max(UInt64(fleetSize) * settings.brakePercent / 100, settings.brakeFloor)
    }

    /// Whether a verdict over this server may be given now. A server that was taken within the window counts
    /// once, for the last time that it was.
    mutating func allows(
        _ node: NodeID, of fleetSize: Int, settings: ClusterSettings, isOnHold: Bool = false, now: Instant
    ) -> Bool {
        taken.removeAll { $0.at + settings.brakeWindow <= now }
        let isTaken = taken.contains { $0.node == node }
        let hasRoom = UInt64(taken.count) < Brake.limit(fleetSize: fleetSize, settings: settings)
        guard !isOnHold, isTaken || hasRoom || isReleased(node, now: now) else {
            newlyHeld = held.insert(node) ? node : nil
            return false
        }
        if !proposed.contains(where: { $0.node == node }) {
            proposed.append((node, taken.first { $0.node == node }?.at))
        }
        taken.removeAll { $0.node == node }
        taken.append((node, now))
        held.remove(node)
        return true
    }

    /// A verdict that was allowed is committed, or has come to nothing: then its server was not taken, and somebody else may be.
    mutating func settle(_ node: NodeID, isCommitted: Bool) {
        guard let place = proposed.firstIndex(where: { $0.node == node }) else { return }
        let before = proposed.remove(at: place).before
        if isCommitted { return }
        taken.removeAll { $0.node == node }
        guard let before else { return }
        taken.insert((node, before), at: taken.firstIndex { $0.at > before } ?? taken.count)
    }

    /// How many more servers may be taken now.
    mutating func room(of fleetSize: Int, settings: ClusterSettings, now: Instant) -> UInt64 {
        taken.removeAll { $0.at + settings.brakeWindow <= now }
        let limit = Brake.limit(fleetSize: fleetSize, settings: settings)
        return limit - min(limit, UInt64(taken.count))
    }

    /// Whether that server is one of those that were taken within the window, or are released.
    func isFree(_ node: NodeID, now: Instant) -> Bool {
        isReleased(node, now: now) || taken.contains { $0.node == node }
    }

    /// Whether that server's verdict was first held back by the last question.
    func isNewlyHeld(_ node: NodeID) -> Bool { newlyHeld == node }

    /// A server was heard again, or its session is over: nothing is held back for it.
    mutating func forget(_ node: NodeID) {
        held.remove(node)
        released.removeValue(forKey: node)
    }

    /// When the window next has room, if something is held back.
    func reopensAt(settings: ClusterSettings) -> Instant? {
        guard !held.isEmpty, let oldest = taken.first else { return nil }
        return oldest.at + settings.brakeWindow
    }

    /// The servers that count within the window now, oldest first.
    func takenNow(settings: ClusterSettings, now: Instant) -> [NodeID] {
        taken.filter { $0.at + settings.brakeWindow > now }.map(\.node)
    }
}
