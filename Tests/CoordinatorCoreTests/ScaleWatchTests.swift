import Determinism
import Fleet
import Testing

@testable import CoordinatorCore

/// How many replicas a service is to have.
struct ScaleWatchTests {
    private var start: Instant { .origin + .seconds(1_000) }

    private func job(_ count: UInt64, _ scaling: Scaling, scaledAt: WallTime? = nil) -> Job {
        let definition = JobDefinition(
            id: JobID(name: "web"), type: .service, count: count, command: ["x"],
            resources: Resources(cpuMillicores: 500), scaling: scaling)
        var job = Job(
            definition: definition, version: 1, owner: "", desired: .running, submittedAt: .epoch, submittedIndex: 1,
            allocations: [])
        job.scaled = scaledAt.map { ScalingRecord(at: $0, from: 1, to: count, actor: "leader", reason: "") }
        return job
    }

    private func load(_ tasks: UInt64, _ percent: UInt64) -> JobLoad {
        JobLoad(job: JobID(name: "web"), tasks: tasks, cpuThousandths: percent * 10)
    }

    // What there is, what is measured of how many (percent of the request), and what there is to be for 50 %.
    @Test(
        arguments: [
            (4, 4, 50, 4), (4, 4, 54, 4), (4, 4, 46, 4),  // within a tenth
            (4, 4, 100, 8), (4, 4, 75, 6), (4, 4, 70, 6), (4, 4, 300, 8), (10, 10, 500, 20),  // up, at most twice
            (1, 1, 500, 5), (2, 2, 500, 6),  // or four more
            (4, 4, 25, 2), (4, 4, 10, 1), (4, 4, 0, 1), (10, 10, 31, 7),  // down
            (10, 5, 100, 10), (10, 8, 100, 16), (10, 4, 90, 10),  // what is not measured counts as idle going up
            (10, 5, 10, 6), (10, 5, 0, 5), (10, 1, 0, 10),  // and as right going down; within a tenth again
            (3, 7, 100, 6),  // more measured than there are: some of them end
        ] as [(UInt64, UInt64, UInt64, UInt64)])
    func theNumberThatUsesWhatItIsToUse(present: UInt64, measured: UInt64, percent: UInt64, wanted: UInt64) {
        #expect(ScaleWatch.count(for: load(measured, percent), target: 500, present: present) == wanted)
    }

    @Test func extremesDoNotTrap() {
        let most = JobLoad(job: JobID(name: "web"), tasks: .max, cpuThousandths: .max)
        #expect(ScaleWatch.count(for: most, target: 1, present: 100_000) == 200_000)
        #expect(ScaleWatch.count(for: most, target: 0, present: 5) == 5)
        #expect(ScaleWatch.count(for: load(0, 0), target: 10_000, present: 100_000) == 100_000)
    }

    @Test func moreComeAtOnceWithinTheBounds() throws {
        var watch = ScaleWatch(nextAt: start)
        let scaling = Scaling(least: 1, most: 6, cpuPercent: 50)
        let decisionDecision = watch.decide(job(4, scaling), load: load(4, 100), time: .epoch, now: start)
        let decision = try #require(decisionDecision)
        #expect(decision.count == 6)
        #expect(decision.reason == "its tasks use 100% of the CPU that they ask for, and 50% is the aim")
    }

    @Test func fewerComeOnlyOnceFewerHaveBeenEnoughForAWhile() {
        var watch = ScaleWatch(nextAt: start)
        let web = job(8, Scaling(least: 1, most: 9, cpuPercent: 50, downAfter: .seconds(60)))
        func at(_ seconds: UInt64, _ percent: UInt64) -> UInt64? {
            watch.decide(web, load: load(8, percent), time: .epoch, now: start + .seconds(seconds))?.count
        }
        #expect(at(0, 10) == nil, "a new leader does not know how long that has been so")
        #expect(at(15, 10) == nil)
        #expect(at(30, 25) == nil)
        #expect(at(45, 10) == nil)
        #expect(at(60, 10) == 4, "the most that seemed right within a minute")
        #expect(at(75, 50) == nil, "busy again")
        #expect(at(120, 10) == nil)
        #expect(at(134, 10) == nil)
        #expect(at(135, 10) == 2)
    }

    @Test func whatAPersonSetsHoldsForAWhile() {
        var watch = ScaleWatch(nextAt: start)
        let scaling = Scaling(least: 1, most: 9, cpuPercent: 50, downAfter: .seconds(60))
        func at(_ seconds: UInt64, having count: UInt64) -> UInt64? {
            watch.decide(job(count, scaling), load: load(count, 10), time: .epoch, now: start + .seconds(seconds))?
                .count
        }
        #expect(at(0, having: 2) == nil)
        #expect(at(30, having: 8) == nil, "somebody wants eight")
        #expect(at(75, having: 8) == nil)
        #expect(at(90, having: 8) == 2)
        #expect(at(100, having: 4) == nil, "somebody wants four: not back to eight")
    }

