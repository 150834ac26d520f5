import Determinism

/// Whether the leader moves running tasks of its own accord, although nothing waits for their room. Off until somebody wants it: a
/// move restarts a task.
public struct Balancing: Hashable, Sendable {
    /// Off servers that have more to do than they can.
    public var relieves: Bool
    /// Off servers with little on them, so that these may rest.
    public var consolidates: Bool
    /// Such moves under way at a time, `Balancing.bounds`.
    public var movesAtOnce: UInt64

    /// How many moves may be allowed at a time.
    public static let bounds: ClosedRange<UInt64> = 1...64
    /// Nothing is moved.
    public static let off = Balancing(relieves: false, consolidates: false)

    /// Terms with their parts.
    public init(relieves: Bool, consolidates: Bool, movesAtOnce: UInt64 = 4) {
        self.relieves = relieves
        self.consolidates = consolidates
        self.movesAtOnce = movesAtOnce
    }

    /// Whether anything may be moved.
    public var isOn: Bool { relieves || consolidates }

    /// Whether a task may be asked to go on elsewhere for that reason.
    public func allows(_ reason: StopReason) -> Bool {
        switch reason {
        case .relieved: relieves
        case .consolidated: consolidates
        default: false
        }
    }
}

extension FleetState {
    /// Sets whether and how the leader balances.
    mutating func set(_ wanted: Balancing) -> Verdict {
        guard Balancing.bounds.contains(wanted.movesAtOnce) else {
            return .invalid(
                "moves at once: \(wanted.movesAtOnce) is not within \(Balancing.bounds.lowerBound) to "
                    + "\(Balancing.bounds.upperBound)")
        }
        balancing = wanted
        changes.append(.settingsChanged)
        switch (wanted.relieves, wanted.consolidates) {
        case (false, false): return .done("running tasks are moved for nobody's load")
        case (true, false): return .done("tasks are moved off overloaded servers")
        case (false, true): return .done("tasks are moved off servers with little on them")
        case (true, true):
            return .done("tasks are moved off overloaded servers, and off servers with little on them")
        }
    }
}
