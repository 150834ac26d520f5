import CoordinatorCore
import Determinism
import Fleet
import FleetWire
import Wire

/// The control conversation with agents: who says it is decided by the connection's key, never by the message.
extension CoordinatorServer {
    func listenToAgents() throws(SocketError) {
        agentListener = try Listener(
            context, loop: loop, address: configuration.listen, port: port(.control), keys: keys,
            conversation: .control, budget: 512, quota: PeerQuota(perSecond: 500, burst: 2_000),
            handlers: Listener.Handlers(
                message: { [unowned self] peer, frame in hear(frame, from: peer) },
                disconnected: { [unowned self] key in
                    guard let node = node(of: key) else { return }
                    agents[node] = nil
                    feed(.agent(Heard(node: node, event: .disconnected)))
                },
                dropped: { [unowned self] reason, peer in
                    drop(reason, .control, peer: peer.key)
                    if reason == .overQuota, let frame = try? Codec.encode(Overloaded(retryAfterNs: 1_000_000_000)) {
                        agentListener?.send(frame, to: peer)
                    }
                }))
    }

    private func node(of key: String) -> NodeID? {
        records[key].flatMap { Authorisation.node(of: $0.role) }
    }

    private func hear(_ frame: [UInt8], from peer: Listener.Peer) {
        guard let node = node(of: peer.key) else {
            // Before the cluster's first entry nobody's role is known; agents say hello until they are answered. Later it is
            // a key that was just removed.
            if !member.fleet.cluster.isEmpty { drop(.forbidden, .control, peer: peer.key) }
            return
        }
        switch Codec.decode(frame, as: ControlMessage.self) {
        case .unknown(let version, let kind):
            drop(.unknownKind, .control, peer: node.name, detail: "version \(version), kind \(kind)")
        case .malformed(let error): drop(.malformed, .control, peer: node.name, detail: "\(error)")
        case .message(let wire):
            do {
                guard let message = try AgentMessage(wire: wire) else {
                    drop(.forbidden, .control, peer: node.name, detail: "only coordinators say this")
                    return
                }
                agents[node] = peer
                feed(.agent(Heard(node: node, event: .message(message))))
            } catch {
                drop(.invalid, .control, peer: node.name, detail: "\(error)")
            }
        }
    }

    func send(_ order: StampedOrder, to node: NodeID) {
        guard let peer = agents[node] else { return }
        do throws(WireError) {
            let frame = try Codec.encode(order.wire)
            if agentListener?.send(frame, to: peer) != .sent { drop(.notSent, .control, peer: node.name) }
        } catch {
            drop(.notSent, .control, peer: node.name, detail: "\(error)")
        }
    }

    /// Output of a command is kept for followers; a piece of a log goes to whoever asked for it.
    func take(_ chunk: Fleet.OutputChunk, from node: NodeID) {
        switch chunk.source {
        case .command(let command):
            guard member.fleet.commands[command]?.runs[node] != nil else { return }
            if outputs.record(node, command, chunk) { clients.mustPush = true }
        case .log(let request): answerLog(request, chunk, from: node)
        }
    }
}
