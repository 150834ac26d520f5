/// How often a YAML text refers to its own anchors. A few references can stand for any number of values (each level of a chain
/// multiplies), so they are counted before the text is composed. Text in quotes counts as well: too many is the safe mistake.
enum AliasCount {
    /// References in a file at the most: with twenty, however chained, a value stands for under two thousand of itself.
    static let atMost = 20

    /// The number of `*NAME` for which there is an `&NAME`.
    static func aliases(in text: String) -> Int {
        var names: Set<String> = []
        var references: [String] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            defer { index += 1 }
            guard bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "*"),
                index == 0 || mayPrecede(bytes[index - 1])
            else { continue }
            var end = index + 1
            while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
            guard end > index + 1 else { continue }
            let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
            if bytes[index] == UInt8(ascii: "&") { names.insert(name) } else { references.append(name) }
            index = end - 1
        }
        return references.count { names.contains($0) }
    }

    private static func mayPrecede(_ byte: UInt8) -> Bool { byte <= 32 || "[]{},:?-\"'".utf8.contains(byte) }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 95 || byte == 45
    }
}
