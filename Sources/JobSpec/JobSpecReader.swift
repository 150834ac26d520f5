import Determinism
import Fleet
import Settings
import Yams

/// Reads job specs: YAML documents, one job each, to `JobDefinition`s. Every mistake of a file is told at once, each with its
/// line and column.
public enum JobSpecReader {
    /// Bytes of a file at the most.
    public static let bytesAtMost = 1 << 20
    /// Jobs in a file at the most.
    public static let jobsAtMost = 1_000

    /// The jobs of a text; `file` is its name for errors.
    public static func read(_ text: String, file: String) throws(JobSpecError) -> [JobDefinition] {
        func fail(_ sentence: String, line: Int = 0, column: Int = 0) -> JobSpecError {
            JobSpecError(mistakes: [.init(file: file, line: line, column: column, sentence: sentence)])
        }
        guard text.utf8.count <= bytesAtMost else { throw fail("the file is larger than 1 MiB; split it") }
        guard AliasCount.aliases(in: text) <= AliasCount.atMost else {
            throw fail("it refers to its anchors more than \(AliasCount.atMost) times; write the values out")
        }
        var documents: [Yams.Node] = []
        do {
            // The sequence ends at an error and keeps it, instead of throwing it.
            var sequence = try Yams.compose_all(yaml: text)
            while let document = sequence.next() {
                guard documents.count < jobsAtMost else { throw fail("it has more than \(jobsAtMost) jobs; split it") }
                documents.append(document)
            }
            if let error = sequence.error { throw error }
        } catch let error as JobSpecError {
            throw error
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw fail(
                    "this is not YAML: \(problem); check the indentation and quotes", line: mark.line,
                    column: mark.column)
            case .duplicatedKeysInMapping(let duplicates, let context):
                let first = duplicates.min { $0.description < $1.description }
                throw fail(
                    "the key `\(first ?? "?")` stands twice in the mapping that begins here; keep one",
                    line: context.mark.line, column: context.mark.column)
            default:
                throw fail("this is not YAML: \(error)")
            }
        } catch {
            throw fail("this is not YAML: \(error)")
        }
        guard !documents.isEmpty else { throw fail("the file holds no job; a job begins with `job: NAME`") }
        var reading = SpecReading(file: file)
        let jobs = documents.compactMap { reading.job($0) }
        guard reading.mistakes.isEmpty else { throw JobSpecError(mistakes: reading.mistakes) }
        return jobs
    }
}

/// One file's reading: gathers the mistakes.
struct SpecReading {
    let file: String
    var mistakes: [JobSpecError.Mistake] = []

    static let jobKeys = [
        "job", "namespace", "type", "priority", "count", "command", "directory", "user", "env", "resources",
        "constraints", "lease", "duplicates", "gang", "restart", "stop", "checkpoint", "disruption",
        "limits", "after", "deadline", "time-limit", "at-most", "topology", "spread", "apart-from", "near",
        "scale",
    ]

    mutating func job(_ node: Yams.Node) -> JobDefinition? {
        guard let fields = fields(of: node, named: "the job", keys: SpecReading.jobKeys) else { return nil }
        guard let nameNode = fields["job"] else {
            complain("the key `job`, the job's name, is missing", at: node)
            return nil
        }
        let before = mistakes.count
        let type =
            choice(
                fields["type"], key: "type", ["service": JobType.service, "batch": .batch, "system": .system]) ?? .batch
        let gang = boolean(fields["gang"], key: "gang") ?? false
        var definition = JobDefinition(
            id: JobID(
                namespace: text(fields["namespace"], key: "namespace") ?? "default",
                name: text(nameNode, key: "job") ?? ""), type: type, gang: gang)
        definition.priority = integer(fields["priority"], key: "priority", in: 0...100) ?? 50
        if let node = fields["scale"] { definition.scaling = scaling(node) }
        definition.count =
            integer(fields["count"], key: "count", in: 1...100_000) ?? definition.scaling?.least ?? 1
        if let node = fields["command"] {
            definition.command = command(node) ?? []
        } else {
            complain("the key `command` is missing; write a list such as [\"sleep\", \"60\"]", at: node)
        }
        definition.directory = text(fields["directory"], key: "directory") ?? ""
        definition.user = text(fields["user"], key: "user") ?? ""
        definition.environment = pairs(fields["env"], key: "env")
        constraints(fields["constraints"], into: &definition)
        if let node = fields["spread"] { definition.rules.spread = spread(node) }
        definition.rules.apartFrom = jobs(fields["apart-from"], key: "apart-from", of: definition.id)
        definition.rules.near = jobs(fields["near"], key: "near", of: definition.id)
        if let node = fields["topology"] { definition.rules.topology = topology(node, isGang: gang) }
        resources(fields["resources"], into: &definition)
        limits(fields["limits"], into: &definition)
        if let node = fields["lease"] {
            definition.lease =
                span(node, key: "lease", allowsUnlimited: true) ?? definition.lease
            if definition.lease < JobDefinition.shortestLease {
                complain("a lease is at least 1.5s; what is shorter cannot be kept", at: node)
            }
        }
        definition.duplicatesAllowed =
            choice(fields["duplicates"], key: "duplicates", ["forbidden": false, "allowed": true]) ?? false
        restart(fields["restart"], into: &definition)
        stop(fields["stop"], into: &definition)
        checkpoint(fields["checkpoint"], into: &definition)
        disruption(fields["disruption"], into: &definition)
        after(fields["after"], into: &definition)
        if let node = fields["deadline"] { definition.deadline = deadline(node) }
        definition.atMost = integer(fields["at-most"], key: "at-most", in: 1...100_000)
        if let node = fields["time-limit"] { definition.timeLimit = span(node, key: "time-limit") }
        guard mistakes.count == before else { return nil }
        do {
            return try definition.validated()
        } catch {
            complain("\(error)", at: nameNode)
            return nil
        }
    }

