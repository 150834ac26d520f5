import Determinism

extension TokenTerms: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(publicKey)
        writer.write(case: purpose)
        writer.write(uses)
        writer.write(lifetime)
        writer.write(labels)
    }
    /// Reads the fields; does not check what they say.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        publicKey = try reader.readString()
        purpose = try reader.readCase()
        uses = try reader.readUInt64()
        lifetime = try reader.read()
        labels = try reader.readMap()
    }
}

extension JoinToken: Canonical {
    /// The fields in the order of their declaration.
    public func encode(into writer: inout ByteWriter) {
        writer.write(id)
        writer.write(terms)
        writer.write(owner)
        writer.write(createdAt)
        writer.write(used)
        writer.write(revokedAt)
        writer.write(lastKeys)
    }
    /// Reads the fields; does not check what they say.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        id = try reader.readUInt64()
        terms = try reader.read()
        owner = try reader.readString()
        createdAt = try reader.read()
        used = try reader.readUInt64()
        revokedAt = try reader.readOptional()
        lastKeys = try reader.readArray()
    }
}

extension Enrolment: Canonical {
    /// 0 and the server with its key, or 1 and the coordinator's key with its place.
    public func encode(into writer: inout ByteWriter) {
        switch self {
        case .agent(let node, let publicKey):
            writer.write(byte: 0)
            writer.write(node)
            writer.write(publicKey)
        case .coordinator(let publicKey, let place):
            writer.write(byte: 1)
            writer.write(publicKey)
            writer.write(place)
        }
    }
    /// Reads who it is.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let kind = try reader.readByte()
        switch kind {
        case 0:
            let node = try reader.read(NodeID.self)
            self = .agent(node, publicKey: try reader.readString())
        case 1:
            let publicKey = try reader.readString()
            self = .coordinator(publicKey: publicKey, place: try reader.readString())
        default: throw reader.malformed("an enrolment of kind \(kind)")
        }
    }
}
