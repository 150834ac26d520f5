import Determinism
import Fleet

/// On which servers a job's tasks may run.
extension JobSpecWriter {
    static func constraints(_ job: JobDefinition) -> [String] {
        if job.constraints.isEmpty && job.rules.conditions.isEmpty { return [] }
        var lines = ["constraints:"] + job.constraints.map { "  \(string($0.key)): \(string($0.value))" }
        var label: String?
        for condition in job.rules.conditions {
            if condition.label != label { lines.append("  \(string(condition.label)):") }
            label = condition.label
            lines.append("    \(word(condition.test))")
        }
        return lines
    }

    static func topology(_ job: JobDefinition) -> [String] {
        guard let topology = job.rules.topology else { return [] }
        return ["topology:"] + (topology.within.map { ["  within: \($0)"] } ?? [])
            + (topology.prefer.map { ["  prefer: \($0)"] } ?? [])
    }

    /// What a job asks about the tasks around its own.
    static func neighbours(_ job: JobDefinition) -> [String] {
        var lines: [String] = []
        if let spread = job.rules.spread {
            lines += ["spread:", "  over: \(spread.over)"]
            if let atMost = spread.atMost { lines.append("  at-most: \(atMost)") }
        }
        for (key, names) in [("apart-from", job.rules.apartFrom), ("near", job.rules.near)] where !names.isEmpty {
            lines.append(
                "\(key): "
                    + list(names.map { $0.namespace == job.id.namespace ? $0.name : "\($0.namespace)/\($0.name)" }))
        }
        return lines
    }

    private static func word(_ test: LabelCondition.Test) -> String {
        switch test {
        case .oneOf(let values): "in: \(list(values))"
        case .noneOf(let values): "not-in: \(list(values))"
        case .exists: "is: exists"
        case .absent: "is: absent"
        case .atLeast(let bound): "at-least: \(bound)"
        case .atMost(let bound): "at-most: \(bound)"
        }
    }

    static func list(_ words: [String]) -> String { "[\(words.map { string($0) }.joined(separator: ", "))]" }
}
