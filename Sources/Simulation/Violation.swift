import Determinism

/// A promise that a history broke.
public struct Violation: Sendable, Equatable {
    /// The promises that are checked.
    public enum Invariant: String, Sendable, CaseIterable {
        /// At most one leader in a term.
        case twoLeaders = "one leader a term"
        /// A committed entry is never lost or changed.
        case committedEntryChanged = "committed entries are never lost or changed"
        /// Members at the same index have the same state.
        case statesDiffer = "members at the same index have the same state"
        /// A task never runs twice at once.
        case runsTwice = "a task never runs twice at once"
        /// An attempt starts at most once.
        case attemptStartedTwice = "an attempt starts at most once"
        /// A command runs at most once on a server.
        case commandRanTwice = "a command runs at most once on a server"
        /// A command's outcome is what happened, or honestly unknown.
        case commandOutcomeWrong = "a command's outcome is known or honestly unknown"
        /// What was acknowledged is in the state of every later leader.
        case acknowledgedLost = "nothing acknowledged is lost"
        /// A read shows everything acknowledged before it.
        case staleRead = "a read shows what was acknowledged before it"
        /// Nothing is declared lost while its lease holds.
        case lostTooEarly = "nothing is declared lost while its lease holds"
        /// No task is ended without a reason.
        case endedWithoutReason = "no healthy task is ended without a reason"
        /// Nothing is placed on a cordoned or draining server.
        case startedOnClosedServer = "nothing is placed on a cordoned or draining server"
        /// What is kept back is kept for what lost its server.
        case placedOnReserve = "standbys and headroom are for work that lost its server"
        /// A rule makes no standby of a server that works, or that takes nothing.
        case busyStandby = "only an idle server becomes a standby"
        /// A server is never given more than it has.
        case overcommitted = "a server is never given more than it has"
        /// What begins is within its namespace's quota.
        case quotaExceeded = "nothing begins that takes its namespace above its quota"
        /// What is reserved is kept.
        case startedOnReserved = "nothing begins on a server that is kept for others, nor where it could not go in time"
        /// A job has the tasks that its bounds allow, and changes are made to what they were decided for.
        case scaledWrongly =
            "a job gets another number of tasks only within its bounds, and from the one it was decided for"
        /// A held job has nothing on any server but what is ending.
        case begunWhileHeld = "nothing of a job begins while it is held, and what runs is asked to end"
        /// A job is spread as it asked.
        case crowded = "no more tasks of a job live in one part of the fleet than it lets"
        /// Jobs that keep apart do.
        case notApart = "nothing begins beside a task that it keeps apart from, or that keeps apart from it"
        /// A gang that is to stay within one part of the fleet does.
        case gangApart = "a gang begins within the part of the fleet that it asked for"
        /// A task has the GPUs that it asked for.
        case wrongGPU = "a task has so many GPUs of such a kind as it asked for"
        /// Nothing is ended to make room for what is not more urgent.
        case preemptedForNothing = "only a higher priority preempts"
        /// Planned moves respect what a job tolerates.
        case movedTooMany = "planned moves keep no more of a job from its work than it tolerates"
        /// What is moved for another job is no more important than that, and loses little.
        case movedForNothing = "only what loses little is moved, for what waits and is no less important"
        /// What is to begin after other jobs does.
        case outOfTurn = "nothing begins before what it waits for"
        /// Of a job with a bound no more is live than that.
        case overBound = "never more of a job at a time than its bound"
        /// What lost its server, or its lease, waits for a new place.
        case lostNotQueued = "what was lost is placed again"
        /// A server that a follower hears is not lost.
        case lostThoughHeard = "no server that a follower hears is declared lost"
        /// Tokens grow with the attempts.
        case wrongToken = "each attempt's fencing token is greater than those before it"
        /// Automatic verdicts take only so many servers in a window.
        case brakeFailed = "the brake holds"
        /// A server that has just been lost gets nothing new for a while.
        case placedOnDamped = "nothing new is placed on a server that was lost a moment ago"
        /// A generation of a gang is one.
        case gangInPieces = "the members of a gang run under one token"
        /// Agents obey the newest leader.
        case staleLeaderObeyed = "an order of a leader that another has followed is refused"
        /// What was decided for a session is done to that session alone.
        case actedForAnotherSession = "no action acts on a session that it was not decided for"
        /// The page is renewed only when what was lost is dead or dying.
        case renewedBesideLost = "a lease is renewed only once what was lost is dead"
        /// A time limit is kept by its task's own supervisor.
        case overLimit = "nothing runs longer than its time limit and its contract"
        /// A lease is kept by its task's own supervisor.
        case outlivesLease = "no task outlives its lease by its server's own clock"
        /// What cannot be killed keeps what it holds.
        case notDeadForgotten = "what is not dead ends only when its agent or a person says so"
        /// An end is the end.
        case endToldTooEarly = "an end is told only when nothing of the task is left"
        /// A server that has failed is noticed as soon as its leases are over.
        case noticedTooLate = "what is certainly over is declared lost at once"
        /// What lost its server, or waits otherwise, runs again as soon as there is room.
        case waitsBesideRoom = "what can be placed is placed at once"
        /// The most urgent work comes back first.
        case outOfOrder = "priorities are respected in recovery"
        /// A server that is not heard gets nothing.
        case placedOnSuspect = "nothing is placed on a server that is not heard"
        /// Nothing stays on its way.
        case stuck = "every state has an exit"
        /// Once faults are over, everything comes to rest as it was asked for.
        case doesNotConverge = "once faults are over, everything acknowledged runs or has ended"
        /// Queues and tables stay bounded.
        case unbounded = "queues and tables are bounded"
        /// A deadline that a step has dealt with does not stay due.
        case busyDeadline = "a step leaves no deadline of its own due"
        /// A member halts only when its state is damaged.
        case halted = "no member halts"
        /// A history that proves too little does not count.
        case tooThin = "a history has at least 60 virtual seconds, 10 faults and 100 operations"
    }

    /// A broken promise before it is known where it was found.
    struct Finding: Sendable {
        var invariant: Invariant
        var detail: String
        init(_ invariant: Invariant, _ detail: String) {
            self.invariant = invariant
            self.detail = detail
        }
    }

    /// Which promise.
    public var invariant: Invariant
    /// What happened, in a sentence.
    public var detail: String
    /// When, in virtual time since the history's beginning.
    public var at: Span
    /// The newest events before it, oldest first.
    public var trace: [String]
}
