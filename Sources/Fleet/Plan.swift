import Determinism

/// Puts one allocation on one server.
public struct Placement: Hashable, Sendable {
    /// What is placed.
    public var allocation: AllocationID
    /// The session of the server that it was decided for.
    public var session: SessionID
    /// The numbers of the GPUs that it is given; empty where it asks for none, or where whoever applies it is to choose.
    public var gpus: [UInt64]
    /// What is to be said of the decision, for whoever asks later; empty for nothing. Nothing depends on it.
    public var note: String

    /// A placement with its parts.
    public init(allocation: AllocationID, session: SessionID, gpus: [UInt64] = [], note: String = "") {
        self.allocation = allocation
        self.session = session
        self.gpus = gpus
        self.note = note
    }
}

/// Asks one attempt to end.
public struct PlannedStop: Hashable, Sendable {
    /// The attempt.
    public var attempt: AttemptID
    /// Why.
    public var reason: StopReason
    /// The job that is to have the room; nil where it is for none, or where older members would not read it.
    public var beneficiary: JobID?
    /// What is to be said of the decision, for whoever asks later; empty for nothing. Nothing depends on it.
    public var note: String

    /// A stop with its parts.
    public init(attempt: AttemptID, reason: StopReason, for beneficiary: JobID? = nil, note: String = "") {
        self.attempt = attempt
        self.reason = reason
        self.beneficiary = beneficiary
        self.note = note
    }
}

/// Placements and stops that are committed together or not at all: verified against the state when they are applied, so
/// that a stale plan changes nothing.
public struct Plan: Hashable, Sendable {
    /// What is placed.
    public var placements: [Placement]
    /// What is asked to end.
    public var stops: [PlannedStop]

    /// A plan with its parts.
    public init(placements: [Placement] = [], stops: [PlannedStop] = []) {
        self.placements = placements
        self.stops = stops
    }

    /// The same as members know it that know no GPUs by number, no beneficiaries and no notes; nil where that makes no sense.
    public var plain: Plan? {
        if stops.contains(where: { $0.reason.isMove }) { return nil }
        return Plan(
            placements: placements.map { Placement(allocation: $0.allocation, session: $0.session) },
            stops: stops.map { PlannedStop(attempt: $0.attempt, reason: $0.reason) })
    }
}
