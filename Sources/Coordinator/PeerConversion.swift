import Consensus
import CoordinatorCore
import Fleet
import FleetWire
import Wire

// The conversation of the coordinators among themselves, to the core's values and back.

extension Consensus.StoreID {
    init(wire: Wire.Store) { self.init(high: wire.high, low: wire.low) }
    var wire: Wire.Store { Wire.Store(high: high, low: low) }
}

extension Consensus.Configuration {
    init(wire: Wire.RaftConfiguration) throws(ConversionError) {
        self.init(
            voters: try Consensus.Configuration.peers(wire.voters), outgoing: try Configuration.peers(wire.outgoing),
            learners: try Configuration.peers(wire.learners), joining: wire.joining.map { MemberID($0) })
    }
    var wire: Wire.RaftConfiguration {
        Wire.RaftConfiguration(
            voters: voters.map(\.wire), outgoing: outgoing.map(\.wire), learners: learners.map(\.wire),
            joining: joining.map(\.rawValue))
    }

    private static func peers(_ wire: [Wire.RaftPeer]) throws(ConversionError) -> [Peer] {
        var peers: [Peer] = []
        for peer in wire { peers.append(try Peer(wire: peer)) }
        return peers
    }
}

extension Consensus.Configuration.Peer {
    init(wire: Wire.RaftPeer) throws(ConversionError) {
        guard let store = wire.store else { throw ConversionError("raft_peer.store", "is missing") }
        self.init(
            id: MemberID(wire.id), store: StoreID(wire: store), address: wire.address, publicKey: wire.publicKey)
    }
    var wire: Wire.RaftPeer {
        Wire.RaftPeer(id: id.rawValue, store: store.wire, address: address, publicKey: publicKey)
    }
}

extension Wire.RaftEntry {
    /// Whether this program knows what kind of entry it is.
    var hasKnownKind: Bool { UInt8(exactly: kind).flatMap(Consensus.LogEntry.Kind.init(rawValue:)) != nil }
}

extension Consensus.LogEntry {
    init(wire: Wire.RaftEntry) throws(ConversionError) {
        guard let raw = UInt8(exactly: wire.kind), let kind = Kind(rawValue: raw) else {
            throw ConversionError("raft_entry.kind", "has the unknown code \(wire.kind)")
        }
        self.init(index: LogIndex(wire.index), term: Term(wire.term), kind: kind, payload: wire.payload)
    }
    var wire: Wire.RaftEntry {
        Wire.RaftEntry(
            index: index.rawValue, term: term.rawValue, kind: UInt32(kind.rawValue), payload: payload)
    }
}

extension Consensus.RaftMessage {
    init(wire: Wire.Raft) throws(ConversionError) {
        guard let body = wire.body else { throw ConversionError("raft.body", "is missing") }
        guard let store = wire.store else { throw ConversionError("raft.store", "is missing") }
        self.init(term: Term(wire.term), store: StoreID(wire: store), body: try Body(wire: body))
    }
    var wire: Wire.Raft { Wire.Raft(term: term.rawValue, body: body.wire, store: store.wire) }
}

extension Consensus.RaftMessage.Body {
    init(wire: Wire.Raft.Body) throws(ConversionError) {
        switch wire {
        case .voteRequest(let wire):
            self = .voteRequest(
                isPreVote: wire.isPreVote, lastIndex: LogIndex(wire.lastIndex), lastTerm: Term(wire.lastTerm),
                leaderIsGone: wire.leaderIsGone)
        case .voteResponse(let wire):
            self = .voteResponse(isPreVote: wire.isPreVote, granted: wire.granted)
        case .append(let wire):
            var entries: [LogEntry] = []
            entries.reserveCapacity(wire.entries.count)
            for entry in wire.entries { entries.append(try LogEntry(wire: entry)) }
            self = .append(
                previousIndex: LogIndex(wire.previousIndex), previousTerm: Term(wire.previousTerm), entries: entries,
                commit: LogIndex(wire.commit))
        case .appendResponse(let wire):
            self = .appendResponse(
                success: wire.success, index: LogIndex(wire.index), hintTerm: Term(wire.hintTerm))
        case .heartbeat(let wire):
            self = .heartbeat(
                round: wire.round, commit: LogIndex(wire.commit), commitTerm: Term(wire.commitTerm))
        case .heartbeatResponse(let wire):
            self = .heartbeatResponse(
                round: wire.round, lastIndex: LogIndex(wire.lastIndex), isSpaceLow: wire.isSpaceLow)
        case .snapshot(let wire):
            guard let configuration = wire.configuration else {
                throw ConversionError("snapshot_chunk.configuration", "is missing")
            }
            self = .snapshot(
                lastIndex: LogIndex(wire.lastIndex), lastTerm: Term(wire.lastTerm),
                configuration: try Configuration(wire: configuration), offset: wire.offset, total: wire.total,
                data: wire.data)
        case .snapshotResponse(let wire):
            self = .snapshotResponse(
                lastIndex: LogIndex(wire.lastIndex), offset: wire.offset, isComplete: wire.isComplete)
        case .timeoutNow:
            self = .timeoutNow
        }
    }

