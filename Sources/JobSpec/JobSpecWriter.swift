import Determinism
import Fleet

/// Writes a job as the spec that `JobSpecReader` reads to the same job.
public enum JobSpecWriter {
    /// The document, without a leading `---`.
    public static func write(_ job: JobDefinition) -> String {
        var lines = ["job: \(quoted(job.id.name))"]
        if job.id.namespace != "default" { lines.append("namespace: \(quoted(job.id.namespace))") }
        lines.append("type: \(word(job.type))")
        lines.append("priority: \(job.priority)")
        lines.append("count: \(job.count)")
        if let scaling = job.scaling { lines += scale(scaling) }
        if let bound = job.atMost { lines.append("at-most: \(bound)") }
        lines.append("command: [\(job.command.map { string($0) }.joined(separator: ", "))]")
        if !job.directory.isEmpty { lines.append("directory: \(string(job.directory))") }
        if !job.user.isEmpty { lines.append("user: \(string(job.user))") }
        lines += mapping("env", job.environment)
        let resources = job.resources
        lines.append("resources:")
        lines.append("  cpu: \(resources.cpuMillicores)m")
        lines.append("  memory: \(resources.memoryBytes)")
        if resources.storageBytes > 0 { lines.append("  storage: \(resources.storageBytes)") }
        if resources.bandwidthBitsPerSecond > 0 { lines.append("  bandwidth: \(resources.bandwidthBitsPerSecond)bit") }
        lines += gpus(job.gpus)
        if !resources.extras.isEmpty {
            lines.append("  extras:")
            lines += resources.extras.map { "    \(string($0.key)): \($0.value)" }
        }
        if let limits = job.limits {
            lines.append("limits:")
            if let cpu = limits.cpuMillicores { lines.append("  cpu: \(cpu)m") }
            if let memory = limits.memoryBytes { lines.append("  memory: \(memory)") }
        }
        lines += constraints(job)
        lines.append("lease: \(span(job.lease))")
        lines.append("duplicates: \(job.duplicatesAllowed ? "allowed" : "forbidden")")
        lines.append("gang: \(job.gang)")
        lines += topology(job) + neighbours(job)
        let restart = job.restart
        lines.append("restart:")
        lines.append("  policy: \(word(restart.condition))")
        lines.append("  attempts: \(restart.attempts)")
        lines.append("  window: \(span(restart.window))")
        lines.append("  delay: \(span(restart.delay))")
        lines.append("stop:")
        lines.append("  signal: \(job.stop.signal)")
        lines.append("  grace: \(span(job.stop.grace))")
        if let checkpoint = job.checkpoint {
            lines.append("checkpoint:")
            lines.append("  signal: \(checkpoint.signal)")
            lines.append("  grace: \(span(checkpoint.grace))")
            if !checkpoint.path.isEmpty { lines.append("  path: \(string(checkpoint.path))") }
        }
        switch job.disruption {
        case .atMost(let number)?: lines += ["disruption:", "  at-most: \(number)"]
        case .percent(let share)?: lines += ["disruption:", "  at-most: \(share)%"]
        case nil: break
        }
        lines += after(job)
        switch job.deadline {
        case .at(let time)?: lines.append("deadline: \(string(time.description))")
        case .within(let length)?: lines.append("deadline: \(span(length))")
        case nil: break
        }
        if let limit = job.timeLimit { lines.append("time-limit: \(span(limit))") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func scale(_ scaling: Scaling) -> [String] {
        var lines = ["scale:", "  min: \(scaling.least)", "  max: \(scaling.most)"]
        if let percent = scaling.cpuPercent { lines.append("  cpu: \(percent)%") }
        lines.append("  down-after: \(span(scaling.downAfter))")
        guard !scaling.schedule.isEmpty else { return lines }
        lines.append("  schedule:")
        for window in scaling.schedule {
            let days = ScalingWindow.Days.names.enumerated().filter { window.days.contains(UInt64($0.offset)) }
            var parts = ["from: \(string(time(window.from)))", "to: \(string(time(window.to)))"]
            if window.days != .all {
                parts.insert("days: \(string(days.map(\.element).joined(separator: ",")))", at: 0)
            }
            if let least = window.least { parts.append("min: \(least)") }
            if let most = window.most { parts.append("max: \(most)") }
            lines.append("    - { \(parts.joined(separator: ", ")) }")
        }
        return lines
    }

    /// A minute of the day as a time.
    private static func time(_ minute: UInt64) -> String {
        let (hours, minutes) = minute.quotientAndRemainder(dividingBy: 60)
        return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
    }

    private static func gpus(_ request: GPURequest) -> [String] {
        if request.count == 0 { return [] }
        if request.isPlain { return ["  gpus: \(request.count)"] }
        var lines = ["  gpus:", "    count: \(request.count)"]
        if request.isShare { lines.append("    share: \(request.thousandths)m") }
        if !request.models.isEmpty {
            lines.append("    model: [\(request.models.map { string($0) }.joined(separator: ", "))]")
        }
        if request.memoryBytes > 0 { lines.append("    memory: \(request.memoryBytes)") }
        return lines
    }

    private static func after(_ job: JobDefinition) -> [String] {
        if job.after.isEmpty { return [] }
        return ["after:"]
            + Dependency.Condition.allCases.compactMap { condition in
                let names = job.after.filter { $0.condition == condition }.map(\.job).map { other in
                    other.namespace == job.id.namespace ? other.name : "\(other.namespace)/\(other.name)"
                }
                return names.isEmpty
                    ? nil : "  \(condition): [\(names.map { string($0) }.joined(separator: ", "))]"
            }
    }

    private static func mapping(_ key: String, _ pairs: SortedMap<String, String>) -> [String] {
        pairs.isEmpty ? [] : ["\(key):"] + pairs.map { "  \(string($0.key)): \(string($0.value))" }
    }

    private static func word(_ type: JobType) -> String {
        switch type {
        case .service: "service"
        case .batch: "batch"
        case .system: "system"
        }
    }

    private static func word(_ condition: RestartPolicy.Condition) -> String {
        switch condition {
        case .always: "always"
        case .onFailure: "on-failure"
        case .never: "never"
        }
    }

    /// The largest unit that says it in at most nine decimals.
    private static func span(_ span: Span) -> String {
        if span == .unlimited { return "unlimited" }
        let nanoseconds = span.nanoseconds
        for (unit, length) in [("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000)]
            as [(String, UInt64)]
        where nanoseconds > 0 && nanoseconds % length == 0 { return "\(nanoseconds / length)\(unit)" }
        if nanoseconds % 1_000_000 == 0 { return "\(nanoseconds / 1_000_000)ms" }
        let digits = String(1_000_000_000 + nanoseconds % 1_000_000_000).dropFirst()
        return "\(nanoseconds / 1_000_000_000).\(digits)s"
    }

    /// A name as it is, or in quotes where YAML would read it as something else, such as a number.
    private static func quoted(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || $0 == 45 } && name.first != "-"
        return isPlain && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(name)
            ? name : string(name)
    }

    /// Any text as a double-quoted scalar.
    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where scalar.value < 32 || (127..<160).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                result += "\\x" + (digits.count < 2 ? "0" : "") + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
