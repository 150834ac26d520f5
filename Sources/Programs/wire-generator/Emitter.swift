/// Writes the Swift face of one `.proto` file: value types, and their conversion from and to protobuf-c's structs.
struct Emitter {
    private let schema: Schema
    /// The enums of all files, each with the Swift name of its value 0.
    private let enumerations: [String: String]
    private var lines: [String] = []
    private var indent = 0

    static func emit(_ schema: Schema, enumerations: [String: String]) -> String {
        var emitter = Emitter(schema: schema, enumerations: enumerations)
        emitter.file()
        return emitter.lines.joined(separator: "\n") + "\n"
    }

    private init(schema: Schema, enumerations: [String: String]) {
        self.schema = schema
        self.enumerations = enumerations
    }

    private mutating func line(_ text: String = "") {
        lines.append(text.isEmpty ? "" : String(repeating: "    ", count: indent) + text)
    }

    private mutating func block(_ head: String, _ body: (inout Emitter) -> Void) {
        line(head + " {")
        indent += 1
        body(&self)
        indent -= 1
        line("}")
    }

    private mutating func doc(_ comment: [String], or fallback: String) {
        for text in comment.isEmpty ? [fallback] : comment { line(text.isEmpty ? "///" : "/// " + text) }
    }

    private mutating func file() {
        line("// Generated from \(schema.name).proto by wire-generator: change that, then run Protocols/generate.sh.")
        line("// swift-format-ignore-file")
        line()
        line("import CWire")
        for enumeration in schema.enumerations { emit(enumeration) }
        for message in schema.messages { emit(message) }
        if schema.messages.contains(where: { $0.kind != nil }) { emitConversation() }
    }

    private mutating func emit(_ enumeration: Schema.Enumeration) {
        line()
        doc(enumeration.comment, or: "The enum `\(enumeration.name)`.")
        line("/// A value that this version does not know reads as the case of number 0.")
        block("public enum \(enumeration.name): UInt32, CaseIterable, Hashable, Sendable") { emitter in
            for value in enumeration.values {
                emitter.doc(value.comment, or: "The value `\(value.name)`.")
                let name = Names.enumCase(value.name, of: enumeration.name)
                emitter.line("case \(name) = \(value.number)")
            }
        }
        line()
        block("extension \(enumeration.name)") { emitter in
            let zero = Names.enumCase(enumeration.values[0].name, of: enumeration.name)
            emitter.line("init(c: Muster__\(enumeration.name)) { self = Self(rawValue: c.rawValue) ?? .\(zero) }")
            emitter.line(
                "var c: Muster__\(enumeration.name) { Muster__\(enumeration.name)(rawValue: rawValue) }")
        }
    }

    private func element(_ field: Schema.Field, in message: Schema.Message) -> String {
        switch field.type {
        case "uint32": "UInt32"
        case "uint64": "UInt64"
        case "sint64", "int64": "Int64"
        case "bool": "Bool"
        case "double": "Double"
        case "string": "String"
        case "bytes": "[UInt8]"
        default: qualified(field.type, in: message)
        }
    }

    /// A oneof's nested enum hides a top-level type of the same name.
    private func qualified(_ type: String, in message: Schema.Message) -> String {
        let hidden = message.members.contains {
            if case .oneof(let oneof) = $0 { Names.upperCamel(oneof.name) == type } else { false }
        }
        return hidden ? "Wire.\(type)" : type
    }

    private func isScalar(_ type: String) -> Bool {
        ["uint32", "uint64", "sint64", "int64", "bool", "double", "string", "bytes"].contains(type)
    }

    private func swiftType(_ field: Schema.Field, in message: Schema.Message) -> String {
        let element = element(field, in: message)
        if field.isRepeated { return "[\(element)]" }
        return isScalar(field.type) || enumerations.keys.contains(field.type) ? element : element + "?"
    }

    private func defaultValue(_ field: Schema.Field) -> String {
        if field.isRepeated { return "[]" }
        switch field.type {
        case "uint32", "uint64", "sint64", "int64", "double": return "0"
        case "bool": return "false"
        case "string": return "\"\""
        case "bytes": return "[]"
        default: return enumerations[field.type].map { "." + $0 } ?? "nil"
        }
    }

