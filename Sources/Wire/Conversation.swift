/// What is talked about on a socket. Each conversation has sockets, limits, quotas and a ZAP domain of its own.
public enum Conversation: UInt8, CaseIterable, Hashable, Sendable, CustomStringConvertible {
    /// Heartbeats, leases, assignments, commands and their output: agent DEALER ↔ coordinator ROUTER.
    case control
    /// Samples: agent PUB → coordinator SUB, lossy by design.
    case telemetry
    /// Replication among coordinators: DEALER ↔ ROUTER mesh.
    case consensus
    /// The command line: DEALER ↔ ROUTER.
    case administration
    /// Machines that join: DEALER ↔ ROUTER, its own port.
    case enrolment

    /// The name in logs, and the ZAP domain of the conversation's listening sockets.
    public var description: String {
        switch self {
        case .control: "control"
        case .telemetry: "telemetry"
        case .consensus: "consensus"
        case .administration: "administration"
        case .enrolment: "enrolment"
        }
    }

    /// The limits that senders and receivers share.
    public var limits: WireLimits {
        switch self {
        case .control: WireLimits(maximumFrame: 1 << 20)
        case .telemetry: WireLimits(maximumFrame: 256 << 10, maximumElements: 16_384)
        case .consensus: WireLimits(maximumFrame: 8 << 20)
        case .administration: WireLimits(maximumFrame: 4 << 20)
        case .enrolment: WireLimits(maximumFrame: 16 << 10, maximumElements: 256)
        }
    }
}
