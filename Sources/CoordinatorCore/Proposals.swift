import Consensus
import Fleet

/// What the leader has proposed or asked of Raft and not yet heard the end of. Bounded by Raft's own limit of uncommitted
/// entries.
struct Proposals: Sendable {
    /// What a proposal is for.
    enum Purpose: Hashable, Sendable {
        /// An administrator's request.
        case client(ticket: UInt64)
        /// A linearizable read.
        case read(UInt64)
        /// The first entry of a cluster.
        case genesis
        /// A session that an agent wants to open.
        case session(NodeID)
        /// Reports of these attempts.
        case reports([AttemptID])
        /// Verdicts over attempts of that session.
        case verdict(SessionID)
        /// An order about that server's power, or its end.
        case power(NodeID)
        /// Another number of tasks for that job.
        case scaling(JobID)
        /// What becomes of that job, whose GPUs do nothing.
        case idleGPUs(JobID)
        /// Plans of the scheduler.
        case plans
        /// Results of that server for these commands.
        case results(NodeID, [CommandID])
        /// The wait after a recovery is over.
        case placementHold
        /// The longer grace of former settings is over.
        case formerGrace
        /// What has no time left ends.
        case overdue
        /// A change of a pool that is kept by a rule.
        case fill
        /// Old objects may go.
        case garbage
        /// A change of the members that an administrator asked for.
        case members(ticket: UInt64)
        /// A member comes back with a new store.
        case rejoin(MemberID)
    }

    private var lastTicket: UInt64 = 0
    private var byTicket: [UInt64: Purpose] = [:]
    private var byIndex: [LogIndex: (term: Term, ticket: UInt64)] = [:]

    /// A new ticket for that purpose.
    mutating func register(_ purpose: Purpose) -> UInt64 {
        lastTicket += 1
        byTicket[lastTicket] = purpose
        return lastTicket
    }

    /// Raft gave the proposal a place in the log.
    mutating func place(_ ticket: UInt64, at index: LogIndex, term: Term) {
        byIndex[index] = (term, ticket)
    }

    /// Ends a ticket.
    mutating func take(_ ticket: UInt64) -> Purpose? {
        byTicket.removeValue(forKey: ticket)
    }

    /// The entry at that index is committed: what it was proposed for, if this member proposed it in that term.
    mutating func finish(at index: LogIndex, term: Term) -> Purpose? {
        guard let place = byIndex.removeValue(forKey: index) else { return nil }
        let purpose = byTicket.removeValue(forKey: place.ticket)
        return place.term == term ? purpose : nil
    }

    /// Leadership is over: what was under way, oldest first.
    mutating func abandonAll() -> [Purpose] {
        let purposes = byTicket.keys.sorted().compactMap { byTicket[$0] }
        byTicket.removeAll()
        byIndex.removeAll()
        return purposes
    }
}
