import Consensus
import CoordinatorCore
import Determinism
import Wire

/// The conversation of the coordinators among themselves: a ROUTER to hear by, and a connection to each other member to
/// speak by. A connection that closes is the hint that its member may have died.
extension CoordinatorServer {
    func listenToPeers() throws {
        peerListener = try Listener(
            context, loop: loop, address: configuration.listen, port: port(.consensus), keys: keys,
            conversation: .consensus, budget: 1_024, quota: PeerQuota(perSecond: 200_000, burst: 200_000),
            handlers: Listener.Handlers(
                message: { [unowned self] peer, frame in hearPeer(frame, key: peer.key) },
                dropped: { [unowned self] reason, peer in drop(reason, .consensus, peer: peer.key) }))
        for other in configuration.members where other.endpoint.member != configuration.member {
            let id = MemberID(other.endpoint.member)
            peers[id] = try Connection(
                context, loop: loop, host: other.endpoint.host,
                port: other.endpoint.basePort + CoordinatorServer.offset(.consensus),
                serverKey: other.endpoint.publicKey, keys: keys, conversation: .consensus, patience: .quick,
                handlers: Connection.Handlers(
                    up: { [unowned self] in feed(.peerConnected(id)) },
                    down: { [unowned self] in feed(.peerDisconnected(id)) },
                    refused: { [unowned self] in
                        log.error(
                            "Member \(id.rawValue) refuses this member's key: compare the `member` lines of both.")
                    }))
        }
    }

    private func hearPeer(_ frame: [UInt8], key: String) {
        guard let from = configuration.members.first(where: { $0.endpoint.publicKey == key }) else {
            drop(.forbidden, .consensus, peer: key)
            return
        }
        let id = MemberID(from.endpoint.member)
        switch Codec.decode(frame, as: ConsensusMessage.self) {
        case .unknown(let version, let kind):
            drop(.unknownKind, .consensus, peer: "member \(id.rawValue)", detail: "version \(version), kind \(kind)")
        case .malformed(let error):
            drop(.malformed, .consensus, peer: "member \(id.rawValue)", detail: "\(error)")
        case .message(let wire):
            do {
                feed(.peer(from: id, try PeerMessage(wire: wire)))
            } catch {
                drop(.invalid, .consensus, peer: "member \(id.rawValue)", detail: "\(error)")
            }
        }
    }

    func send(_ message: PeerMessage, to id: MemberID) {
        guard let peer = peers[id] else { return }
        do throws(WireError) {
            // Raft says again what gets lost, and members that are down are no news.
            peer.send(try frames.frame(of: message))
        } catch {
            drop(.notSent, .consensus, peer: "member \(id.rawValue)", detail: "\(error)")
        }
    }
}
