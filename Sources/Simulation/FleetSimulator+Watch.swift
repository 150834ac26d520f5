import CoordinatorCore
import Determinism
import Fleet
import Scheduler

/// Looks twice a second whether something lasts that must not: what is possible must happen, and soon. What is waited for is
/// judged only while somebody leads without trouble and the servers that it needs are well, seen from outside.
extension FleetSimulator {
    /// What may pass, beside the times that follow from leases and settings: a few lost messages, slow disks, a scan.
    private static let patience = Span.seconds(5)

    mutating func look() {
        schedule(.promisesLookedAt, after: PromiseWatch.interval)
        watch.beginLook()
        let leader = coordinators.indices.first { isLeadingWell($0) }
        watch.note(leader: leader, term: leader.map { coordinators[$0].glance.term.rawValue } ?? 0, now: now)
        // A leader that was started of late may have read of a change of the rhythm only now.
        let longest = watch.longestPatience(history.fleet.settings.patience, now: now)
        let leaders = leader.flatMap { coordinators[$0].member?.suspectAfter } ?? .zero
        watch.settlingTime = max(longest, leaders) + history.fleet.settings.beatInterval * 2
        noteHealth()
        lookAtTables()
        lookAtLimits()
        guard leader != nil else { return }
        lookAtPatience()
        lookAtVerdicts()
        lookAtPlacements()
        lookAtServers()
        lookAtDeadlines()
        if isCalm { lookAtRequests() }
    }

    /// Notes that something is waited for now. Returns whether that has lasted for longer than it may.
    private mutating func isOverdue(_ what: PromiseWatch.Wait, after bound: Span) -> Bool {
        watch.wait(for: what, now: now) > bound
    }

    // MARK: Who is well

    /// Whether a coordinator leads, and hears a follower that is well, on lines and disks that are.
    private func isLeadingWell(_ index: Int) -> Bool {
        let leader = coordinators[index]
        guard leader.glance.isReadyLeader, isWell(index) else { return false }
        return coordinators.indices.contains { other in
            other != index && isWell(other) && network.isFair(index, other) && network.isFair(other, index)
        }
    }

    private func isWell(_ index: Int) -> Bool {
        coordinators[index].isUp && !coordinators[index].isFrozen && !coordinators[index].isDiskSlow
    }

    /// Since when each server has been well: powered, running, with an agent, and with a leader that it hears and that hears
    /// it.
    private func noteHealth() {
        for index in servers.indices {
            let server = servers[index]
            let isWell: Bool
            if let leader = watch.leader, server.hasPower, !server.isFrozen, !server.isLeaving, server.agent != nil,
                !sharesItsName(index)
            {
                let host = hostOfServer(index)
                isWell = network.isFair(host, leader.index) && network.isFair(leader.index, host)
            } else {
                isWell = false
            }
            let stands =
                server.wellSince != nil && server.wellLife == server.life && server.wellTerm == watch.leader?.term
            if !isWell {
                server.wellSince = nil
            } else if !stands {
                server.wellSince = now
                server.wellLife = server.life
                server.wellTerm = watch.leader?.term
            }
        }
    }

    /// Whether another machine speaks in its name: one of the two waits for as long as both live.
    private func sharesItsName(_ index: Int) -> Bool {
        let copy = servers[serverCount]
        return copy.hasPower && (index == serverCount || copy.node == servers[index].node)
    }

    private func isWell(_ server: SimulatedServer, for span: Span) -> Bool {
        server.wellSince.map { $0 + span <= now } ?? false
    }

    /// Long enough for a server that is heard again to be one like the others.
    private var settlingTime: Span { watch.settlingTime }

    /// A leader goes by what was asked of agents before only for as long as some may not have heard of the change.
    private mutating func lookAtPatience() {
        guard let leader = watch.leader, let patience = coordinators[leader.index].member?.suspectAfter,
            patience > history.fleet.settings.patience
        else { return }
        // Twice the longest patience that there is, and a second change meanwhile.
        let longest = ClusterSettings(profile: .patient).patience * 3
        if isOverdue(.rhythm(term: leader.term), after: longest + FleetSimulator.patience) {
            fail(
                .init(
                    .stuck,
                    "c\(leader.index + 1) has waited \(patience.wholeMilliseconds) ms for silent servers ever since the rhythm "
                        + "became quicker"))
        }
    }

    // MARK: Losses

