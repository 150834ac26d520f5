import Determinism
import Fleet

/// Placement as a pure function: from the fleet's state and what waits, to plans. The plans are verified when they are
/// committed, so that one made from an older state can do no harm.
public enum Scheduler {
    /// One pass over everything that waits.
    ///
    /// Order: priority, then work that lost its server, then what is due first where several namespaces wait (`FairOrder`), then
    /// submission, then index. Rules first (session, eligibility, suspicion, standby pools, labels, other tasks: `Neighbours`), then room, then
    /// preferences (`Choice`), then what is left for the usual work (`PlaceFinder`). Where nothing fits, the cheapest set of strictly lower
    /// priorities is asked to end and the room that this frees is kept; the placement follows in a later pass. Where that does not
    /// help either, what can as well run elsewhere is moved (`PassRun.makeRoomByMoves`). At last come the moves off draining servers,
    /// into what room is left, and the moves for the load's sake.
    ///
    /// - Parameters:
    ///   - state: the fleet as committed.
    ///   - unavailable: servers that are to get nothing new although their session is open: the suspects.
    ///   - endangered: what runs on suspect servers: standbys keep room for it, so that nothing of less importance that lost
    ///     its server takes it meanwhile.
    ///   - now: the leader's time, not before the state's.
    ///   - placementsAtMost: how many placements and stops the plans may hold; a single gang may exceed it.
    ///   - moves: whether others may be moved for what waits.
    ///   - claims: what may be kept of starts for what waits first.
    ///   - balance: what may be moved for the load's sake; nil for nothing.
    ///   - index: what earlier passes knew of the servers; afterwards what this one knows.
    public static func pass(
        state: FleetState, unavailable: SortedSet<NodeID>,
        endangered: SortedSet<AllocationID> = SortedSet(), now: WallTime, placementsAtMost: Int,
        moves: MoveTerms = MoveTerms(), claims: ClaimTerms = ClaimTerms(), balance: BalanceTerms? = nil,
        index: inout PlaceIndex
    ) -> SchedulingPass {
        var run = PassRun(
            state, unavailable: unavailable, endangered: endangered, now: now, limit: placementsAtMost, moves: moves,
            claims: claims, index: index)
        index = PlaceIndex()
        run.begin()
        run.placeAll()
        run.drain()
        if let balance { run.balance(by: balance) }
        index = run.end()
        return run.result
    }

    /// The same of a leader that knows nothing of earlier passes.
    public static func pass(
        state: FleetState, unavailable: SortedSet<NodeID>,
        endangered: SortedSet<AllocationID> = SortedSet(), now: WallTime, placementsAtMost: Int,
        moves: MoveTerms = MoveTerms(), claims: ClaimTerms = ClaimTerms(), balance: BalanceTerms? = nil
    ) -> SchedulingPass {
        var index = PlaceIndex()
        return pass(
            state: state, unavailable: unavailable, endangered: endangered, now: now,
            placementsAtMost: placementsAtMost, moves: moves, claims: claims, balance: balance, index: &index)
    }
}
