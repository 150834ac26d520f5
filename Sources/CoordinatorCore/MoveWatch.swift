import Determinism
import Fleet
import Scheduler

/// When a leader lets a pass look for moves that make room, and for whom: the search looks at what runs everywhere, and a fleet
/// whose tasks move all the time does no work.
struct MoveWatch: Sendable {
    /// Not before that.
    private(set) var nextAt = Instant.origin
    /// For whom it was tried in vain, and until when it is not tried again. Others have their turn meanwhile.
    private var inVain = SortedMap<JobID, Instant>()

    /// How often moves are looked for while something waits that they could help.
    static let interval = Span.seconds(10)
    /// For how long nothing is tried again that was in vain.
    static let rest = Span.seconds(60)

    /// The jobs for which nothing is tried now.
    func inVain(now: Instant) -> SortedSet<JobID> {
        SortedSet(inVain.filter { $0.value > now }.map(\.key))
    }

    /// When there is something to be looked for again.
    func nextSearch(now: Instant) -> Instant {
        if nextAt > now { return nextAt }
        return inVain.values.filter { $0 > now }.min() ?? now + MoveWatch.interval
    }

    /// Takes note of what a pass did.
    mutating func take(_ report: MoveReport, now: Instant) {
        guard report.hasSearched else { return }
        nextAt = now + MoveWatch.interval
        for (job, until) in inVain where until <= now { inVain[job] = nil }
        for job in report.inVain { inVain[job] = now + MoveWatch.rest }
    }
}
