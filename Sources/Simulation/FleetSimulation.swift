import Determinism

/// Plays histories of a whole fleet: the real cores of coordinators, agents and supervisors on virtual time, with a bad
/// network, crashing machines, slow disks, drifting clocks and a busy operator.
///
/// A history's course follows from its seed alone. Pure: any number of histories may be played at once by different threads.
public enum FleetSimulation {
    /// How a history is played.
    public struct Options: Sendable {
        /// Whether events are kept for a violation's report.
        public var trace: Bool
        /// How many of them at the least.
        public var traceLength: Int
        /// Whether a history that proves too little is let pass.
        public var mayBeThin: Bool

        /// Options with their defaults.
        public init(trace: Bool = false, traceLength: Int = 200, mayBeThin: Bool = false) {
            self.trace = trace
            self.traceLength = traceLength
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
