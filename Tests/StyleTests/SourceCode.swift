/// Reads Swift text just well enough to tell code from comments and string literals.
enum SourceCode {
    /// The lines of a source with comments and the insides of string literals blanked out.
    ///
    /// Interpolations count as part of their literal. Raw strings and regular expression literals are not known.
    static func withoutCommentsAndStrings(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var lines: [String] = []
        var line: [UInt8] = []
        var depth = 0
        var multiline = false
        var index = 0
        func at(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == newline {
                lines.append(String(decoding: line, as: UTF8.self))
                line.removeAll(keepingCapacity: true)
                index += 1
            } else if depth > 0 {
                let closes = byte == star && at(1) == slash
                let opens = byte == slash && at(1) == star
                depth += closes ? -1 : opens ? 1 : 0
                index += closes || opens ? 2 : 1
            } else if multiline {
                let closes = byte == quote && at(1) == quote && at(2) == quote
                multiline = !closes
                index += closes ? 3 : byte == backslash && at(1) != newline ? 2 : 1
            } else if byte == slash, at(1) == slash {
                while index < bytes.count, bytes[index] != newline { index += 1 }
            } else if byte == slash, at(1) == star {
                depth = 1
                index += 2
            } else if byte == quote {
                line += [quote, quote]
                multiline = at(1) == quote && at(2) == quote
                index = multiline ? index + 3 : endOfLiteral(in: bytes, from: index + 1)
            } else {
                line.append(byte)
                index += 1
            }
        }
        lines.append(String(decoding: line, as: UTF8.self))
        return lines
    }

    /// The words (letters, digits and underscores) in some lines.
    static func words(in lines: [String]) -> Set<String> {
        var words: Set<String> = []
        for line in lines {
            for word in line.utf8.split(whereSeparator: { !isOfWord($0) }) {
                words.insert(String(decoding: word, as: UTF8.self))
            }
        }
        return words
    }

    private static let newline = UInt8(ascii: "\n")
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")
    private static let open = UInt8(ascii: "(")
    private static let close = UInt8(ascii: ")")

    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The index behind the closing quote of a one-line literal whose inside begins at an index.
    private static func endOfLiteral(in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        var nesting = 0
        while index < bytes.count, bytes[index] != newline {
            let byte = bytes[index]
            if byte == backslash {
                nesting += index + 1 < bytes.count && bytes[index + 1] == open ? 1 : 0
                index += 2
            } else if byte == quote {
                guard nesting > 0 else { return index + 1 }
                // Quotes inside an interpolation open literals of their own.
                index = endOfLiteral(in: bytes, from: index + 1)
            } else {
                if nesting > 0 { nesting += byte == open ? 1 : byte == close ? -1 : 0 }
                index += 1
            }
        }
        return index
    }
}
