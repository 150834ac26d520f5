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
        telemetryTimer = loop.timer(deadline: loop.now + CoordinatorServer.forgettingInterval) { [unowned self] in
            forgetTelemetry()
            telemetryTimer?.deadline = loop.now + CoordinatorServer.forgettingInterval
        }
    }

    private static let forgettingInterval: UInt64 = 60_000_000_000

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
            take(round, of: node)
        }
    }

    /// What is of tasks is kept by job, and not by server: series of tasks that come and go would fill a server's room.
    private func take(_ round: Telemetry, of node: NodeID) {
        let takenAt = WallTime(nanoseconds: round.takenAt)
        let samples = round.samples.map { (name: $0.name, label: $0.label, value: $0.value) }
        telemetry.record(
            node: node, round: round.round, at: takenAt, samples: samples.filter { !TaskUsage.isMeant(by: $0.name) })
        gpuUsage.record(node: node, samples: samples, now: Instant(nanoseconds: loop.now))
        taskUsage.record(
            takenAt: takenAt, samples: samples.filter { TaskUsage.isMeant(by: $0.name) },
            now: Instant(nanoseconds: loop.now)
        ) { id in
            guard let allocation = member.fleet.allocations[id.allocation],
                let attempt = allocation.attempts.last(where: { $0.id == id }), attempt.state.isLive,
                attempt.node == node
            else { return nil }
            return TaskUsage.Holder(job: allocation.job, version: attempt.jobVersion)
        }
    }

    /// Forgets what is over, now and then.
    private func forgetTelemetry() {
        let fleet = member.fleet
        telemetry.keepOnly { fleet.nodes[$0] != nil }
        gpuUsage.keepOnly { fleet.nodes[$0] != nil }
        taskUsage.keepOnly({ fleet.attempt($0)?.state.isLive ?? false }, { fleet.jobs[$0] != nil })
    }
}
