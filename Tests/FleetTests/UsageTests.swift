import Determinism
import Fleet
import Testing

/// Each entry of a `Site` is a second after the one before, from 1970-01-01T00:16:40Z.
struct UsageTests {
    private let root = UsageAccount(namespace: "default", user: "root")

    private func report(_ site: Site, from: UInt64? = nil, through: UInt64? = nil) -> Usage? {
        site.state.usageReport(from: from, through: through, now: site.state.time)[root]?.usage
    }

    /// A job of two cores, 4 GiB and a quarter of a GPU that has been assigned.
    private func begun(_ site: inout Site, _ name: String = "job") throws -> Attempt {
        var job = Site.job(name, cpu: 2_000, gpus: GPURequest(count: 1, thousandths: 250))
        job.resources.memoryBytes = 4 << 30
        site.submit(job)
        site.place(site.allocations(name)[0], on: "n1")
        return try #require(site.allocations(name)[0].current)
    }

    private func usage(seconds: UInt64, ended: UInt64) -> Usage {
        Usage(
            cpuMillicoreSeconds: 2_000 * seconds, gpuThousandthSeconds: 250 * seconds,
            memoryMebibyteSeconds: 4_096 * seconds, ended: ended)
    }

    @Test func whatAnAttemptHeldCountsFromItsAssignmentUntilItsEnd() throws {
        var site = Site()
        let attempt = try begun(&site)
        site.report(attempt, .running)
        for _ in 0..<8 { site.apply(.recordAct("nothing")) }
        #expect(report(site) == usage(seconds: 9, ended: 0), "what lives counts until now")
        #expect(site.state.usageByDay.isEmpty)
        site.end(attempt, .completed)
        #expect(report(site) == usage(seconds: 10, ended: 1))
        site.apply(.recordAct("nothing"))
        #expect(report(site) == usage(seconds: 10, ended: 1))
    }

    @Test func usageOutlivesTheJobAndASnapshot() throws {
        var site = Site()
        site.end(try begun(&site), .completed)
        site.now = site.now + .seconds(7 * 86_400)
        site.apply(.collectGarbage(before: site.now))
        #expect(site.state.jobs.isEmpty && report(site) == usage(seconds: 1, ended: 1))
        let read = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(read.usageByDay == site.state.usageByDay && read.stateHash == site.state.stateHash)
        #expect(read.usageByDay.count == 1)
    }

    @Test func anAttemptIsSharedOutToTheDaysThatItLastedFor() throws {
        var site = Site()
        let attempt = try begun(&site)
        let first = WallTime(day: 1).since(attempt.assignedAt).nanoseconds / 1_000_000_000
        site.now = WallTime(day: 2) + .seconds(99)
        site.end(attempt, .failed)
        #expect(report(site, through: 0) == usage(seconds: first, ended: 0))
        #expect(report(site, from: 1, through: 1) == usage(seconds: 86_400, ended: 0))
        #expect(report(site, from: 2) == usage(seconds: 100, ended: 1))
        #expect(report(site) == usage(seconds: first + 86_400 + 100, ended: 1))
        #expect(report(site, from: 3) == nil)
    }

    @Test func whatLivesCountsWithinTheDaysThatAreAskedFor() throws {
        var site = Site()
        let attempt = try begun(&site)
        site.now = WallTime(day: 2) + .seconds(99)
        site.apply(.recordAct("nothing"))
        #expect(report(site, from: 1, through: 1) == usage(seconds: 86_400, ended: 0))
        #expect(report(site, from: 2, through: 7) == usage(seconds: 100, ended: 0))
        #expect(
            report(site, through: 0)
                == usage(seconds: WallTime(day: 1).since(attempt.assignedAt).nanoseconds / 1_000_000_000, ended: 0))
    }

    @Test func oldDaysGoIntoTheTotal() throws {
        var site = Site()
        site.end(try begun(&site), .completed)
        site.now = WallTime(day: FleetState.usageDaysKept - 1)
        site.end(try begun(&site, "second"), .completed)
        #expect(site.state.usageByDay.keys.map(\.day) == [0, FleetState.usageDaysKept - 1])
        let long = try begun(&site, "long")
        site.now = WallTime(day: 2 * FleetState.usageDaysKept + 5)
        site.end(long, .completed)
        #expect(site.state.usageByDay.keys.first?.day == FleetState.usageDaysKept + 6)
        #expect(UInt64(site.state.usageByDay.count) == FleetState.usageDaysKept)
        let seconds = site.state.time.since(long.assignedAt).nanoseconds / 1_000_000_000
        #expect(report(site) == usage(seconds: seconds + 2, ended: 3))
    }

    @Test func whoSubmittedTheJobWhenAnAttemptBeganIsChargedForIt() throws {
        var site = Site()
        site.apply(.submitJob(Site.job()), actor: "ann")
        site.place(site.allocations()[0], on: "n1")
        let attempt = try #require(site.allocations()[0].current)
        site.apply(.stopJob(JobID(name: "job")), actor: "bob")
        site.apply(.submitJob(Site.job()), actor: "bob")
        site.end(attempt, .stopped)
        let report = site.state.usageReport(from: nil, through: nil, now: site.state.time)
        #expect(report.keys.map(\.user) == ["ann"])
    }

    @Test func sumsStayAtTheGreatestNumber() {
        var attempt = Attempt(
            id: AttemptID(allocation: AllocationID(1), number: 1), session: Site.session("n1"),
            token: FencingToken(generation: 1, index: 1), jobVersion: 1,
            resources: Resources(cpuMillicores: .max, memoryBytes: .max),
            gpus: [GPUShare(index: 0, thousandths: .max), GPUShare(index: 1)], lease: .unlimited, assignedAt: .epoch)
        let most = Usage(of: attempt, for: Span(nanoseconds: .max - 1))
        #expect(most.cpuMillicoreSeconds == .max && most.gpuThousandthSeconds == .max)
        #expect((most + most).memoryMebibyteSeconds >= most.memoryMebibyteSeconds)
        attempt.resources.cpuMillicores = 3
        #expect(Usage(of: attempt, for: .milliseconds(999)).cpuMillicoreSeconds == 2)
    }
}
