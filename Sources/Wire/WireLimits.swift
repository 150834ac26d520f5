/// What a frame may cost.
public struct WireLimits: Hashable, Sendable {
    /// The longest frame with its header, in bytes; enforced before sending, and by the receiving socket.
    public var maximumFrame: Int
    /// The most elements of one repeated field.
    public var maximumElements: Int

    /// Sensible for a frame of that size.
    public init(maximumFrame: Int, maximumElements: Int = 65_536) {
        self.maximumFrame = maximumFrame
        self.maximumElements = maximumElements
    }

    /// The memory that reading a frame of this size may take, in bytes: 16 times the frame and 64 KiB. protobuf-c
    /// can be driven to 37 times the frame by empty submessages; honest messages stay below.
    public static func memoryCap(frame: Int) -> Int { frame * 16 + 65_536 }

    /// What a receiving socket is told: the encryption adds a few dozen bytes, and too long a message would end a
    /// DEALER's session silently, so that senders are stopped first.
    var maximumSocketMessage: Int64 { Int64(maximumFrame) + 1_024 }
}
