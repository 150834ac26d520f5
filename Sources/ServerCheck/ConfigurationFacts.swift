import CLinux
import Glibc
import Settings

/// A configuration file, and what came of reading it.
public struct ConfigurationFacts: Hashable, Sendable {
    /// The file.
    public var path: String
    /// Why it cannot be used: a sentence; nil if it can.
    public var failure: String?
    /// What it says, in a few words.
    public var summary: String
    /// Its mode; nil if that cannot be seen.
    public var mode: UInt32?

    /// Facts with their parts.
    public init(path: String, failure: String? = nil, summary: String = "", mode: UInt32? = 0o644) {
        self.path = path
        self.failure = failure
        self.summary = summary
        self.mode = mode
    }

    /// What is to be said of it.
    public func findings(_ viewer: Viewer) -> [Finding] {
        if let failure {
            let told = failure.hasSuffix(".") ? String(failure.dropLast()) : failure
            // It could not even be opened: another user may find it sound.
            if !viewer.isRoot, told.contains(Words.error(EACCES)) {
                return [.error("configuration", "\(path) cannot be read by \(viewer.name)", "check again as root")]
            }
            return [.error("configuration", told, "what depends on it is looked at once it is sound")]
        }
        if let mode, mode & 0o022 != 0 {
            return [
                .warning(
                    "configuration", "\(path) is sound (\(summary)), but others than its owner may write it",
                    "chmod go-w \(path)")
            ]
        }
        return [.ok("configuration", "\(path) is sound: \(summary)")]
    }

    /// Reads a file by `read`, which also says in a few words what it holds.
    public static func gather<Configuration>(
        _ path: String, _ read: (SettingsFile) throws(SettingsError) -> (Configuration, summary: String)
    ) -> (facts: ConfigurationFacts, configuration: Configuration?) {
        var info = stat()
        let mode = stat(path, &info) == 0 ? UInt32(info.st_mode & 0o7777) : nil
        do throws(SettingsError) {
            let (configuration, summary) = try read(SettingsFile(path: path))
            return (ConfigurationFacts(path: path, summary: summary, mode: mode), configuration)
        } catch {
            return (ConfigurationFacts(path: path, failure: error.description, mode: mode), nil)
        }
    }
}
