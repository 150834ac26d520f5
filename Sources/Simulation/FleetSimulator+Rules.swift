import Determinism
import Fleet

/// Jobs with rules for their places, and what these leave to be judged.
extension FleetSimulator {
    /// The rules of a new job. They are drawn from its number alone, so that they change nothing else of a history.
    func someRules(_ kind: OperationKind, number: UInt64, near other: JobID?) -> PlacementRules {
        var dice = SeededGenerator(seed: seed &* 0x2545_F491_4F6C_DD1D ^ number)
        var rules = PlacementRules()
        switch kind {
        case .runGang:
            if dice.oneIn(2) { rules.topology = GangTopology(within: .rack) }
        case .runSystem: break
        default:
            switch dice.below(6) {
            case 0: rules.spread = Spread(over: .rack, atMost: 1 + dice.below(2))
            case 1: rules.spread = Spread(over: .node, atMost: 1)
            case 2: rules.spread = Spread(over: .rack)
            default: break
            }
        }
        guard let other, kind != .runSystem else { return rules }
        if dice.oneIn(4) { rules.apartFrom = [other] } else if dice.oneIn(8) { rules.near = [other] }
        return rules
    }

    /// A job that has just been submitted as somebody would have it who thinks better of it at once: its tasks apart from each other.
    func stricter(_ definition: JobDefinition, _ kind: OperationKind) -> JobDefinition? {
        guard kind == .runBatch || kind == .runService, definition.count > 1, nextJob % 3 == 0 else { return nil }
        var stricter = definition
        stricter.rules.spread = Spread(over: .node, atMost: 1)
        return stricter
    }

    /// Other rules for a job that there is: often to keep apart from one of which something has just been placed, or waits.
    func otherRules(of job: Job) -> PlacementRules {
        let id = job.definition.id
        let kind: OperationKind =
            job.definition.gang ? .runGang : job.definition.type == .system ? .runSystem : .runBatch
        var rules = someRules(kind, number: history.lastIndex, near: newestJob == id ? nil : newestJob)
        guard kind == .runBatch, history.lastIndex % 3 > 0 else { return rules }
        let waiting = history.fleet.pending.elements.lazy.compactMap { history.fleet.allocations[$0]?.job }
        if let other = waiting.first(where: { $0 != id }) {
            rules.near = []
            rules.apartFrom = [other]
        }
        return rules
    }

    /// The newest job, which another may keep apart from.
    var newestJob: JobID? {
        history.fleet.jobs.values.max { $0.submittedIndex < $1.submittedIndex }?.definition.id
    }

    /// Whether what lives elsewhere lets an allocation onto a server, besides what is placed in the same breath.
    func rulesAllow(
        _ allocation: Allocation, of job: Job, on node: Node, in fleet: FleetState
    ) -> Bool {
        let definition = job.definition
        if let spread = definition.rules.spread, let atMost = spread.atMost {
            guard let own = spread.over.domain(of: node.id, labels: node.facts.labels) else { return false }
            let live = job.allocations.flatMap { fleet.allocations[$0]?.live ?? [] }.count { attempt in
                fleet.nodes[attempt.node].flatMap { spread.over.domain(of: $0.id, labels: $0.facts.labels) } == own
            }
            if UInt64(live) >= atMost { return false }
        }
        return node.liveAttempts.allSatisfy { other in
            guard let neighbour = fleet.allocations[other.allocation].flatMap({ fleet.jobs[$0.job] })?.definition else {
                return true
            }
            return !neighbour.rules.apartFrom.contains(definition.id)
                && !definition.rules.apartFrom.contains(neighbour.id)
        }
    }

    /// Whether the placing of other tasks may keep a job's off where the state would let it.
    func mayHinder(_ placed: JobID, _ job: Job, in fleet: FleetState) -> Bool {
        let other = fleet.jobs[placed]?.definition
        return placed == job.definition.id && job.definition.rules.spread?.atMost != nil
            || job.definition.rules.apartFrom.contains(placed)
            || other?.rules.apartFrom.contains(job.definition.id) == true
    }

    /// The part of the fleet in which a server counts for a gang; all are one where the gang has no such rule.
    func part(of node: Node, for job: Job) -> String? {
        guard let level = job.definition.rules.topology?.within else { return "" }
        return level.domain(of: node.id, labels: node.facts.labels).map { "\($0)" }
    }
}
