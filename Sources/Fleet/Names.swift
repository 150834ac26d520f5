/// The patterns of names. All are ASCII, so that equal names are equal bytes.
public enum Names {
    /// A job, namespace or pool: 1 to 63 characters of `[a-z0-9-]`, beginning with a letter or digit.
    public static func isName(_ text: String) -> Bool {
        matches(text, atMost: 63) { isLowercaseOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// A server: 1 to 63 characters of `[a-z0-9.-]`, beginning with a letter or digit.
    public static func isNode(_ text: String) -> Bool {
        matches(text, atMost: 63) { isLowercaseOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    }

    /// A label: 1 to 63 characters of `[a-z0-9._/-]`, beginning with a letter or digit.
    public static func isLabel(_ text: String) -> Bool {
        matches(text, atMost: 63) { isLowercaseOrDigit($0) || "-._/".utf8.contains($0) }
    }

    /// A system user: 1 to 32 characters of `[A-Za-z0-9._-]`, not beginning with `-`.
    public static func isUser(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, first != UInt8(ascii: "-"), bytes.count <= 32 else { return false }
        return bytes.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
    }

    /// An environment variable: 1 to 255 characters of `[A-Za-z0-9_]`, not beginning with a digit.
    public static func isVariable(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, !isDigit(first), bytes.count <= 255 else { return false }
        return bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "_") }
    }

    /// A file, without a path: 1 to 63 characters of `[A-Za-z0-9._-]`, beginning with a letter or digit.
    public static func isFile(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetterOrDigit(first), text.utf8.count <= 63 else { return false }
        return text.utf8.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
    }

    /// Text without control characters, of at most so many bytes.
    public static func isPlainText(_ text: String, atMost limit: Int) -> Bool {
        text.utf8.count <= limit && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    private static func matches(_ text: String, atMost limit: Int, _ isAllowed: (UInt8) -> Bool) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, isLowercaseOrDigit(first), bytes.count <= limit else { return false }
        return bytes.allSatisfy(isAllowed)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isLowercaseOrDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isLowercaseOrDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}
