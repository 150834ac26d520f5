import Determinism

/// What a plan must keep of the rules for the places of tasks, beside those that look at one server alone.
extension FleetState {
    /// Whether the members of each gang that is to stay within one part of the fleet are put into one.
    func gangsStayTogether(_ placements: [Placement]) -> Bool {
        var domains = SortedMap<JobID, TopologyDomain>()
        for placement in placements {
            guard let job = allocations[placement.allocation].flatMap({ jobs[$0.job] }),
                let level = job.definition.rules.topology?.within
            else { continue }
            guard let node = nodes[placement.session.node],
                let domain = level.domain(of: node.id, labels: node.facts.labels)
            else { return false }
            if let other = domains[job.definition.id], other != domain { return false }
            domains[job.definition.id] = domain
        }
        return true
    }
}
