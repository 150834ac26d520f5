/// A table for people: columns as wide as their content, two spaces between them.
struct Table {
    private var rows: [[String]]

    /// A table with its heading.
    init(_ heading: String...) { rows = [heading] }

    /// Adds a row.
    mutating func add(_ cells: String...) { add(cells) }

    /// Adds a row. Control characters in what others named or wrote are shown as dots: they cannot steer the terminal.
    mutating func add(_ cells: [String]) { rows.append(cells.map(Table.printable)) }

    /// Adds columns to the heading.
    mutating func widen(_ heading: String...) { rows[0] += heading }

    /// Whether there is nothing but the heading.
    var isEmpty: Bool { rows.count == 1 }

    /// The text with its control characters as dots.
    static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "." : $0 }))
    }

    /// The table, or a sentence where it is empty.
    func text(orElse sentence: String) -> String { isEmpty ? sentence : text }

    /// The lines, without white space at their ends.
    var text: String {
        var widths = [Int](repeating: 0, count: rows.map(\.count).max() ?? 0)
        for row in rows { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) } }
        return rows.map { row in
            var line = ""
            for (index, cell) in row.enumerated() {
                line += cell
                if index < row.count - 1 { line += String(repeating: " ", count: widths[index] - cell.count + 2) }
            }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
