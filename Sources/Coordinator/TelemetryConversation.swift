import Determinism
import Fleet
import Wire

/// Telemetry from agents: lossy, capped each turn, and only of the server whose key sent it.
extension CoordinatorServer {
    func listenToTelemetry() throws(SocketError) {
        telemetryListener = try Listener(
            context, loop: loop, address: configuration.listen, port: port(.telemetry), keys: keys,
            conversation: .telemetry, budget: 64, quota: PeerQuota(perSecond: 10, burst: 30),
            handlers: Listener.Handlers(
                message: { [unowned self] peer, frame in record(frame, key: peer.key) },
                dropped: { [unowned self] reason, peer in drop(reason, .telemetry, peer: peer.key) }))
    }

    private func record(_ frame: [UInt8], key: String) {
        guard let role = records[key]?.role, let node = Authorisation.node(of: role) else {
            if !member.fleet.cluster.isEmpty { drop(.forbidden, .telemetry, peer: key) }
            return
        }
        switch Codec.decode(frame, as: TelemetryMessage.self) {
        case .unknown(let version, let kind):
            drop(.unknownKind, .telemetry, peer: node.name, detail: "version \(version), kind \(kind)")
        case .malformed(let error): drop(.malformed, .telemetry, peer: node.name, detail: "\(error)")
        case .message(.telemetry(let round)):
            guard round.node == node.name else {
                drop(.forbidden, .telemetry, peer: node.name, detail: "it speaks for \(round.node)")
                return
            }
            telemetry.record(
                node: node, round: round.round, at: WallTime(nanoseconds: round.takenAt),
                samples: round.samples.map { ($0.name, $0.label, $0.value) })
        }
    }
}
