/// What names, hosts and keys in configuration files may be. The cluster has the same rules for names (`Names` in Fleet, on
/// which this module does not depend); here they are looked at when the file is read, where line and column are known.
public enum SettingsRules {
    /// A server's name: 1 to 63 of `a-z`, `0-9`, `-` and `.`, with a letter or digit first.
    public static func isServerName(_ text: String) -> Bool { isName(text, also: "-.") }

    /// A cluster's name, or that of an extra: 1 to 63 of `a-z`, `0-9` and `-`, with a letter or digit first.
    public static func isPlainName(_ text: String) -> Bool { isName(text, also: "-") }

    /// A label's name: 1 to 63 of `a-z`, `0-9`, `-`, `.`, `_` and `/`, with a letter or digit first.
    static func isLabelName(_ text: String) -> Bool { isName(text, also: "-._/") }

    /// Text without control characters, of so many bytes at the most.
    static func isPlainText(_ text: String, atMost limit: Int) -> Bool {
        text.utf8.count <= limit && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    /// A host's name or address, without a scheme, a port or brackets.
    static func isHost(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 253
            && text.utf8.allSatisfy { isLetterOrDigit($0) || "-._:%".utf8.contains($0) }
    }

    /// A CURVE key's 40 characters of Z85.
    static func isKey(_ text: String) -> Bool {
        text.utf8.count == 40
            && text.utf8.allSatisfy { isLetterOrDigit($0) || ".-:+=^!/*?&<>()[]{}@%$#".utf8.contains($0) }
    }

    private static func isName(_ text: String, also more: String) -> Bool {
        func isPlain(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
        guard let first = text.utf8.first, isPlain(first), text.utf8.count <= 63 else { return false }
        return text.utf8.allSatisfy { isPlain($0) || more.utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
    }
}
