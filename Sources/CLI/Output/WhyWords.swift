import Wire

/// An explanation in words: what is wrong, which servers each rule removed, who is in the way, and what would have to change.
enum WhyWords {
    /// The lines, the first of them unindented.
    static func text(of why: WhyView) -> String {
        let others = why.alike == 0 ? "" : " (\(why.alike) more \(why.alike == 1 ? "task" : "tasks") as well)"
        return ([Table.printable(why.summary) + others] + details(of: why).map { "  " + $0 }).joined(separator: "\n")
    }

    /// Everything but the sentence that says what is wrong.
    static func details(of why: WhyView) -> [String] {
        var lines = why.removed.map(line)
        lines += why.candidates.map { "candidate \($0)" }
        lines += why.notes
        if !why.remedy.isEmpty { lines.append("what helps: \(why.remedy)") }
        return lines.map(Table.printable)
    }

    /// `3 servers: not enough free: memory: 64Gi asked, 12Gi free at the most (a, b, c)`.
    static func line(of removed: RemovedBy) -> String {
        let servers = removed.nodes == 1 ? "1 server" : "\(removed.nodes) servers"
        return Table.printable(
            "\(servers): \(removed.rule)" + (removed.detail.isEmpty ? "" : ": \(removed.detail)")
                + " (\(removed.examples))")
    }
}
