import Determinism
import Fleet

/// What commands have written, as far as this coordinator heard it: for followers that come later, or that come over from
/// a coordinator that died. Bounded by the bytes of each stream, by the number of commands, and by the bytes of all.
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

    private struct Output {
        var streams = SortedMap<Key, Stream>()
        var size = 0
    }

    /// Bytes kept of each stream; what comes behind is not shown (the agent keeps the whole until it is settled).
    static let bytesAtMost = 256 * 1024
    /// Commands kept; the oldest go first.
    static let commandsAtMost = 256
    /// Bytes kept of all commands together. When there are more, the oldest commands go first; the one that is being
    /// written goes last, and from then on only what is there of it is kept.
    let bytesOfAllAtMost: Int

    private var commands = SortedMap<CommandID, Output>()
    private var total = 0

    init(bytesOfAllAtMost: Int = 128 << 20) {
        self.bytesOfAllAtMost = bytesOfAllAtMost
    }

    /// Takes in a piece, which may be a copy, or early. Returns whether its stream grew.
    mutating func record(_ node: NodeID, _ command: CommandID, _ chunk: OutputChunk) -> Bool {
        if commands[command] == nil, commands.count >= OutputBuffers.commandsAtMost, let oldest = commands.keys.first {
            forget(oldest)
        }
        makeRoom(for: chunk.data.count, of: command)
        guard total + chunk.data.count <= bytesOfAllAtMost || chunk.data.isEmpty else { return false }
        let key = Key(node: node, stream: chunk.stream.rawValue)
        var grew = false
        var growth = 0
        commands[command, default: Output()].streams[key, default: Stream()].take(chunk, grew: &grew, growth: &growth)
        commands.update(command) { $0.size += growth }
        total += growth
        return grew
    }

    /// The streams of a command.
    func streams(of command: CommandID) -> SortedMap<Key, Stream> { commands[command]?.streams ?? SortedMap() }

    private mutating func makeRoom(for more: Int, of command: CommandID) {
        while total + more > bytesOfAllAtMost, let oldest = commands.keys.first(where: { $0 != command }) {
            forget(oldest)
        }
    }

    private mutating func forget(_ command: CommandID) {
        guard let output = commands.removeValue(forKey: command) else { return }
        total -= output.size
    }
}

extension OutputBuffers.Stream {
    /// Pieces that may wait for their turn.
    private static let earlyAtMost = 64

    mutating func take(_ chunk: OutputChunk, grew: inout Bool, growth: inout Int) {
        if chunk.isLast, !isComplete {
            isComplete = true
            grew = true
        }
        // An agent may claim any place: what lies behind the end of what is kept is of no use.
        guard chunk.offset < UInt64(OutputBuffers.bytesAtMost), !chunk.data.isEmpty else { return }
        let end = UInt64(bytes.count)
        guard chunk.offset + UInt64(chunk.data.count) > end else { return }
        guard chunk.offset <= end else {
            let known = early[chunk.offset]?.count ?? 0
            guard known != 0 || early.count < Self.earlyAtMost, chunk.data.count > known else { return }
            early[chunk.offset] = chunk.data
            growth += chunk.data.count - known
            return
        }
        append(chunk.data[Int(end - chunk.offset)...], grew: &grew, growth: &growth)
        while let first = early.keys.first, first <= UInt64(bytes.count), let data = early.removeValue(forKey: first) {
            growth -= data.count
            let known = UInt64(bytes.count) - first
            if known < UInt64(data.count) { append(data[Int(known)...], grew: &grew, growth: &growth) }
        }
    }

    private mutating func append(_ more: ArraySlice<UInt8>, grew: inout Bool, growth: inout Int) {
        let room = OutputBuffers.bytesAtMost - bytes.count
        guard room > 0, !more.isEmpty else { return }
        let taken = more.prefix(room)
        bytes.append(contentsOf: taken)
        growth += taken.count
        grew = true
    }
}
