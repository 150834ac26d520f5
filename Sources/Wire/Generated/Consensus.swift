// Generated from consensus.proto by wire-generator: change that, then run Protocols/generate.sh.
// swift-format-ignore-file

import CWire

/// A data directory's own number.
public struct Store: WireMessage {
    /// Upper 64 bits.
    public var high: UInt64
    /// Lower 64 bits.
    public var low: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        high: UInt64 = 0,
        low: UInt64 = 0
    ) {
        self.high = high
        self.low = low
    }
}

extension Store: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Store>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.high = c.high
        self.low = c.low
    }

    func write(to c: UnsafeMutablePointer<Muster__Store>, _ arena: WireArena) throws(WireError) {
        muster__store__init(c)
        c.pointee.high = self.high
        c.pointee.low = self.low
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Store>) -> Int {
        muster__store__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Store>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__store__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Store>? {
        muster__store__unpack(allocator, count, data)
    }
}

/// A member with its store.
public struct RaftPeer: WireMessage {
    /// The member's number.
    public var id: UInt64
    /// Its store.
    public var store: Store?
    /// Address of its peer socket, host:port.
    public var address: String
    /// CURVE public key in Z85.
    public var publicKey: String

    /// Every field has its proto3 default unless given.
    public init(
        id: UInt64 = 0,
        store: Store? = nil,
        address: String = "",
        publicKey: String = ""
    ) {
        self.id = id
        self.store = store
        self.address = address
        self.publicKey = publicKey
    }
}

extension RaftPeer: CRepresented {
    init(reading pointer: UnsafePointer<Muster__RaftPeer>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.id = c.id
        self.store = try reader.optional(c.store)
        self.address = try reader.string(c.address)
        self.publicKey = try reader.string(c.public_key)
    }

    func write(to c: UnsafeMutablePointer<Muster__RaftPeer>, _ arena: WireArena) throws(WireError) {
        muster__raft_peer__init(c)
        c.pointee.id = self.id
        c.pointee.store = try arena.optional(self.store)
        c.pointee.address = try arena.string(self.address)
        c.pointee.public_key = try arena.string(self.publicKey)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__RaftPeer>) -> Int {
        muster__raft_peer__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__RaftPeer>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__raft_peer__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__RaftPeer>? {
        muster__raft_peer__unpack(allocator, count, data)
    }
}

/// Who takes part.
public struct RaftConfiguration: WireMessage {
    /// The incoming or only voters.
    public var voters: [RaftPeer]
    /// The outgoing voters of a joint configuration.
    public var outgoing: [RaftPeer]
    /// Members that do not vote.
    public var learners: [RaftPeer]
    /// The numbers of those learners that become voters once they have caught up.
    public var joining: [UInt64]

    /// Every field has its proto3 default unless given.
    public init(
        voters: [RaftPeer] = [],
        outgoing: [RaftPeer] = [],
        learners: [RaftPeer] = [],
        joining: [UInt64] = []
    ) {
        self.voters = voters
        self.outgoing = outgoing
        self.learners = learners
        self.joining = joining
    }
}

extension RaftConfiguration: CRepresented {
    init(reading pointer: UnsafePointer<Muster__RaftConfiguration>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.voters = try reader.messages(c.voters, c.n_voters)
        self.outgoing = try reader.messages(c.outgoing, c.n_outgoing)
        self.learners = try reader.messages(c.learners, c.n_learners)
        self.joining = try reader.array(c.joining, c.n_joining)
    }

    func write(to c: UnsafeMutablePointer<Muster__RaftConfiguration>, _ arena: WireArena) throws(WireError) {
        muster__raft_configuration__init(c)
        (c.pointee.voters, c.pointee.n_voters) = try arena.messages(self.voters)
        (c.pointee.outgoing, c.pointee.n_outgoing) = try arena.messages(self.outgoing)
        (c.pointee.learners, c.pointee.n_learners) = try arena.messages(self.learners)
        (c.pointee.joining, c.pointee.n_joining) = try arena.array(self.joining)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__RaftConfiguration>) -> Int {
        muster__raft_configuration__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__RaftConfiguration>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__raft_configuration__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__RaftConfiguration>? {
        muster__raft_configuration__unpack(allocator, count, data)
    }
}

/// One entry of the log.
public struct RaftEntry: WireMessage {
    /// Position.
    public var index: UInt64
    /// Term of the leader that made it.
    public var term: UInt64
    /// The code of Consensus's LogEntry.Kind.
    public var kind: UInt32
    /// The content.
    public var payload: [UInt8]

