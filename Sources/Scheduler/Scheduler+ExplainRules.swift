import Determinism
import Fleet

/// Words about the rules that a job has for its places.
extension Scheduler {
    /// The first of a job's constraints that a server does not satisfy; nil where it satisfies all.
    static func labelRule(against node: Node, for definition: JobDefinition) -> Explanation.Rule? {
        let labels = node.facts.labels
        for (label, value) in definition.constraints where labels[label] != value { return .label(label) }
        for condition in definition.rules.conditions where !condition.isMet(by: condition.value(of: node)) {
            return .condition(condition)
        }
        return nil
    }

    /// What to do about a constraint that no server satisfies at all, with the nearest that there is: it is likely mistyped. Nil
    /// where each constraint is satisfied by some server, if not by the same.
    static func remedyForImpossibleConstraint(of definition: JobDefinition, in state: FleetState) -> String? {
        guard !state.nodes.isEmpty else { return nil }
        let asked =
            definition.constraints.map { LabelCondition($0.key, .oneOf([$0.value])) } + definition.rules.conditions
        for condition in asked {
            var values = SortedSet<String>()
            var isMet = false
            for node in state.nodes.values where !isMet {
                let value = condition.value(of: node)
                isMet = condition.isMet(by: value)
                if let value { values.insert(value) }
            }
            if !isMet { return sentence(on: condition, values: values.elements, in: state) }
        }
        return nil
    }

    /// What is wrong with a condition that no server meets, where their label has these values.
    private static func sentence(on condition: LabelCondition, values: [String], in state: FleetState) -> String {
        let label = condition.label
        let isName = label == LabelCondition.node
        if values.isEmpty, !isName {
            var labels = SortedSet<String>()
            for node in state.nodes.values { for (label, _) in node.facts.labels { labels.insert(label) } }
            return "no server has the label \(label)" + Nearest.hint(to: label, among: labels.elements)
                + "; change the constraint, or give servers that label (`label = \(label)=VALUE` in agent.conf)"
        }
        let subject = isName ? "a server's name" : "label \(label)"
        switch condition.test {
        case .oneOf(let wanted):
            let missing = wanted.count == 1 ? wanted[0] : "any of \(wanted.joined(separator: ", "))"
            return (isName ? "no server is called \(missing)" : "no server has the value \(missing) of \(subject)")
                + Nearest.hint(to: wanted[0], among: values) + "; change the constraint"
                + (isName ? "" : ", or give a server that value")
        case .atLeast(let bound), .atMost(let bound):
            let numbers = values.compactMap(LabelCondition.number).sorted()
            guard let least = numbers.first, let most = numbers.last else {
                return "\(subject) is a whole number on no server; change the constraint, or the label's values"
            }
            let word = condition.test == .atLeast(bound) ? "or more" : "or less"
            return "\(subject) is \(bound) \(word) on no server: it lies between \(least) and \(most); change the "
                + "constraint, or add such servers"
        case .noneOf, .absent, .exists:
            return "on no server it is so that \(condition); change the constraint, or add such servers"
        }
    }
}

extension Explanation {
    /// What helps where the tasks of its own or other jobs keep a job off the servers that there are.
    func remedyForNeighbours(of definition: JobDefinition) -> String? {
        for removal in removed {
            switch removal.rule {
            case .spreadReached(let level):
                let more = (definition.rules.spread?.atMost ?? 0) + 1
                return
                    "let more of its tasks live in one \(level.word) (`spread: { over: \(level), at-most: \(more) }`), add "
                    + (level == .node ? "servers" : "servers in another") + ", or ask for fewer tasks"
            case .noSpreadLabel(let level):
                return
                    "give servers the label (`label = \(level)=NAME` in agent.conf), or spread the job over another level"
            case .apart(let other):
                return "stop job \(other) or move it, add servers, or take it out of `apart-from`"
            case .shunned(let other):
                return "stop job \(other) or move it, add servers, or take this job out of its `apart-from`"
            default: continue
            }
        }
        return nil
    }
}

extension BlockReason {
    /// Whether it says that no server will do, or has the room.
    var isAboutServers: Bool {
        switch self {
        case .noServer, .noRoom, .noDomain: true
        default: false
        }
    }
}

extension LabelCondition {
    /// The value that it is about; nil where the server has no such label.
    func value(of node: Node) -> String? { label == LabelCondition.node ? node.id.name : node.facts.labels[label] }
}
