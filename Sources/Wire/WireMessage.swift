import CWire

/// A value that travels inside frames. The generated types conform.
public protocol WireMessage: Hashable, Sendable {
    /// A header followed by the protobuf bytes; throws if a text field has a NUL inside.
    func encodedBody(after header: [UInt8]) throws(WireError) -> [UInt8]
    /// Reads protobuf bytes. Everything is copied; the bytes may go away afterwards.
    init(decodingBody body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError)
}

/// A message that can stand alone in a frame.
public protocol FramedMessage: WireMessage {
    /// The number of this message on the wire, unique over all conversations.
    static var kind: UInt16 { get }
    /// The conversation that carries it.
    static var conversation: Conversation { get }
}

/// The sum of a conversation's framed messages. The generated enums (`ControlMessage`, …) conform.
public protocol ConversationMessage: Hashable, Sendable {
    /// The conversation of these messages.
    static var conversation: Conversation { get }
    /// The numbers in use.
    static var kinds: [UInt16] { get }
    /// The message inside.
    var message: any FramedMessage { get }
    /// Reads the body of a frame; nil if the kind is not of this conversation.
    static func decodeBody(kind: UInt16, _ body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) -> Self?
}

/// A message with its struct of protobuf-c. Internal: C never leaves Wire.
protocol CRepresented: WireMessage {
    associatedtype C
    init(reading c: UnsafePointer<C>, _ reader: WireReader) throws(WireError)
    func write(to c: UnsafeMutablePointer<C>, _ arena: WireArena) throws(WireError)
    static func packedSize(_ c: UnsafePointer<C>) -> Int
    static func pack(_ c: UnsafePointer<C>, into out: UnsafeMutablePointer<UInt8>) -> Int
    static func unpack(
        _ data: UnsafePointer<UInt8>?, _ count: Int, _ allocator: UnsafeMutablePointer<ProtobufCAllocator>
    ) -> UnsafeMutablePointer<C>?
}

extension WireMessage {
    /// The protobuf bytes without a frame's header.
    public func encodedBody() throws(WireError) -> [UInt8] { try encodedBody(after: []) }
}

extension CRepresented {
    func packed(after header: [UInt8]) throws(WireError) -> [UInt8] {
        let arena = try WireArena(cap: .max / 4)
        let c: UnsafeMutablePointer<C> = try arena.one()
        try write(to: c, arena)
        let size = Self.packedSize(c)
        let result = [UInt8](unsafeUninitializedCapacity: header.count + size) { buffer, count in
            for (index, byte) in header.enumerated() { buffer.initializeElement(at: index, to: byte) }
            count = header.count
            if size > 0, let base = buffer.baseAddress { count += Self.pack(c, into: base + header.count) }
        }
        withExtendedLifetime(arena) {}
        return result
    }

    static func unpacked(_ body: UnsafeRawBufferPointer, limits: WireLimits) throws(WireError) -> Self {
        let arena = try WireArena(cap: WireLimits.memoryCap(frame: body.count))
        defer { withExtendedLifetime(arena) {} }
        guard
            let c = unpack(
                body.baseAddress?.assumingMemoryBound(to: UInt8.self), body.count, arena.allocator)
        else {
            throw arena.isExhausted ? .tooMuchMemory(cap: arena.cap) : .malformedBody
        }
        return try Self(reading: UnsafePointer(c), WireReader(limits: limits))
    }
}
