import Glibc

/// Why a configuration file cannot be used: one sentence with the file, the line and the column.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public var description: String
    /// An error with its sentence.
    public init(_ description: String) { self.description = description }
}

/// A configuration file: lines of `key = value`; `#` begins a comment at the start of a line or after white space; a key may
/// come more than once where it makes a list.
public struct SettingsFile: Sendable {
    /// One line's content.
    public struct Line: Sendable {
        /// Its number, from 1.
        public var number: Int
        /// The column of the value, from 1.
        public var column: Int
        /// The key.
        public var key: String
        /// The value, without the white space around it.
        public var value: String
    }

    /// The file's name, for errors.
    public let name: String
    /// The lines in their order.
    public let lines: [Line]

    /// Bytes of a file at the most.
    static let bytesAtMost = 1 << 20

    /// Reads a file.
    public init(path: String) throws(SettingsError) {
        guard let file = fopen(path, "re") else {
            throw SettingsError("\(path): \(String(cString: strerror(errno))); name an existing file with --config.")
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: SettingsFile.bytesAtMost + 1)
        let count = fread(&bytes, 1, bytes.count, file)
        guard count <= SettingsFile.bytesAtMost else { throw SettingsError("\(path): it is larger than 1 MiB.") }
        guard let text = String(validating: bytes[..<count], as: UTF8.self) else {
            throw SettingsError("\(path): it is not UTF-8 text.")
        }
        try self.init(name: path, text: text)
    }

