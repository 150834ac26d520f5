import Agent
import Foundation
import Testing

/// Recorded and hand-made trees give the samples that stand in `golden/`, one file a collector. With `MUSTER_RECORD=1` in the
/// environment the files are written anew instead: read the difference before keeping it.
@Suite struct CollectorTests {
    static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    static let machines = ["virtual-machine", "gpu-server", "bare-container"]

    static func collectors(prefix: String) -> [any Collector] {
        [
            CpuCollector(ticksPerSecond: 100), MemoryCollector(), LoadCollector(), DiskCollector(),
            FileSystemCollector(capacity: { path in
                let size = UInt64(path.utf8.count - prefix.utf8.count) << 30
                return .init(size: size, available: size / 4, files: 1000, filesFree: 900)
            }),
            NetworkCollector(), PressureCollector(),
        ]
    }

    static func text(_ samples: SampleBuffer, _ outcome: CollectorOutcome, without prefix: String) -> String {
        var text = samples.samples.map {
            $0.label.isEmpty ? "\($0.name) \($0.value)\n" : "\($0.name){\($0.label)} \($0.value)\n"
        }.joined()
        text += "-> \(outcome)\n"
        return text.replacingOccurrences(of: prefix, with: "")
    }

    @Test(arguments: machines) func aRecordedTreeGivesItsGoldenSamples(machine: String) throws {
        let tree = Self.fixtures.appendingPathComponent(machine)
        let root = RootDirectory(tree.path)
        for var collector in Self.collectors(prefix: tree.path) {
            var samples = SampleBuffer()
            let outcome = collector.collect(root: root, into: &samples)
            let golden = tree.appendingPathComponent("golden/\(collector.name).txt")
            let found = Self.text(samples, outcome, without: tree.path)
            if ProcessInfo.processInfo.environment["MUSTER_RECORD"] == "1" {
                try FileManager.default.createDirectory(
                    at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
                try found.write(to: golden, atomically: true, encoding: .utf8)
            }
            #expect(try String(contentsOf: golden, encoding: .utf8) == found, "\(machine), \(collector.name)")
        }
    }

    @Test func processorSharesAreOfTheTimeSinceTheLastRound() throws {
        let tree = FileManager.default.temporaryDirectory.appendingPathComponent("muster-cpu-\(UUID())")
        defer { try? FileManager.default.removeItem(at: tree) }
        let proc = tree.appendingPathComponent("proc")
        try FileManager.default.createDirectory(at: proc, withIntermediateDirectories: true)
        func write(_ line: String) throws {
            try (line + "\ncpu0 0\n").write(to: proc.appendingPathComponent("stat"), atomically: true, encoding: .utf8)
        }
        func shares(_ collector: inout CpuCollector) -> [String: Double] {
            var samples = SampleBuffer()
            #expect(collector.collect(root: RootDirectory(tree.path), into: &samples) == .ok)
            return Dictionary(
                uniqueKeysWithValues: samples.samples.filter { $0.name.hasSuffix("_ratio") }.map { ($0.name, $0.value) }
            )
        }
        var collector = CpuCollector(ticksPerSecond: 100)
        try write("cpu 100 0 50 800 40 0 10 0 0 0")
        #expect(shares(&collector).isEmpty)
        // 40 busy (30 user, 5 system, 5 steal), 50 idle, 10 iowait.
        try write("cpu 130 0 55 850 50 0 10 5 0 0")
        #expect(shares(&collector) == ["cpu_busy_ratio": 0.4, "cpu_iowait_ratio": 0.1, "cpu_steal_ratio": 0.05])
        // iowait may fall: it counts as none.
        try write("cpu 140 0 55 860 20 0 10 5 0 0")
        #expect(shares(&collector) == ["cpu_busy_ratio": 0.5, "cpu_iowait_ratio": 0, "cpu_steal_ratio": 0])
    }

    @Test func theRegistryTellsTimeAndSuccessOfEachAndChangesOnce() {
        struct Broken: Collector {
            let name = "broken"
            func collect(root: RootDirectory, into samples: inout SampleBuffer) -> CollectorOutcome { .failed("no") }
        }
        var registry = CollectorRegistry([LoadCollector(), Broken()])
        let root = RootDirectory(Self.fixtures.appendingPathComponent("gpu-server").path)
        var samples = SampleBuffer()
        let first = registry.collect(root: root, into: &samples)
        #expect(first.map(\.name) == ["load", "broken"])
        #expect(first.last?.outcome == .failed("no"))
        let success = samples.samples.filter { $0.name == "collector_success" }
        #expect(success.map(\.label) == ["load", "broken"])
        #expect(success.map(\.value) == [1, 0])
        #expect(samples.samples.filter { $0.name == "collector_duration_seconds" }.allSatisfy { $0.value >= 0 })
        samples.removeAll()
        #expect(registry.collect(root: root, into: &samples).isEmpty)
    }

    @Test func thisServersOwnFilesAreUnderstood() {
        var registry = CollectorRegistry(CollectorRegistry.standard(attempts: "/nowhere"))
        var samples = SampleBuffer()
        let root = RootDirectory()
        for (name, outcome) in registry.collect(root: root, into: &samples) {
            if case .failed(let reason) = outcome { Issue.record("\(name): \(reason)") }
        }
        #expect(samples.samples.contains { $0.name == "memory_total_bytes" && $0.value > 0 })
    }
}
