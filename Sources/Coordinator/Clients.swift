import Fleet
import Wire

/// Administrators who wait for something. Bounded: who is not served in time is refused.
struct Clients {
    /// What a ticket is for.
    enum Waiting {
        /// The outcome of a change.
        case change
        /// A view.
        case query(Wire.Query)
        /// A piece of a log, from that server.
        case log(NodeID?)
        /// A change of the members that is being written into the audit log.
        case recordedChange(MembershipChange)
        /// A change of the members that is under way.
        case membership(MembershipChange)
        /// That member shall lead.
        case transfer(UInt64)
        /// A machine joins.
        case join(Wire.JoinRequest)
        /// A coordinator that joins becomes a member.
        case joinMembership(Wire.JoinRequest)
        /// The first piece of a backup.
        case backup(Wire.BackupQuery)

        /// Whether the answer goes to a machine that joins.
        var isJoin: Bool {
            switch self {
            case .join, .joinMembership: true
            default: false
            }
        }
    }

    /// Somebody who asked, and until when an answer makes sense.
    struct Ticket {
        var peer: Listener.Peer
        var correlation: UInt64
        var waiting: Waiting
        var deadline: UInt64
    }

    /// Somebody who follows a command.
    struct Follower {
        var peer: Listener.Peer
        var correlation: UInt64
        var command: CommandID
        var sentBytes: [OutputBuffers.Key: Int] = [:]
        var sentResults: Set<NodeID> = []

        /// The first byte of a stream that it has not been sent; nil when it has them all. A buffer that was forgotten and
        /// begun anew may be shorter than what was sent.
        func next(of key: OutputBuffers.Key, in stream: OutputBuffers.Stream) -> Int? {
            let sent = sentBytes[key] ?? 0
            return sent < stream.bytes.count ? sent : nil
        }
    }

    /// Tickets and followers at the most.
    static let atMost = 4_096

    var tickets: [UInt64: Ticket] = [:]
    var followers: [Follower] = []
    /// Whether followers may have something new.
    var mustPush = false
    /// Begins anywhere, so that a late answer to a former process or leader does not meet a ticket of this one.
    private var nextTicket = UInt64.random(in: 1..<1 << 62)

    /// A ticket for a request; nil when too many wait.
    mutating func open(_ ticket: Ticket) -> UInt64? {
        guard tickets.count < Clients.atMost else { return nil }
        defer { nextTicket += 1 }
        tickets[nextTicket] = ticket
        return nextTicket
    }

    /// The tickets whose time is over, taken out.
    mutating func expire(now: UInt64) -> [Ticket] {
        let over = tickets.filter { $0.value.deadline <= now }
        for (number, _) in over { tickets[number] = nil }
        return over.map(\.value)
    }
}