    @Test func whatIsMeasuredRightAfterAChangeTellsOfFormerTimes() {
        var watch = ScaleWatch(nextAt: start)
        let scaling = Scaling(least: 1, most: 99, cpuPercent: 50)
        let time = WallTime(nanoseconds: 5_000_000_000_000)
        let web = job(4, scaling, scaledAt: time)
        #expect(watch.decide(web, load: load(4, 300), time: time + .seconds(29), now: start) == nil)
        #expect(watch.decide(web, load: load(4, 300), time: time + .seconds(30), now: start)?.count == 8)
    }

    @Test func whoSeesNothingChangesNothingButWhatBoundsAskFor() throws {
        var watch = ScaleWatch(nextAt: start)
        let scaling = Scaling(
            least: 2, most: 9, cpuPercent: 50, schedule: [ScalingWindow(from: 60, to: 120, least: 5)])
        #expect(watch.decide(job(8, scaling), load: load(0, 0), time: .epoch, now: start) == nil)
        #expect(watch.decide(job(3, scaling), load: nil, time: .epoch, now: start) == nil)
        let hour = WallTime(nanoseconds: 3_600_000_000_000)
        let liftedDecision = watch.decide(job(3, scaling), load: nil, time: hour, now: start)
        let lifted = try #require(liftedDecision)
        #expect(lifted.count == 5 && lifted.reason == "there are to be 5 to 9 now")
        let lowDecision = watch.decide(job(3, scaling), load: load(3, 1), time: hour, now: start)
        let low = try #require(lowDecision)
        #expect(low.count == 5, "at once, although less is used")
    }

    @Test func aScheduleAloneAsksForItsLeast() throws {
        var watch = ScaleWatch(nextAt: start)
        let scaling = Scaling(least: 2, most: 9, schedule: [ScalingWindow(from: 60, to: 120, least: 5)])
        #expect(watch.decide(job(2, scaling), load: nil, time: .epoch, now: start) == nil)
        let upDecision = watch.decide(
            job(2, scaling), load: nil, time: WallTime(nanoseconds: 3_600_000_000_000), now: start)
        let up = try #require(upDecision)
        #expect(up.count == 5 && up.reason == "its schedule asks for 5 now")
        #expect(watch.decide(job(5, scaling), load: nil, time: .epoch, now: start)?.count == 2)
        let free = Scaling(least: 2, most: 9)
        #expect(watch.decide(job(7, free), load: nil, time: .epoch, now: start) == nil, "people decide")
    }

    @Test func oneChangeOfAJobIsUnderWayAtATime() {
        var watch = ScaleWatch(nextAt: start)
        watch.underWay.insert(JobID(name: "web"))
        let web = job(4, Scaling(least: 1, most: 9, cpuPercent: 50))
        #expect(watch.decide(web, load: load(4, 100), time: .epoch, now: start) == nil)
    }

    // MARK: In a leader

    @Test func aLeaderAsksWhatTasksUseAndScales() throws {
        var coordinator = LoneCoordinator()
        coordinator.run(for: .seconds(3))
        let web = JobDefinition(
            id: JobID(name: "web"), type: .service, count: 2, command: ["x"], resources: Resources(cpuMillicores: 500),
            scaling: Scaling(least: 1, most: 9, cpuPercent: 50))
        let nightly = JobDefinition(
            id: JobID(name: "nightly"), type: .service, count: 1, command: ["x"],
            scaling: Scaling(least: 1, most: 9, schedule: [ScalingWindow(from: 0, to: 0, least: 3)]))
        for definition in [web, nightly] { _ = coordinator.ask(.operation(.submitJob(definition))) }
        coordinator.run(for: ScaleWatch.interval + .seconds(1))
        #expect(coordinator.measured == [[JobID(name: "web")]], "a schedule needs no measuring")
        #expect(coordinator.member.fleet.jobs[JobID(name: "nightly")]?.definition.count == 3)
        coordinator.give(.loads([JobLoad(job: JobID(name: "web"), tasks: 2, cpuThousandths: 1_000)]))
        let scaled = try #require(coordinator.member.fleet.jobs[JobID(name: "web")])
        #expect(scaled.definition.count == 4 && scaled.scaled?.actor == "leader")
        coordinator.give(.loads([JobLoad(job: JobID(name: "gone"), tasks: 2, cpuThousandths: 1_000)]))
        _ = coordinator.ask(.operation(.stopJob(JobID(name: "web"))))
        coordinator.run(for: ScaleWatch.interval + .seconds(1))
        #expect(coordinator.measured.count == 1, "what is over is not measured")
    }
}
