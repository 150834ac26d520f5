import Determinism

/// On which servers a job's tasks may run, beyond labels with one certain value (`JobDefinition.constraints`).
public struct PlacementRules: Hashable, Sendable {
    /// What is asked of the servers' labels, ascending; all of it must be so.
    public var conditions: [LabelCondition]
    /// How near to each other the members of a gang are to be; nil for as near as they fit, and anywhere if need be.
    public var topology: GangTopology?
    /// How its tasks are spread over parts of the fleet; nil for however they fit.
    public var spread: Spread?
    /// The jobs of which no task may live on a server of this one's, ascending.
    public var apartFrom: [JobID]
    /// The jobs near to whose tasks its own are put where they fit, ascending.
    public var near: [JobID]

    /// Rules with their parts.
    public init(
        conditions: [LabelCondition] = [], topology: GangTopology? = nil, spread: Spread? = nil,
        apartFrom: [JobID] = [],
        near: [JobID] = []
    ) {
        self.conditions = conditions.sorted()
        self.topology = topology
        self.spread = spread
        self.apartFrom = apartFrom.sorted()
        self.near = near.sorted()
    }

    /// No rules.
    public static let none = PlacementRules()
}

/// What of a job decides which servers may have it whatever runs there: alike jobs have the same servers.
public struct ServerTerms: Hashable, Sendable {
    /// Labels that a server must have, with their values.
    public var constraints: SortedMap<String, String>
    /// What else is asked of its labels.
    public var conditions: [LabelCondition]

    /// Whether a server of that name with these labels is as asked.
    public func areMet(by node: NodeID, labels: SortedMap<String, String>) -> Bool {
        (constraints.isEmpty || constraints.keys.allSatisfy { labels[$0] == constraints[$0] })
            && conditions.allSatisfy { $0.isMet(by: $0.label == LabelCondition.node ? node.name : labels[$0.label]) }
    }
}

extension JobDefinition {
    /// What is asked of its servers themselves.
    public var serverTerms: ServerTerms { ServerTerms(constraints: constraints, conditions: rules.conditions) }

    /// Whether a server of that name with these labels satisfies every constraint.
    public func isContent(with node: NodeID, labels: SortedMap<String, String>) -> Bool {
        serverTerms.areMet(by: node, labels: labels)
    }

    /// Where its tasks may run, for people: `runs where label rack is r1 and label zone is one of a, b`; nil for anywhere.
    public var rulesInWords: String? {
        let asked = constraints.map { LabelCondition($0.key, .oneOf([$0.value])) } + rules.conditions
        var words = asked.isEmpty ? [] : ["runs where " + asked.map(\.description).joined(separator: " and ")]
        if let level = rules.topology?.within { words.append("stays within one \(level.word)") }
        if let level = rules.topology?.prefer { words.append("is placed in one \(level.word) if it fits") }
        if let spread = rules.spread {
            words.append(
                spread.atMost.map { "has at most \($0) live in one \(spread.over.word)" }
                    ?? "is spread over each \(spread.over.word)")
        }
        if !rules.apartFrom.isEmpty {
            words.append("keeps apart from " + rules.apartFrom.map { "\($0)" }.joined(separator: ", "))
        }
        if !rules.near.isEmpty {
            words.append("is put near to " + rules.near.map { "\($0)" }.joined(separator: ", "))
        }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }

    /// What is wrong with its rules, if anything.
    func checkRules() throws(InvalidDefinition) {
        guard constraints.count + rules.conditions.count <= DefinitionLimits.constraints else {
            throw InvalidDefinition(
                field: "constraints",
                reason:
                    "are \(constraints.count + rules.conditions.count); \(DefinitionLimits.constraints) are the most")
        }
        guard rules.conditions == rules.conditions.sorted() else {
            throw InvalidDefinition(field: "constraints", reason: "must be in ascending order of their labels")
        }
        for (former, next) in zip(rules.conditions, rules.conditions.dropFirst()) where !(former < next) {
            throw InvalidDefinition(
                field: "constraints.\(next.label)", reason: "says the same kind of condition twice; keep one")
        }
        for condition in rules.conditions {
            if let complaint = condition.complaint { throw complaint }
            guard constraints[condition.label] == nil else {
                throw InvalidDefinition(
                    field: "constraints.\(condition.label)",
                    reason: "says one value and other conditions beside it; keep the value, or take it into `in`")
            }
        }
        try checkBounds()
        try checkTopology()
        try checkNeighbours()
    }

    private func checkTopology() throws(InvalidDefinition) {
        guard let topology = rules.topology else { return }
        guard gang else {
            throw InvalidDefinition(
                field: "topology",
                reason: "is for gangs, whose members are placed at once; leave it out, or say `gang: true`")
        }
        guard topology != GangTopology() else {
            throw InvalidDefinition(
                field: "topology", reason: "asks for nothing; say `within` or `prefer`, or leave it out")
        }
        if let within = topology.within, let prefer = topology.prefer, prefer < within {
            throw InvalidDefinition(
                field: "topology.prefer",
                reason: "is \(prefer), which is wider than `within`, \(within); name a narrower one, or leave it out")
        }
    }

    /// A label can have no value that is above one bound and below the other.
    private func checkBounds() throws(InvalidDefinition) {
        for condition in rules.conditions {
            guard case .atLeast(let least) = condition.test else { continue }
            for other in rules.conditions where other.label == condition.label {
                guard case .atMost(let most) = other.test, most < least else { continue }
                throw InvalidDefinition(
                    field: "constraints.\(condition.label)",
                    reason: "asks for \(least) or more and for \(most) or less; no server can have both")
            }
        }
    }
}

extension LabelCondition {
    /// What is wrong with it, if anything.
    public var complaint: InvalidDefinition? {
        let field = "constraints.\(label.prefix(64))"
        guard Names.isLabel(label) else {
            return InvalidDefinition(field: field, reason: "must be a label of a-z, 0-9, -, _, . and /")
        }
        switch test {
        case .oneOf(let values), .noneOf(let values):
            if values.isEmpty { return InvalidDefinition(field: field, reason: "names no value; name one") }
            if values.count > DefinitionLimits.conditionValues {
                return InvalidDefinition(
                    field: field,
                    reason: "names \(values.count) values; \(DefinitionLimits.conditionValues) are the most"
                )
            }
            if !values.allSatisfy({ Names.isPlainText($0, atMost: 255) }) {
                return InvalidDefinition(
                    field: field, reason: "must name values of at most 255 bytes without control characters")
            }
        case .exists, .absent: break
        case .atLeast, .atMost:
            if label == LabelCondition.node {
                return InvalidDefinition(
                    field: field, reason: "is a server's name, and no number; use `in` or `not-in`, or name a label")
            }
        }
        return nil
    }
}
