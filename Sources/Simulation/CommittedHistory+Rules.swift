import Determinism
import Fleet

/// What begins keeps the rules of its job for its place, seen by the attempts that live and the labels that servers have.
extension CommittedHistory {
    /// An attempt that has just begun in that state is where its job's rules, and those of others, let it be.
    static func checkRules(of id: AttemptID, in fleet: FleetState) -> Violation.Finding? {
        guard let attempt = fleet.attempt(id),
            let job = fleet.allocations[id.allocation].flatMap({ fleet.jobs[$0.job] }),
            let node = fleet.nodes[attempt.node]
        else { return nil }
        return checkSpread(of: job, on: node, in: fleet) ?? checkApart(job, on: node, in: fleet)
            ?? checkNearness(of: job, with: attempt, in: fleet)
    }

    private static func domain(_ level: TopologyLevel, _ node: Node) -> String? {
        level == .node ? node.id.name : node.facts.labels["\(level)"]
    }

    private static func checkSpread(of job: Job, on node: Node, in fleet: FleetState) -> Violation.Finding? {
        guard let spread = job.definition.rules.spread, let atMost = spread.atMost else { return nil }
        guard let own = domain(spread.over, node) else {
            return .init(.crowded, "\(job.definition.id) begins on \(node.id), which is in no \(spread.over)")
        }
        let live = job.allocations.flatMap { fleet.allocations[$0]?.live ?? [] }.count { attempt in
            fleet.nodes[attempt.node].flatMap { domain(spread.over, $0) } == own
        }
        guard UInt64(live) > atMost else { return nil }
        return .init(
            .crowded, "\(job.definition.id) has \(live) live tasks in \(spread.over) \(own), and may have \(atMost)")
    }

    private static func checkApart(_ job: Job, on node: Node, in fleet: FleetState) -> Violation.Finding? {
        for other in node.liveAttempts {
            guard let neighbour = fleet.allocations[other.allocation].flatMap({ fleet.jobs[$0.job] })?.definition else {
                continue
            }
            let isApart =
                neighbour.rules.apartFrom.contains(job.definition.id)
                || job.definition.rules.apartFrom.contains(neighbour.id)
            if isApart {
                return .init(.notApart, "\(job.definition.id) begins on \(node.id) beside \(neighbour.id)")
            }
        }
        return nil
    }

    private static func checkNearness(of job: Job, with attempt: Attempt, in fleet: FleetState) -> Violation.Finding? {
        guard let level = job.definition.rules.topology?.within else { return nil }
        let live = job.allocations.flatMap { fleet.allocations[$0]?.live ?? [] }.filter { $0.token == attempt.token }
        var places = SortedSet<String>()
        for member in live {
            guard let place = fleet.nodes[member.node].flatMap({ domain(level, $0) }) else {
                return .init(.gangApart, "a member of \(job.definition.id) begins on \(member.node), in no \(level)")
            }
            places.insert(place)
        }
        guard places.count > 1 else { return nil }
        let names = places.elements.joined(separator: ", ")
        return .init(.gangApart, "the members of \(job.definition.id) begin in \(places.count) of \(level): \(names)")
    }
}
