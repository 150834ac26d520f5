import CoordinatorCore
import Determinism
import Fleet

/// Judges placements: in the order of the ranks, and only where servers are heard.
extension FleetSimulator {
    /// Something that waits for a place.
    struct Waiting {
        var allocation: Allocation
        var job: Job
    }

    /// What waits by that state, and may still begin at a leader's time, the most urgent first: priority, then what lost its
    /// server, then who came first. `withDelayed`: what waits out a restart delay, too.
    func waiting(in fleet: FleetState, at time: WallTime, withDelayed: Bool = false) -> [Waiting] {
        var found: [Waiting] = []
        for id in fleet.pending {
            guard let allocation = fleet.allocations[id], let job = fleet.jobs[allocation.job],
                job.desired == .running, job.waitsFor.isEmpty, mayStillBegin(job, at: time),
                boundLeavesRoom(for: job, in: fleet)
            else { continue }
            // A gang waits for its last member.
            guard withDelayed || allocation.notBefore <= time || job.definition.gang else { continue }
            found.append(Waiting(allocation: allocation, job: job))
        }
        return found.sorted { left, right in
            let (one, other) = (left.job.definition.priority, right.job.definition.priority)
            if one != other { return one > other }
            if left.allocation.failover != right.allocation.failover { return left.allocation.failover }
            if left.job.submittedIndex != right.job.submittedIndex {
                return left.job.submittedIndex < right.job.submittedIndex
            }
            return left.allocation.id < right.allocation.id
        }
    }

    /// Whether there is time to begin it, by a leader's time. As long as there is, room is kept for it as for any other; so what
    /// is left out here must be what the leader leaves out, or else whoever comes behind it seems to be passed over.
    func mayStillBegin(_ job: Job, at time: WallTime) -> Bool { job.latestStart.map { $0 >= time } ?? true }

    /// A coordinator's time: a leader's is ahead of the state's, which is that of its newest entry.
    func time(of index: Int) -> WallTime {
        let local = coordinators[index].clock.local(now)
        return coordinators[index].member?.knownTime(now: local) ?? history.fleet.time
    }

    /// Whether more of a job may be live than is, counted by its attempts.
    func boundLeavesRoom(for job: Job, in fleet: FleetState, besides placed: Int = 0) -> Bool {
        guard let bound = job.definition.atMost else { return true }
        let live = job.allocations.count { fleet.allocations[$0]?.live.isEmpty == false }
        return UInt64(live + placed) < bound
    }

    /// Whether it fits into what is free on a server: what is kept for work that lost its server is for that alone.
    func fits(_ waiting: Waiting, into room: Room, of node: Node, in fleet: FleetState) -> Bool {
        let mayUseAll = waiting.allocation.failover || waiting.allocation.pinned != nil
        return room.takes(waiting.job.definition.request, beside: mayUseAll ? .none : fleet.headroom(of: node))
    }

    /// Whether the rules other than room let it onto an ordinary server.
    func mayRun(
        _ allocation: Allocation, of job: Job, on node: Node, in fleet: FleetState, at time: WallTime
    ) -> Bool {
        guard node.session != nil, node.eligibility == .eligible, !node.losses.isDamped(at: time) else { return false }
        if let pinned = allocation.pinned, pinned != node.id { return false }
        // On standbys room is also kept for work whose server is only suspect.
        if node.pool != nil { return false }
        // Whom a reservation lets in is judged where it begins.
        if isReserved(node.id, in: fleet, at: time) { return false }
        return job.definition.isContent(with: node.id, labels: node.facts.labels)
            && rulesAllow(allocation, of: job, on: node, in: fleet)
    }

    /// Judges plans that a leader has just proposed, by the state that it made them from.
    mutating func judgePlacements(_ plans: [Plan], of index: Int, at time: WallTime, by state: FleetState) {
        let placements = plans.flatMap(\.placements)
        guard !placements.isEmpty else { return }
        let local = coordinators[index].clock.local(now)
        let patience = coordinators[index].member?.suspectAfter ?? .unlimited
        for placement in placements {
            let heard = coordinators[index].heardLocally[placement.session.node] ?? .origin
            guard heard + patience < local else { continue }
            return fail(
                .init(
                    .placedOnSuspect,
                    "c\(index + 1) places \(placement.allocation) on \(placement.session.node), which it has not heard for "
                        + "\(local.since(heard).wholeMilliseconds) ms"))
        }
        let ranked = waiting(in: state, at: time)
        // Places are kept for what is being moved, which may leave room for a small task alone.
        guard state.beingMoved.isEmpty, !plans.contains(where: { $0.stops.contains { $0.reason.isMove } })
        else { return }
        let placed = SortedSet(placements.map(\.allocation))
        var placedOf = SortedMap<JobID, Int>()
        for id in placed { if let job = state.allocations[id]?.job { placedOf[job, default: 0] += 1 } }
        for placement in placements {
            guard let node = state.nodes[placement.session.node],
                let lower = state.allocations[placement.allocation].flatMap({ state.jobs[$0.job] }),
                let first = ranked.first(where: {
                    !placed.contains($0.allocation.id)
                        && mayRun($0.allocation, of: $0.job, on: node, in: state, at: time)
                        && boundLeavesRoom(for: $0.job, in: state, besides: placedOf[$0.job.definition.id] ?? 0)
                }),
                isFirstBeyondDoubt(first, among: ranked, on: node, in: state, at: time),
                // What was moved for another job stands behind that, for which room may be kept here.
                first.allocation.yieldsTo == nil, !first.job.definition.gang,
                first.job.definition.priority > lower.definition.priority,
                !placed.contains(where: { other in
                    state.allocations[other].map { mayHinder($0.job, first.job, in: state) } ?? false
                })
            else { continue }
            // What is placed there and comes before it in rank takes its room first.
            var room = state.free(on: node.id)
            for other in placements where other.session.node == node.id {
                guard let job = state.allocations[other.allocation].flatMap({ state.jobs[$0.job] }),
                    job.definition.priority >= first.job.definition.priority
                else { continue }
                let request = job.definition.request
                room.take(request, at: room.places(of: other, for: request) ?? [])
            }
            guard fits(first, into: room, of: node, in: state) else { continue }
            return fail(
                .init(
                    .outOfOrder,
                    "c\(index + 1) places \(placement.allocation) of priority \(lower.definition.priority) on \(node.id), "
                        + "where \(first.allocation.id) of priority \(first.job.definition.priority) fits and waits"))
        }
    }
}
