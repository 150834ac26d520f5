/// What an entry changed: the leader wakes by these, so that it need not search the state for what is new. One entry may
/// name an object more than once.
public enum Change: Hashable, Sendable {
    /// A session counts from now on.
    case sessionOpened(SessionID)
    /// A session counts no longer.
    case sessionClosed(SessionID)
    /// An attempt was authorised.
    case attemptAssigned(AttemptID)
    /// An attempt was first reported running.
    case attemptRunning(AttemptID)
    /// An attempt is asked to end.
    case attemptStopping(AttemptID)
    /// An attempt is over; its resources are free.
    case attemptEnded(AttemptID)
    /// An allocation waits for a place.
    case allocationPending(AllocationID)
    /// A job, or something of it that no other case names, changed.
    case jobChanged(JobID)
    /// A server's registration, facts, eligibility or pool changed.
    case nodeChanged(NodeID)
    /// A fleet command was accepted.
    case commandAccepted(CommandID)
    /// Every run of a fleet command has a result.
    case commandSettled(CommandID)
    /// Which keys are admitted changed.
    case keysChanged
    /// The cluster's settings changed.
    case settingsChanged
    /// What people decided about the brake changed.
    case brakeChanged
    /// A server's losses are forgotten.
    case nodeForgiven(NodeID)
    /// How a server's power is reached, or what is to be done with it, changed.
    case powerChanged(NodeID)
    /// What namespaces are due, or may have, changed.
    case quotasChanged
    /// What servers are kept for, and when, changed.
    case reservationsChanged
    /// The standby pools changed.
    case poolsChanged
}

/// What became of an entry and what it changed.
public struct Applied: Hashable, Sendable {
    /// The answer to whoever asked.
    public var outcome: Outcome
    /// What changed, in the order in which it did; empty for a repeated request.
    public var changes: [Change]

    /// A result with its parts.
    public init(outcome: Outcome, changes: [Change]) {
        self.outcome = outcome
        self.changes = changes
    }
}