    /// Every field has its proto3 default unless given.
    public init(
        index: UInt64 = 0,
        term: UInt64 = 0,
        kind: UInt32 = 0,
        payload: [UInt8] = []
    ) {
        self.index = index
        self.term = term
        self.kind = kind
        self.payload = payload
    }
}

extension RaftEntry: CRepresented {
    init(reading pointer: UnsafePointer<Muster__RaftEntry>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.index = c.index
        self.term = c.term
        self.kind = c.kind
        self.payload = try reader.bytes(c.payload)
    }

    func write(to c: UnsafeMutablePointer<Muster__RaftEntry>, _ arena: WireArena) throws(WireError) {
        muster__raft_entry__init(c)
        c.pointee.index = self.index
        c.pointee.term = self.term
        c.pointee.kind = self.kind
        c.pointee.payload = try arena.bytes(self.payload)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__RaftEntry>) -> Int {
        muster__raft_entry__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__RaftEntry>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__raft_entry__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__RaftEntry>? {
        muster__raft_entry__unpack(allocator, count, data)
    }
}

/// Asks for a vote or a pre-vote.
public struct VoteRequest: WireMessage {
    /// Whether it only asks if a vote would be given.
    public var isPreVote: Bool
    /// The sender's last entry.
    public var lastIndex: UInt64
    /// Its term.
    public var lastTerm: UInt64
    /// The sender has lost its connection to the leader, or the leader handed over.
    public var leaderIsGone: Bool

    /// Every field has its proto3 default unless given.
    public init(
        isPreVote: Bool = false,
        lastIndex: UInt64 = 0,
        lastTerm: UInt64 = 0,
        leaderIsGone: Bool = false
    ) {
        self.isPreVote = isPreVote
        self.lastIndex = lastIndex
        self.lastTerm = lastTerm
        self.leaderIsGone = leaderIsGone
    }
}

extension VoteRequest: CRepresented {
    init(reading pointer: UnsafePointer<Muster__VoteRequest>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.isPreVote = c.is_pre_vote != 0
        self.lastIndex = c.last_index
        self.lastTerm = c.last_term
        self.leaderIsGone = c.leader_is_gone != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__VoteRequest>, _ arena: WireArena) throws(WireError) {
        muster__vote_request__init(c)
        c.pointee.is_pre_vote = self.isPreVote ? 1 : 0
        c.pointee.last_index = self.lastIndex
        c.pointee.last_term = self.lastTerm
        c.pointee.leader_is_gone = self.leaderIsGone ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__VoteRequest>) -> Int {
        muster__vote_request__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__VoteRequest>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__vote_request__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__VoteRequest>? {
        muster__vote_request__unpack(allocator, count, data)
    }
}

/// Answers a vote request.
public struct VoteResponse: WireMessage {
    /// Whether it answers a pre-vote.
    public var isPreVote: Bool
    /// Whether the vote is given.
    public var granted: Bool

    /// Every field has its proto3 default unless given.
    public init(
        isPreVote: Bool = false,
        granted: Bool = false
    ) {
        self.isPreVote = isPreVote
        self.granted = granted
    }
}

extension VoteResponse: CRepresented {
    init(reading pointer: UnsafePointer<Muster__VoteResponse>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.isPreVote = c.is_pre_vote != 0
        self.granted = c.granted != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__VoteResponse>, _ arena: WireArena) throws(WireError) {
        muster__vote_response__init(c)
        c.pointee.is_pre_vote = self.isPreVote ? 1 : 0
        c.pointee.granted = self.granted ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__VoteResponse>) -> Int {
        muster__vote_response__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__VoteResponse>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__vote_response__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__VoteResponse>? {
        muster__vote_response__unpack(allocator, count, data)
    }
}

/// Entries behind a known position.
public struct Append: WireMessage {
    /// The position before the first entry.
    public var previousIndex: UInt64
    /// Its term.
    public var previousTerm: UInt64
    /// The entries.
    public var entries: [RaftEntry]
    /// The leader's commit index.
    public var commit: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        previousIndex: UInt64 = 0,
        previousTerm: UInt64 = 0,
        entries: [RaftEntry] = [],
        commit: UInt64 = 0
    ) {
        self.previousIndex = previousIndex
        self.previousTerm = previousTerm
        self.entries = entries
        self.commit = commit
    }
}

extension Append: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Append>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.previousIndex = c.previous_index
        self.previousTerm = c.previous_term
        self.entries = try reader.messages(c.entries, c.n_entries)
        self.commit = c.commit
    }

