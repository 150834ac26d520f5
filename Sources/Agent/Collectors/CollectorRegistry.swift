import Glibc

/// All collectors of the agent. A new one is a file of its own and a line here.
public struct CollectorRegistry: Sendable {
    private var collectors: [any Collector]
    private var outcomes: [CollectorOutcome?]

    /// The collectors that every agent runs; `attempts` is the directory of its attempts.
    public static func standard(attempts: String) -> [any Collector] {
        [
            CpuCollector(),
            MemoryCollector(),
            LoadCollector(),
            DiskCollector(),
            FileSystemCollector(),
            NetworkCollector(),
            PressureCollector(),
            TaskCollector(attempts: attempts),
            GPUCollector(),
        ]
    }

    /// A registry of these collectors.
    public init(_ collectors: [any Collector]) {
        self.collectors = collectors
        outcomes = collectors.map { _ in nil }
    }

    /// The names of the collectors, in order.
    public var names: [String] { collectors.map(\.name) }

    /// Runs each collector once. Adds their samples, and `collector_duration_seconds` and `collector_success` by name (a
    /// server that lacks something is a success). Returns the outcomes that differ from the last round's, to be logged.
    public mutating func collect(
        root: RootDirectory, into samples: inout SampleBuffer
    ) -> [(name: String, outcome: CollectorOutcome)] {
        var changed: [(name: String, outcome: CollectorOutcome)] = []
        for index in collectors.indices {
            let name = collectors[index].name
            let began = Self.seconds()
            let outcome = collectors[index].collect(root: root, into: &samples)
            samples.add("collector_duration_seconds", Self.seconds() - began, label: name)
            var isSuccess = true
            if case .failed = outcome { isSuccess = false }
            samples.add("collector_success", isSuccess ? 1.0 : 0.0, label: name)
            if outcome != outcomes[index] { changed.append((name, outcome)) }
            outcomes[index] = outcome
        }
        return changed
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
