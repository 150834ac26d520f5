import Consensus
import CoordinatorCore
import Wire

/// The frame of the last append message, since the followers mostly get the same one after the other.
struct AppendFrames {
    /// What an append message is known by: in one term the entries between two places never change.
    private struct Name: Equatable {
        var term: Term
        var previousIndex: LogIndex
        var count: Int
        var commit: LogIndex
    }

    private var last: (name: Name, frame: [UInt8])?

    /// The frame of a message for a peer.
    mutating func frame(of message: PeerMessage) throws(WireError) -> [UInt8] {
        guard case .raft(let raft) = message,
            case .append(let previousIndex, _, let entries, let commit) = raft.body, !entries.isEmpty
        else { return try Codec.encode(message.wire) }
        let name = Name(term: raft.term, previousIndex: previousIndex, count: entries.count, commit: commit)
        if let last, last.name == name { return last.frame }
        let frame = try Codec.encode(message.wire)
        last = (name, frame)
        return frame
    }
}
