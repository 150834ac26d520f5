import CoordinatorCore
import Determinism
import Fleet
import Scheduler

/// When faults are over: what must have come to rest, and the checks of what was promised to the operator.
extension FleetSimulator {
    /// What only people decide.
    mutating func tidy() {
        guard !isOver else { return }
        schedule(.operatorTidies, after: .seconds(4))
        guard open.count < 10 else { return }
        for (id, node) in history.fleet.nodes where node.eligibility != .eligible {
            ask(.uncordon, .change(.operation(.setEligibility(id, .eligible))))
        }
        let leader = coordinators.first { $0.glance.isLeader }
        for (id, node) in history.fleet.nodes where node.eligibility == .eligible {
            let now = leader?.clock.local(now) ?? .never
            let isDamped =
                node.losses.isDamped(at: history.fleet.time) || leader?.member?.penalty(of: id, now: now) != nil
            if isDamped { ask(.uncordon, .change(.operation(.setEligibility(id, .eligible)))) }
        }
        if history.fleet.brake.isOnHold
            || coordinators.contains(where: { $0.glance.isLeader && $0.member?.braked.isEmpty == false })
        {
            ask(.releaseBrake, .change(.releaseBrake))
        }
        if let namespace = history.fleet.quotas.keys.first {
            ask(.setQuota, .change(.operation(.setQuota(namespace: namespace, nil))))
        }
        // The others stay as they are, and wait rightly.
        for (id, job) in history.fleet.jobs where job.hold != nil && job.submittedIndex % 2 == 0 { release(id) }
        for name in history.fleet.reservations.keys {
            ask(.setReservation, .change(.operation(.deleteReservation(name: name))))
        }
        if let attempt = goneButNotDead {
            ask(.confirmDead, .change(.confirmDead(attempt.session, attempts: [attempt.id])))
        }
        // Work with an unlimited lease of a server that has booted since: only a person knows that it is over.
        for server in servers.prefix(serverCount) {
            guard let session = server.agent?.session, history.fleet.nodes[server.node]?.session == session else {
                continue
            }
            let stale = history.fleet.liveAttempts(on: server.node).first { attempt in
                attempt.lease == .unlimited && server.tasks[attempt.id] == nil
                    && session != attempt.session
            }
            if let stale { ask(.confirmDead, .change(.confirmDead(stale.session, attempts: []))) }
        }
    }

    mutating func checkConvergence() {
        schedule(.convergenceCheck, after: .seconds(1))
        guard let problem = unrest else {
            quietChecks += 1
            if quietChecks >= 3 { isOver = true }
            return
        }
        quietChecks = 0
        if now > calmSince + .seconds(150) { fail(.init(.doesNotConverge, problem)) }
    }

    /// What keeps the fleet from being as it was asked for; nil when nothing does.
    private var unrest: String? {
        if let ordered = history.fleet.power.first(where: { $0.value.order != nil })?.key {
            return "the order to switch \(ordered) has no end"
        }
        if let number = open.first { return "request \(number) (\(requests[number].kind)) has no answer" }
        let ready = coordinators.filter { $0.glance.isReadyLeader }
        guard ready.count == 1 else { return "\(ready.count) coordinators lead" }
        for coordinator in coordinators {
            guard coordinator.isUp else { return "a coordinator is down" }
            let applied = coordinator.glance.appliedIndex.rawValue
            if applied + 50 < history.lastIndex {
                return "c\(coordinator.id.rawValue) is at index \(applied) of \(history.lastIndex)"
            }
        }
        return unrestOfServers ?? unrestOfWork ?? unrestOfPools
    }

    /// A pool that is kept by a rule has what it asks for, or nobody can give it.
    private var unrestOfPools: String? {
        let fleet = history.fleet
        guard let leader = coordinators.first(where: { $0.glance.isReadyLeader }), let member = leader.member
        else { return "nobody leads" }
        let unavailable = member.unavailableNodes(now: leader.clock.local(now))
        for (name, rule) in fleet.poolRules where rule.reserve == .servers {
            guard let target = Target(rule.target) else { return "pool \(name) has no target" }
            let wanted = rule.size ?? rule.wanted
            let idle = (fleet.pools[name] ?? []).filter { fleet.nodes[$0].map(fleet.isIdle) == true }
            let ordinary = fleet.nodes.filter { target.matches($0.value) && $0.value.pool == nil }
            let able = ordinary.filter {
                fleet.isIdle($0.value) && !unavailable.contains($0.key) && !$0.value.losses.isDamped(at: fleet.time)
            }
            if UInt64(idle.count) < wanted, ordinary.count > 1, let first = able.first {
                return "pool \(name) has \(idle.count) of \(wanted) standbys although \(first.key) is idle"
            }
        }
        return nil
    }

    private var unrestOfServers: String? {
        for server in servers.prefix(serverCount) {
            guard let session = server.agent?.session else { return "the agent of \(server.node) does not run" }
            guard history.fleet.nodes[server.node]?.session == session else {
                return "the session of \(server.node) is not open"
            }
            if !server.ends.isEmpty, let end = server.ends.keys.first {
                return "\(server.node) still holds the end of \(end)"
            }
            if let command = server.journal.keys.first { return "\(server.node) still holds the result of \(command)" }
            for attempt in server.tasks.keys where history.fleet.attempt(attempt)?.state.isLive != true {
                return "\(attempt) runs on \(server.node) and is over by the state"
            }
        }
        return nil
    }

