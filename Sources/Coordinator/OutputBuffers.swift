import Determinism
import Fleet

/// What commands have written, as far as this coordinator heard it: for followers that come later, or that come over from
/// a coordinator that died. Bounded by the bytes of each stream and by the number of commands.
struct OutputBuffers {
    /// One stream of one command on one server: its beginning, without gaps.
    struct Stream {
        var bytes: [UInt8] = []
        var isComplete = false
        /// Pieces that came before their turn, by offset.
        var early = SortedMap<UInt64, [UInt8]>()
    }

    /// Names a stream.
    struct Key: Hashable, Comparable {
        var node: NodeID
        var stream: UInt8

        static func < (left: Key, right: Key) -> Bool {
            left.node != right.node ? left.node < right.node : left.stream < right.stream
        }
    }

    /// Bytes kept of each stream; what comes behind is not shown (the agent keeps the whole until it is settled).
    static let bytesAtMost = 256 * 1024
    /// Commands kept; the oldest go first.
    static let commandsAtMost = 256

    private var commands = SortedMap<CommandID, SortedMap<Key, Stream>>()

    /// Takes in a piece, which may be a copy, or early. Returns the stream's name if it grew.
    mutating func record(_ node: NodeID, _ command: CommandID, _ chunk: OutputChunk) -> Bool {
        if commands[command] == nil, commands.count >= OutputBuffers.commandsAtMost, let oldest = commands.keys.first {
            commands.removeValue(forKey: oldest)
        }
        let key = Key(node: node, stream: chunk.stream.rawValue)
        var grew = false
        commands[command, default: SortedMap()][key, default: Stream()].take(chunk, grew: &grew)
        return grew
    }

    /// The streams of a command.
    func streams(of command: CommandID) -> SortedMap<Key, Stream> { commands[command] ?? SortedMap() }
}

extension OutputBuffers.Stream {
    mutating func take(_ chunk: OutputChunk, grew: inout Bool) {
        if chunk.isLast, !isComplete {
            isComplete = true
            grew = true
        }
        let end = UInt64(bytes.count)
        guard chunk.offset + UInt64(chunk.data.count) > end else { return }
        guard chunk.offset <= end else {
            if early.count < 64 { early[chunk.offset] = chunk.data }
            return
        }
        append(chunk.data[Int(end - chunk.offset)...], grew: &grew)
        while let first = early.keys.first, first <= UInt64(bytes.count), let data = early.removeValue(forKey: first) {
            let known = UInt64(bytes.count) - first
            if known < UInt64(data.count) { append(data[Int(known)...], grew: &grew) }
        }
    }

    private mutating func append(_ more: ArraySlice<UInt8>, grew: inout Bool) {
        let room = OutputBuffers.bytesAtMost - bytes.count
        guard room > 0, !more.isEmpty else { return }
        bytes.append(contentsOf: more.prefix(room))
        grew = true
    }
}
