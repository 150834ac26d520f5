/// Which servers something is for (a fleet command, a drain, a pool): `*` for all, names and globs (`*` and `?`) separated by commas, and
/// `label=value`, whose value may be a glob too. A server is meant when one of the parts names it.
public struct Target: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case name([UInt8])
        case label(String, [UInt8])
    }

    private var parts: [Part]

    /// Reads a target; nil when a part is empty.
    public init?(_ text: String) {
        parts = []
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            let trimmed = piece.drop { $0 == " " }
            guard !trimmed.isEmpty else { return nil }
            if let equals = trimmed.firstIndex(of: "=") {
                let label = String(trimmed[..<equals])
                guard !label.isEmpty else { return nil }
                parts.append(.label(label, Array(trimmed[trimmed.index(after: equals)...].utf8)))
            } else {
                parts.append(.name(Array(trimmed.utf8)))
            }
        }
    }

    /// Whether the server is meant.
    public func matches(_ node: Node) -> Bool { matches(name: node.id.name) { node.facts.labels[$0] } }

    /// Whether a server with that name, and these values of labels (nil for a label that it lacks), is meant.
    public func matches(name: String, label value: (String) -> String?) -> Bool {
        parts.contains { part in
            switch part {
            case .name(let pattern):
                return Target.glob(pattern, matches: Array(name.utf8))
            case .label(let label, let pattern):
                guard let value = value(label) else { return false }
                return Target.glob(pattern, matches: Array(value.utf8))
            }
        }
    }

    /// Shell-style matching in linear space and, with backtracking to the last star only, in at most quadratic time.
    static func glob(_ pattern: [UInt8], matches text: [UInt8]) -> Bool {
        var patternIndex = 0
        var textIndex = 0
        var star: (pattern: Int, text: Int)?
        while textIndex < text.count {
            if patternIndex < pattern.count, pattern[patternIndex] == UInt8(ascii: "*") {
                star = (patternIndex + 1, textIndex)
                patternIndex += 1
            } else if patternIndex < pattern.count,
                pattern[patternIndex] == text[textIndex] || pattern[patternIndex] == UInt8(ascii: "?")
            {
                patternIndex += 1
                textIndex += 1
            } else if let last = star {
                patternIndex = last.pattern
                textIndex = last.text + 1
                star = (last.pattern, textIndex)
            } else {
                return false
            }
        }
        return pattern[patternIndex...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