    private mutating func emit(_ message: Schema.Message) {
        line()
        doc(message.comment, or: "The message `\(message.name)`.")
        let conformance = message.kind == nil ? "WireMessage" : "FramedMessage"
        block("public struct \(message.name): \(conformance)") { emitter in
            if let kind = message.kind {
                emitter.line("/// The number of this message on the wire.")
                emitter.line("public static let kind: UInt16 = \(kind)")
                emitter.line("/// The conversation that carries this message.")
                emitter.line("public static let conversation = Conversation.\(emitter.schema.name)")
            }
            var parameters: [String] = []
            var assignments: [String] = []
            for member in message.members {
                switch member {
                case .field(let field):
                    let name = Names.swift(field.name)
                    let type = emitter.swiftType(field, in: message)
                    emitter.doc(field.comment, or: "The field `\(field.name)`.")
                    emitter.line("public var \(name): \(type)")
                    parameters.append("\(name): \(type) = \(emitter.defaultValue(field))")
                    assignments.append("self.\(name) = \(name)")
                case .oneof(let oneof):
                    let name = Names.swift(oneof.name)
                    emitter.doc(oneof.comment, or: "The choice `\(oneof.name)`; nil if the sender set none.")
                    emitter.line("public var \(name): \(Names.upperCamel(oneof.name))?")
                    parameters.append("\(name): \(Names.upperCamel(oneof.name))? = nil")
                    assignments.append("self.\(name) = \(name)")
                }
            }
            for case .oneof(let oneof) in message.members {
                emitter.line()
                emitter.doc(oneof.comment, or: "The choices of `\(oneof.name)`.")
                emitter.block("public enum \(Names.upperCamel(oneof.name)): Hashable, Sendable") { emitter in
                    for field in oneof.fields {
                        emitter.doc(field.comment, or: "The choice `\(field.name)`.")
                        emitter.line("case \(Names.swift(field.name))(\(emitter.element(field, in: message)))")
                    }
                }
            }
            emitter.line()
            emitter.line("/// Every field has its proto3 default unless given.")
            if parameters.isEmpty {
                emitter.line("public init() {}")
            } else {
                emitter.line("public init(")
                emitter.indent += 1
                for (index, parameter) in parameters.enumerated() {
                    emitter.line(parameter + (index + 1 < parameters.count ? "," : ""))
                }
                emitter.indent -= 1
                emitter.block(")") { emitter in for text in assignments { emitter.line(text) } }
            }
        }
        line()
        block("extension \(message.name): CRepresented") { emitter in
            emitter.emitReading(message)
            emitter.line()
            emitter.emitWriting(message)
            emitter.line()
            emitter.emitPacking(message)
        }
    }

    private mutating func emitReading(_ message: Schema.Message) {
        let used = message.members.isEmpty ? "_" : "pointer"
        block("init(reading \(used): UnsafePointer<Muster__\(message.name)>, _ reader: WireReader) throws(WireError)") {
            emitter in
            if !message.members.isEmpty { emitter.line("let c = pointer.pointee") }
            for member in message.members {
                switch member {
                case .field(let field):
                    emitter.line("self.\(Names.swift(field.name)) = \(emitter.reading(field, in: message))")
                case .oneof(let oneof):
                    emitter.line("switch c.\(oneof.name)_case.rawValue {")
                    for field in oneof.fields {
                        let name = Names.swift(field.name)
                        let value = emitter.reading(field, in: message, inOneof: true)
                        emitter.line("case \(field.number): self.\(Names.swift(oneof.name)) = .\(name)(\(value))")
                    }
                    emitter.line("default: self.\(Names.swift(oneof.name)) = nil")
                    emitter.line("}")
                }
            }
        }
    }

    private func reading(_ field: Schema.Field, in message: Schema.Message, inOneof: Bool = false) -> String {
        let c = "c." + Names.cField(field.name)
        let count = "c.n_" + field.name
        let isEnumeration = enumerations.keys.contains(field.type)
        if field.isRepeated {
            switch field.type {
            case "string": return "try reader.strings(\(c), \(count))"
            case "bytes": return "try reader.byteArrays(\(c), \(count))"
            case "bool": return "try reader.array(\(c), \(count)).map { $0 != 0 }"
            case _ where isScalar(field.type): return "try reader.array(\(c), \(count))"
            case _ where isEnumeration:
                return "try reader.array(\(c), \(count)).map { \(element(field, in: message))(c: $0) }"
            default: return "try reader.messages(\(c), \(count))"
            }
        }
        switch field.type {
        case "string": return "try reader.string(\(c))"
        case "bytes": return "try reader.bytes(\(c))"
        case "bool": return "\(c) != 0"
        case _ where isScalar(field.type): return c
        case _ where isEnumeration: return "\(element(field, in: message))(c: \(c))"
        default: return inOneof ? "try reader.required(\(c))" : "try reader.optional(\(c))"
        }
    }