    private mutating func restart(_ node: Yams.Node?, into definition: inout JobDefinition) {
        guard let node,
            let fields = fields(of: node, named: "restart", keys: ["policy", "attempts", "window", "delay"])
        else { return }
        var policy = definition.restart
        policy.condition =
            choice(
                fields["policy"], key: "policy",
                ["always": RestartPolicy.Condition.always, "on-failure": .onFailure, "never": .never])
            ?? policy.condition
        policy.attempts = integer(fields["attempts"], key: "attempts", in: 0...1_000) ?? policy.attempts
        if let window = fields["window"] { policy.window = span(window, key: "window") ?? policy.window }
        if let delay = fields["delay"] { policy.delay = span(delay, key: "delay") ?? policy.delay }
        definition.restart = policy
    }

    private mutating func stop(_ node: Yams.Node?, into definition: inout JobDefinition) {
        guard let node, let fields = fields(of: node, named: "stop", keys: ["signal", "grace"]) else { return }
        definition.stop.signal = signal(fields["signal"]) ?? definition.stop.signal
        if let grace = fields["grace"] {
            definition.stop.grace = span(grace, key: "grace") ?? definition.stop.grace
        }
    }

    private mutating func checkpoint(_ node: Yams.Node?, into definition: inout JobDefinition) {
        guard let node, let fields = fields(of: node, named: "checkpoint", keys: ["signal", "grace", "path"]) else {
            return
        }
        var contract = CheckpointContract()
        contract.signal = signal(fields["signal"]) ?? contract.signal
        if let grace = fields["grace"] { contract.grace = span(grace, key: "grace") ?? contract.grace }
        contract.path = text(fields["path"], key: "path") ?? ""
        definition.checkpoint = contract
    }

    private mutating func disruption(_ node: Yams.Node?, into definition: inout JobDefinition) {
        guard let node, let fields = fields(of: node, named: "disruption", keys: ["at-most"]) else { return }
        guard let limit = fields["at-most"] else {
            return complain(
                "`disruption` has no key `at-most`; write a number such as `1` or a share such as `25%`", at: node)
        }
        guard let text = text(limit, key: "at-most") else { return }
        if let number = UInt64(text), number <= DefinitionLimits.count {
            definition.disruption = .atMost(number)
        } else if text.last == "%", let share = UInt64(text.dropLast()), share <= 100 {
            definition.disruption = .percent(share)
        } else {
            complain(
                "`at-most` is a number of tasks from 0 to \(DefinitionLimits.count) or a share from 0% to 100%, and not "
                    + "`\(text)`", at: limit)
        }
    }

    private mutating func after(_ node: Yams.Node?, into definition: inout JobDefinition) {
        let conditions = Dependency.Condition.allCases
        guard let node, let fields = fields(of: node, named: "after", keys: conditions.map(\.description)) else {
            return
        }
        var dependencies: [Dependency] = []
        for condition in conditions {
            guard let named = fields[condition.description] else { continue }
            for name in named.sequence.map({ Array($0) }) ?? [named] {
                guard let job = jobName(name, key: condition.description, namespace: definition.id.namespace) else {
                    continue
                }
                dependencies.append(Dependency(condition, job))
            }
        }
        definition.after = dependencies.sorted()
    }

    private mutating func deadline(_ node: Yams.Node) -> Deadline? {
        guard let text = text(node, key: "deadline") else { return nil }
        if let time = WallTime(rfc3339: text) { return .at(time) }
        if let span = Quantity.span(text) { return .within(span) }
        complain(
            "`deadline` is a time such as `2026-12-01T06:00:00Z`, or a length of time after the submission such as `6h`, and "
                + "not `\(text)`", at: node)
        return nil
    }

