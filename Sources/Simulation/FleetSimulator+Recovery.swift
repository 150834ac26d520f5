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

    /// What waits by that state, the most urgent first: priority, then what lost its server, then who came first.
    func waiting(in fleet: FleetState, at time: WallTime) -> [Waiting] {
        var found: [Waiting] = []
        for id in fleet.pending {
            guard let allocation = fleet.allocations[id], let job = fleet.jobs[allocation.job], job.desired == .running
            else { continue }
            // A gang waits for its last member.
            guard allocation.notBefore <= time || job.definition.gang else { continue }
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

    /// Whether it fits into what is free on a server: what is kept for work that lost its server is for that alone.
    func fits(_ waiting: Waiting, into room: Room, of node: Node, in fleet: FleetState) -> Bool {
        let mayUseAll = waiting.allocation.failover || waiting.allocation.pinned != nil
        return room.takes(waiting.job.definition.request, beside: mayUseAll ? .none : fleet.headroom(of: node))
    }

    /// Whether the rules other than room let it onto an ordinary server.
    func mayRun(_ allocation: Allocation, of job: Job, on node: Node, at time: WallTime) -> Bool {
        guard node.session != nil, node.eligibility == .eligible, !node.losses.isDamped(at: time) else { return false }
        if let pinned = allocation.pinned, pinned != node.id { return false }
        // On standbys room is also kept for work whose server is only suspect.
        if node.pool != nil { return false }
        return job.definition.isContent(with: node.facts.labels)
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
        let placed = SortedSet(placements.map(\.allocation))
        for placement in placements {
            guard let node = state.nodes[placement.session.node],
                let lower = state.allocations[placement.allocation].flatMap({ state.jobs[$0.job] }),
                let first = ranked.first(where: {
                    !placed.contains($0.allocation.id) && mayRun($0.allocation, of: $0.job, on: node, at: time)
                }),
                !first.job.definition.gang, first.job.definition.priority > lower.definition.priority
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