    func write(to c: UnsafeMutablePointer<Muster__Append>, _ arena: WireArena) throws(WireError) {
        muster__append__init(c)
        c.pointee.previous_index = self.previousIndex
        c.pointee.previous_term = self.previousTerm
        (c.pointee.entries, c.pointee.n_entries) = try arena.messages(self.entries)
        c.pointee.commit = self.commit
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Append>) -> Int {
        muster__append__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Append>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__append__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Append>? {
        muster__append__unpack(allocator, count, data)
    }
}

/// Answers an append.
public struct AppendResponse: WireMessage {
    /// Whether everything through index is durable.
    public var success: Bool
    /// See success; else the last index at which the logs may agree.
    public var index: UInt64
    /// The term at that index, as a hint.
    public var hintTerm: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        success: Bool = false,
        index: UInt64 = 0,
        hintTerm: UInt64 = 0
    ) {
        self.success = success
        self.index = index
        self.hintTerm = hintTerm
    }
}

extension AppendResponse: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AppendResponse>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.success = c.success != 0
        self.index = c.index
        self.hintTerm = c.hint_term
    }

    func write(to c: UnsafeMutablePointer<Muster__AppendResponse>, _ arena: WireArena) throws(WireError) {
        muster__append_response__init(c)
        c.pointee.success = self.success ? 1 : 0
        c.pointee.index = self.index
        c.pointee.hint_term = self.hintTerm
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AppendResponse>) -> Int {
        muster__append_response__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AppendResponse>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__append_response__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AppendResponse>? {
        muster__append_response__unpack(allocator, count, data)
    }
}

/// The leader lives.
public struct Heartbeat: WireMessage {
    /// Grows with each sending.
    public var round: UInt64
    /// The commit index as far as the receiver is known to match.
    public var commit: UInt64
    /// The term of the entry at the commit index.
    public var commitTerm: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        round: UInt64 = 0,
        commit: UInt64 = 0,
        commitTerm: UInt64 = 0
    ) {
        self.round = round
        self.commit = commit
        self.commitTerm = commitTerm
    }
}

extension Heartbeat: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Heartbeat>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.round = c.round
        self.commit = c.commit
        self.commitTerm = c.commit_term
    }

    func write(to c: UnsafeMutablePointer<Muster__Heartbeat>, _ arena: WireArena) throws(WireError) {
        muster__heartbeat__init(c)
        c.pointee.round = self.round
        c.pointee.commit = self.commit
        c.pointee.commit_term = self.commitTerm
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Heartbeat>) -> Int {
        muster__heartbeat__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Heartbeat>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__heartbeat__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Heartbeat>? {
        muster__heartbeat__unpack(allocator, count, data)
    }
}

/// Answers a heartbeat.
public struct HeartbeatResponse: WireMessage {
    /// The round that it answers.
    public var round: UInt64
    /// The last durable index; 0 where it is not known at the moment.
    public var lastIndex: UInt64
    /// The sender's disk is nearly full.
    public var isSpaceLow: Bool

    /// Every field has its proto3 default unless given.
    public init(
        round: UInt64 = 0,
        lastIndex: UInt64 = 0,
        isSpaceLow: Bool = false
    ) {
        self.round = round
        self.lastIndex = lastIndex
        self.isSpaceLow = isSpaceLow
    }
}

