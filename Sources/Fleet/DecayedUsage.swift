import Determinism

/// What a namespace has used of late: what it held times how long, of which half is forgotten with each half-life. Forgetting
/// goes by steps of a 1,024th of a half-life, so that no change in between, however many there are, costs an error.
public struct DecayedUsage: Hashable, Sendable {
    /// A sum in units of what is held times 1,024 milliseconds.
    public struct Amounts: Hashable, Sendable {
        /// Of thousandths of a core.
        public var cpu: UInt64 = 0
        /// Of mebibytes of memory.
        public var memory: UInt64 = 0
        /// Of thousandths of GPUs.
        public var gpus: UInt64 = 0

        /// Whether nothing was used.
        public var isNone: Bool { cpu == 0 && memory == 0 && gpus == 0 }

        init() {}

        init(of held: NamespaceHolding, milliseconds: UInt64) {
            cpu = held[.cpu].multipliedSaturated(by: milliseconds)
            memory = (held[.memory] >> 20).multipliedSaturated(by: milliseconds)
            gpus = held[.gpus].multipliedSaturated(by: milliseconds)
        }

        func map(_ body: (UInt64) -> UInt64) -> Amounts {
            var result = Amounts()
            result.cpu = body(cpu)
            result.memory = body(memory)
            result.gpus = body(gpus)
            return result
        }

        static func + (left: Amounts, right: Amounts) -> Amounts {
            var result = Amounts()
            result.cpu = left.cpu.addingSaturated(right.cpu)
            result.memory = left.memory.addingSaturated(right.memory)
            result.gpus = left.gpus.addingSaturated(right.gpus)
            return result
        }
    }

    /// Until when it counts what was held.
    private var at: WallTime
    /// The steps that are over, decayed.
    private var settled = Amounts()
    /// The present step, in 1,024ths of the unit.
    private var recent = Amounts()

    /// The half-life where nothing else is set.
    public static let defaultHalfLife = Span.seconds(7 * 86_400)
    /// The shortest and the longest half-life.
    static let halfLives = Span.seconds(3_600)...Span.seconds(366 * 86_400)

    /// Nothing, as of that time.
    init(at: WallTime) { self.at = at }

    /// What it comes to.
    public var amounts: Amounts { settled + recent.map { $0 >> 10 } }

    /// Goes on to `now`, with that held since.
    mutating func advance(to now: WallTime, holding held: NamespaceHolding, halfLife: Span) {
        guard now > at else { return }
        let length = DecayedUsage.stepMilliseconds(halfLife)
        let (from, until) = (at.nanoseconds / 1_000_000, now.nanoseconds / 1_000_000)
        let (first, last) = (from / length, until / length)
        at = now
        guard first < last else {
            recent = recent + Amounts(of: held, milliseconds: until - from)
            return
        }
        recent = recent + Amounts(of: held, milliseconds: length - from % length)
        let whole = last - first - 1
        let decay = HalfPower.power(whole)
        let sum = HalfPower.sum(whole)
        let ended = amounts.map { HalfPower.product(HalfPower.product($0, HalfPower.power(1)), decay) }
        let between = Amounts(of: held, milliseconds: length).map { amount -> UInt64 in
            let wide = (amount >> 10).multipliedFullWidth(by: sum)
            return wide.high >> 20 > 0 ? .max : wide.high << 44 | wide.low >> 20
        }
        settled = ended + between
        recent = Amounts(of: held, milliseconds: until % length)
    }

    /// From now on steps have another length.
    mutating func changeSteps() {
        settled = amounts
        recent = Amounts()
    }

    private static func stepMilliseconds(_ halfLife: Span) -> UInt64 {
        max(1, halfLife.wholeMilliseconds / HalfPower.steps)
    }
}

extension FleetState {
    /// Namespaces of which it is remembered what they used of late; what others use counts as nothing.
    static let decayedAtMost = 10_000

    /// What a namespace used of late, as of `now`.
    public func recentUsage(of namespace: String, now: WallTime) -> DecayedUsage.Amounts {
        guard var usage = recentUsage[namespace] else { return DecayedUsage.Amounts() }
        usage.advance(to: max(now, time), holding: held(by: namespace), halfLife: halfLife)
        return usage.amounts
    }

    /// What a namespace holds is about to change.
    mutating func settleUsage(of namespace: String) {
        if recentUsage[namespace] == nil {
            guard recentUsage.count < FleetState.decayedAtMost else { return }
            recentUsage[namespace] = DecayedUsage(at: time)
        }
        let held = held(by: namespace)
        recentUsage.update(namespace) { [time, halfLife] in $0.advance(to: time, holding: held, halfLife: halfLife) }
    }

    /// Sets how long it takes until half of what was used is forgotten.
    mutating func setHalfLife(_ wanted: Span) -> Verdict {
        guard DecayedUsage.halfLives.contains(wanted) else {
            return .invalid("half-life: it must lie between 1 h and 366 days")
        }
        for namespace in recentUsage.keys {
            settleUsage(of: namespace)
            recentUsage.update(namespace) { $0.changeSteps() }
        }
        halfLife = wanted
        changes.append(.quotasChanged)
        return .done("half of what was used is forgotten every \(wanted.inSeconds)")
    }

    /// Lets go of what is forgotten altogether.
    mutating func forgetRecentUsage() {
        var gone = SortedSet<String>()
        for namespace in recentUsage.keys where holdings[namespace] == nil {
            settleUsage(of: namespace)
            if recentUsage[namespace]?.amounts.isNone == true { gone.insert(namespace) }
        }
        recentUsage.removeValues(for: gone)
    }
}

extension DecayedUsage.Amounts: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(cpu)
        writer.write(memory)
        writer.write(gpus)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        cpu = try reader.readUInt64()
        memory = try reader.readUInt64()
        gpus = try reader.readUInt64()
    }
}

extension DecayedUsage: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(at)
        writer.write(settled)
        writer.write(recent)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        at = try reader.read()
        settled = try reader.read()
        recent = try reader.read()
    }
}
