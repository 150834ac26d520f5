import Determinism

/// How a job's tasks are spread over the parts of the fleet at one level.
public struct Spread: Hashable, Sendable {
    /// The level; `node` for servers.
    public var over: TopologyLevel
    /// How many of its tasks may live in one part at the most; nil where the part with the fewest is merely preferred.
    public var atMost: UInt64?

    /// A spread with its parts.
    public init(over: TopologyLevel, atMost: UInt64? = nil) {
        self.over = over
        self.atMost = atMost
    }
}

extension JobDefinition {
    /// What is wrong with its rules about other tasks, if anything.
    func checkNeighbours() throws(InvalidDefinition) {
        if let spread = rules.spread { try check(spread) }
        try check(rules.apartFrom, field: "apart-from")
        try check(rules.near, field: "near")
        if let both = rules.near.first(where: { rules.apartFrom.contains($0) }) {
            throw InvalidDefinition(field: "near", reason: "names job \(both), and so does `apart-from`; keep one")
        }
    }

    private func check(_ spread: Spread) throws(InvalidDefinition) {
        if type == .system {
            throw InvalidDefinition(
                field: "spread", reason: "cannot be asked of a system job, which has one task a server; leave it out")
        }
        guard let atMost = spread.atMost else { return }
        guard (1...DefinitionLimits.count).contains(atMost) else {
            throw InvalidDefinition(
                field: "spread.at-most", reason: "is \(atMost); it must lie between 1 and \(DefinitionLimits.count)")
        }
        if gang, let within = rules.topology?.within, spread.over <= within, atMost < count {
            throw InvalidDefinition(
                field: "spread.at-most",
                reason:
                    "lets \(atMost) of the gang be in one \(spread.over.word), and `topology` wants all \(count) within one "
                    + "\(within.word); no fleet has such places")
        }
    }

    private func check(_ names: [JobID], field: String) throws(InvalidDefinition) {
        guard names.count <= DefinitionLimits.dependencies else {
            throw InvalidDefinition(
                field: field, reason: "names \(names.count) jobs; \(DefinitionLimits.dependencies) are the most")
        }
        for name in names {
            guard Names.isName(name.name), Names.isName(name.namespace) else {
                throw InvalidDefinition(
                    field: field, reason: "must hold names of jobs, each as NAME or NAMESPACE/NAME")
            }
            guard name != id else {
                throw InvalidDefinition(
                    field: field,
                    reason: "names the job itself; for its own tasks write `spread: { over: node, at-most: 1 }`")
            }
        }
        for (former, next) in zip(names, names.dropFirst()) where !(former < next) {
            throw InvalidDefinition(
                field: field, reason: "must name jobs in ascending order, and each once: look at job \(next)")
        }
    }
}
