// Generated from enrolment.proto by wire-generator: change that, then run Protocols/generate.sh.
// swift-format-ignore-file

import CWire

/// A server that joins.
public struct AgentJoin: WireMessage {
    /// The name that it wants.
    public var name: String
    /// Its own CURVE public key in Z85.
    public var publicKey: String

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        publicKey: String = ""
    ) {
        self.name = name
        self.publicKey = publicKey
    }
}

extension AgentJoin: CRepresented {
    init(reading pointer: UnsafePointer<Muster__AgentJoin>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.publicKey = try reader.string(c.public_key)
    }

    func write(to c: UnsafeMutablePointer<Muster__AgentJoin>, _ arena: WireArena) throws(WireError) {
        muster__agent_join__init(c)
        c.pointee.name = try arena.string(self.name)
        c.pointee.public_key = try arena.string(self.publicKey)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__AgentJoin>) -> Int {
        muster__agent_join__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__AgentJoin>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__agent_join__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__AgentJoin>? {
        muster__agent_join__unpack(allocator, count, data)
    }
}

/// A coordinator that joins.
public struct CoordinatorJoin: WireMessage {
    /// Where it is to be reached, and its key and store. The number is given to it.
    public var peer: CoordinatorPeer?
    /// It stays a learner.
    public var learnsOnly: Bool

    /// Every field has its proto3 default unless given.
    public init(
        peer: CoordinatorPeer? = nil,
        learnsOnly: Bool = false
    ) {
        self.peer = peer
        self.learnsOnly = learnsOnly
    }
}

extension CoordinatorJoin: CRepresented {
    init(reading pointer: UnsafePointer<Muster__CoordinatorJoin>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.peer = try reader.optional(c.peer)
        self.learnsOnly = c.learns_only != 0
    }

    func write(to c: UnsafeMutablePointer<Muster__CoordinatorJoin>, _ arena: WireArena) throws(WireError) {
        muster__coordinator_join__init(c)
        c.pointee.peer = try arena.optional(self.peer)
        c.pointee.learns_only = self.learnsOnly ? 1 : 0
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__CoordinatorJoin>) -> Int {
        muster__coordinator_join__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__CoordinatorJoin>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__coordinator_join__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__CoordinatorJoin>? {
        muster__coordinator_join__unpack(allocator, count, data)
    }
}

/// Asks to join.
public struct JoinRequest: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 110
    /// The conversation that carries this message.
    public static let conversation = Conversation.enrolment
    /// Correlates the answer.
    public var correlation: UInt64
    /// The program's version.
    public var version: String
    /// The choice `who`; nil if the sender set none.
    public var who: Who?

    /// The choices of `who`.
    public enum Who: Hashable, Sendable {
        /// The choice `agent`.
        case agent(AgentJoin)
        /// The choice `coordinator`.
        case coordinator(CoordinatorJoin)
    }

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        version: String = "",
        who: Who? = nil
    ) {
        self.correlation = correlation
        self.version = version
        self.who = who
    }
}

extension JoinRequest: CRepresented {
    init(reading pointer: UnsafePointer<Muster__JoinRequest>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.version = try reader.string(c.version)
        switch c.who_case.rawValue {
        case 3: self.who = .agent(try reader.required(c.agent))
        case 4: self.who = .coordinator(try reader.required(c.coordinator))
        default: self.who = nil
        }
    }