    /// What is certainly over is declared lost, unless the brake holds it.
    private mutating func lookAtVerdicts() {
        guard let leader = watch.leader else { return }
        let fleet = history.fleet
        let coordinator = coordinators[leader.index]
        var braked: SortedSet<NodeID>?
        for (id, node) in fleet.nodes {
            for attempt in fleet.liveAttempts(on: id) where attempt.lease != .unlimited && !attempt.notDead {
                let isPresent = attempt.session == node.session
                if isPresent, fleet.brake.isOnHold { continue }
                // Any word of the session is an occasion to renew its lease.
                let heard = coordinator.heard[attempt.session] ?? .origin
                let from = max(heard, leader.since + fleet.foreignGrace)
                guard now > from + attempt.lease + attempt.lease / 40 + .seconds(1) else { continue }
                // Whoever is not yet suspect is not judged, however short its leases are.
                if isPresent, now < from + (coordinator.member?.suspectAfter ?? .zero) + .seconds(1) { continue }
                if isPresent {
                    let held = braked ?? coordinator.member?.braked ?? SortedSet()
                    braked = held
                    if held.contains(id) { continue }
                }
                if isOverdue(.verdict(attempt.id), after: FleetSimulator.patience) {
                    fail(
                        .init(
                            .noticedTooLate,
                            "attempt \(attempt.id) on \(id) counts as living, and its session was last heard "
                                + "\(now.since(heard).wholeMilliseconds) ms ago, with a lease of "
                                + "\(attempt.lease.wholeMilliseconds) ms"))
                }
            }
        }
    }

    // MARK: Placements

    /// What waits is placed where there is room for it. On each server that is well the first in rank that may run there is
    /// looked at: what comes behind one that may not be placed yet can be kept waiting for it.
    private mutating func lookAtPlacements() {
        let fleet = history.fleet
        guard !fleet.pending.isEmpty, fleet.placementHold == nil, let leader = watch.leader else { return }
        // A leader's time is ahead of the state's: what will wait soon counts, too, and what may not begin any more does not.
        let ranked = waiting(in: fleet, at: time(of: leader.index), withDelayed: true)
        guard !ranked.isEmpty else { return }
        var seen = SortedSet<AllocationID>()
        for index in servers.indices where isWell(servers[index], for: settlingTime) {
            guard let node = fleet.nodes[servers[index].node], node.session == servers[index].agent?.session,
                let first = ranked.first(where: {
                    mayRun($0.allocation, of: $0.job, on: node, in: fleet, at: fleet.time)
                }),
                isFirstBeyondDoubt(first, among: ranked, on: node, in: fleet, at: fleet.time),
                !first.job.definition.gang, first.allocation.notBefore <= fleet.time,
                fits(first, into: fleet.free(on: node.id), of: node, in: fleet),
                seen.insert(first.allocation.id),
                !isPenalised(node.id, by: leader.index)
            else { continue }
            let bound = FleetSimulator.patience
            if isOverdue(.placement(first.allocation.id), after: bound) {
                fail(
                    .init(
                        .waitsBesideRoom,
                        "allocation \(first.allocation.id) has waited for \(bound.wholeMilliseconds) ms although "
                            + "\(node.id) has room"))
            }
        }
    }

    /// What a leader knows of a server beyond the state: its own penalty for flapping, what cannot be killed there, a slow
    /// agent.
    private func isPenalised(_ node: NodeID, by index: Int) -> Bool {
        guard let member = coordinators[index].member else { return true }
        let local = coordinators[index].clock.local(now)
        switch member.unavailability(now: local)[node] {
        case nil, .suspect: return member.penalty(of: node, now: local) != nil
        default: return true
        }
    }

    // MARK: Servers

    /// On a server that is well nothing stays on its way.
    private mutating func lookAtServers() {
        let fleet = history.fleet
        let beats = fleet.settings.beatInterval * 3
        for index in servers.indices {
            let server = servers[index]
            guard isWell(server, for: settlingTime), let session = server.agent?.session else { continue }
            guard fleet.nodes[server.node]?.session == session else {
                // A second agent of a server waits until the first one's beats have been missed.
                if isOverdue(.session(server.node), after: beats + settlingTime + FleetSimulator.patience) {
                    fail(.init(.stuck, "\(server.node) is well, and its session is not opened"))
                }
                continue
            }
            for attempt in fleet.liveAttempts(of: session) {
                if attempt.state == .assigned, attempt.stopping == nil {
                    if isOverdue(.start(attempt.id), after: beats + FleetSimulator.patience) {
                        fail(
                            .init(
                                .stuck,
                                "attempt \(attempt.id) is assigned to \(server.node), which is well, and not begun"))
                    }
                }
                if attempt.stopping != nil, !attempt.notDead {
                    if isOverdue(.stop(attempt.id), after: timeToStop(attempt) + beats + FleetSimulator.patience) {
                        fail(.init(.stuck, "attempt \(attempt.id) was asked to end on \(server.node), which is well"))
                    }
                }
            }
        }
        guard isCalm else { return }
        for id in fleet.unsettledCommands {
            guard let command = fleet.commands[id] else { continue }
            for (node, run) in command.runs where run.result == nil {
                let bound = command.definition.startWithin + command.definition.timeLimit + .seconds(20)
                if isOverdue(.command(id, node), after: bound) {
                    fail(.init(.stuck, "command \(id) has no result of \(node)"))
                }
            }
        }
    }

