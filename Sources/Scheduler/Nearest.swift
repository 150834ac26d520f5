/// The words that are spelled most like another: what somebody who mistyped it may have meant.
enum Nearest {
    /// Words that are named at the most.
    static let shown = 3
    /// Words that are compared at the most: a fleet has thousands of names.
    static let comparedAtMost = 4_096

    /// The end of a sentence that there is no such word: `; did you mean rack?`, or some of what there is.
    static func hint(to word: String, among known: [String]) -> String {
        if known.isEmpty { return "" }
        let limit = max(2, word.utf8.count / 3)
        let near = known.prefix(comparedAtMost).map { (distance: distance($0, word), word: $0) }
            .filter { $0.distance <= limit }
            .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(shown).map(\.word)
        if !near.isEmpty { return " (did you mean \(near.joined(separator: " or "))?)" }
        let rest = known.count > shown ? " and \(known.count - shown) more" : ""
        return " (there is \(known.prefix(shown).joined(separator: ", "))\(rest))"
    }

    /// The edit distance (Levenshtein).
    static func distance(_ left: String, _ right: String) -> Int {
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
