import Determinism

/// A value that makes no sense, told as one sentence: which field, what is wrong, what to do.
public struct InvalidDefinition: Error, Hashable, Sendable, CustomStringConvertible {
    /// The field as the specs name it, such as `priority` or `stop.grace`.
    public var field: String
    /// What is wrong with it and what to write instead.
    public var reason: String

    /// An error with its parts.
    public init(field: String, reason: String) {
        self.field = field
        self.reason = reason
    }

    /// The sentence.
    public var description: String { "\(field) \(reason)" }
}

/// What a definition may hold at the most. Entrances check these before a definition is proposed.
public enum DefinitionLimits {
    /// Allocations of one job.
    public static let count: UInt64 = 100_000
    /// Arguments of a command, the program included.
    public static let arguments = 1_024
    /// Environment variables.
    public static let environment = 512
    /// Constraints.
    public static let constraints = 64
    /// Values that a constraint names.
    public static let conditionValues = 256
    /// Kinds of extras.
    public static let extras = 32
    /// Jobs that a job waits for.
    public static let dependencies = 64
    /// Times of the week at which a job has other bounds.
    public static let windows = 32
    /// The longest time that fewer replicas must have been enough.
    public static let downAfter = Span.seconds(86_400)
    /// Restarts within a window.
    public static let restarts: UInt64 = 1_000
    /// Bytes of a whole definition in canonical form.
    public static let definitionBytes = 65_536
    /// Bytes of a directory or path.
    public static let pathBytes = 4_096
    /// The longest grace for a stop or checkpoint.
    public static let grace = Span.seconds(3_600)
    /// The shortest time limit.
    public static let timeLimit = Span.seconds(1)
    /// The longest restart delay and window.
    public static let restartSpan = Span.seconds(7 * 86_400)
}

extension JobDefinition {
    /// The definition itself where it makes sense; otherwise throws a sentence that names the first field that does not,
    /// and what to do. Every entrance calls this, and the replicated state once more.
    @discardableResult
    public func validated() throws(InvalidDefinition) -> JobDefinition {
        try checkNames()
        try checkShape()
        try checkRules()
        try checkResources()
        try checkTask()
        try checkTimes()
        try checkDependencies()
        try checkEnd()
        try checkScaling()
        let size = canonicalBytes.count
        if size > DefinitionLimits.definitionBytes {
            throw InvalidDefinition(
                field: "the job",
                reason: "takes up \(size) bytes; keep it within \(DefinitionLimits.definitionBytes), "
                    + "for example by moving data out of its environment")
        }
        return self
    }

    private func checkNames() throws(InvalidDefinition) {
        guard Names.isName(id.name) else {
            throw InvalidDefinition(
                field: "name", reason: "must be 1 to 63 characters of a-z, 0-9 and -, beginning with a letter or digit")
        }
        guard Names.isName(id.namespace) else {
            throw InvalidDefinition(
                field: "namespace",
                reason: "must be 1 to 63 characters of a-z, 0-9 and -, beginning with a letter or digit")
        }
        guard user.isEmpty || Names.isUser(user) else {
            throw InvalidDefinition(
                field: "user", reason: "must be the name of a system user, 32 characters at the most")
        }
    }