    private var unrestOfWork: String? {
        if let command = history.fleet.unsettledCommands.elements.first { return "command \(command) is not settled" }
        for (id, allocation) in history.fleet.allocations {
            switch allocation.state {
            case .finished: continue
            case .pending:
                if !isKeptFromRoom(allocation), let node = roomFor(allocation) {
                    return "allocation \(id) waits although \(node) has room (\(explanation(of: id)))"
                }
            case .active:
                guard let attempt = allocation.live.last else { return "allocation \(id) has no live attempt" }
                guard attempt.state == .running, attempt.stopping == nil, witness.isRunning(attempt.id) else {
                    return "attempt \(attempt.id) on \(attempt.node) does not run (\(attempt.state), "
                        + "stopping \(attempt.stopping.map { "\($0)" } ?? "no"))"
                }
            }
        }
        return nil
    }

    /// Whether what is free may be kept for another of its rank or above, that has waited for long and fits nowhere yet
    /// (`StartClaim.patience`): for as long as nobody knows when that will fit.
    private func isKeptFromRoom(_ allocation: Allocation) -> Bool {
        let fleet = history.fleet
        guard !allocation.failover, allocation.yieldsTo == nil, allocation.pinned == nil,
            let priority = fleet.jobs[allocation.job]?.definition.priority,
            let leader = coordinators.indices.first(where: { coordinators[$0].glance.isReadyLeader })
        else { return false }
        let time = time(of: leader)
        return waiting(in: fleet, at: time).contains { other in
            other.job.definition.priority >= priority && other.allocation.job != allocation.job
                && time.since(other.allocation.pendingSince) >= StartClaim.patience && roomFor(other.allocation) == nil
        }
    }

    private func explanation(of id: AllocationID) -> String {
        guard let leader = coordinators.first(where: { $0.glance.isReadyLeader }), let member = leader.member
        else { return "nobody leads" }
        return Scheduler.explain(
            state: member.fleet, allocation: id,
            unavailable: member.unavailableNodes(now: leader.clock.local(now)), now: member.fleet.time
        ).summary
    }

    /// A server that could take a waiting allocation at once; for a gang, that could take it whole with the others.
    private func roomFor(_ allocation: Allocation) -> NodeID? {
        let fleet = history.fleet
        let leader = coordinators.indices.first { coordinators[$0].glance.isReadyLeader }
        guard let job = fleet.jobs[allocation.job], job.waitsFor.isEmpty, !history.isHeld(job),
            mayStillBegin(job, at: leader.map(time(of:)) ?? fleet.time), boundLeavesRoom(for: job, in: fleet)
        else { return nil }
        let wanted = job.definition.request
        let members =
            job.definition.gang
            ? job.allocations.compactMap { fleet.allocations[$0] }.filter { !$0.isFinished } : [allocation]
        // A gang goes whole: what only some of its members may use does not help it for certain.
        let mayUseReserves = members.allSatisfy { $0.failover || $0.pinned != nil }
        var places = SortedMap<String, Int>()
        var first: NodeID?
        for (id, node) in fleet.nodes {
            guard node.session != nil, node.eligibility == .eligible,
                allocation.pinned == nil || allocation.pinned == id,
                node.pool == nil || mayUseReserves, rulesAllow(allocation, of: job, on: node, in: fleet),
                let part = part(of: node, for: job)
            else { continue }
            var free = fleet.free(on: id)
            let headroom = mayUseReserves ? Headroom.none : fleet.headroom(of: node)
            while free.takes(wanted, beside: headroom), places[part] ?? 0 < 10_000, wanted.amounts.cpuMillicores > 0 {
                free.take(wanted)
                places[part, default: 0] += 1
                if first == nil { first = id }
            }
        }
        return places.values.contains { $0 >= members.count } ? first : nil
    }

    // MARK: What was promised

    /// What the operator was told is in a leader's state.
    mutating func checkAcknowledged(by fleet: FleetState, of whom: String) {
        for request in requests {
            guard let outcome = request.outcome, request.isKept else { continue }
            if fleet.outcome(of: request.id) != outcome {
                return fail(
                    .init(
                        .acknowledgedLost,
                        "a \(request.kind) was acknowledged at index \(outcome.index), and is not in the state of \(whom)"
                    ))
            }
        }
    }

    /// Outcomes of commands are what really happened.
    mutating func checkCommandOutcomes() {
        for (id, command) in history.fleet.commands {
            for (node, run) in command.runs {
                let hasRun = witness.hasRun(id, on: node)
                switch run.result {
                case .exited where !hasRun:
                    fail(
                        .init(.commandOutcomeWrong, "command \(id) has an exit status of \(node), and never ran there"))
                case .notStarted where hasRun, .unreachable where hasRun:
                    fail(.init(.commandOutcomeWrong, "command \(id) ran on \(node), and is said not to have run"))
                default: break
                }
            }
        }
    }
}