    func write(to c: UnsafeMutablePointer<Muster__JoinRequest>, _ arena: WireArena) throws(WireError) {
        muster__join_request__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.version = try arena.string(self.version)
        switch self.who {
        case nil: break
        case .agent(let value):
            c.pointee.who_case = Muster__JoinRequest__WhoCase(rawValue: 3)
            c.pointee.agent = try arena.message(value)
        case .coordinator(let value):
            c.pointee.who_case = Muster__JoinRequest__WhoCase(rawValue: 4)
            c.pointee.coordinator = try arena.message(value)
        }
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__JoinRequest>) -> Int {
        muster__join_request__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__JoinRequest>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__join_request__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__JoinRequest>? {
        muster__join_request__unpack(allocator, count, data)
    }
}

/// What became of a request to join.
public struct JoinAnswer: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 111
    /// The conversation that carries this message.
    public static let conversation = Conversation.enrolment
    /// As asked.
    public var correlation: UInt64
    /// Whether the machine is in.
    public var isDone: Bool
    /// A sentence for people.
    public var message: String
    /// With `is_done` false: whether asking again later may help.
    public var mayRetry: Bool
    /// Who leads, where another one does and is known.
    public var leader: CoordinatorAddress?
    /// The cluster's name.
    public var cluster: String
    /// Labels that the token gives.
    public var labels: [Pair]
    /// The coordinators, with the new one among them if one joined.
    public var coordinators: [CoordinatorPeer]
    /// The number of the coordinator that joined.
    public var member: UInt64

    /// Every field has its proto3 default unless given.
    public init(
        correlation: UInt64 = 0,
        isDone: Bool = false,
        message: String = "",
        mayRetry: Bool = false,
        leader: CoordinatorAddress? = nil,
        cluster: String = "",
        labels: [Pair] = [],
        coordinators: [CoordinatorPeer] = [],
        member: UInt64 = 0
    ) {
        self.correlation = correlation
        self.isDone = isDone
        self.message = message
        self.mayRetry = mayRetry
        self.leader = leader
        self.cluster = cluster
        self.labels = labels
        self.coordinators = coordinators
        self.member = member
    }
}

extension JoinAnswer: CRepresented {
    init(reading pointer: UnsafePointer<Muster__JoinAnswer>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.correlation = c.correlation
        self.isDone = c.is_done != 0
        self.message = try reader.string(c.message)
        self.mayRetry = c.may_retry != 0
        self.leader = try reader.optional(c.leader)
        self.cluster = try reader.string(c.cluster)
        self.labels = try reader.messages(c.labels, c.n_labels)
        self.coordinators = try reader.messages(c.coordinators, c.n_coordinators)
        self.member = c.member
    }

    func write(to c: UnsafeMutablePointer<Muster__JoinAnswer>, _ arena: WireArena) throws(WireError) {
        muster__join_answer__init(c)
        c.pointee.correlation = self.correlation
        c.pointee.is_done = self.isDone ? 1 : 0
        c.pointee.message = try arena.string(self.message)
        c.pointee.may_retry = self.mayRetry ? 1 : 0
        c.pointee.leader = try arena.optional(self.leader)
        c.pointee.cluster = try arena.string(self.cluster)
        (c.pointee.labels, c.pointee.n_labels) = try arena.messages(self.labels)
        (c.pointee.coordinators, c.pointee.n_coordinators) = try arena.messages(self.coordinators)
        c.pointee.member = self.member
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__JoinAnswer>) -> Int {
        muster__join_answer__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__JoinAnswer>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__join_answer__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__JoinAnswer>? {
        muster__join_answer__unpack(allocator, count, data)
    }
}

/// Every message of the enrolment conversation that can stand alone in a frame.
public enum EnrolmentMessage: ConversationMessage {
    /// Asks to join.
    case joinRequest(JoinRequest)
    /// What became of a request to join.
    case joinAnswer(JoinAnswer)

    /// The conversation of these messages.
    public static let conversation = Conversation.enrolment
    /// The numbers in use, in the order of the `.proto` file.
    public static let kinds: [UInt16] = [110, 111]

    /// The message inside.
    public var message: any FramedMessage {
        switch self {
        case .joinRequest(let message): message
        case .joinAnswer(let message): message
        }
    }

    /// Reads the body of a frame; nil if the kind is not of this conversation.
    public static func decodeBody(kind: UInt16, _ body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) -> EnrolmentMessage? {
        switch kind {
        case JoinRequest.kind: .joinRequest(try JoinRequest(decodingBody: body, limits: limits))
        case JoinAnswer.kind: .joinAnswer(try JoinAnswer(decodingBody: body, limits: limits))
        default: nil
        }
    }
}
