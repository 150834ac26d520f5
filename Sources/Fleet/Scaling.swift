import Determinism

/// Between which bounds the leader keeps the number of a service's replicas, and by what.
public struct Scaling: Hashable, Sendable {
    /// Replicas at the least.
    public var least: UInt64
    /// Replicas at the most.
    public var most: UInt64
    /// The processor time that its replicas are to use on average, in percent of what each asks for; nil where their number
    /// does not follow what they use.
    public var cpuPercent: UInt64?
    /// How long fewer replicas must have been enough before some end.
    public var downAfter: Span
    /// Other bounds at times of the week; the first that holds counts.
    public var schedule: [ScalingWindow]

    /// Scaling with its parts. Five minutes is what Kubernetes waits before it takes replicas away.
    public init(
        least: UInt64, most: UInt64, cpuPercent: UInt64? = nil, downAfter: Span = .seconds(300),
        schedule: [ScalingWindow] = []
    ) {
        self.least = least
        self.most = most
        self.cpuPercent = cpuPercent
        self.downAfter = downAfter
        self.schedule = schedule
    }

    /// The bounds at a time.
    public func bounds(at time: WallTime) -> ClosedRange<UInt64> {
        let window = schedule.first { $0.holds(at: time) }
        let low = window?.least ?? least
        // Both windows and what they leave out are checked at the entrance; a range that is none must not trap all the same.
        return low...max(low, window?.most ?? most)
    }

    /// The number that a schedule alone asks for: the least that is enough at that time. Nil without a schedule, and where
    /// the number follows what the replicas use.
    public func scheduled(at time: WallTime) -> UInt64? {
        schedule.isEmpty || cpuPercent != nil ? nil : bounds(at: time).lowerBound
    }

    /// All numbers that may be right at some time.
    public var span: ClosedRange<UInt64> {
        let low = schedule.compactMap(\.least).reduce(least, min)
        return low...max(low, schedule.map { $0.most ?? most }.reduce(most, max))
    }
}

/// Bounds that hold for a part of each of some days of the week, in UTC.
public struct ScalingWindow: Hashable, Sendable {
    /// A set of days of the week.
    public struct Days: Hashable, Sendable {
        /// Bit 0 for Monday to bit 6 for Sunday.
        public var bits: UInt8

        /// The days of these bits.
        public init(bits: UInt8) { self.bits = bits }

        /// Every day.
        public static let all = Days(bits: 127)
        /// The days' names as specs have them, Monday first.
        public static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

        /// Whether a day is one of them; 0 for Monday.
        public func contains(_ day: UInt64) -> Bool { day < 7 && bits >> UInt8(day) & 1 == 1 }
    }

    /// The days on which it begins.
    public var days: Days
    /// The minute of the day with which it begins, 0 to 1439.
    public var from: UInt64
    /// The minute of the day before which it ends, 0 to 1440; one that is not after `from` lies on the next day.
    public var to: UInt64
    /// Replicas at the least; nil for as at other times.
    public var least: UInt64?
    /// Replicas at the most; nil for as at other times.
    public var most: UInt64?

    /// A window with its parts.
    public init(days: Days = .all, from: UInt64, to: UInt64, least: UInt64? = nil, most: UInt64? = nil) {
        self.days = days
        self.from = from
        self.to = to
        self.least = least
        self.most = most
    }

    /// Whether it holds at that time.
    public func holds(at time: WallTime) -> Bool {
        let (day, second) = time.seconds.quotientAndRemainder(dividingBy: 86_400)
        let minute = second / 60
        // 1970-01-01 was a Thursday.
        let weekday = (day + 3) % 7
        if from < to { return days.contains(weekday) && (from..<to).contains(minute) }
        return days.contains(weekday) && minute >= from || days.contains((weekday + 6) % 7) && minute < to
    }
}

/// The last time that a job's number of tasks was changed while it ran.
public struct ScalingRecord: Hashable, Sendable {
    /// When (leader's time).
    public var at: WallTime
    /// How many there were to be before.
    public var from: UInt64
    /// How many there are to be since.
    public var to: UInt64
    /// Who: an administrator's name, or the leader.
    public var actor: String
    /// Why, for people; empty where a person said nothing.
    public var reason: String

    /// A record with its parts.
    public init(at: WallTime, from: UInt64, to: UInt64, actor: String, reason: String) {
        self.at = at
        self.from = from
        self.to = to
        self.actor = actor
        self.reason = reason
    }
}

extension JobDefinition {
    /// Throws a sentence about the first part of its scaling that makes no sense.
    func checkScaling() throws(InvalidDefinition) {
        guard let scaling else { return }
        func fail(_ part: String, _ reason: String) -> InvalidDefinition {
            InvalidDefinition(field: "scale.\(part)", reason: reason)
        }
        guard type == .service, !gang else {
            throw InvalidDefinition(
                field: "scale", reason: "is for services whose replicas are placed one by one; leave it out")
        }
        let range = 1...DefinitionLimits.count
        guard range.contains(scaling.least) else {
            throw fail("min", "is \(scaling.least); it must lie between 1 and \(DefinitionLimits.count)")
        }
        guard range.contains(scaling.most), scaling.most >= scaling.least else {
            throw fail("max", "is \(scaling.most); it must lie between `min` and \(DefinitionLimits.count)")
        }
        if let percent = scaling.cpuPercent {
            guard (1...1_000).contains(percent) else {
                throw fail("cpu", "is \(percent)%; it must lie between 1% and 1000%")
            }
            guard resources.cpuMillicores > 0 else {
                throw fail("cpu", "is a share of what a replica asks for, and `resources.cpu` is 0; ask for some")
            }
        }
        guard scaling.downAfter <= DefinitionLimits.downAfter else {
            throw fail("down-after", "is too long; a day is the most")
        }
        guard scaling.schedule.count <= DefinitionLimits.windows else {
            throw fail("schedule", "has \(scaling.schedule.count) entries; \(DefinitionLimits.windows) are the most")
        }
        for (place, window) in scaling.schedule.enumerated() {
            let part = "schedule[\(place)]"
            guard window.days.bits & 127 != 0, window.days.bits < 128 else {
                throw fail("\(part).days", "names no day; write such as `mon-fri`, or leave it out for every day")
            }
            guard window.from < 1_440, window.to <= 1_440 else {
                throw fail(part, "must lie between 00:00 and 24:00")
            }
            guard window.least != nil || window.most != nil else {
                throw fail(part, "changes nothing; give `min`, `max` or both")
            }
            let (low, high) = (window.least ?? scaling.least, window.most ?? scaling.most)
            guard range.contains(low), range.contains(high), low <= high else {
                throw fail(
                    part,
                    "would ask for \(low) to \(high) replicas; both must lie between 1 and \(DefinitionLimits.count), "
                        + "`min` not above `max`")
            }
        }
        guard scaling.span.contains(count) else {
            throw InvalidDefinition(
                field: "count",
                reason: "is \(count); with `scale` it must lie between \(scaling.span.lowerBound) and "
                    + "\(scaling.span.upperBound)")
        }
    }
}
