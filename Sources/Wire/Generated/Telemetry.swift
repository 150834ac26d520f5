// Generated from telemetry.proto by wire-generator: change that, then run Protocols/generate.sh.
// swift-format-ignore-file

import CWire

/// One reading.
public struct Sample: WireMessage {
    /// Metric name in Prometheus style with its unit.
    public var name: String
    /// Distinguishes series of one name, for example a device; may be empty.
    public var label: String
    /// The value.
    public var value: Double

    /// Every field has its proto3 default unless given.
    public init(
        name: String = "",
        label: String = "",
        value: Double = 0
    ) {
        self.name = name
        self.label = label
        self.value = value
    }
}

extension Sample: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Sample>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.name = try reader.string(c.name)
        self.label = try reader.string(c.label)
        self.value = c.value
    }

    func write(to c: UnsafeMutablePointer<Muster__Sample>, _ arena: WireArena) throws(WireError) {
        muster__sample__init(c)
        c.pointee.name = try arena.string(self.name)
        c.pointee.label = try arena.string(self.label)
        c.pointee.value = self.value
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Sample>) -> Int {
        muster__sample__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Sample>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__sample__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Sample>? {
        muster__sample__unpack(allocator, count, data)
    }
}

/// All readings of one collection round of one server.
public struct Telemetry: FramedMessage {
    /// The number of this message on the wire.
    public static let kind: UInt16 = 48
    /// The conversation that carries this message.
    public static let conversation = Conversation.telemetry
    /// The server's name; must be the authenticated one.
    public var node: String
    /// Wall clock of the server.
    public var takenAt: UInt64
    /// Counts the rounds since the agent's start.
    public var round: UInt64
    /// The readings.
    public var samples: [Sample]

    /// Every field has its proto3 default unless given.
    public init(
        node: String = "",
        takenAt: UInt64 = 0,
        round: UInt64 = 0,
        samples: [Sample] = []
    ) {
        self.node = node
        self.takenAt = takenAt
        self.round = round
        self.samples = samples
    }
}

extension Telemetry: CRepresented {
    init(reading pointer: UnsafePointer<Muster__Telemetry>, _ reader: WireReader) throws(WireError) {
        let c = pointer.pointee
        self.node = try reader.string(c.node)
        self.takenAt = c.taken_at
        self.round = c.round
        self.samples = try reader.messages(c.samples, c.n_samples)
    }

    func write(to c: UnsafeMutablePointer<Muster__Telemetry>, _ arena: WireArena) throws(WireError) {
        muster__telemetry__init(c)
        c.pointee.node = try arena.string(self.node)
        c.pointee.taken_at = self.takenAt
        c.pointee.round = self.round
        (c.pointee.samples, c.pointee.n_samples) = try arena.messages(self.samples)
    }

    public func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8] {
        try packed(after: header)
    }
    public init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) {
        self = try Self.unpacked(body, limits: limits)
    }
    static func packedSize(_ c: UnsafePointer<Muster__Telemetry>) -> Int {
        muster__telemetry__get_packed_size(c)
    }
    static func pack(_ c: UnsafePointer<Muster__Telemetry>, into out: UnsafeMutablePointer<UInt8>) -> Int {
        muster__telemetry__pack(c, out)
    }
    static func unpack(_ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>) -> UnsafeMutablePointer<Muster__Telemetry>? {
        muster__telemetry__unpack(allocator, count, data)
    }
}

/// Every message of the telemetry conversation that can stand alone in a frame.
public enum TelemetryMessage: ConversationMessage {
    /// All readings of one collection round of one server.
    case telemetry(Telemetry)

    /// The conversation of these messages.
    public static let conversation = Conversation.telemetry
    /// The numbers in use, in the order of the `.proto` file.
    public static let kinds: [UInt16] = [48]

    /// The message inside.
    public var message: any FramedMessage {
        switch self {
        case .telemetry(let message): message
        }
    }

    /// Reads the body of a frame; nil if the kind is not of this conversation.
    public static func decodeBody(kind: UInt16, _ body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) -> TelemetryMessage? {
        switch kind {
        case Telemetry.kind: .telemetry(try Telemetry(decodingBody: body, limits: limits))
        default: nil
        }
    }
}
