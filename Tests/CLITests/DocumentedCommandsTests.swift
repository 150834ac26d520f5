import Foundation
import Testing

@testable import CLI

/// The commands that the documents show are commands: each is parsed as it would be if somebody typed it.
@Suite("Commands of the documents")
struct DocumentedCommandsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Lines of blocks, fenced or indented, that call `muster`; those that go on behind a backslash are one.
    static func lines(_ document: String) throws -> [String] {
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
    static func calls(_ line: String) -> [[String]] {
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

    @Test("each can be parsed", arguments: ["README.md", "docs/operations.md", "CONTRIBUTING.md"])
    func parse(_ document: String) throws {
        let calls = try Self.lines(document).flatMap(Self.calls)
        if document != "CONTRIBUTING.md" { #expect(calls.count > 20) }
        for call in calls {
            do {
                _ = try MusterCommand.parseAsRoot(ClusterOptions.last(call))
            } catch {
                Issue.record("muster \(call.joined(separator: " ")): \(MusterCommand.message(for: error))")
            }
        }
    }

    @Test("lines are split as a shell splits them")
    func split() {
        #expect(Self.calls("muster a 'b c' # d") == [["a", "b c"]])
        #expect(Self.calls("muster a; muster b > c") == [["a"], ["b"]])
        #expect(Self.calls("muster node drain NODE... [--wait] [--within S] # x") == [["node", "drain", "NODE"]])
        #expect(Self.calls("export A=b; muster status") == [["status"]])
        #expect(Self.calls("muster x train[3] -t rack=r1") == [["x", "train[3]", "-t", "rack=r1"]])
    }
}
