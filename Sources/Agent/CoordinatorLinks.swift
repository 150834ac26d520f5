import AgentCore
import Determinism
import Fleet
import FleetWire
import Logging
import Wire

/// The connections to one coordinator.
struct Link {
    /// Where it is.
    var address: Fleet.CoordinatorAddress
    /// Heartbeats and orders.
    var control: Connection
    /// Telemetry.
    var telemetry: Connection
}

/// The agent's side of the control conversation.
extension AgentServer {
    /// Connects to these coordinators, and to no others.
    func connect(to list: [Fleet.CoordinatorAddress]) {
        for (member, link) in links where !list.contains(link.address) {
            link.control.close()
            link.telemetry.close()
            links.removeValue(forKey: member)
        }
        for address in list where links[address.member] == nil {
            let member = address.member
            do {
                let control = try Connection(
                    context, loop: loop, host: address.host, port: address.basePort + 1,
                    serverKey: address.publicKey, keys: keys, conversation: .control, patience: .calm,
                    handlers: Connection.Handlers(
                        message: { [unowned self] frame in hear(frame, from: member) },
                        up: { [unowned self] in feed(.connected(member: member)) },
                        refused: { [unowned self] in
                            log.error(
                                "Coordinator \(member) refuses this agent's key: is \(configuration.name) known to it?")
                        }))
                let telemetry = try Connection(
                    context, loop: loop, host: address.host, port: address.basePort + 2,
                    serverKey: address.publicKey, keys: keys, conversation: .telemetry, patience: .calm,
                    handlers: Connection.Handlers())
                links[member] = Link(address: address, control: control, telemetry: telemetry)
            } catch {
                log.error("Coordinator \(member) at \(address.host): \(error)")
            }
        }
    }

    private func hear(_ frame: [UInt8], from member: UInt64) {
        switch Codec.decode(frame, as: ControlMessage.self) {
        case .unknown(let version, let kind):
            drop(.unknownKind, member, "version \(version), kind \(kind)")
        case .malformed(let error): drop(.malformed, member, "\(error)")
        case .message(.leaderOrder(let order)):
            do {
                let stamped = try StampedOrder(wire: order)
                noteLeader(member, stamped.stamp)
                feed(.order(from: member, stamped))
            } catch {
                drop(.invalid, member, "\(error)")
            }
        case .message(.overloaded):
            // What was dropped is said again with the next beat.
            log.warning("Coordinator \(member) is overloaded by this agent's messages.")
        case .message: drop(.forbidden, member, "only agents say this")
        }
    }

    private func drop(_ reason: WireCounters.Reason, _ member: UInt64, _ detail: String) {
        if counters.note(reason, peer: "coordinator \(member)") {
            log.warning("Dropped a frame of coordinator \(member): \(reason.rawValue) (\(detail)).")
        }
    }

    func sendAll(_ message: AgentMessage) {
        guard let frame = encode(message) else { return }
        for (_, link) in links { link.control.send(frame) }
    }

    func send(_ message: AgentMessage, to member: UInt64) {
        guard let frame = encode(message) else { return }
        links[member]?.control.send(frame)
    }

    private func encode(_ message: AgentMessage) -> [UInt8]? {
        do throws(WireError) {
            return try Codec.encode(message.wire)
        } catch {
            log.error("A message cannot be sent: \(error)")
            return nil
        }
    }
}
