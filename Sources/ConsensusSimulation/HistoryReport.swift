import Determinism

/// What came of one history.
public struct HistoryReport: Sendable, Equatable {
    /// Its seed.
    public var seed: UInt64
    /// How many voters it began with.
    public var members: Int
    /// The promise that it broke; nil when it kept all.
    public var violation: Violation?
    /// The faults that were injected, by kind.
    public var faults: Counts<FaultKind>
    /// The operations, by kind.
    public var operations: Counts<OperationKind>
    /// How long it lasted.
    public var virtualTime: Span
    /// Entries that were committed.
    public var entries: UInt64
    /// Leaders that were elected.
    public var elections: UInt64
    /// Snapshots that a member took over from its leader.
    public var restores: UInt64
    /// Messages that members sent each other.
    public var messages: UInt64
    /// Of these, lost ones.
    public var messagesLost: UInt64
    /// Of these, ones that arrived twice.
    public var messagesDoubled: UInt64
    /// Requests whose outcome their client never learned.
    public var unknownOutcomes: UInt64
    /// Whether the check for linearizability was given up: too many orders were possible.
    public var isUnchecked: Bool
    /// Events that were handled.
    public var events: UInt64
    /// What happened, where it was asked for.
    public var trace: [String]
    /// The shortest plan that was found to break the same promise, where it was looked for.
    public var story: [String]
    /// The fingerprint of its course: equal for every play of the seed.
    public var hash: UInt64
}

/// What came of a run of histories.
public struct RunReport: Sendable {
    /// How many were played.
    public private(set) var histories: UInt64 = 0
    /// How many with that many voters at the beginning: 3, 5, 7 and others.
    public private(set) var bySize = [UInt64](repeating: 0, count: 4)
    /// Those that broke a promise, in the order of their seeds.
    public private(set) var failures: [HistoryReport] = []
    /// All faults, by kind.
    public private(set) var faults = Counts<FaultKind>()
    /// All operations, by kind.
    public private(set) var operations = Counts<OperationKind>()
    /// All virtual time.
    public private(set) var virtualTime = Span.zero
    /// Entries that were committed.
    public private(set) var entries: UInt64 = 0
    /// Leaders that were elected.
    public private(set) var elections: UInt64 = 0
    /// Snapshots that members took over.
    public private(set) var restores: UInt64 = 0
    /// Messages that members sent each other.
    public private(set) var messages: UInt64 = 0
    /// Of these, lost ones.
    public private(set) var messagesLost: UInt64 = 0
    /// Of these, ones that arrived twice.
    public private(set) var messagesDoubled: UInt64 = 0
    /// Requests whose outcome their client never learned.
    public private(set) var unknownOutcomes: UInt64 = 0
    /// Histories whose check for linearizability was given up.
    public private(set) var unchecked: UInt64 = 0
    /// The fingerprints of all histories as one, whatever the order in which they were added.
    public private(set) var hash: UInt64 = 0

    /// From so many histories on, a kind of fault or operation that never occurred fails the run.
    public static let fullRun: UInt64 = 50

    /// A run without histories.
    public init() {}

    /// Takes in a history.
    public mutating func add(_ report: HistoryReport) {
        histories += 1
        bySize[[3: 0, 5: 1, 7: 2][report.members] ?? 3] += 1
        if report.violation != nil {
            failures.append(report)
            failures.sort { $0.seed < $1.seed }
        }
        faults.add(report.faults)
        operations.add(report.operations)
        virtualTime = virtualTime + report.virtualTime
        entries += report.entries
        elections += report.elections
        restores += report.restores
        messages += report.messages
        messagesLost += report.messagesLost
        messagesDoubled += report.messagesDoubled
        unknownOutcomes += report.unknownOutcomes
        if report.isUnchecked { unchecked += 1 }
        hash &+= report.hash &* (report.seed &* 2 &+ 1)
    }

    /// Why the run does not count although no history broke a promise; nil when it does.
    public var gap: String? {
        guard histories >= RunReport.fullRun else { return nil }
        let missing = faults.missing.map(\.description) + operations.missing.map(\.description)
        return missing.isEmpty ? nil : "these never occurred: \(missing.joined(separator: ", "))"
    }
}
