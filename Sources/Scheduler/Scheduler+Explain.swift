import Determinism
import Fleet

extension Scheduler {
    /// Explains what becomes of an allocation: runs a whole pass and looks what it decides, then goes through the servers
    /// rule by rule. For people; costs as much as a pass.
    public static func explain(
        state: FleetState, allocation id: AllocationID, unavailable: SortedSet<NodeID>,
        reasons: SortedMap<NodeID, Explanation.Rule> = SortedMap(), now: WallTime, index: PlaceIndex = PlaceIndex()
    ) -> Explanation {
        var explanation = Explanation(allocation: id, summary: "", removed: [], candidates: [], remedy: "")
        guard let allocation = state.allocations[id], let job = state.jobs[allocation.job] else {
            explanation.summary = "there is no allocation \(id)"
            explanation.remedy = "see `muster job show` for the allocations of a job"
            return explanation
        }
        switch allocation.state {
        case .finished(let result):
            explanation.summary = "\(allocation.name) is over: \(result)"
            if let missed = job.missedDependency, result == .dependencyFailed {
                explanation.summary = "\(allocation.name) was cancelled: \(missed)"
                explanation.remedy = remedy(for: missed, of: job)
            }
            explain(result, of: allocation, job: job, into: &explanation)
            if result == .failed {
                explanation.remedy =
                    "see `muster job logs` for what it wrote, and run the job again with `muster job run`"
            }
            return explanation
        case .active:
            guard let attempt = allocation.current else { break }
            let doing = attempt.state == .assigned ? "starts" : "runs"
            explanation.summary = "\(allocation.name) \(doing) on \(attempt.node)"
            if let reason = attempt.stopping {
                explanation.summary += " and is asked to end: \(reason)"
            }
            return explanation
        case .pending: break
        }
        if !job.waitsFor.isEmpty {
            explain(job.waitsFor, of: allocation, in: state, into: &explanation)
            return explanation
        }
        var index = index
        survey(
            allocation, of: job, in: state, unavailable: unavailable, reasons: reasons, now: now, by: &index,
            into: &explanation)
        let pass = pass(state: state, unavailable: unavailable, now: now, placementsAtMost: .max, index: &index)
        let placement = pass.plans.lazy.flatMap(\.placements).first { $0.allocation == id }
        if let placement {
            explanation.summary = "\(allocation.name) can be placed on \(placement.session.node) now"
            return explanation
        }
        var reason = pass.blocked.first { $0.allocation == id }?.reason
        if reason == nil, let bound = job.definition.atMost, job.desired == .running { reason = .bounded(bound) }
        explanation.summary = "\(allocation.name) waits: \(reason?.description ?? "its job is to end")"
        explanation.remedy = remedy(for: reason, job: job, explanation: explanation, now: now)
        if reason?.isAboutServers == true,
            let mistyped = remedyForImpossibleConstraint(of: job.definition, in: state)
        {
            explanation.remedy = mistyped
        }
        if case .tooLate? = reason { return explanation }
        if let latest = job.latestStart, let deadline = job.deadline {
            explanation.remedy +=
                latest == deadline
                ? ". It is given up at its deadline, \(deadline)"
                : ". It is given up at \(latest): with its time limit it could not end before its deadline, \(deadline)"
        }
        return explanation
    }

    private static func survey(
        _ allocation: Allocation, of job: Job, in state: FleetState, unavailable: SortedSet<NodeID>,
        reasons: SortedMap<NodeID, Explanation.Rule>, now: WallTime, by index: inout PlaceIndex,
        into explanation: inout Explanation
    ) {
        var floor = index.begin(state, unavailable: unavailable, now: now)
        defer { index.end(floor) }
        let replicas = job.definition.type == .service ? floor.replicas(of: job, in: state) : [:]
        let request = job.definition.request
        let gang = GangSurvey(of: job, in: state, on: &floor)
        var fitting: [Int] = []
        for (id, node) in state.nodes {
            let own =
                rule(against: node, for: allocation, of: job, unavailable: unavailable, now: now)
                ?? floor.place(of: id).flatMap { place in
                    floor.neighbourRule(against: place, for: allocation, of: job.definition)
                        ?? gang?.rule(whenEmpty: place)
                }
            if let rule = own == .suspect ? reasons[id] ?? own : own {
                explanation.remove(id, by: rule)
            } else if let place = floor.place(of: id) {
                let server = floor.servers[place]
                guard server.takes(request, withHeadroom: allocation.mayUseHeadroom) else {
                    explanation.remove(id, by: .against(server.free, for: request) ?? .headroom)
                    continue
                }
                if let rule = gang?.rule(now: place) {
                    explanation.remove(id, by: rule)
                } else {
                    fitting.append(place)
                }
            }
        }
        let numbers = ServerSet(fitting.map { floor.servers[$0].number })
        var scores: [Int: (position: Int, score: PlaceScore)] = [:]
        for (position, ranked) in index.ranking(request, among: numbers).enumerated() {
            if let place = floor.place(numbered: ranked.place.server) { scores[place] = (position, ranked.score) }
        }
        let objections = floor.objections(to: job.definition)
        func order(_ place: Int) -> (UInt64, UInt64, UInt64, UInt64, Int, Int) {
            let server = floor.servers[place]
            return (
                allocation.failedStarts.count(of: server.id), server.isStandby ? 1 : 0, objections?[place] ?? 0,
                replicas[place] ?? 0, scores[place]?.position ?? .max, place
            )
        }
        let best = fitting.sorted { order($0) < order($1) }.prefix(Explanation.candidatesShown)
        explanation.candidates = best.map { place in
            let server = floor.servers[place]
            return Explanation.Candidate(
                node: server.id, isStandby: server.isStandby, replicas: replicas[place] ?? 0,
                leftover: server.leftover(of: server.free, after: request), score: scores[place]?.score)
        }
    }

