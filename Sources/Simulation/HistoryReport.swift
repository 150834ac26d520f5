import Determinism

/// What came of one history.
public struct HistoryReport: Sendable, Equatable {
    /// Its seed.
    public var seed: UInt64
    /// The promise that it broke; nil when it kept all.
    public var violation: Violation?
    /// The faults that were injected, by kind.
    public var faults: Tally<FaultKind>
    /// The operations, by kind.
    public var operations: Tally<OperationKind>
    /// How long it lasted.
    public var virtualTime: Span
    /// Entries that were committed.
    public var entries: UInt64
    /// Tasks that were started.
    public var taskStarts: UInt64
    /// Command runs that were started.
    public var commandStarts: UInt64
    /// Messages that were lost.
    public var messagesLost: UInt64
    /// Messages that arrived twice.
    public var messagesDoubled: UInt64
    /// Messages that arrived late.
    public var messagesLate: UInt64
    /// How often a task ran beside another because a hypervisor had stopped its server's clocks, as it must be let.
    public var stretches: UInt64
    /// Tasks that were asked to go on elsewhere so that another job fits.
    public var moves: UInt64
    /// Tasks that were asked to go on elsewhere for the load's sake.
    public var balanceMoves: UInt64
    /// Events that were handled.
    public var events: UInt64
    /// What happened, where it was asked for.
    public var trace: [String]
    /// The fingerprint of its course and of the final state: equal for every play of the seed.
    public var hash: UInt64
}

/// What came of a run of histories.
public struct RunReport: Sendable {
    /// How many were played.
    public private(set) var histories: UInt64 = 0
    /// Those that broke a promise, in the order of their seeds.
    public private(set) var failures: [HistoryReport] = []
    /// All faults, by kind.
    public private(set) var faults = Tally<FaultKind>()
    /// All operations, by kind.
    public private(set) var operations = Tally<OperationKind>()
    /// All virtual time.
    public private(set) var virtualTime = Span.zero
    /// Entries that were committed.
    public private(set) var entries: UInt64 = 0
    /// Tasks that were started.
    public private(set) var taskStarts: UInt64 = 0
    /// Command runs that were started.
    public private(set) var commandStarts: UInt64 = 0
    /// Messages that were lost.
    public private(set) var messagesLost: UInt64 = 0
    /// Messages that arrived twice.
    public private(set) var messagesDoubled: UInt64 = 0
    /// Messages that arrived late.
    public private(set) var messagesLate: UInt64 = 0
    /// How often a task ran beside another because a hypervisor had stopped its server's clocks, as it must be let.
    public private(set) var stretches: UInt64 = 0
    /// Tasks that were asked to go on elsewhere so that another job fits.
    public private(set) var moves: UInt64 = 0
    /// Tasks that were asked to go on elsewhere for the load's sake.
    public private(set) var balanceMoves: UInt64 = 0
    /// The fingerprints of all histories as one, whatever the order in which they were added.
    public private(set) var hash: UInt64 = 0

    /// From so many histories on, a kind of fault or operation that never occurred fails the run.
    public static let fullRun: UInt64 = 20

    /// A run without histories.
    public init() {}

    /// Takes in a history.
    public mutating func add(_ report: HistoryReport) {
        histories += 1
        if report.violation != nil {
            failures.append(report)
            failures.sort { $0.seed < $1.seed }
        }
        faults.add(report.faults)
        operations.add(report.operations)
        virtualTime = virtualTime + report.virtualTime
        entries += report.entries
        taskStarts += report.taskStarts
        commandStarts += report.commandStarts
        messagesLost += report.messagesLost
        messagesDoubled += report.messagesDoubled
        messagesLate += report.messagesLate
        stretches += report.stretches
        moves += report.moves
        balanceMoves += report.balanceMoves
        hash &+= report.hash &* (report.seed &* 2 &+ 1)
    }

    /// Why the run does not count although no history broke a promise; nil when it does.
    public var gap: String? {
        guard histories >= RunReport.fullRun else { return nil }
        let missing = faults.missing.map(\.description) + operations.missing.map(\.description)
        return missing.isEmpty ? nil : "these never occurred: \(missing.joined(separator: ", "))"
    }

    /// Whether every history kept every promise, and the run was full.
    public var isGood: Bool { failures.isEmpty && gap == nil }
}
