/// What a `.proto` file says, in the subset that Muster uses: top-level messages and enums, scalars, messages,
/// `repeated` and `oneof`.
struct Schema {
    /// The file's name without extension, for example `control`.
    var name: String
    var imports: [String] = []
    var messages: [Message] = []
    var enumerations: [Enumeration] = []

    struct Message {
        var name: String
        var comment: [String]
        /// The frame's number from the comment `// kind: N`; nil for a message that only lives inside others.
        var kind: Int?
        var members: [Member] = []
    }

    enum Member {
        case field(Field)
        case oneof(Oneof)
    }

    struct Field {
        var name: String
        var type: String
        var isRepeated: Bool
        var number: Int
        var comment: [String]
    }

    struct Oneof {
        var name: String
        var comment: [String]
        var fields: [Field] = []
    }

    struct Enumeration {
        var name: String
        var comment: [String]
        var values: [(name: String, number: Int, comment: [String])] = []
    }
}

/// One sentence: what is wrong and where.
struct GeneratorError: Error, CustomStringConvertible {
    var description: String
}
