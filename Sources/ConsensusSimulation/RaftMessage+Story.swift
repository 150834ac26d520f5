import Consensus

extension RaftMessage.Body {
    /// The message in a few words, without its contents.
    var story: String {
        switch self {
        case .voteRequest(let isPreVote, let lastIndex, let lastTerm, let leaderIsGone):
            "asks for a \(isPreVote ? "pre-vote" : "vote"), last entry \(lastIndex.rawValue) of term \(lastTerm.rawValue)"
                + (leaderIsGone ? ", the leader is gone" : "")
        case .voteResponse(let isPreVote, let granted):
            "\(granted ? "gives" : "refuses") the \(isPreVote ? "pre-vote" : "vote")"
        case .append(let index, let term, let entries, let commit):
            "\(entries.count) entries after \(index.rawValue) of term \(term.rawValue), committed \(commit.rawValue)"
        case .appendResponse(let success, let index, let hint):
            success ? "has \(index.rawValue)" : "refuses, hint \(index.rawValue) of term \(hint.rawValue)"
        case .heartbeat(let round, let commit, _): "heartbeat \(round), committed \(commit.rawValue)"
        case .heartbeatResponse(let round, let index, let isLow):
            "answers heartbeat \(round), durable \(index.rawValue)" + (isLow ? ", disk nearly full" : "")
        case .snapshot(let index, let term, _, let offset, let total, let data):
            "snapshot at \(index.rawValue) of term \(term.rawValue), bytes \(offset) to \(Int(offset) + data.count) of \(total)"
        case .snapshotResponse(let index, let offset, let isComplete):
            "has \(offset) bytes of the snapshot at \(index.rawValue)" + (isComplete ? ", all durable" : "")
        case .timeoutNow: "campaign now"
        }
    }
}
