import Determinism

@testable import Consensus

/// How the golden conversations write down what members say, save and do: terms and indexes as `term/index`, payloads as
/// text. No instants and nothing that a seed decides.
enum GoldenText {
    static func text(_ member: MemberID) -> String { "\(member.rawValue)" }

    static func list(_ members: [MemberID]) -> String {
        "(" + members.map(text).joined(separator: " ") + ")"
    }

    static func text(_ configuration: Configuration) -> String {
        var text = "voters=" + list(configuration.voters.map(\.id))
        if configuration.isJoint { text += "&&" + list(configuration.outgoing.map(\.id)) }
        if !configuration.learners.isEmpty { text += " learners=" + list(configuration.learners.map(\.id)) }
        if !configuration.joining.isEmpty { text += " joining=" + list(configuration.joining) }
        return text
    }

    static func place(_ term: Term, _ index: LogIndex) -> String { "\(term.rawValue)/\(index.rawValue)" }

    static func quoted(_ bytes: [UInt8]) -> String { "\"" + String(decoding: bytes, as: UTF8.self) + "\"" }

    static func text(_ entry: LogEntry) -> String {
        let content =
            switch entry.kind {
            case .noOperation: "no-op"
            case .configuration:
                (try? Configuration(canonicalBytes: entry.payload)).map(text) ?? "unreadable configuration"
            case .command: quoted(entry.payload)
            }
        return place(entry.term, entry.index) + " " + content
    }

    static func text(_ entries: [LogEntry]) -> String { "[" + entries.map(text).joined(separator: ", ") + "]" }

    // MARK: Messages

    /// The kind of a message, as `deliver-msgs type=` names it.
    static func kind(_ body: RaftMessage.Body) -> String {
        switch body {
        case .voteRequest(let isPreVote, _, _, _): isPreVote ? "PreVote" : "Vote"
        case .voteResponse(let isPreVote, _): isPreVote ? "PreVoteResponse" : "VoteResponse"
        case .append: "Append"
        case .appendResponse: "AppendResponse"
        case .heartbeat: "Heartbeat"
        case .heartbeatResponse: "HeartbeatResponse"
        case .snapshot: "Snapshot"
        case .snapshotResponse: "SnapshotResponse"
        case .timeoutNow: "TimeoutNow"
        @unknown default: "Unknown"
        }
    }

    static func text(from: MemberID, to: MemberID, _ message: RaftMessage) -> String {
        let head = "\(text(from))->\(text(to)) \(kind(message.body)) term=\(message.term.rawValue)"
        let content = content(message.body)
        return content.isEmpty ? head : head + " " + content
    }

    private static func content(_ body: RaftMessage.Body) -> String {
        switch body {
        case .voteRequest(_, let lastIndex, let lastTerm, let leaderIsGone):
            return "log=\(place(lastTerm, lastIndex))" + (leaderIsGone ? " leader-is-gone" : "")
        case .voteResponse(_, let granted): return granted ? "granted" : "denied"
        case .append(let previousIndex, let previousTerm, let entries, let commit):
            return "after=\(place(previousTerm, previousIndex)) commit=\(commit.rawValue) \(text(entries))"
        case .appendResponse(let success, let index, let hintTerm):
            return success ? "durable=\(index.rawValue)" : "rejected, may agree at \(place(hintTerm, index))"
        case .heartbeat(let round, let commit, _): return "round=\(round) commit=\(commit.rawValue)"
        case .heartbeatResponse(let round, let lastIndex, let isSpaceLow):
            return "round=\(round) durable=\(lastIndex.rawValue)" + (isSpaceLow ? " space-is-low" : "")
        case .snapshot(let lastIndex, let lastTerm, let configuration, let offset, let total, let data):
            let bytes = "bytes \(offset)..<\(offset + UInt64(data.count)) of \(total) \(quoted(data))"
            return "at=\(place(lastTerm, lastIndex)) \(text(configuration)) \(bytes)"
        case .snapshotResponse(let lastIndex, let offset, let isComplete):
            return "index=\(lastIndex.rawValue) has=\(offset)" + (isComplete ? " complete" : "")
        case .timeoutNow: return ""
        @unknown default: return "\(body)"
        }
    }

