import Determinism
import Fleet

/// What the tasks of a job should request of CPU or of memory, by what they used.
///
/// The rules are those of the Kubernetes Vertical Pod Autoscaler's recommender (kubernetes/autoscaler,
/// `pkg/recommender/logic/recommender.go`, its defaults): the target is what nine tenths of what was seen stay below, and a margin
/// of 15 %; a request between the median and what 95 of 100 stay below, each with the margin, is left alone. Two things differ.
/// Here a person decides, and not a program: so the bounds are not widened while little was seen, but it is said how long was
/// watched. And here a request is also the limit where a job sets none: so what is proposed leaves room for the highest use
/// that was seen, in the request itself for memory (what goes beyond is killed) and in a limit of its own for CPU.
struct ResourceAdvice: Hashable, Sendable {
    /// What to do about a request.
    enum Verdict: UInt32, Sendable {
        /// Too little is known.
        case unknown = 0
        /// Leave it.
        case fits = 1
        /// Less would do.
        case less = 2
        /// It needs more.
        case more = 3
    }

    /// Why more is needed.
    enum Reason: UInt32, Sendable {
        case none = 0
        /// The CPU limit holds tasks back.
        case heldBack = 1
        /// Tasks were killed for want of memory.
        case killed = 2
        /// The highest use comes near the limit.
        case nearLimit = 3
        /// More than half of what was seen lies above the request.
        case aboveRequest = 4
    }

    /// What to do.
    var verdict = Verdict.unknown
    /// Why, where it is more.
    var reason = Reason.none
    /// What to request.
    var proposed: UInt64
    /// What to allow at the most; nil for what is requested.
    var proposedLimit: UInt64?

    /// Watched for less than that, from the first reading on and of all tasks together, a job tells too little.
    static let leastWatched = Span.seconds(300)
    /// A part of the time for which CPU limits may hold tasks back before it counts.
    static let throttledAtMost = 0.1
    /// Added to what was seen.
    private static let margin = 1.15
    /// From that part of its limit on, memory is near it.
    private static let nearLimit = 0.9
    /// What saves less than that part of a request is not worth a change.
    private static let worthwhile = 0.1
    private static let leastMillicores: UInt64 = 10
    private static let leastBytes: UInt64 = 16 << 20
    /// After a kill the limit grows by a fifth, and by that at least, as in the recommender.
    private static let bumpBytes: UInt64 = 100 << 20

    /// Whether so much was seen that something can be said.
    static func isEnough(_ summary: UsageSummary) -> Bool {
        summary.watched >= leastWatched && summary.taskTime >= leastWatched
    }

    /// What to do about the CPU request, in thousandths of a core. `limit` is the job's own, nil where the request is the limit.
    static func cpu(requested: UInt64, limit: UInt64?, used summary: UsageSummary?) -> ResourceAdvice {
        var advice = ResourceAdvice(proposed: requested, proposedLimit: limit)
        guard let summary, let spread = summary.cpu, isEnough(summary) else { return advice }
        let bound = limit ?? requested
        let target = roundedMillicores(max(leastMillicores, Self.whole(spread.ninety * margin)))
        if bound > 0, summary.throttled >= throttledAtMost {
            // What it would use without is not known: half as much again, and it is seen what becomes of it.
            advice.verdict = .more
            advice.reason = .heldBack
            advice.proposed = target
            advice.proposedLimit = roundedMillicores(bound.addingSaturated(bound / 2))
        } else if Double(requested) < spread.median * margin {
            advice.verdict = .more
            advice.reason = .aboveRequest
            advice.proposed = max(target, requested)
            // A limit of its own did not hold it back. Else peaks get room beyond the request.
            if limit == nil, requested == 0 || spread.highest > Double(advice.proposed) {
                advice.proposedLimit = roundedMillicores(Self.whole(spread.highest * margin))
            }
        } else if isLess(requested, target, spread) {
            advice.verdict = .less
            advice.proposed = target
            // Peaks go on as they did: the bound stays where it was.
            if limit == nil, spread.highest > Double(target) { advice.proposedLimit = requested }
        } else {
            advice.verdict = .fits
            return advice
        }
        if let bound = advice.proposedLimit, bound <= advice.proposed { advice.proposedLimit = nil }
        return advice
    }

    /// What to do about the memory request, in bytes. `limit` is the job's own, nil where the request is the limit; `kills` tells how
    /// many tasks were killed for want of memory.
    static func memory(requested: UInt64, limit: UInt64?, used summary: UsageSummary?, kills: UInt64) -> ResourceAdvice
    {
        var advice = ResourceAdvice(proposed: requested, proposedLimit: limit)
        let bound = limit ?? requested
        let measured = summary.flatMap { isEnough($0) ? $0.memory : nil }
        // Where the request is the limit, it covers the highest use, too.
        let wanted = measured.map { limit == nil ? max($0.ninety, $0.highest) : $0.ninety }
        let target = wanted.map { roundedBytes(max(leastBytes, Self.whole($0 * margin))) }
        if kills > 0, bound > 0 {
            // That is known without any reading.
            let enough = max(bound.addingSaturated(bound / 5), bound.addingSaturated(bumpBytes))
            let highest = Self.whole((measured?.highest ?? 0) * margin)
            advice.verdict = .more
            advice.reason = .killed
            if limit == nil {
                advice.proposed = roundedBytes(max(enough, highest))
            } else {
                advice.proposed = max(requested, target ?? 0)
                advice.proposedLimit = roundedBytes(max(enough, highest))
            }
        } else if let measured, let target {
            let isNear = bound > 0 && measured.highest >= Double(bound) * nearLimit
            if isNear || Double(requested) < measured.median * margin {
                advice.verdict = .more
                advice.reason = isNear ? .nearLimit : .aboveRequest
                advice.proposed = max(target, requested)
                if let limit { advice.proposedLimit = max(limit, roundedBytes(Self.whole(measured.highest * margin))) }
            } else if isLess(requested, target, measured) {
                advice.verdict = .less
                advice.proposed = target
            } else {
                advice.verdict = .fits
                return advice
            }
        } else {
            return advice
        }
        if let bound = advice.proposedLimit, bound <= advice.proposed { advice.proposedLimit = nil }
        return advice
    }

    private static func isLess(_ requested: UInt64, _ target: UInt64, _ spread: UsageSummary.Spread) -> Bool {
        Double(requested) > spread.ninetyFive * margin
            && Double(target) <= Double(requested) * (1 - worthwhile)
    }

    // MARK: Amounts that people write

    /// Up to the next that is written in two digits or so.
    private static func roundedMillicores(_ amount: UInt64) -> UInt64 {
        rounded(amount, to: amount <= 100 ? 5 : amount <= 1_000 ? 50 : amount <= 10_000 ? 100 : 500)
    }

    private static func roundedBytes(_ amount: UInt64) -> UInt64 {
        let mebibytes: UInt64 =
            amount <= 256 << 20 ? 4 : amount <= 1 << 30 ? 16 : amount <= 8 << 30 ? 64 : amount <= 64 << 30 ? 512 : 1_024
        return rounded(amount, to: mebibytes << 20)
    }

    private static func rounded(_ amount: UInt64, to step: UInt64) -> UInt64 {
        let rest = amount % step
        return rest == 0 ? amount : amount.addingSaturated(step - rest)
    }

    private static func whole(_ amount: Double) -> UInt64 { UInt64(min(max(0, amount.rounded(.up)), 1e18)) }
}
