import Determinism
import Fleet

/// A leader's part in deadlines: the state knows no time but the entries', so that somebody has to say that it has come.
extension Member {
    /// Proposes that what is due ends, once this leader's time has come to it.
    mutating func endOverdue(now: Instant) {
        guard let due = fleet.nextDue, leadership?.overdueUnderWay == false else {
            leadership?.overdueAt = .never
            return
        }
        let time = leaderTime(now: now)
        guard due <= time else {
            leadership?.overdueAt = now + due.since(time) + .milliseconds(1)
            return
        }
        leadership?.overdueAt = .never
        // Without a quorum nothing can be decided; every step comes here again.
        guard mayGrant(now: now) else { return }
        leadership?.overdueUnderWay = true
        // A member that is down holds it up no more than it held up the job with the deadline, which is of the same form.
        propose(.endOverdue, for: .overdue, now: now, countsUnheard: false)
    }
}
