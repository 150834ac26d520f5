/// Reads one `.proto` file of the subset. Anything outside the subset is an error with file and line.
struct Parser {
    private struct Token {
        var text: String
        var line: Int
    }

    private let file: String
    private var tokens: [Token] = []
    private var position = 0
    /// Comments by line: those that stand alone, and those after a declaration.
    private var standalone: [Int: String] = [:]
    private var trailing: [Int: String] = [:]

    static func parse(_ text: String, file: String, name: String) throws -> Schema {
        var parser = Parser(text, file: file)
        return try parser.schema(name: name)
    }

    private init(_ text: String, file: String) {
        self.file = file
        var lineNumber = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lineNumber += 1
            var word = ""
            var quoted = false
            let characters = Array(line)
            var index = 0
            let before = tokens.count
            func flush() {
                if !word.isEmpty { tokens.append(Token(text: word, line: lineNumber)) }
                word = ""
            }
            while index < characters.count {
                let character = characters[index]
                if quoted {
                    word.append(character)
                    if character == "\"" {
                        quoted = false
                        flush()
                    }
                } else if character == "\"" {
                    flush()
                    quoted = true
                    word = "\""
                } else if character == "/", index + 1 < characters.count, characters[index + 1] == "/" {
                    flush()
                    let comment = String(characters[(index + 2)...]).trimmed
                    if tokens.count == before {
                        standalone[lineNumber] = comment
                    } else {
                        trailing[lineNumber] = comment
                    }
                    break
                } else if character.isWhitespace {
                    flush()
                } else if character.isLetter || character.isNumber || character == "_" || character == "."
                    || character == "-"
                {
                    word.append(character)
                } else {
                    flush()
                    tokens.append(Token(text: String(character), line: lineNumber))
                }
                index += 1
            }
            flush()
        }
    }

    private func failure(_ what: String) -> GeneratorError {
        let line = position < tokens.count ? tokens[position].line : (tokens.last?.line ?? 0)
        return GeneratorError(description: "\(file):\(line): \(what).")
    }

    private mutating func next() throws -> Token {
        guard position < tokens.count else { throw failure("the file ends in the middle of a declaration") }
        position += 1
        return tokens[position - 1]
    }

    private mutating func expect(_ text: String) throws {
        let token = try next()
        guard token.text == text else {
            position -= 1
            throw failure("expected '\(text)', found '\(token.text)'")
        }
    }

    private mutating func number() throws -> Int {
        let token = try next()
        guard let value = Int(token.text) else {
            position -= 1
            throw failure("expected a number, found '\(token.text)'")
        }
        return value
    }

    /// The comment lines that touch the declaration at this line from above, then those after it. Each is used once.
    private mutating func comment(at line: Int, to last: Int) -> [String] {
        var lines: [String] = []
        var above = line - 1
        while let text = standalone.removeValue(forKey: above) {
            lines.insert(text, at: 0)
            above -= 1
        }
        if let text = trailing.removeValue(forKey: last) { lines.append(text) }
        return lines
    }

    private mutating func skipStatement() throws {
        while try next().text != ";" {}
    }

    private mutating func schema(name: String) throws -> Schema {
        var schema = Schema(name: name)
        while position < tokens.count {
            let token = try next()
            switch token.text {
            case "syntax":
                try expect("=")
                guard try next().text == "\"proto3\"" else { throw failure("only proto3 is read") }
                try expect(";")
            case "package":
                guard try next().text == "muster" else { throw failure("the package must be 'muster'") }
                try expect(";")
            case "import":
                schema.imports.append(try next().text)
                try expect(";")
            case "option": try skipStatement()
            case ";": break
            case "message": schema.messages.append(try message(line: token.line))
            case "enum": schema.enumerations.append(try enumeration(line: token.line))
            default:
                position -= 1
                throw failure("'\(token.text)' is outside the subset of proto3 in use")
            }
        }
        return schema
    }

    private mutating func message(line: Int) throws -> Schema.Message {
        let name = try next()
        try expect("{")
        var comment = comment(at: line, to: name.line)
        var kind: Int?
        comment.removeAll { text in
            guard text.hasPrefix("kind:"), let value = Int(text.dropFirst(5).trimmed) else { return false }
            kind = value
            return true
        }
        var message = Schema.Message(name: name.text, comment: comment, kind: kind)
        while true {
            let token = try next()
            switch token.text {
            case "}": return message
            case ";": break
            case "reserved", "option": try skipStatement()
            case "oneof":
                let name = try next()
                try expect("{")
                var oneof = Schema.Oneof(name: name.text, comment: self.comment(at: token.line, to: name.line))
                while true {
                    let token = try next()
                    if token.text == "}" { break }
                    oneof.fields.append(try field(token, isRepeated: false))
                }
                message.members.append(.oneof(oneof))
            case "message", "enum", "map", "optional", "extensions", "group":
                position -= 1
                throw failure("'\(token.text)' inside a message is outside the subset of proto3 in use")
            case "repeated": message.members.append(.field(try field(try next(), isRepeated: true, line: token.line)))
            default: message.members.append(.field(try field(token, isRepeated: false)))
            }
        }
    }

    private mutating func field(_ type: Token, isRepeated: Bool, line: Int? = nil) throws -> Schema.Field {
        let name = try next().text
        guard name.allSatisfy({ $0 == "_" || ($0.isASCII && ($0.isNumber || $0.isLowercase)) }) else {
            throw failure("the field '\(name)' is not in snake_case")
        }
        try expect("=")
        let number = try number()
        if tokens[position].text == "[" { while try next().text != "]" {} }
        let last = tokens[position].line
        try expect(";")
        return Schema.Field(
            name: name, type: type.text, isRepeated: isRepeated, number: number,
            comment: comment(at: line ?? type.line, to: last))
    }

    private mutating func enumeration(line: Int) throws -> Schema.Enumeration {
        let name = try next()
        try expect("{")
        var result = Schema.Enumeration(name: name.text, comment: comment(at: line, to: name.line))
        while true {
            let token = try next()
            switch token.text {
            case "}":
                guard result.values.first?.number == 0 else {
                    throw failure("the first value of the enum '\(result.name)' must be 0")
                }
                return result
            case "reserved", "option": try skipStatement()
            default:
                try expect("=")
                let number = try number()
                let last = tokens[position].line
                try expect(";")
                result.values.append((token.text, number, comment(at: token.line, to: last)))
            }
        }
    }
}

extension StringProtocol {
    var trimmed: String {
        var view = self[...]
        while view.first?.isWhitespace == true { view = view.dropFirst() }
        while view.last?.isWhitespace == true { view = view.dropLast() }
        return String(view)
    }
}
