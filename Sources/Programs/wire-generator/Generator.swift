import Foundation

/// Reads the schemas, checks what no single file shows, and writes the Swift files.
enum Generator {
    static func run(protocols: URL, output: URL, samples: URL?) throws {
        let files = try FileManager.default.contentsOfDirectory(at: protocols, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "proto" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        let schemas = try files.map { file in
            try Parser.parse(
                String(contentsOf: file, encoding: .utf8), file: file.lastPathComponent,
                name: file.deletingPathExtension().lastPathComponent)
        }
        try check(schemas)
        var enumerations: [String: String] = [:]
        for enumeration in schemas.flatMap(\.enumerations) {
            enumerations[enumeration.name] = Names.enumCase(enumeration.values[0].name, of: enumeration.name)
        }
        for schema in schemas {
            let text = Emitter.emit(schema, enumerations: enumerations)
            let file = output.appendingPathComponent(Names.upperCamel(schema.name) + ".swift")
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        if let samples {
            try SampleEmitter.emit(schemas).write(to: samples, atomically: true, encoding: .utf8)
        }
    }

    /// Names and kinds are unique, every type is known, and no message contains itself: protobuf-c unpacks without a
    /// limit of depth, so that a recursive message would let a small frame overflow the stack.
    private static func check(_ schemas: [Schema]) throws {
        var uses: [String: Set<String>] = [:]
        var kinds: [Int: String] = [:]
        let scalars: Set<String> = ["uint32", "uint64", "sint64", "int64", "bool", "double", "string", "bytes"]
        let enumerations = Set(schemas.flatMap(\.enumerations).map(\.name))
        let names = Set(schemas.flatMap(\.messages).map(\.name)).union(enumerations)
        for schema in schemas {
            for message in schema.messages {
                guard uses[message.name] == nil, !enumerations.contains(message.name) else {
                    throw GeneratorError(description: "\(schema.name).proto: '\(message.name)' is declared twice.")
                }
                var types: Set<String> = []
                for member in message.members {
                    switch member {
                    case .field(let field): types.insert(field.type)
                    case .oneof(let oneof): types.formUnion(oneof.fields.map(\.type))
                    }
                }
                for type in types.sorted() where !scalars.contains(type) && !names.contains(type) {
                    throw GeneratorError(
                        description: "\(schema.name).proto: '\(message.name)' uses the unknown type '\(type)'.")
                }
                uses[message.name] = types.subtracting(scalars).subtracting(enumerations)
                if let kind = message.kind {
                    guard (1...65_535).contains(kind) else {
                        throw GeneratorError(description: "\(schema.name).proto: kind \(kind) is not in 1...65535.")
                    }
                    if let other = kinds[kind] {
                        throw GeneratorError(
                            description: "\(schema.name).proto: kind \(kind) belongs to '\(other)' already.")
                    }
                    kinds[kind] = message.name
                }
            }
        }
        for start in uses.keys.sorted() {
            var reached: Set<String> = []
            var open = Array(uses[start] ?? [])
            while let name = open.popLast() {
                if name == start { throw GeneratorError(description: "The message '\(start)' contains itself.") }
                if reached.insert(name).inserted { open += uses[name] ?? [] }
            }
        }
    }
}
