import Foundation
import Testing

@testable import Agent

/// What GPUs do: NVIDIA's by a small library that looks like theirs, AMD's by a tree of files.
@Suite struct GPUCollectorTests {
    /// A compiler for the library.
    private static let compiler = ["cc", "gcc", "clang"].lazy.compactMap { name in
        ProgramSearch.locate(name, in: ProcessInfo.processInfo.environment["PATH"] ?? "")
    }.first
    private static let skipped: Comment = "there is no C compiler in PATH that could make a library like NVIDIA's"

    /// A library that says what it is told.
    private final class FakeLibrary {
        let scratch: Scratch
        let path: String

        init() throws {
            scratch = try Scratch()
            path = scratch.path + "/libnvidia-ml.so.1"
            let source = CollectorTests.fixtures.appendingPathComponent("nvml/fake_nvml.c").path
            let process = Process()
            process.executableURL = URL(fileURLWithPath: try #require(GPUCollectorTests.compiler))
            process.arguments = ["-shared", "-fPIC", "-DSTATE=\"\(scratch.path)/state\"", "-o", path, source]
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }

        /// What it says from now on; a GPU's line is `code uuid busy used milliwatts degrees`.
        func say(_ gpus: [String], initCode: Int = 0, countCode: Int = 0) throws {
            let text = "\(initCode) \(countCode) \(gpus.count)\n" + gpus.map { $0 + "\n" }.joined()
            try DurableFile.replace(scratch.path + "/state", Array(text.utf8), durable: false)
        }

        /// `i` for each session that was begun, `s` for each that was ended.
        var calls: String {
            (try? DurableFile.read(scratch.path + "/state.calls")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
    }

    private static let busy = "0 GPU-aaaa 87 68719476736 512500 61"
    private static let idle = "0 GPU-bbbb 0 1048576 71000 34"
    /// One that is divided tells no utilisation.
    private static let divided = "0 GPU-cccc -1 2097152 90000 40"
    private static let lost = "15 GPU-bbbb 0 0 0 0"

    private func indexes(_ outcome: NVMLSession.Outcome) -> [UInt64] {
        guard case .readings(let readings, _) = outcome else { return [] }
        return readings.map(\.index)
    }

    private func trouble(_ outcome: NVMLSession.Outcome) -> String? {
        guard case .readings(_, let trouble) = outcome else { return nil }
        return trouble
    }

    @Test(.enabled(if: GPUCollectorTests.compiler != nil, GPUCollectorTests.skipped))
    func aSessionTellsWhatEachGPUDoes() throws {
        let library = try FakeLibrary()
        try library.say([Self.busy, Self.idle, Self.divided])
        var session = NVMLSession(library: library.path)
        let expected = [
            GPUReading(
                index: 0, uuid: "GPU-aaaa", busyRatio: 0.87, memoryUsedBytes: 68_719_476_736, powerWatts: 512.5,
                temperatureCelsius: 61),
            GPUReading(
                index: 1, uuid: "GPU-bbbb", busyRatio: 0, memoryUsedBytes: 1_048_576, powerWatts: 71,
                temperatureCelsius: 34),
            GPUReading(
                index: 2, uuid: "GPU-cccc", busyRatio: nil, memoryUsedBytes: 2_097_152, powerWatts: 90,
                temperatureCelsius: 40),
        ]
        #expect(session.read(now: 100) == .readings(expected, trouble: nil))
        try library.say([Self.idle])
        #expect(indexes(session.read(now: 105)) == [0])
        #expect(library.calls == "i", "one session serves many readings")
        session.close()
        #expect(library.calls == "is")
    }

    @Test(.enabled(if: GPUCollectorTests.compiler != nil, GPUCollectorTests.skipped))
    func aDriverThatIsResetIsAskedAnewLaterAndNotBefore() throws {
        let library = try FakeLibrary()
        try library.say([Self.busy], initCode: 9)
        var session = NVMLSession(library: library.path)
        guard case .failed(let sentence) = session.read(now: 10) else {
            Issue.record("a driver that is not loaded was read")
            return
        }
        #expect(sentence.contains("does not start (NVML error 9)"))
        try library.say([Self.busy])
        #expect(session.read(now: 69) == .failed(sentence), "it is left alone for a minute")
        #expect(library.calls == "i")
        #expect(indexes(session.read(now: 70)) == [0])
        try library.say([Self.busy], countCode: 999)
        guard case .failed(let sentence) = session.read(now: 75) else {
            Issue.record("a session that has become useless was read")
            return
        }
        #expect(sentence.contains("do not answer (NVML error 999)"))
        #expect(library.calls == "iis", "what is useless is ended at once")
        try library.say([Self.busy])
        #expect(indexes(session.read(now: 135)) == [0])
        #expect(library.calls == "iisi")
        try library.say([Self.lost])
        guard case .failed = session.read(now: 140) else {
            Issue.record("the only GPU is lost, and something was read")
            return
        }
    }

    @Test(.enabled(if: GPUCollectorTests.compiler != nil, GPUCollectorTests.skipped))
    func aGPUThatIsLostKeepsNobodyFromReadingTheOthers() throws {
        let library = try FakeLibrary()
        try library.say([Self.busy, Self.lost])
        var session = NVMLSession(library: library.path)
        let first = session.read(now: 100)
        #expect(indexes(first) == [0])
        #expect(trouble(first)?.contains("1 GPUs do not answer (NVML error 15)") == true)
        #expect(session.read(now: 105) == first, "it is said in the same words, so that it is logged once")
        #expect(library.calls == "i")
        _ = session.read(now: 700)
        #expect(library.calls == "is", "a GPU that was reset is seen by a new session only")
        try library.say([Self.busy, Self.idle])
        let whole = session.read(now: 705)
        #expect(indexes(whole) == [0, 1] && trouble(whole) == nil)
        #expect(library.calls == "isi")
    }

    @Test func withoutTheLibraryNothingIsSaid() {
        var session = NVMLSession(library: "/nowhere/libnvidia-ml.so.1")
        #expect(session.read(now: 1) == .absent)
        #expect(session.read(now: 1_000) == .absent)
        // One that is there and is something else.
        var other = NVMLSession(library: "libc.so.6")
        guard case .failed(let sentence) = other.read(now: 1) else {
            Issue.record("any library will do")
            return
        }
        #expect(sentence.contains("lacks functions"))
    }

    /// Collects, a second a round, until there are samples or the outcome is that one.
    private func collect(
        _ collector: inout GPUCollector, _ root: RootDirectory, until wanted: CollectorOutcome? = nil
    ) -> (samples: [String], outcome: CollectorOutcome) {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            var buffer = SampleBuffer()
            let outcome = collector.collect(root: root, into: &buffer)
            let samples = buffer.samples.map { "\($0.name){\($0.label)} \($0.value)" }
            if wanted == nil ? !samples.isEmpty : outcome == wanted { return (samples, outcome) }
            guard ContinuousClock.now < deadline else { return ([], outcome) }
            usleep(1_000)
        }
    }

    @Test(.enabled(if: GPUCollectorTests.compiler != nil, GPUCollectorTests.skipped))
    func theCollectorNamesEachByNumberAndUUID() throws {
        let library = try FakeLibrary()
        try library.say([Self.busy, Self.divided])
        let root = RootDirectory(CollectorTests.fixtures.appendingPathComponent("gpu-server").path)
        var collector = GPUCollector(library: library.path, interval: 0)
        let found = collect(&collector, root)
        #expect(found.outcome == .ok)
        #expect(
            found.samples == [
                "gpu_busy_ratio{0:GPU-aaaa} 0.87", "gpu_memory_used_bytes{0:GPU-aaaa} 68719476736.0",
                "gpu_power_watts{0:GPU-aaaa} 512.5", "gpu_temperature_celsius{0:GPU-aaaa} 61.0",
                "gpu_memory_used_bytes{1:GPU-cccc} 2097152.0", "gpu_power_watts{1:GPU-cccc} 90.0",
                "gpu_temperature_celsius{1:GPU-cccc} 40.0",
            ])
    }

