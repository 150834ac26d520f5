import Foundation
import Testing

/// A text file of commands and of the output that each must give: comment lines (`#`), a line with the command and its
/// arguments (`word`, `key=value` or `key=(a,b)`), lines of input, `----`, and the output up to an empty line. The form is
/// that of github.com/cockroachdb/datadriven, in which etcd keeps the test data of its Raft.
struct GoldenFile {
    struct Argument: Equatable {
        var key: String
        /// Empty for a word that stands alone.
        var values: [String]
    }

    struct Command {
        var line: Int
        var name: String
        var arguments: [Argument]
        var input: String
        var expected: String

        /// Words that stand alone.
        var words: [String] { arguments.filter(\.values.isEmpty).map(\.key) }

        func values(_ key: String) -> [String]? { arguments.first { $0.key == key }?.values }
        func value(_ key: String) -> String? { values(key)?.first }
    }

    struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    enum Part {
        /// Comments and empty lines, as they stand.
        case text(String)
        /// A command as it stands, with its input.
        case command(String, Command)
    }

    static let separator = "----"
    static let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Data")
    static let isRewriting = ProcessInfo.processInfo.environment["MUSTER_REWRITE_GOLDEN"] == "1"

    var path: String
    var parts: [Part] = []

    /// The files of a folder of the data, as paths relative to the data's folder, in the order of their names.
    static func names(in folder: String) -> [String] {
        let found = try? FileManager.default.contentsOfDirectory(atPath: data.appendingPathComponent(folder).path)
        return (found ?? []).filter { $0.hasSuffix(".txt") }.sorted().map { "\(folder)/\($0)" }
    }

    init(_ path: String) throws {
        let text = try String(contentsOf: Self.data.appendingPathComponent(path), encoding: .utf8)
        try self.init(path: path, text: text)
    }

    init(path: String, text: String) throws {
        self.path = path
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        var position = 0
        while position < lines.count {
            let line = lines[position]
            if line.isEmpty || line.hasPrefix("#") {
                parts.append(.text(line))
                position += 1
                continue
            }
            guard let end = lines[position...].firstIndex(of: Self.separator) else {
                throw Malformed(description: "\(path):\(position + 1): the command has no `\(Self.separator)`")
            }
            let (name, arguments) = try Self.parse(line, at: "\(path):\(position + 1)")
            let outputEnd = lines[(end + 1)...].firstIndex(of: "") ?? lines.count
            parts.append(
                .command(
                    lines[position..<end].joined(separator: "\n"),
                    Command(
                        line: position + 1, name: name, arguments: arguments,
                        input: lines[(position + 1)..<end].joined(separator: "\n"),
                        expected: lines[(end + 1)..<outputEnd].joined(separator: "\n"))))
            position = outputEnd
        }
    }

    /// Splits a command line at spaces that stand outside parentheses.
    private static func parse(_ line: String, at place: String) throws -> (String, [Argument]) {
        var words: [String] = []
        var word = ""
        var depth = 0
        for character in line {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character != " " {
                word.append(character)
            } else if depth == 0, !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        guard depth == 0, let name = words.first else {
            throw Malformed(description: "\(place): the parentheses do not match")
        }
        return (name, words.dropFirst().map(argument))
    }

    private static func argument(_ word: String) -> Argument {
        guard let equals = word.firstIndex(of: "=") else { return Argument(key: word, values: []) }
        let key = String(word[..<equals])
        let value = word[word.index(after: equals)...]
        guard value.hasPrefix("("), value.hasSuffix(")") else { return Argument(key: key, values: [String(value)]) }
        return Argument(key: key, values: value.dropFirst().dropLast().split(separator: ",").map(String.init))
    }

    /// Carries out all commands. An output that differs is an issue with the difference, or, where outputs are being
    /// rewritten, becomes what is expected.
    func run(mayRewrite: Bool = false, _ carryOut: (Command) throws -> String) throws {
        var rewritten: [String] = []
        for part in parts {
            switch part {
            case .text(let line): rewritten.append(line)
            case .command(let head, let command):
                var output = try carryOut(command)
                while output.hasSuffix("\n") { output.removeLast() }
                rewritten += [head, Self.separator]
                if !output.isEmpty { rewritten.append(output) }
                if mayRewrite, Self.isRewriting { continue }
                #expect(
                    output == command.expected,
                    """
                    Tests/ConsensusTests/Data/\(path):\(command.line): \(head)
                    \(Self.difference(from: command.expected, to: output))
                    """)
            }
        }
        if mayRewrite, Self.isRewriting {
            let text = rewritten.joined(separator: "\n") + "\n"
            try text.write(to: Self.data.appendingPathComponent(path), atomically: true, encoding: .utf8)
        }
    }

    /// The lines of both, `-` before those that only `old` has and `+` before those that only `new` has.
    static func difference(from old: String, to new: String) -> String {
        let old = old.split(separator: "\n", omittingEmptySubsequences: false)
        let new = new.split(separator: "\n", omittingEmptySubsequences: false)
        let changes = new.difference(from: old)
        let removed = Set(changes.removals.compactMap { if case .remove(let at, _, _) = $0 { at } else { nil } })
        let inserted = Set(changes.insertions.compactMap { if case .insert(let at, _, _) = $0 { at } else { nil } })
        var lines: [String] = []
        var before = 0
        var after = 0
        while before < old.count || after < new.count {
            if before < old.count, removed.contains(before) {
                lines.append("- \(old[before])")
                before += 1
            } else if after < new.count, inserted.contains(after) {
                lines.append("+ \(new[after])")
                after += 1
            } else {
                lines.append("  \(old[before])")
                before += 1
                after += 1
            }
        }
        return lines.joined(separator: "\n")
    }
}

@Suite struct GoldenFileTests {
    @Test func aFileIsReadIntoCommandsAndComments() throws {
        let text = """
            # why
            first 1 key=value list=(1, 2,_)
            input
            more
            ----
            output

            second
            ----
            """
        let file = try GoldenFile(path: "x", text: text)
        let commands = file.parts.compactMap { if case .command(_, let command) = $0 { command } else { nil } }
        try #require(commands.count == 2)
        #expect(commands[0].name == "first")
        #expect(commands[0].line == 2)
        #expect(commands[0].words == ["1"])
        #expect(commands[0].value("key") == "value")
        #expect(commands[0].values("list") == ["1", "2", "_"])
        #expect(commands[0].input == "input\nmore")
        #expect(commands[0].expected == "output")
        #expect(commands[1].name == "second")
        #expect(commands[1].expected.isEmpty)
    }

    @Test func aCommandWithoutOutputIsRefused() {
        #expect(throws: GoldenFile.Malformed.self) { try GoldenFile(path: "x", text: "command\n") }
        #expect(throws: GoldenFile.Malformed.self) { try GoldenFile(path: "x", text: "command a=(1\n----\n") }
    }

    @Test func aDifferenceShowsWhatWentAndWhatCame() {
        #expect(GoldenFile.difference(from: "a\nb\nc", to: "a\nd\nc") == "  a\n- b\n+ d\n  c")
    }
}
