import Settings

/// The arguments of a `join` command: hosts and options. The daemons have no argument parser, to stay small.
public struct JoinArguments: Sendable {
    /// The hosts.
    public private(set) var hosts: [String] = []
    private var values: [String: [String]] = [:]

    /// Reads arguments; `valued` options take a value (`--name X` or `--name=X`), `flags` none.
    public init(_ arguments: [String], valued: [String], flags: [String] = []) throws(SettingsError) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("-") else {
                hosts.append(word)
                continue
            }
            let name = String(word.prefix { $0 != "=" })
            if flags.contains(word) {
                values[word] = []
            } else if valued.contains(name) {
                let value = word == name ? rest.popFirst() : String(word.dropFirst(name.count + 1))
                guard let value, !value.isEmpty else { throw SettingsError("\(name) needs a value behind it.") }
                values[name, default: []].append(value)
            } else {
                let nearest = (valued + flags).min {
                    SettingsFile.distance($0, name) < SettingsFile.distance($1, name)
                }
                let hint = nearest.map { SettingsFile.distance($0, name) <= 3 ? "; did you mean \($0)?" : "." } ?? "."
                throw SettingsError("there is no option \(name)\(hint)")
            }
        }
    }

    /// Whether a flag was given.
    public func has(_ flag: String) -> Bool { values[flag] != nil }

    /// All values of an option.
    public func all(_ option: String) -> [String] { values[option] ?? [] }

    /// The value of an option that may be given once.
    public func one(_ option: String) throws(SettingsError) -> String? {
        let all = all(option)
        guard all.count <= 1 else { throw SettingsError("\(option) is given twice.") }
        return all.first
    }

    /// How long to try, in nanoseconds: `--timeout SECONDS`.
    public func timeout(default seconds: UInt64) throws(SettingsError) -> UInt64 {
        guard let text = try one("--timeout") else { return seconds * 1_000_000_000 }
        guard let value = UInt64(text), (1...86_400).contains(value) else {
            throw SettingsError("--timeout is a number of seconds from 1 to 86400, and not `\(text)`.")
        }
        return value * 1_000_000_000
    }

    /// The token of `--token-file`, and whether others can read the file.
    public func token() throws(SettingsError) -> (file: TokenFile, isExposed: Bool) {
        guard let path = try one("--token-file") else {
            throw SettingsError("name the file of `muster token create` with --token-file.")
        }
        return (try TokenFile(SettingsFile(path: path)), TokenFile.isExposed(path))
    }
}
