import Wire

/// An explanation in words: what is wrong, which servers each rule removed, what is left, and what would have to change.
enum WhyWords {
    /// The lines, the first of them unindented.
    static func text(of why: WhyView) -> String {
        ([Table.printable(why.summary)] + details(of: why).map { "  " + $0 }).joined(separator: "\n")
    }

    /// Everything but the sentence that says what is wrong.
    static func details(of why: WhyView) -> [String] {
        var lines = why.removed.map { removed in
            let servers = removed.nodes == 1 ? "1 server" : "\(removed.nodes) servers"
            return "\(servers): \(removed.rule) (\(removed.examples))"
        }
        lines += why.candidates.map { "candidate \($0)" }
        if !why.remedy.isEmpty { lines.append("what helps: \(why.remedy)") }
        return lines.map(Table.printable)
    }
}
