import Foundation

/// The commands that the documents show: found once, for the tests that parse them and those that run them.
public enum DocumentedCommands {
    /// The repository's root.
    public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Lines of blocks, fenced or indented, that call `muster`; those that go on behind a backslash are one.
    public static func lines(_ document: String) throws -> [String] {
        let text = try String(contentsOf: root.appendingPathComponent(document), encoding: .utf8)
        var found: [String] = []
        var isFenced = false
        var open: String?
        for raw in text.components(separatedBy: "\n") {
            let line = raw.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("```") {
                isFenced.toggle()
                continue
            }
            guard isFenced || raw.hasPrefix("    ") else { continue }
            var command = (open ?? "") + (line.hasPrefix("$ ") ? String(line.dropFirst(2)) : line)
            guard command.hasPrefix("muster ") else { continue }
            open = nil
            if command.hasSuffix("\\") {
                command.removeLast()
                open = command
                continue
            }
            found.append(command)
        }
        return found
    }

    /// The calls of a line as a shell would split them, without comments, and where a line is a synopsis without its optional parts.
    public static func calls(_ line: String) -> [[String]] {
        var calls: [[String]] = [[]]
        var word: String?
        var quote: Character?
        var depth = 0
        func close() {
            if var text = word {
                if text.hasSuffix("...") { text.removeLast(3) }
                calls[calls.count - 1].append(text)
            }
            word = nil
        }
        scan: for character in line {
            switch character {
            case _ where quote != nil:
                if character == quote { quote = nil } else { word = (word ?? "") + String(character) }
            case "'", "\"":
                quote = character
                word = word ?? ""
            case "#" where word == nil && depth == 0: break scan
            case ">" where depth == 0: break scan
            case "[" where word == nil: depth += 1
            case "]" where depth > 0: depth -= 1
            case _ where depth > 0: break
            case ";", "&":
                close()
                calls.append([])
            case " ": close()
            default: word = (word ?? "") + String(character)
            }
        }
        close()
        return calls.filter { $0.first == "muster" }.map { Array($0.dropFirst()) }
    }
}
