import Determinism
import Fleet
import Testing

@testable import Coordinator

/// What is known of the tasks' use, by readings that come as servers send them.
@Suite struct TaskUsageTests {
    private static let job = JobID(name: "train")
    private static let start = Instant(nanoseconds: 5_000_000_000_000)

    private static func id(_ allocation: UInt64) -> AttemptID {
        AttemptID(allocation: AllocationID(allocation), number: 1)
    }

    /// A coordinator's knowledge, with the counters of some tasks of one job that each use so much.
    private struct Watch {
        var usage = TaskUsage()
        var second: UInt64 = 0
        var cpu: [UInt64: Double] = [:]
        var throttled: [UInt64: Double] = [:]
        var version: UInt64 = 1

        var now: Instant { TaskUsageTests.start + .seconds(second) }
        /// The server's clock, which is another one.
        var takenAt: WallTime { WallTime(nanoseconds: 1_700_000_000_000_000_000 + second * 1_000_000_000) }

        /// So many seconds in which a task uses so much.
        mutating func run(
            _ task: UInt64 = 1, cores: Double, bytes: Double, seconds: UInt64, throttled share: Double? = nil,
            every step: UInt64 = 1
        ) {
            for _ in 0..<seconds / step {
                second += step
                cpu[task, default: 0] += cores * Double(step)
                if let share { throttled[task, default: 0] += share * Double(step) }
                say(task, bytes: bytes)
            }
        }

        mutating func say(_ task: UInt64, bytes: Double) {
            let label = "\(task).1"
            var samples = [(name: "task_cpu_seconds_total", label: label, value: cpu[task] ?? 0)]
            if let throttled = throttled[task] {
                samples.append(("task_cpu_throttled_seconds_total", label, throttled))
            }
            samples.append(("task_memory_working_set_bytes", label, bytes))
            usage.record(takenAt: takenAt, samples: samples, now: now) { [version] id in
                id.allocation.number < 100 ? TaskUsage.Holder(job: TaskUsageTests.job, version: version) : nil
            }
        }

        var summary: UsageSummary? { usage.summary(of: TaskUsageTests.job) }

        func recent(_ tasks: UInt64...) -> (attempts: Int, millicores: Double)? {
            usage.recentUse(of: tasks.map { TaskUsageTests.id($0) }, now: now)
        }
    }

    @Test func useIsToldByJobAndByAttempt() throws {
        var watch = Watch()
        watch.run(cores: 0.5, bytes: 3e9, seconds: 301)
        let summary = try #require(watch.summary)
        let cpu = try #require(summary.cpu)
        #expect((495...505).contains(cpu.highest) && (475...505).contains(cpu.median))
        #expect(try #require(summary.memory).highest == 3e9)
        #expect(summary.tasks == 1 && summary.throttled == 0)
        #expect(summary.taskTime == .seconds(300) && summary.watched == .seconds(300))
        #expect(abs(summary.confidence - 300.0 / 86_400) < 1e-9)
        let present = try #require(watch.usage.present(of: TaskUsageTests.id(1), now: watch.now))
        #expect(abs(try #require(present.millicores) - 500) < 1 && present.memoryBytes == 3e9)
    }

    @Test func recentUseIsTheMeanOfTheLastWindows() throws {
        var watch = Watch()
        for _ in 0..<30 {
            watch.run(1, cores: 2, bytes: 1, seconds: 5)
            watch.run(2, cores: 4, bytes: 1, seconds: 5)
        }
        // Each is read half of the time, and its counter stands still meanwhile.
        let both = try #require(watch.recent(1, 2, 3))
        #expect(both.attempts == 2 && abs(both.millicores - 1_500) < 50)
        let first = try #require(watch.recent(1))
        #expect(first.attempts == 1 && abs(first.millicores - 1_000) < 50)
        // What changed half a minute ago is forgotten.
        for _ in 0..<3 {
            watch.run(1, cores: 0, bytes: 1, seconds: 5)
            watch.run(2, cores: 0, bytes: 1, seconds: 5)
        }
        #expect(try #require(watch.recent(1, 2)).millicores == 0)
        watch.second += 61
        #expect(watch.recent(1, 2) == nil && watch.recent() == nil)
    }

    @Test func anAttemptOfMomentsTellsNothing() {
        var watch = Watch()
        watch.run(cores: 1, bytes: 1e9, seconds: 9)
        #expect(watch.summary == nil && watch.recent(1) == nil)
        watch.run(cores: 1, bytes: 1e9, seconds: 2)
        #expect(watch.summary != nil)
    }

    @Test func attemptsThatAreNotKnownArePassedOver() {
        var watch = Watch()
        watch.run(100, cores: 1, bytes: 1e9, seconds: 30)
        #expect(watch.usage.count == (0, 0))
        watch.usage.record(
            takenAt: watch.takenAt, samples: [("task_cpu_seconds_total", "x.y", 1), ("task_x", "", 1)], now: watch.now
        ) { _ in TaskUsage.Holder(job: TaskUsageTests.job, version: 1) }
        #expect(watch.usage.count == (0, 0))
    }

