import Determinism
import Fleet

/// The first leader after a recovery (docs/operations.md).
extension Member {
    /// Whether nothing may be placed yet: work that the state knows nothing of, since the entries that authorised it are lost,
    /// may hold leases that the last leader granted. They are over the longest lease after that leader's last instant, which
    /// this leader's own first one follows; a leader that is elected meanwhile waits anew.
    mutating func holdsPlacements(now: Instant) -> Bool {
        guard let hold = fleet.placementHold, let leadership else { return false }
        let end = leadership.since + fleet.foreignGrace + hold.withDriftAllowance
        guard now >= end else {
            self.leadership?.mustSchedule = false
            self.leadership?.scheduleAt = end
            return true
        }
        if !leadership.endOfHoldUnderWay {
            self.leadership?.endOfHoldUnderWay = true
            self.leadership?.scheduleAt = .never
            self.leadership?.mustSchedule = false
            propose(.endPlacementHold, for: .placementHold, now: now)
        }
        return true
    }

    /// Every earlier leader has fallen silent once this one has led for the longest grace, and this one acts by the present
    /// settings: the longer grace of former ones need not be counted with any more (`FormerGrace`).
    mutating func endFormerGrace(now: Instant) {
        guard let former = fleet.formerGrace, leadership?.endOfGraceUnderWay == false,
            now >= (leadership?.since ?? .never) + former.grace, mayGrant(now: now)
        else { return }
        leadership?.endOfGraceUnderWay = true
        propose(.endFormerGrace(index: former.index), for: .formerGrace, now: now)
    }
}
