/// Writes, for the tests, messages of every kind with every field set, so that each field and each choice of a oneof
/// is in the golden bytes.
struct SampleEmitter {
    private let messages: [String: Schema.Message]
    private let enumerations: [String: Schema.Enumeration]

    static func emit(_ schemas: [Schema]) -> String {
        var messages: [String: Schema.Message] = [:]
        var enumerations: [String: Schema.Enumeration] = [:]
        for schema in schemas {
            for message in schema.messages { messages[message.name] = message }
            for enumeration in schema.enumerations { enumerations[enumeration.name] = enumeration }
        }
        let emitter = SampleEmitter(messages: messages, enumerations: enumerations)
        var text = """
            // Written by Protocols/generate.sh: every kind with every field set, once for each choice of its oneofs.
            // swift-format-ignore-file

            import Wire

            enum Samples {
                static let all: [(name: String, message: any FramedMessage)] = [

            """
        var functions = ""
        for message in schemas.flatMap(\.messages) where message.kind != nil {
            for variant in 0..<emitter.variants(message.name) {
                let function = "\(Names.lowerCamel(Names.lower(message.name)))\(variant)"
                text += "        (\"\(message.name)-\(variant)\", \(function)()),\n"
                functions += "\n    static func \(function)() -> \(message.name) {\n"
                functions += "        \(emitter.sample(message.name, variant, depth: 2))\n    }\n"
            }
        }
        return text + "    ]\n" + functions + "}\n"
    }

    private func variants(_ name: String) -> Int {
        guard let message = messages[name] else { return 1 }
        var most = 1
        for member in message.members {
            switch member {
            case .field(let field): most = max(most, variants(field.type))
            case .oneof(let oneof):
                most = max(most, oneof.fields.count)
                for field in oneof.fields { most = max(most, variants(field.type)) }
            }
        }
        return most
    }

    private func sample(_ name: String, _ variant: Int, depth: Int) -> String {
        guard let message = messages[name] else { return ".init()" }
        let indent = String(repeating: "    ", count: depth + 1)
        var parts: [String] = []
        for member in message.members {
            switch member {
            case .field(let field):
                let value = value(field, variant, depth: depth + 1)
                let text = field.isRepeated ? "[\(value), \(value)]" : value
                parts.append("\(indent)\(Names.swift(field.name)): \(text)")
            case .oneof(let oneof):
                let field = oneof.fields[variant % oneof.fields.count]
                let value = value(field, variant, depth: depth + 1)
                parts.append("\(indent)\(Names.swift(oneof.name)): .\(Names.swift(field.name))(\(value))")
            }
        }
        return "Wire.\(name)(\n" + parts.joined(separator: ",\n") + ")"
    }

    private func value(_ field: Schema.Field, _ variant: Int, depth: Int) -> String {
        switch field.type {
        case "uint32": return "\(field.number * 1_000 + variant)"
        case "uint64": return "\(field.number * 10_000_000_000 + variant)"
        case "sint64", "int64": return "-\(field.number * 1_000 + variant)"
        case "bool": return "true"
        case "double": return "\(Double(field.number) + 0.5)"
        case "string": return "\"\(field.name)-é\(variant)\""
        case "bytes": return "[0, \(field.number % 256), 255]"
        default:
            if let enumeration = enumerations[field.type] {
                let value = enumeration.values[
                    min(1 + variant % enumeration.values.count, enumeration.values.count - 1)]
                return ".\(Names.enumCase(value.name, of: enumeration.name))"
            }
            return sample(field.type, variant, depth: depth)
        }
    }
}
