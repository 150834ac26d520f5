import Consensus
import Determinism
import Fleet

/// What this member has heard from the fleet's agents: kept on every member, leader or not, so that a new leader already
/// knows who lives and by which way it is reached. Rebuilt from the wire, never replicated.
struct Beats: Sendable {
    /// The way by which an order reaches an agent.
    enum Route: Hashable, Sendable {
        /// On this member's own socket.
        case direct
        /// By way of that member.
        case relay(MemberID)
    }

    /// A session that another has followed.
    struct Former: Sendable {
        var session: SessionID
        var sequence: UInt64
    }

    /// What is known of one server.
    struct Entry: Sendable {
        /// The session that was heard last.
        var session: SessionID
        /// Its highest sequence.
        var sequence: UInt64
        /// The sessions that were heard before it, the newest first, with their highest sequences: late words of them are no
        /// news.
        var former: [Former] = []
        /// When anything of that session was first heard for that sequence.
        var heardAt: Instant
        /// When it was last heard on this member's own socket; origin for never.
        var directAt: Instant
        /// When each other member last relayed it.
        var relayedAt: SortedMap<MemberID, Instant>
        /// Whether the connection to this member closed after the last direct word.
        var isClosed: Bool
        /// When it did, last.
        var closedAt = Instant.origin
        /// Whether its agent is persistently late.
        var promptness = Promptness()
        /// The newest sequence that the agent knows to be acknowledged.
        var acknowledged: UInt64
        /// When that was last news; when the session was first heard, before.
        var acknowledgedAt: Instant
        /// Every task that it reported in its newest beat.
        var tasks: [TaskReport]
        /// Whether a suspicion was told.
        var isSuspect: Bool
        /// The suspicions that were told, none of them an hour after the one before.
        var suspicions: UInt64 = 0
        /// When the last one was told.
        var suspectAt = Instant.origin
        /// Nothing new is to be placed there before: it was suspect too often. Origin for no penalty.
        var penaltyUntil = Instant.origin
        /// When this member last passed on what it heard; origin for never.
        var passedOnAt = Instant.origin

        /// `Beats.isSilent`.
        func isSilent(patience: Span, now: Instant) -> Bool {
            if heardAt + patience <= now { return true }
            return isClosed && !relayedAt.values.contains { $0 + patience > now }
        }

        /// Whether answers do not seem to arrive: the agent has heard of no newer one for most of the interval at which it
        /// beats. Beats that follow each other faster prove nothing, and a busy leader would only be busier.
        func seemsUnanswered(for interval: Span, now: Instant) -> Bool {
            // Both numbers are the agent's own word: whatever it says must not overflow.
            sequence > acknowledged && sequence - acknowledged > 1 && acknowledgedAt + interval / 2 <= now
        }
    }

    /// By server.
    private(set) var entries = SortedMap<NodeID, Entry>()

    /// What is known of a server.
    func entry(_ node: NodeID) -> Entry? { entries[node] }

    /// Former sessions that are remembered of a server. Machines with one name may speak by turns, and each agent that is
    /// restarted begins another session.
    static let formerAtMost = 8

    /// Takes in a hello or beat. Returns whether it is news: the first copy of a sequence, or another session.
    ///
    /// - Parameter open: the server's session in the replicated state, which is remembered however many others speak: what
    ///   an old copy of one of its beats does not list would else be taken for over.
    mutating func hear(
        node: NodeID, session: SessionID, sequence: UInt64, acknowledged: UInt64, tasks: [TaskReport],
        open: SessionID?, by route: Route, now: Instant
    ) -> Bool {
        var entry =
            entries[node]
            ?? Entry(
                session: session, sequence: 0, heardAt: now, directAt: .origin, relayedAt: SortedMap(),
                isClosed: false, acknowledged: 0, acknowledgedAt: now, tasks: [], isSuspect: false)
        let isNewSession = entry.session != session
        if isNewSession {
            let known = entry.former.first { $0.session == session }?.sequence
            if let known, sequence <= known { return false }
            entry.former.removeAll { $0.session == session }
            entry.former.insert(Former(session: entry.session, sequence: entry.sequence), at: 0)
            if entry.former.count > Beats.formerAtMost,
                let oldest = entry.former.lastIndex(where: { $0.session != open })
            {
                entry.former.remove(at: oldest)
            }
            entry.session = session
            entry.sequence = known ?? 0
            entry.acknowledged = 0
            entry.acknowledgedAt = now
            entry.tasks = []
        }
        let isNews = sequence > entry.sequence
        if isNews {
            entry.sequence = sequence
            entry.heardAt = now
            if acknowledged > entry.acknowledged {
                entry.acknowledged = acknowledged
                entry.acknowledgedAt = now
            }
            entry.tasks = tasks
        }
        // A late copy of an old beat says nothing about the way being open now.
        if sequence == entry.sequence {
            switch route {
            case .direct:
                entry.directAt = now
                entry.isClosed = false
            case .relay(let member):
                entry.relayedAt[member] = now
            }
        }
        entries[node] = entry
        return isNews
    }

