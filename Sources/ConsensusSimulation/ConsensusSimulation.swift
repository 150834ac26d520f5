import Determinism

/// Plays histories of a consensus cluster: the real `Raft` and the real log store of every member on virtual time, with a
/// bad network, crashing machines, failing disks, wrong clocks, changes of the members, and clients whose view is checked.
///
/// A history's course follows from its seed alone. Pure: any number of histories may be played at once by different threads.
public enum ConsensusSimulation {
    /// How a history is played.
    public struct Options: Sendable {
        /// Voters at the beginning; nil for 3, 5 or 7 by the seed.
        public var members: Int?
        /// Whether what happens is kept in the report.
        public var trace: Bool
        /// Whether messages between members are kept, too.
        public var messages: Bool
        /// Whether a history that broke a promise is played again, with ever fewer events, for a short story of it.
        public var shrinks: Bool
        /// Whether a history that proves too little is let pass.
        public var mayBeThin: Bool
        /// The planned events that are left out, ascending.
        var leftOut: [Int] = []

        /// Options with their defaults.
        public init(
            members: Int? = nil, trace: Bool = false, messages: Bool = false, shrinks: Bool = true,
            mayBeThin: Bool = false
        ) {
            self.members = members
            self.trace = trace
            self.messages = messages
            self.shrinks = shrinks
            self.mayBeThin = mayBeThin
        }

        func keeps(_ event: Int) -> Bool {
            var low = 0
            var high = leftOut.count
            while low < high {
                let middle = (low + high) / 2
                if leftOut[middle] < event { low = middle + 1 } else { high = middle }
            }
            return low == leftOut.count || leftOut[low] != event
        }
    }

    /// Plays the history of a seed. If it breaks a promise and `shrinks` is set, the report tells the shortest story that
    /// was found to break the same one.
    public static func run(seed: UInt64, options: Options = Options()) -> HistoryReport {
        let plan = Plan(seed: seed, members: options.members)
        var report = play(plan, options)
        if report.violation != nil, options.shrinks { report.story = Shrinking(plan, options, report).story() }
        return report
    }

    static func play(_ plan: Plan, _ options: Options) -> HistoryReport {
        let simulator = ConsensusSimulator(plan: plan, options: options)
        simulator.run()
        return simulator.report
    }
}
