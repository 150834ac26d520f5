import Determinism
import Fleet

/// Why one allocation was not placed by a pass, for people: what is wrong, who is in the way, and what would have to change.
struct Wait: Sendable {
    let allocation: Allocation
    let job: Job
    let survey: Survey
    /// What the pass says; nil where its job is to end.
    let reason: BlockReason?
    /// What the pass left waiting of a higher rank.
    let ahead: [AllocationID]
    let inquiry: Inquiry

    /// Jobs that are named in a sentence.
    static let jobsShown = 3

    var state: FleetState { inquiry.state }
    var request: ResourceRequest { job.definition.request }

    func tell(_ explanation: inout Explanation) {
        explanation.summary = "\(allocation.name) waits: \(headline)"
        explanation.notes = notes
        let time = isForRoom ? roomBy : nil
        if isForRoom {
            explanation.roomBy = time
            if let note = noteOnTime(time) { explanation.notes.append(note) }
            if let note = noteOnStart { explanation.notes.append(note) }
        } else if !survey.candidates.isEmpty {
            let rest = survey.fitting.count - survey.candidates.count
            let names = survey.candidates.map(\.node.name).joined(separator: ", ") + (rest > 0 ? ", ..." : "")
            explanation.candidates = []
            if case .keptStart? = reason { return explanation.remedy = remedy(isLate: false) }
            explanation.notes.insert("room is not what is missing: \(names) would have it", at: 0)
        }
        explanation.remedy = remedy(isLate: job.latestStart.map { $0 < time ?? .epoch } ?? false)
        if case .tooLate? = reason { return }
        if let latest = job.latestStart, let deadline = job.deadline {
            explanation.remedy +=
                latest == deadline
                ? ". It is given up at its deadline, \(deadline)"
                : ". It is given up at \(latest): with its time limit it could not end before its deadline, \(deadline)"
        }
    }

    /// Whether it waits because no server can have it now.
    var isForRoom: Bool { reason?.isAboutServers ?? false }

    /// The level within which its gang is to stay, where that is what keeps it waiting.
    private var boundary: TopologyLevel? {
        if case .noDomain(let level)? = reason { return level }
        return nil
    }

    // MARK: What is wrong

    private var headline: String {
        guard let reason else { return "its job is to end" }
        guard isForRoom else { return reason.description }
        if boundary != nil {
            let most = survey.mostInOnePart ?? 0
            return reason.description + (most == 0 ? "" : ": at most \(most) of its \(gangSize) tasks fit into one now")
        }
        guard job.definition.gang, gangSize > 1, placesForGang < gangSize else { return obstacle }
        if placesForGang == 0 {
            return
                "none of the \(gangSize) tasks of its gang has a place, and they start together or not at all: \(obstacle)"
        }
        return
            "only \(placesForGang) of the \(gangSize) tasks of its gang would have a place now, and they start together or "
            + "not at all"
    }

    /// What keeps the servers that come nearest from having it.
    private var obstacle: String {
        if state.nodes.isEmpty { return "there is no server yet" }
        if !survey.fitting.isEmpty { return "the room that is free is kept for work of a higher rank" }
        if !survey.short.isEmpty { return shortage }
        if let words = neighbours { return words }
        if !survey.closed.isEmpty {
            let rules = survey.closed.reduce(into: [Explanation.Rule]()) { known, closed in
                if !known.contains(closed.rule) { known.append(closed.rule) }
            }
            let words = rules.map(\.standing).joined(separator: " or ")
            return survey.closed.count == 1
                ? "the only server that could take it is \(words)" : "every server that could take it is \(words)"
        }
        if let removal = nearestInSize { return removal.rule.lack(removal) }
        let rules = survey.removed.filter { $0.rule.stage == .rules }
        if rules.count == 1, case .label(let name)? = rules.first?.rule {
            return "no server has the wanted value of label \(name)"
        }
        return rules.isEmpty ? "no server may have it" : "no server passes its rules"
    }

    /// How other tasks keep it from servers that would do; nil where they do not.
    private var neighbours: String? {
        let removals = survey.removed.filter { $0.rule.stage == .neighbours }
        guard removals.count == 1, let rule = removals.first?.rule else {
            return removals.isEmpty ? nil : "other tasks keep it off every server that suits it"
        }
        switch rule {
        case .spreadReached(let level): return "as many of its tasks live in each \(level.word) as `spread` lets"
        case .apart(let other):
            return "every server that suits it has a task of job \(other), from which it keeps apart"
        case .shunned(let other):
            return "every server that suits it has a task of job \(other), which keeps apart from it"
        default: return nil
        }
    }

    /// Where no server has what is asked for at all: the rule by whose servers the most of it is there.
    var nearestInSize: Explanation.Removal? {
        survey.removed.filter { $0.rule.stage == .size }.max { $0.depth < $1.depth }
    }