    @Test func aServerWithoutTheLibraryHasNoData() {
        let root = RootDirectory(CollectorTests.fixtures.appendingPathComponent("gpu-server").path)
        var collector = GPUCollector(library: "/nowhere/libnvidia-ml.so.1", interval: 0)
        let absent = CollectorOutcome.noData("/nowhere/libnvidia-ml.so.1 is not there")
        #expect(collect(&collector, root, until: absent).outcome == absent)
        let other = RootDirectory(CollectorTests.fixtures.appendingPathComponent("virtual-machine").path)
        var buffer = SampleBuffer()
        var without = GPUCollector(interval: 0)
        #expect(without.collect(root: other, into: &buffer) == .noData("there is no GPU that can be measured"))
        #expect(buffer.samples.isEmpty)
    }

    @Test func cardsOfAMDAreReadFromTheirFilesAndNotMoreOftenThanTheyMay() throws {
        let scratch = try Scratch()
        func write(_ path: String, _ text: String) throws {
            let path = scratch.path + "/sys/class/drm/" + path
            try DurableFile.makeDirectory("/" + path.split(separator: "/").dropLast().joined(separator: "/"))
            try DurableFile.replace(path, Array((text + "\n").utf8), durable: false)
        }
        for (card, id) in [("card2", "aa01"), ("card10", "aa02")] {
            try write("\(card)/device/vendor", "0x1002")
            try write("\(card)/device/unique_id", id)
            try write("\(card)/device/mem_info_vram_total", "206141652992")
            try write("\(card)/device/mem_info_vram_used", "1024")
        }
        try write("card2/device/gpu_busy_percent", "42")
        try write("card2/device/hwmon/hwmon3/power1_average", "350000000")
        try write("card2/device/hwmon/hwmon3/temp1_input", "55000")
        // What drives a screen alone is none.
        try write("card0/device/vendor", "0x1002")
        let seconds = Box()
        var collector = GPUCollector(library: "", interval: 5) { seconds.value }
        var buffer = SampleBuffer()
        let root = RootDirectory(scratch.path)
        #expect(collector.collect(root: root, into: &buffer) == .ok)
        #expect(
            buffer.samples.map { "\($0.name){\($0.label)} \($0.value)" } == [
                "gpu_busy_ratio{0:GPU-aa01} 0.42", "gpu_memory_used_bytes{0:GPU-aa01} 1024.0",
                "gpu_power_watts{0:GPU-aa01} 350.0", "gpu_temperature_celsius{0:GPU-aa01} 55.0",
                "gpu_memory_used_bytes{1:GPU-aa02} 1024.0",
            ])
        for (second, count) in [(4, 0), (5, 5), (9, 0), (12, 5)] as [(UInt64, Int)] {
            seconds.value = 100 + second
            buffer.removeAll()
            #expect(collector.collect(root: root, into: &buffer) == .ok)
            #expect(buffer.samples.count == count, "second \(second)")
        }
    }

    /// A clock that the test sets; one thread alone uses it.
    private final class Box: @unchecked Sendable { var value: UInt64 = 100 }
}
