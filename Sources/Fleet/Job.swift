import Determinism

/// A job in the replicated state.
public struct Job: Hashable, Sendable {
    /// What it shall be.
    public enum Desired: UInt8, Sendable, CaseIterable {
        /// Its allocations shall run.
        case running = 0
        /// Its allocations shall end and not come back.
        case stopped = 1
    }

    /// The newest definition.
    public var definition: JobDefinition
    /// Counts the definitions from 1.
    public var version: UInt64
    /// Who submitted it: the name bound to the key.
    public var owner: String
    /// What it shall be.
    public var desired: Desired
    /// When it was first submitted (leader's time).
    public var submittedAt: WallTime
    /// The log index of the first submission: the rank among equal priorities.
    public var submittedIndex: UInt64
    /// Its allocations, ascending.
    public var allocations: [AllocationID]
    /// What this run still waits for: nothing of it is placed before. Empty once all of it is met.
    public var waitsFor: [Dependency] = []
    /// Whether something of this run was placed: from then on it waits for no other job.
    public var hasBegun = false
    /// What it waited for in vain: then this run was cancelled.
    public var missedDependency: MissedDependency?
    /// Whether this run was ended at its deadline.
    public var isPastDeadline = false
    /// What was ended or moved elsewhere to make room for this run: the newest `displacedKept`, oldest first.
    public var displaced: [AttemptID] = []
    /// When and why it last got another number of tasks while it ran.
    public var scaled: ScalingRecord?
    /// That nothing of it may have a place, and why; nil for a job that is not held. What is over or is to end is not held.
    public var hold: JobHold?

    /// Attempts that are remembered as displaced for a job.
    public static let displacedKept = 128

    /// A job with all its parts.
    public init(
        definition: JobDefinition, version: UInt64, owner: String, desired: Desired, submittedAt: WallTime,
        submittedIndex: UInt64, allocations: [AllocationID]
    ) {
        self.definition = definition
        self.version = version
        self.owner = owner
        self.desired = desired
        self.submittedAt = submittedAt
        self.submittedIndex = submittedIndex
        self.allocations = allocations
    }
}