extension HeartbeatResponse: CRepresented {
    init(reading pointer: UnsafePointer<Muster__HeartbeatResponse>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.round = c.round
        self.lastIndex = c.last_index
        self.isSpaceLow = c.is_space_low != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__HeartbeatResponse>, _ arena: WireArena) throws(WireError) {
        muster__heartbeat_response__init(c)
        c.pointee.round = self.round
        c.pointee.last_index = self.lastIndex
        c.pointee.is_space_low = self.isSpaceLow ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__HeartbeatResponse>) -> Int {
        muster__heartbeat_response__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__HeartbeatResponse>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__heartbeat_response__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__HeartbeatResponse>? {
        muster__heartbeat_response__unpack(allocator, count, data)
    }
}

/// A piece of a snapshot.
public struct SnapshotChunk: WireMessage {
    /// The last entry that it contains.
    public var lastIndex: UInt64
    /// Its term.
    public var lastTerm: UInt64
    /// The configuration at that entry.
    public var configuration: RaftConfiguration?
    /// Place of the piece.
    public var offset: UInt64
    /// Length of the whole.
    public var total: UInt64
    /// The bytes.
    public var data: [UInt8]

    /// Every field has its proto3 default unless given.
    public init(
        lastIndex: UInt64 = 0,
        lastTerm: UInt64 = 0,
        configuration: RaftConfiguration? = nil,
        offset: UInt64 = 0,
        total: UInt64 = 0,
        data: [UInt8] = []
    ) {
        self.lastIndex = lastIndex
        self.lastTerm = lastTerm
        self.configuration = configuration
        self.offset = offset
        self.total = total
        self.data = data
    }
}

extension SnapshotChunk: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SnapshotChunk>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.lastIndex = c.last_index
        self.lastTerm = c.last_term
        self.configuration = try reader.optional(c.configuration)
        self.offset = c.offset
        self.total = c.total
        self.data = try reader.bytes(c.data)
    }

    func write(to c: UnsafeMutablePointer<Muster__SnapshotChunk>, _ arena: WireArena) throws(WireError) {
        muster__snapshot_chunk__init(c)
        c.pointee.last_index = self.lastIndex
        c.pointee.last_term = self.lastTerm
        c.pointee.configuration = try arena.optional(self.configuration)
        c.pointee.offset = self.offset
        c.pointee.total = self.total
        c.pointee.data = try arena.bytes(self.data)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SnapshotChunk>) -> Int {
        muster__snapshot_chunk__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SnapshotChunk>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__snapshot_chunk__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SnapshotChunk>? {
        muster__snapshot_chunk__unpack(allocator, count, data)
    }
}

/// Answers a piece of a snapshot.
public struct SnapshotResponse: WireMessage {
    /// Names the snapshot.
    public var lastIndex: UInt64
    /// Bytes that have arrived in order.
    public var offset: UInt64
    /// Whether the whole is durable.
    public var isComplete: Bool

    /// Every field has its proto3 default unless given.
    public init(
        lastIndex: UInt64 = 0,
        offset: UInt64 = 0,
        isComplete: Bool = false
    ) {
        self.lastIndex = lastIndex
        self.offset = offset
        self.isComplete = isComplete
    }
}

extension SnapshotResponse: CRepresented {
    init(reading pointer: UnsafePointer<Muster__SnapshotResponse>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.lastIndex = c.last_index
        self.offset = c.offset
        self.isComplete = c.is_complete != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__SnapshotResponse>, _ arena: WireArena) throws(WireError) {
        muster__snapshot_response__init(c)
        c.pointee.last_index = self.lastIndex
        c.pointee.offset = self.offset
        c.pointee.is_complete = self.isComplete ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__SnapshotResponse>) -> Int {
        muster__snapshot_response__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__SnapshotResponse>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__snapshot_response__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__SnapshotResponse>? {
        muster__snapshot_response__unpack(allocator, count, data)
    }
}

/// Campaign at once.
public struct TimeoutNow: WireMessage {
    /// Always true: an empty message says nothing.
    public var now: Bool

    /// Every field has its proto3 default unless given.
    public init(
        now: Bool = false
    ) {
        self.now = now
    }
}

extension TimeoutNow: CRepresented {
    init(reading pointer: UnsafePointer<Muster__TimeoutNow>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.now = c.now != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__TimeoutNow>, _ arena: WireArena) throws(WireError) {
        muster__timeout_now__init(c)
        c.pointee.now = self.now ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__TimeoutNow>) -> Int {
        muster__timeout_now__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__TimeoutNow>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__timeout_now__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__TimeoutNow>? {
        muster__timeout_now__unpack(allocator, count, data)
    }
}

/// One message of Raft.
public struct Raft: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 64
    /// The conversation that carries this message.
    public static let conversation = Conversation.consensus
    /// The sender's term; of a pre-vote request, the term that it would campaign in.
    public var term: UInt64
    /// The choice `body`; nil if the sender set none.
    public var body: Body?
    /// The sender's store.
    public var store: Store?

