import Determinism
import Fleet

/// The start that is kept for what waits first for room: others may begin before it where that does not put it off, and nowhere
/// else. So a large gang is not passed for ever by small tasks that each find a hole.
///
/// This is backfilling with one reservation (Lifka, "The ANL/IBM SP scheduling system", JSSPP 1995; Mu'alem and Feitelson, IEEE TPDS
/// 12(6), 2001, section 2): what certainly ends before the reserved start, or fits beside it, goes ahead.
public struct StartClaim: Hashable, Sendable {
    /// The job whose tasks are to start.
    public var job: JobID
    /// When they can at the latest, by the time limits of what runs; nil where that cannot be told, and what becomes free is kept
    /// since they have waited for long (`StartClaim.patience`).
    public var startBy: WallTime?
    /// When that was worked out.
    public var madeAt: WallTime
    /// How many of them on which servers.
    public var places: SortedMap<NodeID, UInt64>

    /// How long something waits until what becomes free is kept for it although nobody knows when that will be enough.
    public static let patience = Span.seconds(3_600)

    /// The longest time limit with which a task certainly ends before a start, in whole seconds; nil where none would do. It may take
    /// `Reservation.startAllowance` until it begins.
    static func longestTimeLimit(for definition: JobDefinition, before start: WallTime, at now: WallTime) -> Span? {
        let left = start.since(now) - definition.endGrace - Reservation.startAllowance
        let limit = Span.seconds(left.nanoseconds / 1_000_000_000)
        return limit < DefinitionLimits.timeLimit ? nil : limit
    }
}

/// What a pass may do about starts that are kept.
public struct ClaimTerms: Hashable, Sendable {
    /// The claim of an earlier pass.
    public var known: StartClaim?
    /// Whether a start may be worked out anew: that looks at what runs on every server.
    public var mayForecast: Bool

    /// Terms with their parts; all is allowed.
    public init(known: StartClaim? = nil, mayForecast: Bool = true) {
        self.known = known
        self.mayForecast = mayForecast
    }
}