    /// A job as people name it: `NAME`, or `NAMESPACE/NAME` for one of another namespace.
    mutating func jobName(_ node: Yams.Node, key: String, namespace: String) -> JobID? {
        guard let text = text(node, key: key) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, parts.allSatisfy(Names.isName), let name = parts.last else {
            complain("`\(key)` holds names of jobs, each as NAME or NAMESPACE/NAME, and not `\(text)`", at: node)
            return nil
        }
        return JobID(namespace: parts.count == 2 ? parts[0] : namespace, name: name)
    }

    // MARK: Values

    mutating func complain(_ sentence: String, at node: Yams.Node) {
        let mark = node.mark
        mistakes.append(.init(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, sentence: sentence))
    }

    mutating func fields(of node: Yams.Node, named name: String, keys: [String]) -> [String: Yams.Node]? {
        guard let mapping = node.mapping else {
            complain("\(name) is a mapping with the keys \(keys.joined(separator: ", "))", at: node)
            return nil
        }
        var fields: [String: Yams.Node] = [:]
        for (key, value) in mapping {
            guard let text = key.scalar?.string else {
                complain("a key is a word", at: key)
                continue
            }
            guard keys.contains(text) else {
                let nearest = keys.min { SettingsFile.distance($0, text) < SettingsFile.distance($1, text) } ?? ""
                let hint =
                    SettingsFile.distance(nearest, text) <= 3
                    ? "did you mean `\(nearest)`?" : "the keys here are \(keys.joined(separator: ", "))"
                complain("there is no key `\(text)`; \(hint)", at: key)
                continue
            }
            fields[text] = value
        }
        return fields
    }

    mutating func text(_ node: Yams.Node?, key: String) -> String? {
        guard let node else { return nil }
        guard let scalar = node.scalar else {
            complain("`\(key)` is a word, not a list or a mapping", at: node)
            return nil
        }
        return scalar.string
    }

    mutating func integer(_ node: Yams.Node?, key: String, in range: ClosedRange<UInt64>) -> UInt64? {
        guard let node, let text = text(node, key: key) else { return nil }
        guard let value = UInt64(text), range.contains(value) else {
            complain(
                "`\(key)` is a whole number from \(range.lowerBound) to \(range.upperBound), and not `\(text)`",
                at: node)
            return nil
        }
        return value
    }

    private mutating func boolean(_ node: Yams.Node?, key: String) -> Bool? {
        choice(node, key: key, ["true": true, "false": false])
    }

    mutating func choice<Value>(_ node: Yams.Node?, key: String, _ choices: [String: Value]) -> Value? {
        guard let node, let text = text(node, key: key) else { return nil }
        guard let value = choices[text] else {
            complain("`\(key)` is one of \(choices.keys.sorted().joined(separator: ", ")), and not `\(text)`", at: node)
            return nil
        }
        return value
    }

    mutating func quantity(
        _ node: Yams.Node, _ key: String, _ read: (String) -> UInt64?, _ hint: String
    ) -> UInt64? {
        guard let text = text(node, key: key) else { return nil }
        guard let value = read(text) else {
            complain("`\(key)` cannot be read from `\(text)`; \(hint)", at: node)
            return nil
        }
        return value
    }

    mutating func span(_ node: Yams.Node, key: String, allowsUnlimited: Bool = false) -> Span? {
        guard let text = text(node, key: key) else { return nil }
        guard let value = Quantity.span(text, allowsUnlimited: allowsUnlimited) else {
            let words = allowsUnlimited ? "`500ms`, `5s`, `10m`, `1h` or `unlimited`" : "`500ms`, `5s`, `10m` or `1h`"
            complain("`\(key)` is a length of time such as \(words), and not `\(text)`", at: node)
            return nil
        }
        return value
    }

    private mutating func signal(_ node: Yams.Node?) -> UInt64? {
        guard let node, let text = text(node, key: "signal") else { return nil }
        guard let value = Quantity.signal(text) else {
            complain("`signal` is a name such as TERM or a number from 1 to 64, and not `\(text)`", at: node)
            return nil
        }
        return value
    }

    private mutating func command(_ node: Yams.Node) -> [String]? {
        if let line = node.scalar?.string { return ["/bin/sh", "-c", line] }
        guard let sequence = node.sequence else {
            complain("`command` is a list of words, or one line for /bin/sh", at: node)
            return nil
        }
        var words: [String] = []
        for word in sequence {
            guard let text = word.scalar?.string else {
                complain("a word of `command` is text; put it in quotes", at: word)
                return nil
            }
            words.append(text)
        }
        return words
    }

    private mutating func pairs(_ node: Yams.Node?, key: String) -> SortedMap<String, String> {
        var pairs = SortedMap<String, String>()
        guard let node else { return pairs }
        guard let mapping = node.mapping else {
            complain("`\(key)` is a mapping of names to values", at: node)
            return pairs
        }
        for (name, value) in mapping {
            guard let name = name.scalar?.string, let text = value.scalar?.string else {
                complain("`\(key)` maps words to words; put values in quotes", at: value)
                continue
            }
            pairs[name] = text
        }
        return pairs
    }
}