    /// The choices of `body`.
    public enum Body: Hashable, Sendable {
        /// The choice `vote_request`.
        case voteRequest(VoteRequest)
        /// The choice `vote_response`.
        case voteResponse(VoteResponse)
        /// The choice `append`.
        case append(Append)
        /// The choice `append_response`.
        case appendResponse(AppendResponse)
        /// The choice `heartbeat`.
        case heartbeat(Heartbeat)
        /// The choice `heartbeat_response`.
        case heartbeatResponse(HeartbeatResponse)
        /// The choice `snapshot`.
        case snapshot(SnapshotChunk)
        /// The choice `snapshot_response`.
        case snapshotResponse(SnapshotResponse)
        /// The choice `timeout_now`.
        case timeoutNow(TimeoutNow)
    }

    /// Every field has its proto3 default unless given.
    public init(
        term: UInt64 = 0,
        body: Body? = nil,
        store: Store? = nil
    ) {
        self.term = term
        self.body = body
        self.store = store
    }
}

extension Raft: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Raft>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.term = c.term
        switch c.body_case.rawValue {
        case 2: self.body = .voteRequest(try reader.required(c.vote_request))
        case 3: self.body = .voteResponse(try reader.required(c.vote_response))
        case 4: self.body = .append(try reader.required(c.append))
        case 5: self.body = .appendResponse(try reader.required(c.append_response))
        case 6: self.body = .heartbeat(try reader.required(c.heartbeat))
        case 7: self.body = .heartbeatResponse(try reader.required(c.heartbeat_response))
        case 8: self.body = .snapshot(try reader.required(c.snapshot))
        case 9: self.body = .snapshotResponse(try reader.required(c.snapshot_response))
        case 10: self.body = .timeoutNow(try reader.required(c.timeout_now))
        default: self.body = nil
        }
        self.store = try reader.optional(c.store)
    }

    func write(to c: UnsafeMutablePointer<Muster__Raft>, _ arena: WireArena) throws(WireError) {
        muster__raft__init(c)
        c.pointee.term = self.term
        switch self.body {
        case nil: break
        case .voteRequest(let value):
            c.pointee.body_case = Muster__Raft__BodyCase(rawValue: 2)
            c.pointee.vote_request = try arena.message(value)
        case .voteResponse(let value):
            c.pointee.body_case = Muster__Raft__BodyCase(rawValue: 3)
            c.pointee.vote_response = try arena.message(value)
        case .append(let value):
            c.pointee.body_case = Muster__Raft__BodyCase(rawValue: 4)
            c.pointee.append = try arena.message(value)
        case .appendResponse(let value):
            c.pointee.body_case = Muster__Raft__BodyCase(rawValue: 5)
            c.pointee.append_response = try arena.message(value)
        case .heartbeat(let value):
            c.pointee.body_case = Muster__Raft__BodyCase(rawValue: 6)
            c.pointee.heartbeat = try arena.message(value)
        case .heartbeatResponse(let value):
            c.pointee.body_case = Muster__Raft__BodyCase(rawValue: 7)
            c.pointee.heartbeat_response = try arena.message(value)
        case .snapshot(let value):
            c.pointee.body_case = Muster__Raft__BodyCase(rawValue: 8)
            c.pointee.snapshot = try arena.message(value)
        case .snapshotResponse(let value):
            c.pointee.body_case = Muster__Raft__BodyCase(rawValue: 9)
            c.pointee.snapshot_response = try arena.message(value)
        case .timeoutNow(let value):
            c.pointee.body_case = Muster__Raft__BodyCase(rawValue: 10)
            c.pointee.timeout_now = try arena.message(value)
        }
        c.pointee.store = try arena.optional(self.store)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Raft>) -> Int {
        muster__raft__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Raft>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__raft__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Raft>? {
        muster__raft__unpack(allocator, count, data)
    }
}

