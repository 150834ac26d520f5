import Fleet
import Testing

@testable import Agent

/// What tasks use is read from their control groups, in both versions of these.
@Suite struct TaskCollectorTests {
    private let attempts = "/var/lib/muster/attempts"

    private func group(_ allocation: UInt64, _ attempt: UInt64 = 1, of directory: String? = nil) -> String {
        let id = AttemptID(allocation: AllocationID(allocation), number: attempt)
        return TaskCgroup.name(of: AttemptDirectory(attempts: directory ?? attempts, id: id))
    }

    private func write(_ files: [(path: String, text: String)], below scratch: Scratch) throws {
        for (path, text) in files {
            let path = scratch.path + TaskCgroup.root + path
            try DurableFile.makeDirectory("/" + path.split(separator: "/").dropLast().joined(separator: "/"))
            try DurableFile.replace(path, Array(text.utf8), durable: false)
        }
    }

    private func collect(
        _ collector: inout TaskCollector, _ scratch: Scratch
    ) -> (samples: [String], outcome: CollectorOutcome) {
        var buffer = SampleBuffer()
        let outcome = collector.collect(root: RootDirectory(scratch.path), into: &buffer)
        return (buffer.samples.map { "\($0.name){\($0.label)} \($0.value)" }, outcome)
    }

    @Test func versionTwoTellsCPUThrottlingAndMemory() throws {
        let scratch = try Scratch()
        let (limited, free) = ("/muster/\(group(7, 2))", "/muster/\(group(12))")
        try write(
            [
                ("/cgroup.controllers", "cpu memory pids\n"),
                (
                    limited + "/cpu.stat",
                    "usage_usec 2500000\nuser_usec 2000000\nsystem_usec 500000\nnr_periods 40\nnr_throttled 10\n"
                        + "throttled_usec 750000\n"
                ),
                (limited + "/memory.current", "9000000\n"), (limited + "/memory.peak", "12000000\n"),
                (limited + "/memory.stat", "anon 5000000\ninactive_file 1000000\nactive_file 3000000\n"),
                (free + "/cpu.stat", "usage_usec 1000\nnr_periods 0\nthrottled_usec 0\n"),
                (free + "/memory.current", "4096\n"), (free + "/memory.stat", "inactive_file 8192\n"),
            ], below: scratch)
        var collector = TaskCollector(attempts: attempts)
        let found = collect(&collector, scratch)
        #expect(found.outcome == .ok)
        #expect(
            found.samples == [
                "task_cpu_seconds_total{7.2} 2.5", "task_cpu_throttled_seconds_total{7.2} 0.75",
                "task_memory_working_set_bytes{7.2} 8000000.0", "task_memory_peak_bytes{7.2} 12000000.0",
                "task_cpu_seconds_total{12.1} 0.001", "task_memory_working_set_bytes{12.1} 0.0",
            ])
    }

    @Test func versionOneTellsTheSameFromThreeHierarchies() throws {
        let scratch = try Scratch()
        let name = group(7)
        try write(
            [
                ("/cpuacct/muster/\(name)/cpuacct.usage", "2500000000\n"),
                ("/cpu/muster/\(name)/cpu.stat", "nr_periods 40\nnr_throttled 10\nthrottled_time 750000000\n"),
                ("/memory/muster/\(name)/memory.usage_in_bytes", "9000000\n"),
                ("/memory/muster/\(name)/memory.max_usage_in_bytes", "12000000\n"),
                ("/memory/muster/\(name)/memory.stat", "inactive_file 1\ntotal_inactive_file 1000000\n"),
            ], below: scratch)
        var collector = TaskCollector(attempts: attempts)
        #expect(
            collect(&collector, scratch).samples == [
                "task_cpu_seconds_total{7.1} 2.5", "task_cpu_throttled_seconds_total{7.1} 0.75",
                "task_memory_working_set_bytes{7.1} 8000000.0", "task_memory_peak_bytes{7.1} 12000000.0",
            ])
    }

    @Test func whatIsNotThereIsNoNumber() throws {
        let scratch = try Scratch()
        // Processor time where `cpu` and `cpuacct` are one, and no memory controller; a limit that is not set.
        try write(
            [
                ("/cpu/muster/\(group(7))/cpuacct.usage", "1000000000\n"),
                ("/cpu/muster/\(group(7))/cpu.stat", "nr_periods 0\nnr_throttled 0\nthrottled_time 0\n"),
                ("/memory/muster/\(group(8))/memory.usage_in_bytes", "much\n"),
            ], below: scratch)
        var collector = TaskCollector(attempts: attempts)
        let found = collect(&collector, scratch)
        #expect(found.samples == ["task_cpu_seconds_total{7.1} 1.0"])
        #expect(found.outcome == .ok)
        let none = collect(&collector, try Scratch())
        #expect(none.samples.isEmpty)
        #expect(none.outcome == .noData("no task of this agent has a control group"))
    }

    @Test func onlyTheAgentsOwnTasksAreRead() throws {
        let scratch = try Scratch()
        let stat = "usage_usec 1000000\n"
        try write(
            [
                ("/cgroup.controllers", ""), ("/muster/\(group(7))/cpu.stat", stat),
                ("/muster/\(group(8, of: "/var/lib/other/attempts"))/cpu.stat", stat),
                ("/muster/9.1/cpu.stat", stat), ("/muster/x-y/cpu.stat", stat),
            ], below: scratch)
        // However the directory is written.
        for directory in [attempts, "/var//lib/muster/attempts/"] {
            var collector = TaskCollector(attempts: directory)
            #expect(collect(&collector, scratch).samples == ["task_cpu_seconds_total{7.1} 1.0"])
        }
    }

    @Test func manyTasksAreReadInTurn() throws {
        let scratch = try Scratch()
        let count = UInt64(TaskCollector.tasksAtMost + 10)
        try write(
            [("/cgroup.controllers", "")] + (1...count).map { ("/muster/\(group($0))/cpu.stat", "usage_usec 0\n") },
            below: scratch)
        var collector = TaskCollector(attempts: attempts)
        func sample(_ number: UInt64) -> String { "task_cpu_seconds_total{\(number).1} 0.0" }
        #expect(collect(&collector, scratch).samples == (1...count - 10).map(sample))
        #expect(collect(&collector, scratch).samples == (Array(count - 9...count) + Array(1...count - 20)).map(sample))
    }
}
