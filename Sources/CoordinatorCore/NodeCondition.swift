import Consensus
import Determinism
import Fleet

/// What the coordinators think of a server, with the reason: the cases call for different acts.
public struct NodeCondition: Hashable, Sendable {
    /// Why a server is not simply ready.
    public enum Reason: Hashable, Sendable {
        /// Its agent's connections closed at once: the process has ended, and the machine may be well.
        case agentGone
        /// Nothing comes from it any more: no power, frozen, or cut off from every coordinator.
        case hostSilent
        /// The leader does not hear it, and these members do: it is neither suspect nor lost.
        case relayed([MemberID])
        /// Its agent's own timer is late again and again, by so much the last time.
        case slow(Span)
        /// It was lost, or suspect, again and again: nothing new is placed there for a while.
        case flapping
        /// Its session was declared over, or it said goodbye.
        case sessionOver
    }
    /// What follows for placement.
    public var standing: NodeStanding
    /// Why; nil for a server that is well, and for one that was never seen.
    public var reason: Reason?
    /// For how long that has been so; for `flapping`, how long it will last. Nil if it is not known.
    public var span: Span?
}

/// What the coordinators think of a server. Followers know too, from what they hear themselves.
extension Member {
    /// Whether a server is there, without the reason.
    public func standing(of id: NodeID, now: Instant) -> NodeStanding {
        guard let node = fleet.nodes[id] else { return .unseen }
        guard node.session != nil else { return node.facts == NodeFacts() ? .unseen : .down }
        return beats.isSilent(id, patience: patience, now: now) ? .suspect : .ready
    }

    /// How long a server may be silent now before it is suspect; after a change to a shorter beat, for a while as before.
    public var suspectAfter: Span { patience }

    /// How a server is, and why.
    public func condition(of id: NodeID, now: Instant) -> NodeCondition {
        let standing = standing(of: id, now: now)
        let (reason, span) = reason(of: id, standing: standing, now: now)
        return NodeCondition(standing: standing, reason: reason, span: span)
    }

    private func reason(
        of id: NodeID, standing: NodeStanding, now: Instant
    ) -> (NodeCondition.Reason?, Span?) {
        let entry = beats.entry(id)
        switch standing {
        case .unseen: return (nil, nil)
        case .down: return (.sessionOver, entry.map { now.since($0.heardAt) })
        case .suspect:
            guard let entry else { return (.hostSilent, nil) }
            // A connection that closes long after the last word is the transport's own patience, and says nothing of the
            // process.
            let closedAtOnce = entry.isClosed && entry.closedAt <= entry.heardAt + fleet.settings.beatInterval * 2
            return closedAtOnce
                ? (.agentGone, now.since(entry.closedAt)) : (.hostSilent, now.since(entry.heardAt))
        case .ready: break
        }
        if let entry, entry.isClosed || entry.directAt + patience <= now {
            let members = entry.relayedAt.filter { $0.value + patience > now }.map(\.key)
            if !members.isEmpty {
                return (.relayed(members), entry.directAt == .origin ? nil : now.since(entry.directAt))
            }
        }
        if let left = penalty(of: id, now: now) { return (.flapping, left) }
        if let entry, entry.promptness.isSlow {
            return (.slow(entry.promptness.lateness), now.since(entry.promptness.since))
        }
        return (nil, nil)
    }

    /// How much longer nothing new is placed on a server for its flapping; nil for no penalty.
    public func penalty(of id: NodeID, now: Instant) -> Span? {
        let time = knownTime(now: now)
        let committed = fleet.nodes[id]?.losses.dampedUntil.since(time) ?? .zero
        let own = beats.entry(id)?.penaltyUntil.since(now) ?? .zero
        let left = max(committed, own)
        return left == .zero ? nil : left
    }

    /// How long nothing was heard of a server; nil for never.
    public func silence(of id: NodeID, now: Instant) -> Span? {
        beats.entry(id).map { now.since($0.heardAt) }
    }
}
