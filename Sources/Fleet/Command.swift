import Determinism

/// How one server's part of a command ended.
public enum CommandResult: Hashable, Sendable {
    /// It ran to its end.
    case exited(ExitStatus)
    /// It could not be started; the sentence says why.
    case notStarted(String)
    /// It may or may not have run: the agent or server failed at the wrong moment.
    case unknown(String)
    /// It was not started before its deadline, or the server was not there; it certainly did not run.
    case unreachable(String)
}

/// One server's part of a command.
public struct CommandRun: Hashable, Sendable {
    /// The session that it was accepted for; nil where the server had none (then the result is `unreachable`).
    public var session: SessionID?
    /// How it ended, once that is committed.
    public var result: CommandResult?

    /// A run with its parts.
    public init(session: SessionID?, result: CommandResult? = nil) {
        self.session = session
        self.result = result
    }
}

/// What a command does.
public struct CommandDefinition: Hashable, Sendable {
    /// The program and its arguments, at least one.
    public var arguments: [String]
    /// The user that it runs as; empty for root.
    public var user: String
    /// How long it may run before it is killed.
    public var timeLimit: Span
    /// How long after acceptance it may still be started.
    public var startWithin: Span

    /// A definition with its parts.
    public init(
        arguments: [String], user: String = "", timeLimit: Span = .seconds(300), startWithin: Span = .seconds(10)
    ) {
        self.arguments = arguments
        self.user = user
        self.timeLimit = timeLimit
        self.startWithin = startWithin
    }
}

/// A fleet command in the replicated state. It runs at most once on each server.
public struct Command: Hashable, Sendable {
    /// Its name.
    public var id: CommandID
    /// What it does.
    public var definition: CommandDefinition
    /// The target as the administrator wrote it.
    public var target: String
    /// Who gave it.
    public var owner: String
    /// When it was accepted (leader's time).
    public var acceptedAt: WallTime
    /// Its runs by server.
    public var runs: SortedMap<NodeID, CommandRun>

    /// A command with its parts.
    public init(
        id: CommandID, definition: CommandDefinition, target: String, owner: String, acceptedAt: WallTime,
        runs: SortedMap<NodeID, CommandRun>
    ) {
        self.id = id
        self.definition = definition
        self.target = target
        self.owner = owner
        self.acceptedAt = acceptedAt
        self.runs = runs
    }

    /// Whether every run has a result.
    public var isSettled: Bool { runs.values.allSatisfy { $0.result != nil } }
}