    private func checkShape() throws(InvalidDefinition) {
        guard priority <= 100 else {
            throw InvalidDefinition(field: "priority", reason: "is \(priority); it must lie between 0 and 100")
        }
        if type != .system && !(1...DefinitionLimits.count).contains(count) {
            throw InvalidDefinition(
                field: "count", reason: "is \(count); it must lie between 1 and \(DefinitionLimits.count)")
        }
        if type == .system && gang {
            throw InvalidDefinition(field: "gang", reason: "cannot be asked of a system job; leave it out")
        }
        if gang && count > 4_096 {
            throw InvalidDefinition(field: "count", reason: "is \(count); a gang has 4096 members at the most")
        }
        switch disruption {
        case .percent(let share)? where share > 100:
            throw InvalidDefinition(
                field: "disruption.at-most", reason: "is \(share)%; it must lie between 0% and 100%")
        case .atMost(let number)? where number > DefinitionLimits.count:
            throw InvalidDefinition(
                field: "disruption.at-most",
                reason: "is \(number); it must lie between 0 and \(DefinitionLimits.count)")
        case .some where type == .system:
            throw InvalidDefinition(
                field: "disruption",
                reason: "cannot be bounded for a system job, whose tasks end with their server's "
                    + "work; leave it out")
        default: break
        }
        if let atMost, !(1...DefinitionLimits.count).contains(atMost) {
            throw InvalidDefinition(
                field: "at-most", reason: "is \(atMost); it must lie between 1 and \(DefinitionLimits.count)")
        }
        if atMost != nil && (type != .batch || gang) {
            throw InvalidDefinition(
                field: "at-most",
                reason: "is for batch jobs whose tasks need not run together; leave it out, or make `count` smaller")
        }
        if gang && duplicatesAllowed {
            throw InvalidDefinition(
                field: "duplicates", reason: "cannot be allowed for a gang, whose members know each other; leave it out"
            )
        }
        for (label, value) in constraints where !Names.isLabel(label) || !Names.isPlainText(value, atMost: 255) {
            throw InvalidDefinition(
                field: "constraints.\(label.prefix(64))",
                reason: "must be a label of a-z, 0-9, -, _, . and / with a value of at most 255 bytes")
        }
    }

    private func checkResources() throws(InvalidDefinition) {
        if let complaint = gpus.complaint { throw complaint }
        guard resources.extras.count <= DefinitionLimits.extras else {
            throw InvalidDefinition(
                field: "resources.extras",
                reason: "are of \(resources.extras.count) kinds; \(DefinitionLimits.extras) are the most")
        }
        for (name, amount) in resources.extras where !Names.isName(name) || amount == 0 {
            throw InvalidDefinition(
                field: "resources.extras.\(name.prefix(64))",
                reason: "must be a name of a-z, 0-9 and -, with a whole number of 1 or more")
        }
        if let cpu = limits?.cpuMillicores, cpu < resources.cpuMillicores {
            throw InvalidDefinition(
                field: "limits.cpu",
                reason:
                    "is \(cpu)m, less than the \(resources.cpuMillicores)m that are asked for; raise it or ask for less"
            )
        }
        if let memory = limits?.memoryBytes, memory < resources.memoryBytes {
            throw InvalidDefinition(
                field: "limits.memory",
                reason:
                    "is \(memory) bytes, less than the \(resources.memoryBytes) that are asked for; raise it or ask "
                    + "for less")
        }
    }

    private func checkEnd() throws(InvalidDefinition) {
        if let timeLimit, timeLimit < DefinitionLimits.timeLimit || timeLimit == .unlimited {
            throw InvalidDefinition(
                field: "time-limit", reason: "must be 1 s or longer; leave it out for as long as it takes")
        }
        if deadline != nil && type == .system {
            throw InvalidDefinition(
                field: "deadline",
                reason: "cannot be given to a system job, which runs while its servers do; leave it out")
        }
        if deadline == .at(.epoch) {
            throw InvalidDefinition(field: "deadline", reason: "is the beginning of all times; give a later one")
        }
        if case .within(let span)? = deadline, span <= timeLimit ?? .zero {
            throw InvalidDefinition(
                field: "deadline",
                reason: "leaves no time to begin: it must lie later after the submission than the time limit is long")
        }
    }