    @Test func aCounterThatBeganAnewIsNoUse() throws {
        var watch = Watch()
        watch.run(cores: 1, bytes: 1e9, seconds: 41)
        watch.cpu[1] = 0
        watch.run(cores: 1, bytes: 1e9, seconds: 40)
        let cpu = try #require(watch.summary?.cpu)
        #expect(cpu.highest < 1_001 && cpu.median > 950)
    }

    @Test func clocksThatAreSetAndWordsThatWereHeldUpDoNoHarm() throws {
        var watch = Watch()
        watch.run(cores: 1, bytes: 1e9, seconds: 21)
        // The server's clock is set back, then ahead, while nothing else changes.
        for ahead in [-3_600, 7_200] as [Int64] {
            let takenAt = WallTime(nanoseconds: UInt64(Int64(watch.takenAt.nanoseconds) + ahead * 1_000_000_000))
            watch.second += 11
            watch.cpu[1, default: 0] += 11
            watch.usage.record(
                takenAt: takenAt, samples: [("task_cpu_seconds_total", "1.1", watch.cpu[1] ?? 0)], now: watch.now
            ) { _ in TaskUsage.Holder(job: TaskUsageTests.job, version: 1) }
        }
        watch.run(cores: 1, bytes: 1e9, seconds: 41)
        let cpu = try #require(watch.summary?.cpu)
        #expect(cpu.highest < 1_001 && cpu.median > 950)
        // A reading after a long silence begins anew.
        watch.second += 3_600
        watch.cpu[1, default: 0] += 36_000
        watch.run(cores: 1, bytes: 1e9, seconds: 21)
        #expect(try #require(watch.summary?.cpu).highest < 1_001)
    }

    @Test func memoryCountsByTheHighestOfEachTaskAndDay() throws {
        var watch = Watch()
        for gibibytes in [1.0, 4, 2, 8, 3] { watch.run(cores: 0, bytes: gibibytes * 1e9, seconds: 20) }
        for task: UInt64 in 2...9 { watch.run(task, cores: 0, bytes: 2e9, seconds: 20) }
        let memory = try #require(watch.summary?.memory)
        // One peak of each of nine tasks: the lower values of the first are not among them.
        #expect((1.99e9...2.1e9).contains(memory.median))
        #expect(memory.highest == 8e9 && memory.ninetyFive > 7.9e9)
        // The next day it counts anew, and the highest is forgotten after eight.
        watch.run(cores: 0, bytes: 1e9, seconds: 86_400 * 9, every: 100)
        #expect(try #require(watch.summary?.memory).highest == 1e9)
    }

    @Test func throttlingIsAShareOfTheTimeAndForgottenWithTheVersion() throws {
        var watch = Watch()
        watch.run(cores: 1, bytes: 1e9, seconds: 101, throttled: 0.25)
        #expect(abs(try #require(watch.summary?.throttled) - 0.25) < 0.01)
        watch.version = 2
        watch.run(cores: 1, bytes: 1e9, seconds: 100, throttled: 0)
        #expect(try #require(watch.summary?.throttled) < 0.02)
    }

    @Test func whatIsOverOrGoneIsForgotten() {
        var watch = Watch()
        watch.run(1, cores: 1, bytes: 1e9, seconds: 20)
        watch.run(2, cores: 1, bytes: 1e9, seconds: 20)
        watch.usage.keepOnly({ $0 == TaskUsageTests.id(2) }, { _ in true })
        #expect(watch.usage.count == (1, 1))
        #expect(watch.usage.present(of: TaskUsageTests.id(1), now: watch.now) == nil)
        // The job's past stays as long as the job.
        watch.usage.keepOnly({ _ in false }, { _ in true })
        #expect(watch.summary?.tasks == 2 && watch.recent(1, 2) == nil)
        watch.usage.keepOnly({ _ in false }, { _ in false })
        #expect(watch.summary == nil && watch.usage.count == (0, 0))
    }

    @Test func roomIsBoundedAndMadeByTheJobsThatHaveNotRunForLongest() {
        var usage = TaskUsage()
        func record(_ number: UInt64) {
            usage.record(
                takenAt: WallTime(nanoseconds: number), samples: [("task_cpu_seconds_total", "\(number).1", 1)],
                now: Instant(nanoseconds: number)
            ) { _ in TaskUsage.Holder(job: JobID(name: "job-\(number)"), version: 1) }
        }
        let most = UInt64(TaskUsage.jobsAtMost)
        for number in 1...most + 5 { record(number) }
        #expect(usage.count == (Int(most), Int(most)) && usage.refused == 5)
        usage.keepOnly({ $0.allocation.number == 1 }, { _ in true })
        #expect(usage.count == (1, Int(most) / 4 * 3))
        record(most + 6)
        #expect(usage.count == (2, Int(most) / 4 * 3 + 1) && usage.refused == 5)
    }
}
