import Determinism

/// Plays histories of a whole fleet: the real cores of coordinators, agents and supervisors on virtual time, with a bad
/// network, crashing machines, slow disks, drifting clocks and a busy operator.
///
/// A history's course follows from its seed alone. Pure: any number of histories may be played at once by different threads.
public enum FleetSimulation {
    /// A mistake that is planted to see that it is found.
    public enum Mistake: String, Sendable, CaseIterable {
        /// Supervisors never let a lease run out.
        case supervisorsIgnoreLeases
        /// A coordinator's store forgets its newest entries when its process ends.
        case storeForgetsEntries
        /// An agent does not see what ran before it started.
        case agentForgetsClaims
    }

    /// How a history is played.
    public struct Options: Sendable {
        /// Whether events are kept for a violation's report.
        public var trace: Bool
        /// How many of them at the least.
        public var traceLength: Int
        /// A planted mistake.
        public var mistake: Mistake?
        /// Whether a history that proves too little is let pass.
        public var mayBeThin: Bool

        /// Options with their defaults.
        public init(trace: Bool = false, traceLength: Int = 200, mistake: Mistake? = nil, mayBeThin: Bool = false) {
            self.trace = trace
            self.traceLength = traceLength
            self.mistake = mistake
            self.mayBeThin = mayBeThin
        }
    }

    /// Plays the history of a seed. If it breaks a promise, it is played once more, so that the report tells what led there.
    public static func run(seed: UInt64, options: Options = Options()) -> HistoryReport {
        var simulator = FleetSimulator(seed: seed, options: options)
        simulator.run()
        guard simulator.violation != nil, !options.trace else { return simulator.report }
        var tracing = options
        tracing.trace = true
        var again = FleetSimulator(seed: seed, options: tracing)
        again.run()
        return again.report
    }
}