    var wire: Wire.Raft.Body {
        switch self {
        case .voteRequest(let isPreVote, let lastIndex, let lastTerm, let leaderIsGone):
            .voteRequest(
                Wire.VoteRequest(
                    isPreVote: isPreVote, lastIndex: lastIndex.rawValue, lastTerm: lastTerm.rawValue,
                    leaderIsGone: leaderIsGone))
        case .voteResponse(let isPreVote, let granted):
            .voteResponse(Wire.VoteResponse(isPreVote: isPreVote, granted: granted))
        case .append(let previousIndex, let previousTerm, let entries, let commit):
            .append(
                Wire.Append(
                    previousIndex: previousIndex.rawValue, previousTerm: previousTerm.rawValue,
                    entries: entries.map(\.wire), commit: commit.rawValue))
        case .appendResponse(let success, let index, let hintTerm):
            .appendResponse(
                Wire.AppendResponse(success: success, index: index.rawValue, hintTerm: hintTerm.rawValue))
        case .heartbeat(let round, let commit, let commitTerm):
            .heartbeat(
                Wire.Heartbeat(round: round, commit: commit.rawValue, commitTerm: commitTerm.rawValue))
        case .heartbeatResponse(let round, let lastIndex, let isSpaceLow):
            .heartbeatResponse(
                Wire.HeartbeatResponse(round: round, lastIndex: lastIndex.rawValue, isSpaceLow: isSpaceLow))
        case .snapshot(let lastIndex, let lastTerm, let configuration, let offset, let total, let data):
            .snapshot(
                Wire.SnapshotChunk(
                    lastIndex: lastIndex.rawValue, lastTerm: lastTerm.rawValue, configuration: configuration.wire,
                    offset: offset, total: total, data: data))
        case .snapshotResponse(let lastIndex, let offset, let isComplete):
            .snapshotResponse(
                Wire.SnapshotResponse(lastIndex: lastIndex.rawValue, offset: offset, isComplete: isComplete))
        case .timeoutNow:
            .timeoutNow(Wire.TimeoutNow(now: true))
        }
    }
}

extension CoordinatorCore.Heard {
    init(wire: Wire.RelayedAgent) throws(ConversionError) {
        guard let heard = wire.heard else { throw ConversionError("relayed_agent.heard", "is missing") }
        let event: Event =
            switch heard {
            case .hello(let hello): .message(.hello(try Fleet.Hello(wire: hello)))
            case .beat(let beat): .message(.beat(try Fleet.Beat(wire: beat)))
            case .goodbye(let goodbye): .message(try AgentMessage(wire: goodbye))
            case .output(let output): .message(try AgentMessage(wire: output))
            case .disconnected: .disconnected
            }
        self.init(node: NodeID(wire.node), event: event)
    }

    var wire: Wire.RelayedAgent {
        switch event {
        case .disconnected: return Wire.RelayedAgent(node: node.name, heard: .disconnected(true))
        case .message(let message):
            switch message.wire {
            case .hello(let hello): return Wire.RelayedAgent(node: node.name, heard: .hello(hello))
            case .beat(let beat): return Wire.RelayedAgent(node: node.name, heard: .beat(beat))
            case .goodbye(let goodbye): return Wire.RelayedAgent(node: node.name, heard: .goodbye(goodbye))
            case .agentOutput(let output): return Wire.RelayedAgent(node: node.name, heard: .output(output))
            case .leaderOrder, .overloaded: return Wire.RelayedAgent(node: node.name)
            }
        }
    }
}

extension CoordinatorCore.PeerMessage {
    init(wire: Wire.ConsensusMessage) throws(ConversionError) {
        switch wire {
        case .raft(let raft):
            if case .append(let append) = raft.body, let unknown = append.entries.first(where: { !$0.hasKnownKind }) {
                self = .unknownEntry(index: unknown.index, code: UInt64(unknown.kind))
            } else {
                self = .raft(try RaftMessage(wire: raft))
            }
        case .relay(let relay):
            var heard: [CoordinatorCore.Heard] = []
            for each in relay.heard { heard.append(try CoordinatorCore.Heard(wire: each)) }
            self = .relay(heard)
        case .forward(let forward):
            guard let order = forward.order else { throw ConversionError("forward.order", "is missing") }
            self = .forward(NodeID(forward.node), try StampedOrder(wire: order))
        case .join(let join):
            guard let peer = join.peer else { throw ConversionError("join.peer", "is missing") }
            self = .join(try Configuration.Peer(wire: peer))
        case .storeRefused(let refused):
            guard let store = refused.store else { throw ConversionError("store_refused.store", "is missing") }
            self = .storeRefused(StoreID(wire: store))
        case .memberStatus(let status):
            self = .status(
                CoordinatorCore.MemberStatus(
                    schema: status.schema, hashedIndex: status.appliedIndex, stateHash: status.stateHash,
                    agentsHeard: status.agentsHeard, version: status.version))
        case .memberNews: throw ConversionError("member_news", "is for the conversation itself")
        }
    }

    var wire: Wire.ConsensusMessage {
        switch self {
        case .raft(let message): .raft(message.wire)
        case .relay(let heard): .relay(Wire.Relay(heard: heard.map(\.wire)))
        case .forward(let node, let order): .forward(Wire.Forward(node: node.name, order: order.wire))
        case .join(let peer): .join(Wire.Join(peer: peer.wire))
        case .storeRefused(let store): .storeRefused(Wire.StoreRefused(store: store.wire))
        case .unknownEntry(let index, let code):
            .raft(
                Wire.Raft(
                    body: .append(
                        Wire.Append(entries: [Wire.RaftEntry(index: index, kind: UInt32(clamping: code))]))))
        case .status(let status):
            .memberStatus(
                Wire.MemberStatus(
                    schema: status.schema, appliedIndex: status.hashedIndex, stateHash: status.stateHash,
                    agentsHeard: status.agentsHeard, version: status.version))
        }
    }
}