    /// What a checkpoint, the grace and the killing of a task may take.
    private func timeToStop(_ attempt: Attempt) -> Span {
        guard
            let definition = history.fleet.allocations[attempt.id.allocation].flatMap({ history.fleet.jobs[$0.job] })?
                .definition
        else { return .unlimited }
        // A job that was revised may have had longer ones.
        let longest = Span.seconds(6)
        return max(definition.stop.grace + (definition.checkpoint?.grace ?? .zero), longest) + KillLead.longest
    }

    // MARK: Time limits

    /// What has run for longer than its limit and its contract allow, is being killed: whether anybody leads or not.
    private mutating func lookAtLimits() {
        for index in servers.indices where servers[index].hasPower && !servers[index].isFrozen {
            let local = servers[index].clock.local(now)
            for (id, task) in servers[index].tasks {
                guard let limit = task.definition.timeLimit, task.isAlive, !task.isDying, !task.isOrphan,
                    task.hang == .none, task.beganAt != .never
                else { continue }
                let contract = task.definition.stop.grace + (task.definition.checkpoint?.grace ?? .zero)
                guard local > task.beganAt + limit else { continue }
                // The contract counts from when the supervisor can act: a frozen server's does not.
                if isOverdue(.limit(id), after: contract + .seconds(1)) {
                    fail(
                        .init(
                            .overLimit,
                            "\(id) has run on \(servers[index].node) for "
                                + "\(local.since(task.beganAt).wholeMilliseconds) ms, with a limit of "
                                + "\(limit.wholeMilliseconds) ms"))
                }
            }
        }
    }

    /// What is due by the state's own time is ended soon.
    private mutating func lookAtDeadlines() {
        for (id, job) in history.fleet.jobs where job.desired == .running && !history.fleet.isFinished(job) {
            guard let deadline = job.deadline, deadline < history.fleet.time else { continue }
            if isOverdue(.deadline(id), after: FleetSimulator.patience) {
                fail(.init(.stuck, "the deadline of \(id) has passed, and it goes on"))
            }
        }
    }

    // MARK: Tables

    /// What is kept is bounded by what there is.
    private mutating func lookAtTables() {
        let fleet = history.fleet
        let nodes = fleet.nodes.count
        if fleet.brake.taken.count > nodes || fleet.brake.releases.count > nodes * 8 {
            fail(.init(.unbounded, "the brake remembers \(fleet.brake.taken.count) servers of \(nodes)"))
        }
        if let problem = WitnessedOrder.stuckDependent(in: fleet) { fail(.init(.stuck, problem)) }
        for server in servers {
            let live = fleet.nodes[server.node]?.liveAttempts.count ?? 0
            if live > 100 { fail(.init(.unbounded, "\(server.node) has \(live) live attempts")) }
            if server.claims.count > 300 || server.ends.count > 300 || server.journal.count > 300 {
                fail(.init(.unbounded, "the disk of \(server.node) keeps \(server.claims.count) claims"))
            }
            if server.heldInputs.count > 5_000 {
                fail(.init(.unbounded, "\(server.heldInputs.count) messages wait for \(server.node)"))
            }
        }
        for id in fleet.pending {
            guard let allocation = fleet.allocations[id], allocation.attempts.count > Allocation.attemptsKept + 1
            else { continue }
            fail(.init(.unbounded, "allocation \(id) remembers \(allocation.attempts.count) attempts"))
        }
    }

    /// Nobody waits for an answer without end.
    private mutating func lookAtRequests() {
        for number in open {
            if isOverdue(.answer(number), after: .seconds(30)) {
                fail(.init(.stuck, "request \(number) (\(requests[number].kind)) has no answer"))
            }
        }
    }
}
