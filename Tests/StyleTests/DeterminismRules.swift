/// What the pure cores may not say, because it would make one process decide differently from another.
///
/// These are textual checks: they find the common slips, the simulator finds the rest.
enum DeterminismRules {
    /// A finding in a file.
    struct Finding: CustomStringConvertible {
        let path: String
        let line: Int
        let rule: String

        var description: String { "\(path):\(line): \(rule)" }
    }

    /// Ends a line whose result does not depend on the order of a dictionary, with the reason behind it.
    static let orderFreeMarker = "order-free:"

    /// All findings in a file. `text` is its source with comments, which may hold markers.
    static func findings(path: String, text: String) -> [Finding] {
        let code = SourceCode.withoutCommentsAndStrings(text)
        let words = SourceCode.words(in: code)
        var found: [Finding] = []
        // Regular expressions are slow without optimisation: only files that hold one of a rule's words are searched.
        for ban in bans where !ban.words.isDisjoint(with: words) {
            for (index, line) in code.enumerated() where line.contains(ban.pattern.wordBoundaryKind(.simple)) {
                found.append(Finding(path: path, line: index + 1, rule: ban.rule))
            }
        }
        let unordered = unorderedNames(in: code)
        guard !unordered.isEmpty else { return found }
        let original = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in code.enumerated()
        where iterates(line, over: unordered) && !original[index].contains(orderFreeMarker) {
            found.append(
                Finding(
                    path: path, line: index + 1,
                    rule: "a Dictionary or Set is iterated, whose order differs by process: use SortedMap"))
        }
        return found
    }

    /// Something that a core may not say.
    private struct Ban {
        /// A file without any of these words cannot break the rule.
        let words: Set<String>
        let pattern: Regex<Substring>
        let rule: String
    }

    private static var bans: [Ban] {
        [
            Ban(
                words: [
                    "clock_gettime", "ContinuousClock", "SuspendingClock", "gettimeofday", "DispatchTime", "Date",
                    "time",
                ],
                pattern:
                    /\b(?:clock_gettime|ContinuousClock|SuspendingClock|gettimeofday|DispatchTime)\b|\bDate\(\)|\btime\(nil\)/,
                rule: "time is an argument: no clocks in a core"),
            Ban(
                words: [
                    "SystemRandomNumberGenerator", "arc4random", "getrandom", "shuffle", "shuffled", "randomElement",
                    "random",
                ],
                pattern:
                    /\b(?:SystemRandomNumberGenerator|arc4random|getrandom)\b|\.(?:shuffle|shuffled|randomElement|random)\(\)|\.random\(in:(?!.*\busing:)/,
                rule: "randomness is an argument: no system randomness in a core"),
            Ban(
                words: ["Hasher", "hashValue"], pattern: /\bHasher\(\)|\.hashValue\b/,
                rule: "Swift's hashes are seeded by process: use StableHash"),
            Ban(
                words: ["Foundation", "FoundationEssentials", "Dispatch", "Glibc", "Synchronization"],
                pattern: /\bimport +(?:\w+ +)?(?:Foundation|FoundationEssentials|Dispatch|Glibc|Synchronization)\b/,
                rule: "a core imports no system library"),
            Ban(
                words: ["Task", "pthread_create", "await", "async"],
                pattern: /\bTask(?:\.detached)? *\{|\bpthread_create\b|\b(?:await|async)\b/,
                rule: "a core has no threads and no concurrency"),
        ]
    }

    /// The names that a file declares with the type of a Dictionary or a Set.
    private static func unorderedNames(in code: [String]) -> Set<String> {
        let declaration =
            /\b(?:var|let) +(\w+) *(?:: *(?:\[[^\[\]()]+: |Set<|Dictionary<)|= *(?:\[:\]|Set[(<]|\[[\w.]+: [\w.\[\]]+\]\())/
            .wordBoundaryKind(.simple)
        var names: Set<String> = []
        for line in code
        where line.utf8.contains(UInt8(ascii: "[")) || line.contains("Set") || line.contains("Dictionary") {
            for match in line.matches(of: declaration) { names.insert(String(match.output.1)) }
        }
        return names
    }

    private static func iterates(_ line: String, over names: Set<String>) -> Bool {
        guard !names.isDisjoint(with: SourceCode.words(in: [line])) else { return false }
        let loop = /\bfor\b.*\bin +(?:self\.)?(\w+)(?:\.(?:keys|values))?(?: where\b| *\{|$)/.wordBoundaryKind(.simple)
        let call =
            /\b(\w+)\.(?:(?:keys|values)\b(?! *\{)(?!\.sorted)|(?:map|compactMap|flatMap|forEach|reduce|first|enumerated|popFirst)\b)/
            .wordBoundaryKind(.simple)
        return line.matches(of: loop).contains { names.contains(String($0.output.1)) }
            || line.matches(of: call).contains { names.contains(String($0.output.1)) }
    }
}
