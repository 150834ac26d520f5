import Determinism

/// The promises of consensus that every history is held to.
public enum Invariant: String, Sendable, CaseIterable {
    /// At most one leader in a term (thesis, figure 3.2: election safety).
    case electionSafety = "election safety"
    /// A leader never overwrites or cuts off entries of its own log.
    case leaderAppendOnly = "leader append-only"
    /// Two logs with an entry of the same index and term are equal up to it.
    case logMatching = "log matching"
    /// What was committed in earlier terms is in the log of every later leader.
    case leaderCompleteness = "leader completeness"
    /// All members apply the same entry at each index, and have the same state after it.
    case stateMachineSafety = "state machine safety"
    /// Clients see what one copy of the data would show.
    case linearizability = "linearizability"
    /// A request takes effect once, however often it is sent.
    case appliedOnce = "no proposal is applied twice"
    /// What is committed is durable on a quorum at that moment.
    case durableQuorum = "nothing is committed before a quorum has it durably"
    /// A leader commits entries of earlier terms only together with one of its own (thesis, 3.6.2).
    case ownTermCounted = "a leader counts only entries of its own term"
    /// What was acknowledged stays.
    case acknowledgedKept = "nothing acknowledged is lost"
    /// A configuration is not changed before the one before it is committed, nor by more than one voter without a joint one.
    case oneChangeAtATime = "configurations change one at a time"
    /// The configuration in force is the newest in the log (thesis, 4.1), and a snapshot's is the one at its end.
    case configurationOfLog = "the configuration in force is the newest in the log"
    /// A store gives its vote in a term to one candidate.
    case oneVoteATerm = "a store votes once in a term"
    /// A read shows everything acknowledged before it began.
    case freshReads = "a read is never older than what was acknowledged before it began"
    /// Votes and acknowledgements leave only when what they promise is durable.
    case durableBeforeSaid = "nothing is said before it is durable"
    /// A store that opens gives back all that was durable.
    case storeRemembers = "a store that opens has all that was durable"
    /// Damage is noticed and never handed on.
    case damageNotServed = "nothing damaged is served"
    /// A store that is whole is not taken for one that was put back.
    case healthyNotSuspected = "a healthy store is not called regressed"
    /// Once faults have ended the cluster is whole again in bounded time.
    case progress = "once faults end, the cluster is whole again in bounded time"
    /// Memory, queues and logs stay bounded.
    case bounded = "memory and queues are bounded"
    /// A history that proves too little does not count.
    case tooThin = "a history has at least 60 virtual seconds, 10 faults and 100 operations"
}

/// A promise that a history broke.
public struct Violation: Sendable, Equatable {
    /// Which promise.
    public var invariant: Invariant
    /// What happened, for a person.
    public var detail: String
    /// When, in virtual time since the history's beginning.
    public var at: Span
}