    private mutating func emitWriting(_ message: Schema.Message) {
        let prefix = "muster__" + Names.lower(message.name)
        block(
            "func write(to c: UnsafeMutablePointer<Muster__\(message.name)>, _ arena: WireArena) throws(WireError)"
        ) { emitter in
            emitter.line("\(prefix)__init(c)")
            for member in message.members {
                switch member {
                case .field(let field):
                    let name = "self." + Names.swift(field.name)
                    let c = "c.pointee." + Names.cField(field.name)
                    if field.isRepeated {
                        let value = emitter.writingRepeated(field, name)
                        emitter.line("(\(c), c.pointee.n_\(field.name)) = \(value)")
                    } else {
                        emitter.line("\(c) = \(emitter.writing(field, name))")
                    }
                case .oneof(let oneof):
                    let caseType = "Muster__\(message.name)__\(Names.upperCamel(oneof.name))Case"
                    emitter.line("switch self.\(Names.swift(oneof.name)) {")
                    emitter.line("case nil: break")
                    for field in oneof.fields {
                        emitter.line("case .\(Names.swift(field.name))(let value):")
                        emitter.indent += 1
                        emitter.line("c.pointee.\(oneof.name)_case = \(caseType)(rawValue: \(field.number))")
                        let value = emitter.writing(field, "value", inOneof: true)
                        emitter.line("c.pointee.\(Names.cField(field.name)) = \(value)")
                        emitter.indent -= 1
                    }
                    emitter.line("}")
                }
            }
        }
    }

    private func writing(_ field: Schema.Field, _ value: String, inOneof: Bool = false) -> String {
        switch field.type {
        case "string": "try arena.string(\(value))"
        case "bytes": "try arena.bytes(\(value))"
        case "bool": "\(value) ? 1 : 0"
        case _ where isScalar(field.type): value
        case _ where enumerations.keys.contains(field.type): "\(value).c"
        default: "try arena.\(inOneof ? "message" : "optional")(\(value))"
        }
    }

    private func writingRepeated(_ field: Schema.Field, _ value: String) -> String {
        switch field.type {
        case "string": "try arena.strings(\(value))"
        case "bytes": "try arena.byteArrays(\(value))"
        case "bool": "try arena.array(\(value).map { $0 ? 1 : 0 })"
        case _ where isScalar(field.type): "try arena.array(\(value))"
        case _ where enumerations.keys.contains(field.type): "try arena.array(\(value).map { $0.c })"
        default: "try arena.messages(\(value))"
        }
    }

    private mutating func emitPacking(_ message: Schema.Message) {
        let prefix = "muster__" + Names.lower(message.name)
        let c = "Muster__\(message.name)"
        block("public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8]") {
            $0.line("try packed(after: header)")
        }
        block("public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError)") {
            $0.line("self = try Self.unpacked(body, limits: limits)")
        }
        block("static func packedSize(_ c: UnsafePointer<\(c)>) -> Int") { $0.line("\(prefix)__get_packed_size(c)") }
        block("static func pack(_ c: UnsafePointer<\(c)>, into out: UnsafeMutablePointer<UInt8>) -> Int") {
            $0.line("\(prefix)__pack(c, out)")
        }
        block(
            "static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int,"
                + " _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<\(c)>?"
        ) { $0.line("\(prefix)__unpack(allocator, count, data)") }
    }

    private mutating func emitConversation() {
        let name = Names.upperCamel(schema.name) + "Message"
        let framed = schema.messages.filter { $0.kind != nil }
        line()
        line("/// Every message of the \(schema.name) conversation that can stand alone in a frame.")
        block("public enum \(name): ConversationMessage") { emitter in
            for message in framed {
                emitter.doc(message.comment, or: "The message `\(message.name)`.")
                emitter.line("case \(Names.swift(Names.lower(message.name)))(\(message.name))")
            }
            emitter.line()
            emitter.line("/// The conversation of these messages.")
            emitter.line("public static let conversation = Conversation.\(emitter.schema.name)")
            emitter.line("/// The numbers in use, in the order of the `.proto` file.")
            let kinds = framed.map { "\($0.kind ?? 0)" }.joined(separator: ", ")
            emitter.line("public static let kinds: [UInt16] = [\(kinds)]")
            emitter.line()
            emitter.line("/// The message inside.")
            emitter.block("public var message: any FramedMessage") { emitter in
                emitter.line("switch self {")
                for message in framed {
                    emitter.line("case .\(Names.swift(Names.lower(message.name)))(let message): message")
                }
                emitter.line("}")
            }
            emitter.line()
            emitter.line("/// Reads the body of a frame; nil if the kind is not of this conversation.")
            emitter.block(
                "public static func decodeBody(kind: UInt16, _ body: UnsafeRawBufferPointer, limits: WireLimits)"
                    + " throws(WireError) -> \(name)?"
            ) { emitter in
                emitter.line("switch kind {")
                for message in framed {
                    let label = Names.swift(Names.lower(message.name))
                    emitter.line(
                        "case \(message.name).kind: .\(label)(try \(message.name)(decodingBody: body, limits: limits))")
                }
                emitter.line("default: nil")
                emitter.line("}")
            }
        }
    }
}
