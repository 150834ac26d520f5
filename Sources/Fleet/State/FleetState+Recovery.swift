import Determinism

/// A state that goes on although entries behind it are lost: from a backup, or from one member after the loss of a majority
/// (docs/operations.md). Used by programs that write stores, and never on a running member.
extension FleetState {
    /// How far numbers jump, so that none which was given out by lost entries is given out again. Servers remember attempts
    /// and commands by their numbers: one with a number that was used would count as started already.
    public static let recoveryGap: UInt64 = 1_000_000_000

    /// Attempts of one allocation that lost entries can have made.
    private static let attemptGap: UInt64 = 1_000_000

    /// The longest lease, among those that end, of any job or attempt that the state knows; zero for none.
    public var longestLease: Span {
        var longest = Span.zero
        for (_, job) in jobs where job.definition.lease != .unlimited { longest = max(longest, job.definition.lease) }
        for (_, allocation) in allocations {
            for attempt in allocation.live where attempt.lease != .unlimited { longest = max(longest, attempt.lease) }
        }
        return longest
    }

    /// Begins the next recovery generation: agents and storage obey it rather than anything older. The leader will wait for
    /// `hold` before it places anything. Returns the log index at which the state counts from now on.
    public mutating func beginRecovery(hold: Span, act: String) -> UInt64 {
        generation += 1
        placementHold = hold
        lastIndex += FleetState.recoveryGap
        nextAllocation += FleetState.recoveryGap
        for id in allocations.keys {
            allocations.update(id) { if !$0.isFinished { $0.attemptCount += FleetState.attemptGap } }
        }
        // What was decided before may have been done long ago, for lives of servers that are over by now.
        for id in power.keys { giveUpOrder(of: id) }
        let record = AuditRecord(index: lastIndex, time: time, actor: "recovery", act: act, outcome: "ok")
        audit.append(record)
        auditDigest.append(record)
        return lastIndex
    }

    /// Admits a key to a state that is being recovered; a sentence where it cannot be.
    public mutating func admitForRecovery(_ record: KeyRecord) -> String? {
        let verdict = put(record)
        changes = []
        return verdict.code == .done ? nil : verdict.message
    }

    mutating func endPlacementHold() -> Verdict {
        guard placementHold != nil else { return .done("nothing was held") }
        placementHold = nil
        for id in pending { changes.append(.allocationPending(id)) }
        return .done("work is placed again")
    }
}
