/// Why bytes are not a message, or a message cannot become bytes. One sentence by `description`.
public enum WireError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Shorter than the three bytes of the header.
    case truncatedHeader
    /// protobuf-c could not read the body.
    case malformedBody
    /// Reading the body needed more memory than the cap allows (an amplification attack, or a limit too small).
    case tooMuchMemory(cap: Int)
    /// A string is not UTF-8 or has a NUL inside.
    case invalidString
    /// A repeated field has more elements than the limit.
    case tooManyElements(count: Int, limit: Int)
    /// The frame is longer than its conversation allows, in bytes.
    case tooLarge(size: Int, limit: Int)

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .truncatedHeader: "The frame is shorter than its three bytes of header."
        case .malformedBody: "The frame's body is not a valid message of its kind."
        case .tooMuchMemory(let cap): "Reading the frame would need more than \(cap) bytes of memory."
        case .invalidString: "A text field is not valid UTF-8 or has a NUL inside."
        case .tooManyElements(let count, let limit): "A list has \(count) elements where \(limit) are allowed."
        case .tooLarge(let size, let limit): "The frame has \(size) bytes where \(limit) are allowed."
        }
    }
}
