import Determinism

extension ClusterSettings: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(beatInterval)
        writer.write(leaderGrace)
        writer.write(suspectAfterBeats)
        writer.write(brakePercent)
        writer.write(brakeFloor)
        writer.write(brakeWindow)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        beatInterval = try reader.read()
        leaderGrace = try reader.read()
        suspectAfterBeats = try reader.readUInt64()
        brakePercent = try reader.readUInt64()
        brakeFloor = try reader.readUInt64()
        brakeWindow = try reader.read()
    }
}

extension FormerGrace: Canonical {
    /// The grace and the index.
    public func encode(into writer: inout ByteWriter) {
        writer.write(grace)
        writer.write(index)
    }
    /// Reads the grace and the index.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        grace = try reader.read()
        index = try reader.readUInt64()
    }
}

extension Role: Canonical {
    /// 0 agent, 1 coordinator, 2 viewer, 3 operator, 4 admin; the first two with their part.
    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .agent(let node):
            writer.write(byte: 0)
            writer.write(node)
        case .coordinator(let member):
            writer.write(byte: 1)
            writer.write(member)
        case .viewer: writer.write(byte: 2)
        case .operatorRole: writer.write(byte: 3)
        case .admin: writer.write(byte: 4)
        }
    }
    /// Reads a role.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.readByte() {
        case 0: self = .agent(try reader.read())
        case 1: self = .coordinator(try reader.readUInt64())
        case 2: self = .viewer
        case 3: self = .operatorRole
        case 4: self = .admin
        case let other: throw reader.malformed("a role of kind \(other)")
        }
    }
}

extension KeyRecord: Canonical {
    /// Key, name and role.
    public func encode(into writer: inout ByteWriter) {
        writer.write(publicKey)
        writer.write(name)
        writer.write(role)
    }
    /// Reads key, name and role.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        publicKey = try reader.readString()
        name = try reader.readString()
        role = try reader.read()
    }
}

extension AuditRecord: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(index)
        writer.write(time)
        writer.write(actor)
        writer.write(act)
        writer.write(outcome)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        index = try reader.readUInt64()
        time = try reader.read()
        actor = try reader.readString()
        act = try reader.readString()
        outcome = try reader.readString()
    }
}

extension Outcome: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(case: code)
        writer.write(message)
        writer.write(identifier)
        writer.write(index)
    }
    /// Reads the fields.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        code = try reader.readCase()
        message = try reader.readString()
        identifier = try reader.readUInt64()
        index = try reader.readUInt64()
    }
}
