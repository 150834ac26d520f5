/// One thing that a check has looked at.
public struct Finding: Hashable, Sendable {
    /// How bad it is.
    public enum Level: String, Hashable, Sendable {
        /// All is well.
        case ok
        /// It works, and something will be worse than it could be; or it could not be seen.
        case warning
        /// The program does not start like this, or does not do its work.
        case error
    }

    /// How bad it is.
    public var level: Level
    /// What was looked at: a word or two that stay the same from version to version.
    public var subject: String
    /// What is so, and where.
    public var finding: String
    /// What to do; empty where nothing is to be done.
    public var advice: String

    /// A finding with its parts.
    public init(_ level: Level, _ subject: String, _ finding: String, advice: String = "") {
        self.level = level
        self.subject = subject
        self.finding = finding
        self.advice = advice
    }

    /// All is well.
    public static func ok(_ subject: String, _ finding: String) -> Finding { Finding(.ok, subject, finding) }

    /// Something should be done.
    public static func warning(_ subject: String, _ finding: String, _ advice: String) -> Finding {
        Finding(.warning, subject, finding, advice: advice)
    }

    /// Something must be done.
    public static func error(_ subject: String, _ finding: String, _ advice: String) -> Finding {
        Finding(.error, subject, finding, advice: advice)
    }

    /// Something that this user cannot see.
    public static func unseen(_ subject: String, _ finding: String) -> Finding {
        .warning(subject, finding, "check again as root")
    }

    /// The finding and the advice as one sentence.
    public var sentence: String { advice.isEmpty ? finding : finding + ": " + advice }
}