    /// Reads a text.
    public init(name: String, text: String) throws(SettingsError) {
        self.name = name
        var lines: [Line] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = SettingsFile.withoutComment(raw)
            guard content.contains(where: { !$0.isWhitespace }) else { continue }
            guard let equals = content.firstIndex(of: "=") else {
                throw SettingsError("\(name):\(index + 1):1: there is no `=`; write `key = value`.")
            }
            let key = SettingsFile.trimmed(content[..<equals])
            let after = content[content.index(after: equals)...]
            let value = SettingsFile.trimmed(after)
            guard !key.isEmpty else { throw SettingsError("\(name):\(index + 1):1: there is no key before `=`.") }
            let column = content.distance(from: content.startIndex, to: value.startIndex) + 1
            lines.append(Line(number: index + 1, column: column, key: String(key), value: String(value)))
        }
        self.lines = lines
    }

    /// An error at a line.
    public func error(_ line: Line, _ reason: String) -> SettingsError {
        SettingsError("\(name):\(line.number):\(line.column): \(line.key): \(reason).")
    }

    /// Throws if a key is not among `known`, with the nearest known one.
    public func refuseUnknown(_ known: [String]) throws(SettingsError) {
        for line in lines where !known.contains(line.key) {
            let nearest = known.min { SettingsFile.distance($0, line.key) < SettingsFile.distance($1, line.key) }
            let hint = nearest.map { SettingsFile.distance($0, line.key) <= 3 ? "; did you mean `\($0)`?" : "." } ?? "."
            throw SettingsError("\(name):\(line.number):1: there is no key `\(line.key)`\(hint)")
        }
    }

    /// The lines of a key that may come more than once.
    public func all(_ key: String) -> [Line] { lines.filter { $0.key == key } }

    /// The line of a key that may come once at the most.
    public func one(_ key: String) throws(SettingsError) -> Line? {
        let found = all(key)
        if found.count > 1 { throw error(found[1], "it stands already in line \(found[0].number)") }
        return found.first
    }

    /// The value of a key that must be there.
    public func string(_ key: String) throws(SettingsError) -> String {
        guard let line = try one(key), !line.value.isEmpty else {
            throw SettingsError("\(name): the key `\(key)` is missing; add a line `\(key) = ...`.")
        }
        return line.value
    }

    /// The value of a key, or a default.
    public func string(_ key: String, default fallback: String) throws(SettingsError) -> String {
        try one(key)?.value ?? fallback
    }

    /// A whole number within a range.
    public func integer(
        _ key: String, in range: ClosedRange<UInt64>, default fallback: UInt64?
    ) throws(SettingsError) -> UInt64 {
        guard let line = try one(key) else {
            guard let fallback else {
                throw SettingsError("\(name): the key `\(key)` is missing; add a line `\(key) = ...`.")
            }
            return fallback
        }
        return try integer(line.value, in: range, at: line)
    }

    /// A whole number within a range, from a part of a line.
    public func integer(
        _ text: String, in range: ClosedRange<UInt64>, at line: Line
    ) throws(SettingsError) -> UInt64 {
        guard let value = UInt64(text), range.contains(value) else {
            throw error(
                line, "`\(text)` is not a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A length of time in nanoseconds: a number with `ms`, `s`, `m` or `h`.
    public func nanoseconds(_ key: String, default fallback: UInt64) throws(SettingsError) -> UInt64 {
        guard let line = try one(key) else { return fallback }
        for (suffix, unit) in [
            ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
        ] {
            guard line.value.hasSuffix(suffix), let number = UInt64(line.value.dropLast(suffix.utf8.count)) else {
                continue
            }
            let (product, overflow) = number.multipliedReportingOverflow(by: UInt64(unit))
            if !overflow { return product }
        }
        throw error(line, "`\(line.value)` is not a length of time; write for example 500ms, 5s, 10m or 1h")
    }

    /// A length of time within a range, in nanoseconds.
    public func nanoseconds(
        _ key: String, in range: ClosedRange<UInt64>, default fallback: UInt64
    ) throws(SettingsError) -> UInt64 {
        guard let line = try one(key) else { return fallback }
        let value = try nanoseconds(key, default: fallback)
        guard range.contains(value) else {
            throw error(
                line,
                "`\(line.value)` is not from \(SettingsText.time(range.lowerBound)) to \(SettingsText.time(range.upperBound))"
            )
        }
        return value
    }

    /// `yes` or `no`; no where the key is not there.
    public func flag(_ key: String) throws(SettingsError) -> Bool {
        guard let line = try one(key) else { return false }
        guard ["yes", "no"].contains(line.value) else { throw error(line, "write `yes` or `no`, not `\(line.value)`") }
        return line.value == "yes"
    }

    /// An amount of bytes: a number, alone or with `Ki`, `Mi`, `Gi` or `Ti`.
    public func bytes(_ key: String) throws(SettingsError) -> UInt64? {
        guard let line = try one(key) else { return nil }
        return try bytes(line.value, at: line)
    }

    /// Throws if an amount of bytes is so small that a unit was forgotten.
    public func requireUnit(_ bytes: UInt64, at line: Line) throws(SettingsError) {
        guard bytes >= 1 << 20 else {
            throw error(line, "\(bytes) bytes are less than 1Mi; write it with its unit, for example 8Gi")
        }
    }

    /// An amount of bytes, from a part of a line.
    public func bytes(_ text: String, at line: Line) throws(SettingsError) -> UInt64 {
        for (suffix, shift) in [("Ki", 10), ("Mi", 20), ("Gi", 30), ("Ti", 40), ("", 0)] {
            guard text.hasSuffix(suffix), let number = UInt64(text.dropLast(suffix.utf8.count)) else { continue }
            let (product, overflow) = number.multipliedReportingOverflow(by: 1 << UInt64(shift))
            if !overflow { return product }
        }
        throw error(line, "`\(text)` is not an amount of bytes; write for example 512Mi or 8Gi")
    }

    private static func withoutComment(_ line: Substring) -> Substring {
        var previousIsSpace = true
        for index in line.indices {
            if line[index] == "#", previousIsSpace { return line[..<index] }
            previousIsSpace = line[index].isWhitespace
        }
        return line
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0.isWhitespace }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return text
    }

    /// The edit distance (Levenshtein), for suggestions.
    public static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left.utf8), Array(right.utf8))
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = above
            }
        }
        return row[b.count]
    }
}
