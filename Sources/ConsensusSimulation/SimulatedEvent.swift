import Consensus
import Linearizability

/// What happens in virtual time. Members and clients are known by their places in the simulator's lists.
enum SimulatedEvent {
    /// A member's timer, valid if the member still waits for this instant.
    case timer(member: Int)
    /// A message arrives, unless the connection was reset meanwhile.
    case message(from: Int, to: Int, connection: UInt32, RaftMessage)
    case disconnected(member: Int, peer: Int)
    case connected(member: Int, peer: Int)
    /// The write under way is done, unless the process has ended meanwhile.
    case written(member: Int, life: UInt32)
    case snapshotStored(member: Int, life: UInt32, Snapshot)
    case planned(Int)
    case ends(Int)
    case stops(member: Int, life: UInt32, losesPower: Bool)
    case starts(member: Int, life: UInt32)
    case request(member: Int, Ticket)
    case answer(Ticket, Answer)
    /// A client has waited long enough.
    case impatience(Ticket)
    case givesUp(Ticket)
    case operatorLooks
    /// A client turns to a member that stands still.
    case asked(member: Int)
}

/// A client's request and the attempt at it: one number, as members are given.
struct Ticket: Hashable {
    var client: Int
    var number: UInt64
    var attempt: UInt64

    init(client: Int, number: UInt64, attempt: UInt64) {
        self.client = client
        self.number = number
        self.attempt = attempt
    }

    init(_ rawValue: UInt64) {
        client = Int(rawValue >> 48)
        number = rawValue >> 16 & 0xFFFF_FFFF
        attempt = rawValue & 0xFFFF
    }

    var rawValue: UInt64 { UInt64(client) << 48 | number << 16 | attempt }

    /// Changes of the members bear this client.
    static let administrator = 0x7FFF
}

/// What a member answers a client.
enum Answer {
    case done(RegisterModel.Output)
    case refused(leader: MemberID?)
    /// The connection closed, or the request's fate is not known.
    case lost
}
