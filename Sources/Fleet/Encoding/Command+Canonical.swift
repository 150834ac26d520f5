import Determinism

extension CommandResult: Canonical {
    /// 0 exited, 1 not started, 2 unknown, 3 unreachable; each with its part.
    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .exited(let status):
            writer.write(byte: 0)
            writer.write(status)
        case .notStarted(let reason):
            writer.write(byte: 1)
            writer.write(reason)
        case .unknown(let reason):
            writer.write(byte: 2)
            writer.write(reason)
        case .unreachable(let reason):
            writer.write(byte: 3)
            writer.write(reason)
        }
    }
    /// Reads a result.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.readByte() {
        case 0: self = .exited(try reader.read())
        case 1: self = .notStarted(try reader.readString())
        case 2: self = .unknown(try reader.readString())
        case 3: self = .unreachable(try reader.readString())
        case let other: throw reader.malformed("a command result of kind \(other)")
        }
    }
}

extension CommandRun: Canonical {
    /// Session and result.
    public func encode(into writer: inout ByteWriter) {
        writer.write(session)
        writer.write(result)
    }
    /// Reads session and result.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        session = try reader.readOptional()
        result = try reader.readOptional()
    }
}

extension CommandDefinition: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(arguments)
        writer.write(user)
        writer.write(timeLimit)
        writer.write(startWithin)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        arguments = try reader.readArray()
        user = try reader.readString()
        timeLimit = try reader.read()
        startWithin = try reader.read()
    }
}

extension Command: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(id)
        writer.write(definition)
        writer.write(target)
        writer.write(owner)
        writer.write(acceptedAt)
        writer.write(runs)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        id = try reader.read()
        definition = try reader.read()
        target = try reader.readString()
        owner = try reader.readString()
        acceptedAt = try reader.read()
        runs = try reader.readMap()
    }
}

extension CommandOutcome: Canonical {
    /// Command, node and result.
    public func encode(into writer: inout ByteWriter) {
        writer.write(command)
        writer.write(node)
        writer.write(result)
    }
    /// Reads command, node and result.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        command = try reader.read()
        node = try reader.read()
        result = try reader.read()
    }
}
