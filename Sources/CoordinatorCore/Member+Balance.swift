import Determinism
import Fleet
import Scheduler

/// How a leader moves tasks for the load's sake.
extension Member {
    /// From time to time asks what servers use, if anything may be moved for that.
    mutating func lookAtBalance(now: Instant) {
        guard let watch = leadership?.balance, now >= watch.nextAt else { return }
        leadership?.balance.nextAt = now + watch.interval
        guard fleet.balancing.isOn, mayGrant(now: now) else { return }
        out.append(.measureServers)
    }

    /// Takes what was measured: the next pass decides.
    mutating func take(_ loads: SortedMap<NodeID, ServerLoad>, now: Instant) {
        guard isReadyNow() else { return }
        leadership?.balance.take(loads)
        leadership?.mustSchedule = true
    }

    /// What would be moved now if all of it were wanted: nothing is changed, and what was moved lately counts as settled.
    public func balancePlan(by loads: SortedMap<NodeID, ServerLoad>, now: Instant) -> [BalanceMove] {
        let known = circumstances(now: now)
        var index = placeIndex
        let all = Balancing(relieves: true, consolidates: true, movesAtOnce: Balancing.bounds.upperBound)
        return Scheduler.pass(
            state: fleet, unavailable: known.unavailable, endangered: known.endangered, now: known.now,
            placementsAtMost: .max, moves: MoveTerms(areAllowed: false), balance: BalanceTerms(all, loads: loads),
            index: &index
        ).balance
    }
}