/// What a follower heard from agents, for the leader.
public struct RelayedAgent: WireMessage {
    /// The server whose key sent it.
    public var node: String
    /// The choice `heard`; nil if the sender set none.
    public var heard: Heard?

    /// The choices of `heard`.
    public enum Heard: Hashable, Sendable {
        /// The choice `hello`.
        case hello(Hello)
        /// The choice `beat`.
        case beat(Beat)
        /// The choice `goodbye`.
        case goodbye(Goodbye)
        /// The choice `output`.
        case output(AgentOutput)
        /// The agent's connection closed.
        case disconnected(Bool)
    }

    /// Every field has its proto3 default unless given.
    public init(
        node: String = "",
        heard: Heard? = nil
    ) {
        self.node = node
        self.heard = heard
    }
}

extension RelayedAgent: CRepresented {
    init(reading pointer: UnsafePointer<Muster__RelayedAgent>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.node = try reader.string(c.node)
        switch c.heard_case.rawValue {
        case 2: self.heard = .hello(try reader.required(c.hello))
        case 3: self.heard = .beat(try reader.required(c.beat))
        case 4: self.heard = .goodbye(try reader.required(c.goodbye))
        case 5: self.heard = .output(try reader.required(c.output))
        case 6: self.heard = .disconnected(c.disconnected != 0)
        default: self.heard = nil
        }
    }

    func write(to c: UnsafeMutablePointer<Muster__RelayedAgent>, _ arena: WireArena) throws(WireError) {
        muster__relayed_agent__init(c)
        c.pointee.node = try arena.string(self.node)
        switch self.heard {
        case nil: break
        case .hello(let value):
            c.pointee.heard_case = Muster__RelayedAgent__HeardCase(rawValue: 2)
            c.pointee.hello = try arena.message(value)
        case .beat(let value):
            c.pointee.heard_case = Muster__RelayedAgent__HeardCase(rawValue: 3)
            c.pointee.beat = try arena.message(value)
        case .goodbye(let value):
            c.pointee.heard_case = Muster__RelayedAgent__HeardCase(rawValue: 4)
            c.pointee.goodbye = try arena.message(value)
        case .output(let value):
            c.pointee.heard_case = Muster__RelayedAgent__HeardCase(rawValue: 5)
            c.pointee.output = try arena.message(value)
        case .disconnected(let value):
            c.pointee.heard_case = Muster__RelayedAgent__HeardCase(rawValue: 6)
            c.pointee.disconnected = value ? 1 : 0
        }
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__RelayedAgent>) -> Int {
        muster__relayed_agent__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__RelayedAgent>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__relayed_agent__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__RelayedAgent>? {
        muster__relayed_agent__unpack(allocator, count, data)
    }
}

/// A batch of what a follower heard.
public struct Relay: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 65
    /// The conversation that carries this message.
    public static let conversation = Conversation.consensus
    /// In the order in which it was heard.
    public var heard: [RelayedAgent]

    /// Every field has its proto3 default unless given.
    public init(
        heard: [RelayedAgent] = []
    ) {
        self.heard = heard
    }
}

extension Relay: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Relay>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.heard = try reader.messages(c.heard, c.n_heard)
    }

    func write(to c: UnsafeMutablePointer<Muster__Relay>, _ arena: WireArena) throws(WireError) {
        muster__relay__init(c)
        (c.pointee.heard, c.pointee.n_heard) = try arena.messages(self.heard)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Relay>) -> Int {
        muster__relay__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Relay>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__relay__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Relay>? {
        muster__relay__unpack(allocator, count, data)
    }
}

/// Orders of the leader that a follower passes on.
public struct Forward: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 66
    /// The conversation that carries this message.
    public static let conversation = Conversation.consensus
    /// The server that it is for.
    public var node: String
    /// The order.
    public var order: LeaderOrder?

    /// Every field has its proto3 default unless given.
    public init(
        node: String = "",
        order: LeaderOrder? = nil
    ) {
        self.node = node
        self.order = order
    }
}

extension Forward: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Forward>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.node = try reader.string(c.node)
        self.order = try reader.optional(c.order)
    }

    func write(to c: UnsafeMutablePointer<Muster__Forward>, _ arena: WireArena) throws(WireError) {
        muster__forward__init(c)
        c.pointee.node = try arena.string(self.node)
        c.pointee.order = try arena.optional(self.order)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Forward>) -> Int {
        muster__forward__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Forward>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__forward__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Forward>? {
        muster__forward__unpack(allocator, count, data)
    }
}

