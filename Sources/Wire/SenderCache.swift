import CZMQ
import Glibc

/// What was last read of who sends: connections say the same with every message, and to compare it costs less than to make it
/// anew. Only the newest of a few slots are kept.
struct SenderCache {
    private var routingIDs = [[UInt8]](repeating: [], count: SenderCache.slots)
    private var keys = [String](repeating: "", count: SenderCache.slots)
    private static let slots = 64

    /// The routing id that a frame holds.
    mutating func routingID(_ message: inout zmq_msg_t, _ size: Int) -> [UInt8] {
        guard size > 0, let data = zmq_msg_data(&message) else { return [] }
        let bytes = UnsafeRawBufferPointer(start: data, count: size)
        let slot = Int(bytes[size - 1]) % SenderCache.slots
        let isSame = routingIDs[slot].withUnsafeBytes {
            guard $0.count == size, let known = $0.baseAddress else { return false }
            return memcmp(known, data, size) == 0
        }
        if !isSame { routingIDs[slot] = Array(bytes) }
        return routingIDs[slot]
    }

    /// The key that libzmq tells as text.
    mutating func key(_ text: UnsafePointer<CChar>) -> String {
        let slot = Int(UInt8(bitPattern: text.pointee)) % SenderCache.slots
        let length = strlen(text)
        let isSame = keys[slot].utf8.withContiguousStorageIfAvailable {
            guard $0.count == length, let known = $0.baseAddress else { return false }
            return memcmp(known, text, length) == 0
        }
        if isSame != true { keys[slot] = String(cString: text) }
        return keys[slot]
    }
}