    /// What the servers lack that have nothing against it but others' tasks.
    private var shortage: String {
        let removals = survey.removed.filter { $0.rule.stage == .room }
        if removals.allSatisfy({ $0.rule == .headroom }) {
            return "what is free is kept for work that lost its server"
        }
        let shortages = removals.reduce(into: [Shortage]()) { $0 = Shortage.merged($0, with: $1.shortages) }
        guard shortages.count == 1, let only = shortages.first else { return "no server has the room now" }
        return "no \(only.lack): \(only.amounts("free"))"
    }

    // MARK: Gangs

    /// How many of the job's tasks start together.
    var gangSize: UInt64 {
        job.definition.gang ? UInt64(state.waiting(of: job.definition.id)?.count ?? 0) : 1
    }

    /// How many tasks would have a place now, by room alone.
    var placesForGang: UInt64 {
        survey.fitting.reduce(0) { sum, place in
            let server = inquiry.floor.servers[place]
            let headroom = allocation.mayUseHeadroom ? .none : server.headroom
            return sum.addingSaturated(server.free.common(with: server.future).count(of: request, beside: headroom))
        }
    }

    // MARK: Time

    /// When there is room at the latest, by time limits.
    private var roomBy: WallTime? {
        // What is free in different parts is of no use to a gang that stays within one.
        if boundary != nil { return nil }
        var servers = (survey.fitting + survey.short).map { inquiry.floor.servers[$0] }
        let forecast = RoomForecast(state, now: inquiry.circumstances.now)
        // By then a reservation may keep some of them.
        for _ in 0..<Wait.forecastsAtMost {
            guard
                let time = forecast.time(
                    for: gangSize, of: request, withHeadroom: allocation.mayUseHeadroom, on: servers)
            else { return nil }
            let left = servers.filter { state.reservation(keeping: job.definition, off: $0.id, at: time) == nil }
            if left.count == servers.count { return time }
            servers = left
        }
        return nil
    }

    /// How often room is looked for without the servers that reservations will keep.
    private static let forecastsAtMost = 4

    private func noteOnTime(_ time: WallTime?) -> String? {
        guard let time else { return nil }
        var note =
            "by the time limits of what runs there is room at \(time.nextWholeSecond) at the latest, "
            + "in \(time.since(inquiry.circumstances.now).inAboutWords)"
        if let latest = job.latestStart, latest < time {
            note += ": too late for its deadline"
        } else if !waitingAhead.isEmpty {
            note += ", unless work of a higher rank takes it"
        }
        return note
    }
}

extension WallTime {
    /// For people: what is true at a time is true at this one.
    var nextWholeSecond: WallTime {
        WallTime(nanoseconds: nanoseconds - nanoseconds % 1_000_000_000) + .seconds(1)
    }
}

extension Span {
    /// For people, in its two largest units, rounded up to seconds: `2 h 59 min`, `45 s`.
    var inAboutWords: String {
        let seconds = nanoseconds / 1_000_000_000 + (nanoseconds % 1_000_000_000 == 0 ? 0 : 1)
        let units: [(name: String, length: UInt64)] = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)]
        guard let first = units.firstIndex(where: { seconds >= $0.length }) else { return "0 s" }
        var text = "\(seconds / units[first].length) \(units[first].name)"
        let rest = seconds % units[first].length
        if first + 1 < units.count, rest >= units[first + 1].length {
            text += " \(rest / units[first + 1].length) \(units[first + 1].name)"
        }
        return text
    }
}

extension Explanation.Rule {
    /// What a server is that is away or closed by this rule, after `is`.
    fileprivate var standing: String {
        switch self {
        case .slow: "slow"
        case .flapping: "flapping"
        case .remnants: "not free of what cannot be killed"
        case .mayStillRun: "not free of what may still run"
        default: description
        }
    }

    /// What no server has.
    fileprivate func lack(_ removal: Explanation.Removal) -> String {
        switch self {
        case .noGPUModel(let models): "no server has a GPU of model \(models.joined(separator: " or "))"
        case .gpusTooSmall: "no GPU that would do has so much memory: \(removal.detail)"
        case .tooFewGPUs: "no server has so many GPUs that would do: \(removal.detail)"
        case .tooFewExtras(let name): "no server has so much of the extra \(name): \(removal.detail)"
        case .partTooSmall(let level): "no \(level.word) can hold the whole gang, even when it is empty"
        default: "no server is large enough, even when it is empty: \(removal.detail)"
        }
    }
}

extension Explanation.Removal {
    /// How many of the rules about size the servers have passed that this one removed.
    fileprivate var depth: Int {
        switch rule {
        case .noGPUModel: 0
        case .gpusTooSmall: 1
        case .tooFewGPUs: shortages.contains { $0.most > 0 } ? 2 : 0
        case .tooFewExtras: 3
        case .partTooSmall: 5
        default: 4
        }
    }
}
