import Determinism
import Fleet

/// Backfilling: the first that waits for room keeps its start (`StartClaim`), and what comes behind it is bound by that.
extension PassRun {
    /// Jobs for which a pass works out a claim at the most.
    static let claimTries = 4
    /// Parts of the fleet that are looked at for a gang that must stay within one.
    private static let areasLookedAt = 16

    // MARK: Keeping a start

    /// Something waits for room: its start is kept, if none is yet and it can be told when or has been waited for long.
    mutating func claimStart(for members: [Allocation], of job: Job) {
        guard kept == nil, let first = members.first, first.pinned == nil, !floor.isParticular(job.definition) else {
            return
        }
        if !claims.mayForecast {
            guard let known = claims.known, known.job == job.definition.id, known.startBy.map({ now < $0 }) ?? true,
                let start = keep(known, of: job)
            else { return }
            kept = start
            result.claim = known
            return
        }
        guard claimTriesLeft > 0 else { return }
        claimTriesLeft -= 1
        result.hasForecast = true
        guard let claim = newClaim(for: members, of: job, first), let start = keep(claim, of: job)
        else { return }
        kept = start
        result.claim = claim
    }

    private mutating func newClaim(for members: [Allocation], of job: Job, _ first: Allocation) -> StartClaim? {
        let definition = job.definition
        var parts: [[Int]] = []
        if definition.gang, let level = definition.rules.topology?.within {
            let areas = GangAreas(for: members, of: definition, on: &floor).holdingWhenEmpty(at: level)
            for area in areas.prefix(PassRun.areasLookedAt) {
                parts.append(candidates(for: first, of: definition, in: area))
            }
        } else {
            parts = [floor.candidates(for: first, of: definition)]
        }
        let forecast = RoomForecast(state, now: now)
        let count = UInt64(definition.gang ? members.count : 1)
        var best: RoomForecast.Start?
        for part in parts {
            let servers = part.map { floor.servers[$0] }
            guard
                let start = forecast.start(
                    of: count, definition.request, withHeadroom: first.mayUseHeadroom, on: servers)
            else { continue }
            if best.map({ start.time < $0.time }) ?? true { best = start }
        }
        // What is given up before it could start keeps nothing from others.
        if let latest = job.latestStart, latest < best?.time ?? .epoch { return nil }
        if let best {
            return StartClaim(job: definition.id, startBy: best.time, madeAt: now, places: best.places)
        }
        let since = members.map(\.pendingSince).max() ?? now
        guard now.since(since) >= StartClaim.patience else {
            wake(at: since + StartClaim.patience)
            return nil
        }
        for part in parts {
            let servers = part.map { floor.servers[$0] }
            guard let places = forecast.leastHeld(count, definition.request, on: servers) else { continue }
            return StartClaim(job: definition.id, startBy: nil, madeAt: now, places: places)
        }
        return nil
    }

    /// What is left on a claim's servers beside it; nil where it does not stand any more.
    private func keep(_ claim: StartClaim, of job: Job) -> KeptStart? {
        var start = KeptStart(claim: claim)
        let forecast = RoomForecast(state, now: now)
        for (node, count) in claim.places {
            guard let place = floor.place(of: node) else { return nil }
            var room = forecast.room(of: floor.servers[place], at: claim.startBy)
            for _ in 0..<count {
                if room.takes(job.definition.request) {
                    room.take(job.definition.request)
                } else if claim.startBy == nil {
                    // Nobody knows when it will fit: nothing more goes there.
                    room = .none
                } else {
                    return nil
                }
            }
            start.later[place] = room
        }
        return start
    }

    // MARK: Being bound by one

    /// Whether a task must leave a kept start alone. What ran before (it lost its server, or was moved) goes on, and what belongs to its
    /// server does, too; what certainly ends before that start does not put it off.
    func isBound(_ allocation: Allocation, of job: Job) -> Bool {
        guard let kept, job.definition.id != kept.claim.job, !allocation.failover, allocation.yieldsTo == nil,
            allocation.leftNode == nil, allocation.pinned == nil
        else { return false }
        return !endsBefore(kept.claim, job.definition)
    }

    private func endsBefore(_ claim: StartClaim, _ definition: JobDefinition) -> Bool {
        guard let startBy = claim.startBy, let limit = definition.timeLimit, definition.restart.condition != .always,
            let longest = StartClaim.longestTimeLimit(for: definition, before: startBy, at: now)
        else { return false }
        return limit <= longest
    }

    /// The servers that a bound task would put a kept start off on.
    mutating func barred(_ request: ResourceRequest) -> ServerSet {
        if let known = kept?.barred[request] { return known }
        var barred = ServerSet()
        for (place, room) in kept?.later ?? [:] where !room.takes(request) {  // order-free: what is filled is a set
            barred.insert(floor.servers[place].number)
        }
        kept?.barred[request] = barred
        return barred
    }

    /// A task begins that may still be there when the kept start is due.
    mutating func noteBeside(_ place: Int, _ definition: JobDefinition) {
        guard let claim = kept?.claim, let room = kept?.later[place], !endsBefore(claim, definition) else { return }
        var rest = room
        if rest.takes(definition.request) { rest.take(definition.request) } else { rest = .none }
        kept?.later[place] = rest
        kept?.barred = [:]
    }

    /// Why a bound task waits that would have a place but for the start that is kept; nil where it would have none.
    mutating func reasonToWait(_ allocation: Allocation, of definition: JobDefinition) -> BlockReason? {
        guard let kept else { return nil }
        let sets = floor.candidateSets(for: allocation, of: definition)
        let hasPlace = kept.later.keys.contains { place in  // order-free: whether there is any
            sets.contains(floor.servers[place].number)
                && floor.servers[place].takes(definition.request, withHeadroom: allocation.mayUseHeadroom)
        }
        return hasPlace ? .keptStart(kept.claim.job, kept.claim.startBy) : nil
    }
}

/// A start that a pass keeps.
struct KeptStart: Sendable {
    let claim: StartClaim
    /// What is left for others on its servers at that time, by place. Only looked up, or gathered into sets.
    var later: [Int: Room] = [:]
    /// The servers that are closed to bound tasks, as far as they were worked out. Only looked up.
    var barred: [ResourceRequest: ServerSet] = [:]

    init(claim: StartClaim) { self.claim = claim }
}
