import Determinism
import Fleet

/// What a fence agent is to be asked, beside the loop.
public struct PowerRequest: Hashable, Sendable {
    /// What it is to do.
    public enum Action: Hashable, Sendable {
        /// Read whether the server has power.
        case status
        /// Switch.
        case act(PowerAction)
    }
    /// The server.
    public var node: NodeID
    /// How its power is reached.
    public var bmc: BMC
    /// What is to be done.
    public var action: Action
    /// Names the question in its answer; never used twice in the life of a member.
    public var number: UInt64
    /// The session for which it was decided.
    public var session: SessionID?

    /// A request with its parts.
    public init(node: NodeID, bmc: BMC, action: Action, number: UInt64, session: SessionID?) {
        self.node = node
        self.bmc = bmc
        self.action = action
        self.number = number
        self.session = session
    }
}

/// What came of a request.
public struct PowerAnswer: Hashable, Sendable {
    /// What a fence agent says.
    public enum Result: Hashable, Sendable {
        /// The server has power.
        case on
        /// The server has no power.
        case off
        /// It was switched.
        case done
        /// Nothing is known: an error or the time limit, in a sentence without secrets.
        case failed(String)
    }
    /// The request's number.
    public var number: UInt64
    /// When the agent was started, by the member's monotonic clock: what it read was so then or later.
    public var beganAt: Instant
    /// What came of it.
    public var result: Result

    /// An answer with its parts.
    public init(number: UInt64, beganAt: Instant, result: Result) {
        self.number = number
        self.beganAt = beganAt
        self.result = result
    }
}

/// What a leader last knew of a server's power.
public struct PowerReading: Hashable, Sendable {
    /// What was read.
    public var result: PowerAnswer.Result
    /// When the reading began.
    public var at: Instant
}
