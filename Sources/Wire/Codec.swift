/// Frames: `[version: 1 byte][kind: 2 bytes, big endian][protobuf body]`.
public enum Codec {
    /// The version of the frame's form, not of the messages: these grow by new fields and kinds, which older programs
    /// skip.
    public static let version: UInt8 = 1
    /// The length of version and kind, in bytes.
    public static let headerLength = 3

    /// What the bytes of a frame turned out to be.
    public enum Decoded<Message: ConversationMessage>: Hashable, Sendable {
        /// A message of the conversation.
        case message(Message)
        /// A version or kind of another release, or a kind of another conversation: skip and count.
        case unknown(version: UInt8, kind: UInt16)
        /// Not a message: drop, count, log once for each peer.
        case malformed(WireError)
    }

    /// The frame of a message; throws if it is longer than the conversation allows or a text has a NUL inside.
    public static func encode<M: FramedMessage>(_ message: M, limits: WireLimits? = nil) throws(WireError) -> [UInt8] {
        let kind = M.kind
        let bytes = try message.encodedBody(after: [version, UInt8(kind >> 8), UInt8(truncatingIfNeeded: kind)])
        let limit = (limits ?? M.conversation.limits).maximumFrame
        guard bytes.count <= limit else { throw .tooLarge(size: bytes.count, limit: limit) }
        return bytes
    }

    /// The frame of a conversation's message.
    @_specialize(where M == AdministrationMessage)
    @_specialize(where M == ConsensusMessage)
    @_specialize(where M == ControlMessage)
    public static func encode<M: ConversationMessage>(
        _ message: M, limits: WireLimits? = nil
    ) throws(WireError) -> [UInt8] {
        func open<Framed: FramedMessage>(_ message: Framed) throws(WireError) -> [UInt8] {
            try encode(message, limits: limits)
        }
        return try open(message.message)
    }

    /// Reads a frame. Never traps, whatever the bytes; memory is bounded by `WireLimits.memoryCap`.
    public static func decode<Message: ConversationMessage>(
        _ frame: UnsafeRawBufferPointer, as type: Message.Type = Message.self, limits: WireLimits? = nil
    ) -> Decoded<Message> {
        let limits = limits ?? Message.conversation.limits
        guard frame.count <= limits.maximumFrame else {
            return .malformed(.tooLarge(size: frame.count, limit: limits.maximumFrame))
        }
        guard frame.count >= headerLength else { return .malformed(.truncatedHeader) }
        let kind = UInt16(frame[1]) << 8 | UInt16(frame[2])
        guard frame[0] == version else { return .unknown(version: frame[0], kind: kind) }
        do throws(WireError) {
            let body = UnsafeRawBufferPointer(rebasing: frame[headerLength...])
            guard let message = try Message.decodeBody(kind: kind, body, limits: limits) else {
                return .unknown(version: version, kind: kind)
            }
            return .message(message)
        } catch {
            return .malformed(error)
        }
    }

    /// Reads a frame from an array.
    @_specialize(where Message == AdministrationMessage)
    @_specialize(where Message == ConsensusMessage)
    @_specialize(where Message == ControlMessage)
    public static func decode<Message: ConversationMessage>(
        _ frame: [UInt8], as type: Message.Type = Message.self, limits: WireLimits? = nil
    ) -> Decoded<Message> {
        frame.withUnsafeBytes { decode($0, as: type, limits: limits) }
    }
}
