import Determinism

extension Configuration.Peer: Canonical {
    /// Member, store, address and key.
    public func encode(into writer: inout ByteWriter) {
        writer.write(id.rawValue)
        writer.write(store.high)
        writer.write(store.low)
        writer.write(address)
        writer.write(publicKey)
    }

    /// Reads what `encode` wrote.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init(
            id: MemberID(try reader.readUInt64()),
            store: StoreID(high: try reader.readUInt64(), low: try reader.readUInt64()),
            address: try reader.readString(), publicKey: try reader.readString())
    }
}

extension Configuration: Canonical {
    /// Voters, outgoing voters, learners, and those that are joining.
    public func encode(into writer: inout ByteWriter) {
        writer.write(voters)
        writer.write(outgoing)
        writer.write(learners)
        writer.write(joining.map(\.rawValue))
    }

    /// Reads what `encode` wrote; refuses a list that names a member twice or out of order, or member zero.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let voters = try reader.readArray(Peer.self)
        let outgoing = try reader.readArray(Peer.self)
        let learners = try reader.readArray(Peer.self)
        for list in [voters, outgoing, learners] {
            var previous = MemberID(0)
            for peer in list {
                guard previous < peer.id else { throw reader.malformed("members out of order") }
                previous = peer.id
            }
        }
        let joining = try reader.readArray(UInt64.self).map { MemberID($0) }
        guard joining == joining.sorted(), joining.allSatisfy({ id in learners.contains { $0.id == id } }) else {
            throw reader.malformed("a joining member is not a learner")
        }
        self.init(voters: voters, outgoing: outgoing, learners: learners, joining: joining)
    }
}
