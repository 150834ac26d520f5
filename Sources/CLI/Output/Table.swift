/// A table for people: columns as wide as their content, two spaces between them.
struct Table {
    private var rows: [[String]]

    /// A table with its heading.
    init(_ heading: String...) { rows = [heading] }

    /// Adds a row.
    mutating func add(_ cells: String...) { rows.append(cells) }

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
