import Determinism
import Fleet
import Yams

/// On which servers a job's tasks may run.
extension SpecReading {
    /// The keys of a constraint that says more than one value.
    private static let operators = ["in", "not-in", "is", "at-least", "at-most", ">=", "<="]

    /// Labels with what is asked of their values: one value, a list of those that will do, or a mapping of operators.
    mutating func constraints(_ node: Yams.Node?, into definition: inout JobDefinition) {
        guard let node else { return }
        guard let mapping = node.mapping else {
            return complain(
                "`constraints` is a mapping of labels to a value, a list of values, or a mapping such as "
                    + "`{ not-in: [a, b] }`", at: node)
        }
        var conditions: [LabelCondition] = []
        for (key, value) in mapping {
            guard let label = text(key, key: "constraints") else { continue }
            guard Names.isLabel(label) else {
                complain(
                    "there can be no label `\(label)`: a label is 1 to 63 characters of a-z, 0-9, -, _, . and /, and "
                        + "begins with a letter or digit", at: key)
                continue
            }
            if let scalar = value.scalar, label != LabelCondition.node {
                definition.constraints[label] = scalar.string
            } else {
                conditions += self.conditions(on: label, value)
            }
        }
        definition.rules.conditions = conditions.sorted()
    }

    /// How near to each other a gang's members are to be.
    mutating func topology(_ node: Yams.Node, isGang: Bool) -> GangTopology? {
        guard let fields = fields(of: node, named: "topology", keys: ["within", "prefer"]) else { return nil }
        guard isGang else {
            complain(
                "`topology` is for gangs, whose members are placed at once; leave it out, or say `gang: true`", at: node
            )
            return nil
        }
        let topology = GangTopology(
            within: level(fields["within"], key: "within"), prefer: level(fields["prefer"], key: "prefer"))
        if node.mapping?.isEmpty == true {
            complain("`topology` asks for nothing; say `within` or `prefer`, or leave it out", at: node)
        }
        if let within = topology.within, let prefer = topology.prefer, prefer < within, let node = fields["prefer"] {
            complain(
                "`prefer` is \(prefer), which is wider than `within`, \(within); name a narrower one, or leave it out",
                at: node)
        }
        return topology
    }

    /// How a job's tasks are spread over the parts of the fleet at one level.
    mutating func spread(_ node: Yams.Node) -> Spread? {
        guard let fields = fields(of: node, named: "spread", keys: ["over", "at-most"]) else { return nil }
        guard let over = fields["over"] else {
            complain("`spread` lacks `over`, such as `{ over: rack, at-most: 1 }`", at: node)
            return nil
        }
        guard let level = level(over, key: "over") else { return nil }
        return Spread(
            over: level, atMost: integer(fields["at-most"], key: "at-most", in: 1...DefinitionLimits.count))
    }

    /// Names of other jobs: one, or a list.
    mutating func jobs(_ node: Yams.Node?, key: String, of job: JobID) -> [JobID] {
        guard let node else { return [] }
        var found = SortedSet<JobID>()
        for name in node.sequence.map({ Array($0) }) ?? [node] {
            guard let other = jobName(name, key: key, namespace: job.namespace) else { continue }
            if other == job {
                complain(
                    "`\(key)` names the job itself; for its own tasks write `spread: { over: node, at-most: 1 }`",
                    at: name)
            } else if !found.insert(other) {
                complain("`\(key)` names job \(other) twice; keep one", at: name)
            }
        }
        return found.elements
    }

    /// A level of the topology by its name.
    mutating func level(_ node: Yams.Node?, key: String) -> TopologyLevel? {
        guard let node, let text = text(node, key: key) else { return nil }
        guard let level = TopologyLevel.allCases.first(where: { $0.description == text }) else {
            let levels = TopologyLevel.allCases.map(\.description).joined(separator: ", ")
            complain("`\(key)` is one of \(levels) (the widest first), and not `\(text)`", at: node)
            return nil
        }
        return level
    }

    /// What is asked of one label.
    private mutating func conditions(on label: String, _ node: Yams.Node) -> [LabelCondition] {
        guard let mapping = node.mapping else { return condition(label, .oneOf(values(node, label)), at: node) }
        guard let fields = fields(of: node, named: "the constraint on `\(label)`", keys: SpecReading.operators) else {
            return []
        }
        guard !mapping.isEmpty else {
            complain("the constraint on `\(label)` asks for nothing; write `{ is: exists }`, or leave it out", at: node)
            return []
        }
        var found: [LabelCondition] = []
        if let node = fields["in"] { found += condition(label, .oneOf(values(node, "in")), at: node) }
        if let node = fields["not-in"] { found += condition(label, .noneOf(values(node, "not-in")), at: node) }
        if let node = fields["is"],
            let test = choice(node, key: "is", ["exists": LabelCondition.Test.exists, "absent": .absent])
        {
            found += condition(label, test, at: node)
        }
        let least = bound(fields, ["at-least", ">="])
        let most = bound(fields, ["at-most", "<="])
        if let least { found += condition(label, .atLeast(least), at: fields["at-least"] ?? fields[">="] ?? node) }
        if let most { found += condition(label, .atMost(most), at: fields["at-most"] ?? fields["<="] ?? node) }
        if let least, let most, most < least {
            complain(
                "the constraint on `\(label)` asks for \(least) or more and for \(most) or less; no server can have both",
                at: node)
        }
        return found
    }

    private mutating func condition(
        _ label: String, _ test: LabelCondition.Test, at node: Yams.Node
    ) -> [LabelCondition] {
        let condition = LabelCondition(label, test)
        if let complaint = condition.complaint {
            complain("\(complaint)", at: node)
            return []
        }
        return [condition]
    }

    /// One value, or a list of them.
    private mutating func values(_ node: Yams.Node, _ key: String) -> [String] {
        guard let sequence = node.sequence else { return text(node, key: key).map { [$0] } ?? [] }
        return sequence.compactMap { text($0, key: key) }
    }

    /// A whole number under one of two keys that mean the same.
    private mutating func bound(_ fields: [String: Yams.Node], _ keys: [String]) -> UInt64? {
        let given = keys.filter { fields[$0] != nil }
        if given.count > 1, let node = fields[given[1]] {
            complain("`\(given[0])` and `\(given[1])` mean the same; keep one", at: node)
        }
        return given.first.flatMap { integer(fields[$0], key: $0, in: 0...UInt64(Int64.max)) }
    }
}
