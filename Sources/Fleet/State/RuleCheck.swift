import Determinism

/// The rules among tasks, verified plan by plan while one entry is carried out: how near a gang is, how a job is
/// spread, and which jobs keep apart.
struct RuleCheck {
    /// The live tasks of spread jobs by part of the fleet, counted when a job is first asked about. Only looked up.
    private var counts: [JobID: [TopologyDomain: UInt64]] = [:]

    /// Whether all of these may be placed together, beside what lives in that state.
    mutating func allows(_ placements: [Placement], in state: FleetState) -> Bool {
        guard state.gangsStayTogether(placements) else { return false }
        var added: [JobID: [TopologyDomain: UInt64]] = [:]
        for (position, placement) in placements.enumerated() {
            guard let job = state.job(of: placement), let node = state.nodes[placement.session.node] else {
                return false
            }
            if let spread = job.definition.rules.spread, let atMost = spread.atMost {
                guard let domain = spread.over.domain(of: node.id, labels: node.facts.labels) else { return false }
                let live = live(of: job, over: spread.over, in: state)[domain] ?? 0
                let beside = added[job.definition.id]?[domain] ?? 0
                guard live + beside < atMost else { return false }
                added[job.definition.id, default: [:]][domain] = beside + 1
            }
            let others = state.jobsApart(from: job.definition)
            if others.isEmpty { continue }
            guard !state.hasTask(of: others, on: node) else { return false }
            let isBeside = placements[..<position].contains { earlier in
                earlier.session.node == node.id
                    && state.job(of: earlier).map { others.contains($0.definition.id) } == true
            }
            if isBeside { return false }
        }
        return true
    }

    /// These were placed.
    mutating func note(_ placements: [Placement], in state: FleetState) {
        for placement in placements {
            guard let job = state.job(of: placement), let spread = job.definition.rules.spread,
                counts[job.definition.id] != nil, let node = state.nodes[placement.session.node],
                let domain = spread.over.domain(of: node.id, labels: node.facts.labels)
            else { continue }
            counts[job.definition.id]?[domain, default: 0] += 1
        }
    }

    private mutating func live(of job: Job, over level: TopologyLevel, in state: FleetState) -> [TopologyDomain: UInt64]
    {
        if let known = counts[job.definition.id] { return known }
        var found: [TopologyDomain: UInt64] = [:]
        for member in job.allocations {
            for attempt in state.allocations[member]?.live ?? [] {
                guard let node = state.nodes[attempt.node],
                    let domain = level.domain(of: node.id, labels: node.facts.labels)
                else { continue }
                found[domain, default: 0] += 1
            }
        }
        counts[job.definition.id] = found
        return found
    }
}

extension FleetState {
    fileprivate func job(of placement: Placement) -> Job? {
        allocations[placement.allocation].flatMap { jobs[$0.job] }
    }

    /// The jobs of which no task may live on one server with a task of this one: those that it keeps apart from, and those that
    /// keep apart from it.
    public func jobsApart(from definition: JobDefinition) -> SortedSet<JobID> {
        var found = keepingApart[definition.id] ?? SortedSet()
        for other in definition.rules.apartFrom { found.insert(other) }
        return found
    }

    /// Whether a task of one of these jobs lives on a server.
    public func hasTask(of jobs: SortedSet<JobID>, on node: Node) -> Bool {
        node.liveAttempts.contains { attempt in
            allocations[attempt.allocation].map { jobs.contains($0.job) } ?? false
        }
    }

    /// A job's definition has changed, or is new (nil before), or the job is gone (nil after).
    mutating func noteApart(_ id: JobID, from old: [JobID], to new: [JobID]) {
        guard old != new else { return }
        for other in old {
            keepingApart.update(other) { $0.remove(id) }
            if keepingApart[other]?.isEmpty == true { keepingApart[other] = nil }
        }
        for other in new { keepingApart[other, default: SortedSet()].insert(id) }
    }
}