    private func checkDependencies() throws(InvalidDefinition) {
        guard after.count <= DefinitionLimits.dependencies else {
            throw InvalidDefinition(
                field: "after", reason: "names \(after.count) jobs; \(DefinitionLimits.dependencies) are the most")
        }
        var named = SortedSet<JobID>()
        for dependency in after {
            let field = "after.\(dependency.condition)"
            guard Names.isName(dependency.job.name), Names.isName(dependency.job.namespace) else {
                throw InvalidDefinition(
                    field: field, reason: "must hold names of jobs, each as NAME or NAMESPACE/NAME")
            }
            guard dependency.job != id else {
                throw InvalidDefinition(field: field, reason: "names the job itself; take it out")
            }
            guard named.insert(dependency.job) else {
                throw InvalidDefinition(
                    field: "after", reason: "names job \(dependency.job) more than once; keep one of them")
            }
        }
        guard after == after.sorted() else {
            throw InvalidDefinition(field: "after", reason: "must name the jobs in ascending order")
        }
    }

    private func checkTask() throws(InvalidDefinition) {
        guard let program = command.first, !program.isEmpty else {
            throw InvalidDefinition(field: "command", reason: "is empty; give the program and its arguments")
        }
        guard command.count <= DefinitionLimits.arguments else {
            throw InvalidDefinition(
                field: "command", reason: "has \(command.count) arguments; \(DefinitionLimits.arguments) are the most")
        }
        for (place, argument) in command.enumerated() where argument.utf8.contains(0) {
            throw InvalidDefinition(field: "command[\(place)]", reason: "holds a NUL byte; remove it")
        }
        guard environment.count <= DefinitionLimits.environment else {
            throw InvalidDefinition(
                field: "environment",
                reason: "has \(environment.count) variables; \(DefinitionLimits.environment) are the most")
        }
        for (name, value) in environment {
            guard Names.isVariable(name) else {
                throw InvalidDefinition(
                    field: "environment.\(name.prefix(64))",
                    reason: "must be named by letters, digits and _, not beginning with a digit")
            }
            guard !value.utf8.contains(0) else {
                throw InvalidDefinition(field: "environment.\(name)", reason: "holds a NUL byte; remove it")
            }
        }
        guard directory.isEmpty || isPath(directory) else {
            throw InvalidDefinition(field: "directory", reason: "must be an absolute path, 4096 bytes at the most")
        }
    }

    private func checkTimes() throws(InvalidDefinition) {
        if lease < JobDefinition.shortestLease {
            throw InvalidDefinition(
                field: "lease",
                reason: "is \(lease.wholeMilliseconds) ms; it must be 1.5 s or longer, or unlimited")
        }
        guard (1...64).contains(stop.signal) else {
            throw InvalidDefinition(field: "stop.signal", reason: "is \(stop.signal); it must lie between 1 and 64")
        }
        guard stop.grace <= DefinitionLimits.grace else {
            throw InvalidDefinition(field: "stop.grace", reason: "is too long; one hour is the most")
        }
        guard restart.attempts <= DefinitionLimits.restarts else {
            throw InvalidDefinition(
                field: "restart.attempts",
                reason: "is \(restart.attempts); \(DefinitionLimits.restarts) is the most")
        }
        guard restart.window <= DefinitionLimits.restartSpan else {
            throw InvalidDefinition(field: "restart.window", reason: "is too long; seven days are the most")
        }
        guard restart.delay <= DefinitionLimits.restartSpan else {
            throw InvalidDefinition(field: "restart.delay", reason: "is too long; seven days are the most")
        }
        guard let checkpoint else { return }
        guard (1...64).contains(checkpoint.signal) else {
            throw InvalidDefinition(
                field: "checkpoint.signal", reason: "is \(checkpoint.signal); it must lie between 1 and 64")
        }
        guard checkpoint.grace <= DefinitionLimits.grace else {
            throw InvalidDefinition(field: "checkpoint.grace", reason: "is too long; one hour is the most")
        }
        guard checkpoint.path.isEmpty || isPath(checkpoint.path) else {
            throw InvalidDefinition(
                field: "checkpoint.path", reason: "must be an absolute path, 4096 bytes at the most")
        }
    }

    private func isPath(_ text: String) -> Bool {
        text.utf8.first == UInt8(ascii: "/") && Names.isPlainText(text, atMost: DefinitionLimits.pathBytes)
    }
}
