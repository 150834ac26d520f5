/// One key of a configuration file, as an administrator is told of it. The list of a program's keys is the one place that says
/// which there are: the file that is written, and what is refused as unknown, follow from it.
public struct SettingsKey<Configuration>: Sendable {
    /// What counts where the key is missing.
    public enum Default: Hashable, Sendable {
        /// Nothing: the file must have it.
        case required
        /// This value, as it would be written.
        case value(String)
        /// Something that no value says, in words.
        case words(String)
    }

    /// The key.
    public var name: String
    /// What it means and what it may be, in one or two sentences.
    public var meaning: String
    /// In what its value is written: `a length of time`, `an amount of bytes`; empty where the meaning says it.
    public var unit: String
    /// What counts where it is missing.
    public var fallback: Default
    /// A value that can be read.
    public var example: String
    /// The values to be written for a configuration, one a line; none where the default counts.
    public var values: @Sendable (Configuration) -> [String]

    /// A key with its parts.
    public init(
        _ name: String, _ meaning: String, unit: String = "", default fallback: Default, example: String,
        values: @escaping @Sendable (Configuration) -> [String]
    ) {
        self.name = name
        self.meaning = meaning
        self.unit = unit
        self.fallback = fallback
        self.example = example
        self.values = values
    }

    /// The key's part of a file: what it means, and its lines, or one as a comment that shows how it is written.
    func text(of configuration: Configuration) -> String {
        var sentences = meaning
        if !unit.isEmpty { sentences += " Written as \(unit)." }
        switch fallback {
        case .required: break
        case .value(let value): sentences += " Default: \(value)."
        case .words(let words): sentences += " Default: \(words)."
        }
        var text = SettingsText.comment(sentences)
        let values = values(configuration)
        for value in values { text += "\(name) = \(value)\n" }
        if values.isEmpty { text += "#\(name) = \(example)\n" }
        return text
    }
}

/// How configuration files are written.
enum SettingsText {
    /// Columns of a comment at the most.
    private static let width = 100

    /// The text of a whole file.
    static func file<Configuration>(
        _ head: String, _ keys: [SettingsKey<Configuration>], of configuration: Configuration
    ) -> String {
        let explanation =
            head
            + " Lines are `key = value`; `#` begins a comment. A key that stands in a comment is not set: its line shows "
            + "how it is written. Relative paths count from the directory of this file."
        return keys.reduce(comment(explanation)) { $0 + "\n" + $1.text(of: configuration) }
    }

    /// Sentences as lines of comment, broken between words.
    static func comment(_ sentences: String) -> String {
        var text = ""
        var line = "#"
        for word in sentences.split(separator: " ") {
            if line.utf8.count + 1 + word.utf8.count > width {
                text += line + "\n"
                line = "#"
            }
            line += " " + word
        }
        return text + line + "\n"
    }

    /// A length of time in its largest unit up to seconds; nanoseconds below a millisecond are left out.
    static func time(_ nanoseconds: UInt64) -> String {
        let milliseconds = nanoseconds / 1_000_000
        return milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000)s" : "\(milliseconds)ms"
    }

    /// An amount of bytes in the largest unit of which it is a whole number.
    static func bytes(_ bytes: UInt64) -> String {
        for (suffix, shift) in [("Ti", 40), ("Gi", 30), ("Mi", 20), ("Ki", 10)] as [(String, UInt64)]
        where bytes > 0 && bytes % (1 << shift) == 0 {
            return "\(bytes >> shift)\(suffix)"
        }
        return "\(bytes)"
    }
}