/// A member tells what it is: its software, and the state's hash for comparison.
public struct MemberStatus: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 67
    /// The conversation that carries this message.
    public static let conversation = Conversation.consensus
    /// The newest entry form that it reads.
    public var schema: UInt64
    /// An index that it has applied.
    public var appliedIndex: UInt64
    /// The state's hash at that index; 0 where it was not computed.
    public var stateHash: UInt64
    /// How many agents it heard within the suspicion time.
    public var agentsHeard: UInt64
    /// Its version.
    public var version: String
    /// Host name or address at which agents and administrators reach it.
    public var host: String
    /// Its administration port.
    public var basePort: UInt32

    /// Every field has its proto3 default unless given.
    public init(
        schema: UInt64 = 0,
        appliedIndex: UInt64 = 0,
        stateHash: UInt64 = 0,
        agentsHeard: UInt64 = 0,
        version: String = "",
        host: String = "",
        basePort: UInt32 = 0
    ) {
        self.schema = schema
        self.appliedIndex = appliedIndex
        self.stateHash = stateHash
        self.agentsHeard = agentsHeard
        self.version = version
        self.host = host
        self.basePort = basePort
    }
}

extension MemberStatus: CRepresented {
    init(reading pointer: UnsafePointer<Muster__MemberStatus>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.schema = c.schema
        self.appliedIndex = c.applied_index
        self.stateHash = c.state_hash
        self.agentsHeard = c.agents_heard
        self.version = try reader.string(c.version)
        self.host = try reader.string(c.host)
        self.basePort = c.base_port
    }

    func write(to c: UnsafeMutablePointer<Muster__MemberStatus>, _ arena: WireArena) throws(WireError) {
        muster__member_status__init(c)
        c.pointee.schema = self.schema
        c.pointee.applied_index = self.appliedIndex
        c.pointee.state_hash = self.stateHash
        c.pointee.agents_heard = self.agentsHeard
        c.pointee.version = try arena.string(self.version)
        c.pointee.host = try arena.string(self.host)
        c.pointee.base_port = self.basePort
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__MemberStatus>) -> Int {
        muster__member_status__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__MemberStatus>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__member_status__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__MemberStatus>? {
        muster__member_status__unpack(allocator, count, data)
    }
}

/// A member whose store the configuration does not name, as far as it knows, asks to take part with it.
public struct Join: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 68
    /// The conversation that carries this message.
    public static let conversation = Conversation.consensus
    /// The sender with the store that it has now.
    public var peer: RaftPeer?

    /// Every field has its proto3 default unless given.
    public init(
        peer: RaftPeer? = nil
    ) {
        self.peer = peer
    }
}

extension Join: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Join>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.peer = try reader.optional(c.peer)
    }

    func write(to c: UnsafeMutablePointer<Muster__Join>, _ arena: WireArena) throws(WireError) {
        muster__join__init(c)
        c.pointee.peer = try arena.optional(self.peer)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Join>) -> Int {
        muster__join__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Join>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__join__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Join>? {
        muster__join__unpack(allocator, count, data)
    }
}

/// The leader refuses a store that has lost what it had acknowledged: its owner must begin anew with another.
public struct StoreRefused: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 69
    /// The conversation that carries this message.
    public static let conversation = Conversation.consensus
    /// The store.
    public var store: Store?

    /// Every field has its proto3 default unless given.
    public init(
        store: Store? = nil
    ) {
        self.store = store
    }
}

extension StoreRefused: CRepresented {
    init(reading pointer: UnsafePointer<Muster__StoreRefused>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.store = try reader.optional(c.store)
    }