    // MARK: Effects

    static func text(_ snapshot: Snapshot) -> String {
        "\(place(snapshot.lastTerm, snapshot.lastIndex)) \(text(snapshot.configuration)) \(quoted(snapshot.data.bytes))"
    }

    static func text(_ save: Save) -> String {
        var parts: [String] = []
        if let mark = save.mark {
            let place = place(mark.lastTerm, mark.lastIndex)
            parts.append("begin at \(place)" + (save.snapshotReplacesLog ? ", which replaces the log" : ""))
        }
        if !save.entries.isEmpty { parts.append("entries \(text(save.entries))") }
        if let hardState = save.hardState {
            parts.append("term=\(hardState.term.rawValue) vote=\(hardState.vote.map(text) ?? "none")")
        }
        return "save \(save.sequence): " + parts.joined(separator: "; ")
    }

    static func text(_ refusal: RaftRefusal) -> String {
        switch refusal {
        case .notLeader(let leader): "not the leader" + (leader.map { ", \(text($0)) is" } ?? "")
        case .overloaded: "overloaded"
        case .tooLarge: "too large"
        case .configurationRefused: "the configuration is not allowed now"
        case .noSpace: "no space"
        @unknown default: "\(refusal)"
        }
    }

    static func text(_ effect: RaftEffect, of raft: Raft) -> String {
        switch effect {
        case .save(let save): text(save)
        case .storeSnapshot(let snapshot): "store snapshot \(text(snapshot))"
        case .peerRegressed(let peer): "\(text(peer)) has lost what it had acknowledged"
        case .send(let to, let message): text(from: raft.id, to: to, message)
        case .commit(let entries): "commit \(text(entries))"
        case .restore(let snapshot): "restore \(text(snapshot))"
        case .proposed(let ticket, let index, let term): "proposal \(ticket) is at \(place(term, index))"
        case .readReady(let ticket, let index): "read \(ticket) may be answered at \(index.rawValue)"
        case .refused(let ticket, let refusal): "refused \(ticket): \(text(refusal))"
        case .roleChanged: "now " + role(raft)
        case .configurationChanged(let configuration): "in force: " + text(configuration)
        @unknown default: "\(effect)"
        }
    }

    static func role(_ raft: Raft) -> String {
        let role =
            switch raft.role {
            case .follower: "follower" + (raft.leader.map { " of \(text($0))" } ?? "")
            case .preCandidate: "pre-candidate"
            case .candidate: "candidate"
            case .leader: "leader"
            }
        return "\(role), term \(raft.term.rawValue)"
    }

    // MARK: State

    static func state(_ raft: Raft) -> String {
        let part = raft.isVoter ? "" : ", no voter"
        return "\(text(raft.id)): \(role(raft))\(part), commit=\(raft.commitIndex.rawValue) "
            + "last=\(place(raft.log.lastTerm, raft.lastIndex)) durable=\(raft.durableIndex.rawValue)"
    }

    static func text(_ progress: Progress) -> String {
        let mode =
            switch progress.mode {
            case .probe(let isWaiting): isWaiting ? "probe, waiting" : "probe"
            case .replicate: "replicate"
            case .snapshot(let transfer):
                "snapshot at \(transfer.snapshot.lastIndex.rawValue), \(transfer.acknowledged) bytes are there"
            case .regressed: "regressed"
            }
        var text = "\(mode), match=\(progress.match.rawValue) next=\(progress.next.rawValue)"
        if !progress.inFlight.isEmpty {
            text += " in-flight=(" + progress.inFlight.map { "\($0.rawValue)" }.joined(separator: " ") + ")"
        }
        return text
    }
}