    private static func rule(
        against node: Node, for allocation: Allocation, of job: Job, unavailable: SortedSet<NodeID>,
        now: WallTime
    ) -> Explanation.Rule? {
        if let pinned = allocation.pinned, pinned != node.id { return .boundElsewhere }
        if node.session == nil { return .notConnected }
        if unavailable.contains(node.id) { return .suspect }
        if node.losses.isDamped(at: now) { return .flapping }
        if node.eligibility == .cordoned { return .cordoned }
        if node.eligibility.isLeaving { return .draining }
        if node.pool != nil && !allocation.failover && allocation.pinned == nil { return .standby }
        if let rule = labelRule(against: node, for: job.definition) { return rule }
        return .against(node.facts, for: job.definition.request)
    }

    private static func remedy(
        for reason: BlockReason?, job: Job, explanation: Explanation, now: WallTime
    ) -> String {
        switch reason {
        case nil: return ""
        case .waitsForRoom(let node): return "nothing; it starts when the tasks that end on \(node) are gone"
        case .quota(let excess): return remedy(for: excess)
        case .quotaKept(let claim):
            return "nothing; it is placed once that work has begun, or raise the quota with `muster quota set "
                + "\(claim.namespace)`"
        case .waitsForGang: return "nothing; it starts when every member of the gang is ready"
        case .waitsUntil(let time):
            return "nothing; it is placed in \((time.since(now).wholeMilliseconds + 999) / 1_000) s"
        case .noDomain(let level): return remedy(forGangWithin: level, explanation)
        case .noServer, .noRoom: break
        case .waitsForJob: return "nothing; it is placed when that has happened"
        case .bounded:
            return
                "nothing; it starts when its turn comes. To have more of them live at a time, submit the job with a larger "
                + "`at-most`"
        case .tooLate: return "submit the job with a later `deadline`, or a shorter `time-limit`"
        }
        if let label = explanation.removed.lazy.compactMap({ removal -> String? in
            switch removal.rule {
            case .label(let name): return name
            case .condition(let condition): return condition.label
            default: return nil
            }
        }).first, !explanation.isFull, explanation.count(of: .tooSmall) == 0, explanation.remedyForDevices == nil {
            return "give a server the wanted value of label \(label), or take the constraint out of the job"
        }
        if reason == .noServer, let remedy = explanation.remedyForNeighbours(of: job.definition) { return remedy }
        if explanation.isFull {
            return "wait for tasks to end, give the job a higher priority than what runs (it has "
                + "\(job.definition.priority)), ask for less, or add servers"
        }
        if explanation.count(of: .headroom) > 0 {
            return "wait for tasks to end, make the headroom smaller (`muster pool list`), or add servers"
        }
        if let remedy = explanation.remedyForDevices { return remedy }
        if explanation.count(of: .tooSmall) > 0 {
            return "ask for less than the largest server has, or add a larger one"
        }
        if explanation.count(of: .cordoned) + explanation.count(of: .draining) > 0 {
            return "let a server have work again with `muster node uncordon` or `muster node undrain`"
        }
        if explanation.count(of: .flapping) > 0 {
            return "wait until the penalty of a flapping server is over, or end it with `muster node undamp`"
        }
        if explanation.count(of: .slow) > 0 { return "find out what holds the slow server up" }
        if explanation.count(of: .standby) > 0 { return "take a server out of its standby pool, or add servers" }
        if explanation.candidates.isEmpty { return "bring a server back: none that may have this work is heard" }
        return job.definition.gang
            ? "free room for the whole gang, or make it smaller"
            : "wait: the room that is free is kept for work of a higher rank"
    }
}