    func write(to c: UnsafeMutablePointer<Muster__StoreRefused>, _ arena: WireArena) throws(WireError) {
        muster__store_refused__init(c)
        c.pointee.store = try arena.optional(self.store)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__StoreRefused>) -> Int {
        muster__store_refused__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__StoreRefused>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__store_refused__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__StoreRefused>? {
        muster__store_refused__unpack(allocator, count, data)
    }
}

/// A member tells the others once a second, and when they connect, what it is and who takes part as far as it knows. One that
/// slept through changes learns from it whom to speak with, and one that was removed, that it was.
public struct MemberNews: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 70
    /// The conversation that carries this message.
    public static let conversation = Conversation.consensus
    /// The members by the sender's configuration, itself included.
    public var members: [CoordinatorAddress]
    /// The last index that the sender has applied.
    public var appliedIndex: UInt64
    /// The last index in its log.
    public var storedIndex: UInt64
    /// Its version.
    public var version: String
    /// Its disk, in words.
    public var disk: String
    /// Its resident memory in bytes.
    public var residentBytes: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        members: [CoordinatorAddress] = [],
        appliedIndex: UInt64 = 0,
        storedIndex: UInt64 = 0,
        version: String = "",
        disk: String = "",
        residentBytes: UInt64 = 0
    ) {
        self.members = members
        self.appliedIndex = appliedIndex
        self.storedIndex = storedIndex
        self.version = version
        self.disk = disk
        self.residentBytes = residentBytes
    }
}

extension MemberNews: CRepresented {
    init(reading pointer: UnsafePointer<Muster__MemberNews>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.members = try reader.messages(c.members, c.n_members)
        self.appliedIndex = c.applied_index
        self.storedIndex = c.stored_index
        self.version = try reader.string(c.version)
        self.disk = try reader.string(c.disk)
        self.residentBytes = c.resident_bytes
    }

    func write(to c: UnsafeMutablePointer<Muster__MemberNews>, _ arena: WireArena) throws(WireError) {
        muster__member_news__init(c)
        (c.pointee.members, c.pointee.n_members) = try arena.messages(self.members)
        c.pointee.applied_index = self.appliedIndex
        c.pointee.stored_index = self.storedIndex
        c.pointee.version = try arena.string(self.version)
        c.pointee.disk = try arena.string(self.disk)
        c.pointee.resident_bytes = self.residentBytes
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__MemberNews>) -> Int {
        muster__member_news__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__MemberNews>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__member_news__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__MemberNews>? {
        muster__member_news__unpack(allocator, count, data)
    }
}

/// Every message of the consensus conversation that can stand alone in a frame.
public enum ConsensusMessage: ConversationMessage {
    /// One message of Raft.
    case raft(Raft)
    /// A batch of what a follower heard.
    case relay(Relay)
    /// Orders of the leader that a follower passes on.
    case forward(Forward)
    /// A member tells what it is: its software, and the state's hash for comparison.
    case memberStatus(MemberStatus)
    /// A member whose store the configuration does not name, as far as it knows, asks to take part with it.
    case join(Join)
    /// The leader refuses a store that has lost what it had acknowledged: its owner must begin anew with another.
    case storeRefused(StoreRefused)
    /// A member tells the others once a second, and when they connect, what it is and who takes part as far as it knows. One that
    /// slept through changes learns from it whom to speak with, and one that was removed, that it was.
    case memberNews(MemberNews)

    /// The conversation of these messages.
    public static let conversation = Conversation.consensus
    /// The numbers in use, in the order of the `.proto` file.
    public static let kinds: [UInt16] = [64, 65, 66, 67, 68, 69, 70]

    /// The message inside.
    public var message: any FramedMessage {
        switch self {
        case .raft(let message): message
        case .relay(let message): message
        case .forward(let message): message
        case .memberStatus(let message): message
        case .join(let message): message
        case .storeRefused(let message): message
        case .memberNews(let message): message
        }
    }

    /// Reads the body of a frame; nil if the kind is not of this conversation.
    public static func decodeBody(kind: UInt16, _ body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) -> ConsensusMessage? {
        switch kind {
        case Raft.kind: .raft(try Raft(decodingBody: body, limits: limits))
        case Relay.kind: .relay(try Relay(decodingBody: body, limits: limits))
        case Forward.kind: .forward(try Forward(decodingBody: body, limits: limits))
        case MemberStatus.kind: .memberStatus(try MemberStatus(decodingBody: body, limits: limits))
        case Join.kind: .join(try Join(decodingBody: body, limits: limits))
        case StoreRefused.kind: .storeRefused(try StoreRefused(decodingBody: body, limits: limits))
        case MemberNews.kind: .memberNews(try MemberNews(decodingBody: body, limits: limits))
        default: nil
        }
    }
}
