/// The names that protoc-c gives, and the Swift names that Muster gives.
enum Names {
    /// `FooBar` → `foo_bar`, `GPUSample` → `gpusample`: as protoc-c does it.
    static func lower(_ camel: String) -> String {
        var result = ""
        var wasUpper = true
        for character in camel {
            if character.isUppercase {
                if !wasUpper { result += "_" }
                result += character.lowercased()
                wasUpper = true
            } else {
                result.append(character)
                wasUpper = false
            }
        }
        return result
    }

    /// `body_kind` → `BodyKind`.
    static func upperCamel(_ snake: String) -> String {
        snake.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// `body_kind` → `bodyKind`, without backticks.
    static func lowerCamel(_ snake: String) -> String {
        let camel = upperCamel(snake)
        return camel.prefix(1).lowercased() + camel.dropFirst()
    }

    /// A Swift identifier for a declaration or a use.
    static func swift(_ snake: String) -> String {
        let name = lowerCamel(snake)
        return swiftKeywords.contains(name) ? "`\(name)`" : name
    }

    /// `NODE_STATE_UP` of `NodeState` → `up`.
    static func enumCase(_ value: String, of enumeration: String) -> String {
        let prefix = lower(enumeration).uppercased() + "_"
        let short = value.hasPrefix(prefix) ? String(value.dropFirst(prefix.count)) : value
        let name = swift(short.lowercased())
        return name.first?.isNumber == true ? "_" + name : name
    }

    /// The C name of a field: protoc-c appends an underscore to C++ keywords.
    static func cField(_ name: String) -> String { cKeywords.contains(name) ? name + "_" : name }

    private static let swiftKeywords: Set<String> = [
        "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do",
        "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import",
        "in", "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol",
        "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw",
        "throws", "true", "try", "typealias", "var", "where", "while",
    ]

    private static let cKeywords: Set<String> = [
        "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char", "class", "compl",
        "const", "const_cast", "continue", "default", "delete", "do", "double", "dynamic_cast", "else", "enum",
        "explicit", "extern", "false", "float", "for", "friend", "goto", "if", "inline", "int", "long", "mutable",
        "namespace", "new", "not", "not_eq", "operator", "or", "or_eq", "private", "protected", "public", "register",
        "reinterpret_cast", "return", "short", "signed", "sizeof", "static", "static_cast", "struct", "switch",
        "template", "this", "throw", "true", "try", "typedef", "typeid", "typename", "union", "unsigned", "using",
        "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
    ]
}