    /// The connection of a server to this member closed.
    mutating func close(node: NodeID, now: Instant) {
        entries.update(node) {
            if !$0.isClosed { $0.closedAt = now }
            $0.isClosed = true
        }
    }

    /// The connection of a server to another member closed.
    mutating func closeRelay(node: NodeID, by member: MemberID) {
        entries.update(node) { $0.relayedAt.removeValue(forKey: member) }
    }

    /// Suspicions within an hour that are borne without a penalty.
    static let suspicionsBorne: UInt64 = 2

    /// A suspicion is told; it is told once.
    mutating func suspect(_ node: NodeID, now: Instant) {
        entries.update(node) {
            $0.isSuspect = true
            if now.since($0.suspectAt) >= LossHistory.memory { $0.suspicions = 0 }
            $0.suspicions += 1
            $0.suspectAt = now
        }
    }

    /// A suspect server is heard again. Whoever is suspect again and again gets nothing new for a while.
    mutating func recover(_ node: NodeID, now: Instant) {
        entries.update(node) {
            $0.isSuspect = false
            if $0.suspicions > Beats.suspicionsBorne {
                $0.penaltyUntil = now + LossHistory.penalty($0.suspicions - Beats.suspicionsBorne)
            }
        }
    }

    /// Whether a penalty has ended since this was asked last.
    mutating func endPenalty(_ node: NodeID, now: Instant) -> Bool {
        guard let until = entries[node]?.penaltyUntil, until != .origin, until <= now else { return false }
        entries.update(node) { $0.penaltyUntil = .origin }
        return true
    }

    /// Forgets a server's suspicions and its penalty.
    mutating func forgive(_ node: NodeID) {
        entries.update(node) {
            $0.suspicions = 0
            $0.penaltyUntil = .origin
        }
    }

    /// A beat told how late its agent's timer was. Returns whether the server has become slow, or is no longer.
    mutating func note(lateness: Span, of node: NodeID, tolerance: Span, now: Instant) -> Bool {
        var hasChanged = false
        entries.update(node) { hasChanged = $0.promptness.note(lateness, tolerance: tolerance, now: now) }
        return hasChanged
    }

    /// Whether a follower passes a beat on to the leader, which hears most servers itself: the first one within a quarter of
    /// the interval at which the server beats, and all of them while nobody seems to answer it. So the leader hears of a
    /// server that it cannot hear within one and a quarter of an interval, but not of each of its news at once.
    mutating func mustPassOn(_ beat: Beat, interval: Span, now: Instant) -> Bool {
        entries.update(beat.session.node) { entry in
            // A second machine of that name; what the server is told of it is for the leader to say.
            guard entry.session == beat.session else { return true }
            guard entry.sequence == beat.sequence,
                entry.passedOnAt == .origin || entry.passedOnAt + interval / 4 <= now
                    || entry.seemsUnanswered(for: interval, now: now)
            else { return false }
            entry.passedOnAt = now
            return true
        } ?? true
    }

    /// Forgets a server that is no longer known.
    mutating func forget(_ node: NodeID) {
        entries.removeValue(forKey: node)
    }

    /// Whether nothing was heard for `patience`, or the connection closed and nobody who heard it lately still has one: who
    /// sees its own connection close says so (`closeRelay`).
    func isSilent(_ node: NodeID, patience: Span, now: Instant) -> Bool {
        entries[node]?.isSilent(patience: patience, now: now) ?? true
    }

    /// The ways that lead to a server, the best first: its own connection unless it closed or has long been silent, then
    /// the members that relayed it last. When answers do not seem to arrive, all of them.
    func routes(to node: NodeID, freshness: Span, interval: Span, now: Instant) -> [Route] {
        guard let entry = entries[node] else { return [] }
        let directIsOpen = !entry.isClosed && entry.directAt != .origin && entry.directAt + freshness > now
        var relays: [(member: MemberID, at: Instant)] = []
        for (member, at) in entry.relayedAt where at + freshness > now { relays.append((member, at)) }
        relays.sort { ($1.at, $0.member) < ($0.at, $1.member) }
        let answersAreLost = entry.seemsUnanswered(for: interval, now: now)
        if directIsOpen && !answersAreLost { return [.direct] }
        var routes: [Route] = directIsOpen ? [.direct] : []
        if answersAreLost {
            routes += relays.map { .relay($0.member) }
        } else if let first = relays.first {
            routes.append(.relay(first.member))
        }
        return routes
    }

    /// How many servers were heard on this member's own socket within `freshness`.
    func heardDirectly(within freshness: Span, now: Instant) -> UInt64 {
        var count: UInt64 = 0
        for (_, entry) in entries where entry.directAt != .origin && entry.directAt + freshness > now && !entry.isClosed
        {
            count += 1
        }
        return count
    }
}
