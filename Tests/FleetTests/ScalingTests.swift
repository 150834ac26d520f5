import Determinism
import Testing

@testable import Fleet

/// Bounds of a service's replicas, their schedule, and changes of their number while it runs.
struct ScalingTests {
    private func service(_ count: UInt64 = 3, _ scaling: Scaling? = nil, cpu: UInt64 = 1_000) -> JobDefinition {
        var definition = Site.job("web", type: .service, count: count, cpu: cpu)
        definition.scaling = scaling
        return definition
    }

    private func time(day: UInt64 = 0, _ hour: UInt64, _ minute: UInt64 = 0) -> WallTime {
        WallTime(nanoseconds: ((day * 24 + hour) * 60 + minute) * 60_000_000_000)
    }

    private func scale(
        to count: UInt64, from: UInt64? = nil, actor: String = "root", reason: String = "", in site: inout Site
    ) -> Outcome {
        site.apply(.scaleJob(JobID(name: "web"), to: count, from: from, reason: reason), actor: actor).outcome
    }

    private func count(_ site: Site) -> UInt64? { site.state.jobs[JobID(name: "web")]?.definition.count }

    private func waiting(_ site: Site) -> [UInt64] {
        site.allocations("web").filter { !$0.isFinished }.map(\.index).sorted()
    }

    // MARK: Windows

    // The epoch was a Thursday.
    @Test(
        arguments: [
            (0, 7, 59, false), (0, 8, 0, true), (0, 17, 59, true), (0, 18, 0, false), (1, 12, 0, true),
            (2, 12, 0, false),
            (3, 12, 0, false), (4, 12, 0, true), (7 * 2_000 + 2, 12, 0, false),
        ] as [(UInt64, UInt64, UInt64, Bool)])
    func aWindowOfWorkingDays(day: UInt64, hour: UInt64, minute: UInt64, holds: Bool) {
        let window = ScalingWindow(days: .init(bits: 0b1_1111), from: 480, to: 1_080, least: 4)
        #expect(window.holds(at: time(day: day, hour, minute)) == holds)
    }

    @Test func aWindowOverMidnightBelongsToTheDayOnWhichItBegins() {
        let friday = ScalingWindow(days: .init(bits: 1 << 4), from: 22 * 60, to: 6 * 60, least: 4)
        #expect(!friday.holds(at: time(day: 1, 5)) && !friday.holds(at: time(day: 1, 21, 59)))
        #expect(friday.holds(at: time(day: 1, 22)) && friday.holds(at: time(day: 2, 5, 59)))
        #expect(!friday.holds(at: time(day: 2, 6)) && !friday.holds(at: time(day: 2, 22)))
        let always = ScalingWindow(from: 0, to: 0, most: 4)
        #expect(always.holds(at: time(0)) && always.holds(at: time(23, 59)))
        let wholeDay = ScalingWindow(from: 0, to: 1_440, most: 4)
        #expect(wholeDay.holds(at: time(0)) && wholeDay.holds(at: time(23, 59)))
    }

    @Test func theFirstWindowThatHoldsGivesTheBounds() {
        let scaling = Scaling(
            least: 2, most: 10,
            schedule: [
                ScalingWindow(from: 600, to: 660, least: 5), ScalingWindow(from: 0, to: 720, least: 3, most: 20),
            ])
        #expect(scaling.bounds(at: time(10, 30)) == 5...10)
        #expect(scaling.bounds(at: time(9)) == 3...20)
        #expect(scaling.bounds(at: time(12)) == 2...10)
        #expect(scaling.scheduled(at: time(10)) == 5 && scaling.scheduled(at: time(13)) == 2)
        #expect(scaling.span == 2...20)
        #expect(Scaling(least: 2, most: 9).scheduled(at: time(1)) == nil, "no schedule decides")
        #expect(Scaling(least: 2, most: 9, cpuPercent: 70, schedule: scaling.schedule).scheduled(at: time(1)) == nil)
    }

    // MARK: What may be asked

    @Test func whatMakesNoSenseIsRefusedInOneSentence() {
        func complaint(_ definition: JobDefinition) -> String? {
            do {
                try definition.validated()
                return nil
            } catch {
                return error.description
            }
        }
        let good = Scaling(least: 2, most: 8, cpuPercent: 70, schedule: [ScalingWindow(from: 0, to: 60, least: 3)])
        #expect(complaint(service(3, good)) == nil)
        var batch = service(3, good)
        batch.type = .batch
        #expect(complaint(batch)?.hasPrefix("scale is for services") == true)
        #expect(complaint(service(3, good, cpu: 0))?.hasPrefix("scale.cpu is a share") == true)
        #expect(complaint(service(9, good)) == "count is 9; with `scale` it must lie between 2 and 8")
        #expect(complaint(service(3, Scaling(least: 0, most: 8)))?.hasPrefix("scale.min is 0") == true)
        #expect(complaint(service(3, Scaling(least: 4, most: 3)))?.hasPrefix("scale.max is 3") == true)
        #expect(complaint(service(3, Scaling(least: 1, most: 200_000)))?.hasPrefix("scale.max is 200000") == true)
        #expect(complaint(service(3, Scaling(least: 1, most: 8, cpuPercent: 0)))?.hasPrefix("scale.cpu is 0%") == true)
        #expect(
            complaint(service(3, Scaling(least: 1, most: 8, downAfter: .unlimited)))?.hasPrefix("scale.down-after")
                == true)
        func window(_ window: ScalingWindow) -> String? {
            complaint(service(3, Scaling(least: 2, most: 8, schedule: [window])))
        }
        #expect(window(ScalingWindow(from: 0, to: 60))?.hasPrefix("scale.schedule[0] changes nothing") == true)
        #expect(window(ScalingWindow(from: 0, to: 60, least: 9))?.contains("would ask for 9 to 8") == true)
        #expect(window(ScalingWindow(from: 1_440, to: 60, least: 3))?.contains("00:00 and 24:00") == true)
        #expect(window(ScalingWindow(days: .init(bits: 0), from: 0, to: 60, least: 3))?.contains("no day") == true)
        #expect(window(ScalingWindow(days: .init(bits: 255), from: 0, to: 60, least: 3)) != nil)
    }

    // MARK: Changes

    @Test func aJobIsScaledUpAndDownByHand() {
        var site = Site()
        site.submit(service(2))
        let up = scale(to: 4, in: &site)
        #expect(up.code == .done && up.message == "job web scaled from 2 to 4" && up.identifier == 2)
        #expect(waiting(site) == [0, 1, 2, 3])
        #expect(site.state.audit.last?.act == "job scale web to 4")
        #expect(scale(to: 1, from: 4, in: &site).code == .done)
        #expect(waiting(site) == [0] && count(site) == 1)
        let record = site.state.jobs[JobID(name: "web")]?.scaled
        #expect(record?.from == 4 && record?.to == 1 && record?.actor == "root" && record?.at == site.now)
        #expect(scale(to: 1, in: &site).message == "job web has 1 already")
        site.submit(service(2))
        #expect(count(site) == 2, "without bounds the spec counts")
    }

    @Test func whatRunsGoesOnWhenOthersComeOrGo() throws {
        var site = Site()
        site.submit(service(2))
        for allocation in site.allocations("web") { site.place(allocation, on: "n1") }
        #expect(scale(to: 3, in: &site).code == .done)
        #expect(site.allocations("web").allSatisfy { $0.current?.stopping == nil })
        #expect(scale(to: 1, in: &site).code == .done)
        let stopping = site.allocations("web").filter { $0.current?.stopping != nil }
        #expect(stopping.map(\.index) == [1] && stopping.first?.current?.stopping == .jobStopped)
    }

    @Test func whatWasDecidedForAnotherNumberIsNotDone() {
        var site = Site()
        site.submit(service(2, Scaling(least: 1, most: 9, cpuPercent: 70)))
        #expect(scale(to: 5, in: &site).code == .done)
        let late = scale(to: 3, from: 2, actor: "leader", reason: "x", in: &site)
        #expect(late.code == .conflict && late.message == "job web has 5 by now, and not 2")
        #expect(count(site) == 5)
    }

    @Test func boundsHoldForPeopleToo() {
        var site = Site()
        site.submit(service(2, Scaling(least: 2, most: 4)))
        let above = scale(to: 5, in: &site)
        #expect(above.code == .invalid)
        #expect(
            above.message == "job web is to have 2 to 4 tasks now, and not 5; change `scale` in its spec")
        #expect(scale(to: 4, in: &site).code == .done)
        site.submit(service(2, Scaling(least: 1, most: 9, schedule: [ScalingWindow(from: 0, to: 1_440, least: 3)])))
        #expect(scale(to: 4, in: &site).code == .conflict, "the schedule asks for 3")
        #expect(scale(to: 3, actor: "leader", in: &site).code == .done)
    }

    @Test func aNewVersionKeepsTheNumberThatItHasComeTo() {
        var site = Site()
        site.submit(service(2, Scaling(least: 1, most: 9, cpuPercent: 70)))
        #expect(scale(to: 7, in: &site).code == .done)
        #expect(
            site.submit(service(2, Scaling(least: 1, most: 9, cpuPercent: 70))).outcome.message
                == "job web is as it was, version 2")
        site.submit(service(2, Scaling(least: 1, most: 5, cpuPercent: 70)))
        #expect(count(site) == 5, "as far as the new bounds allow")
        site.submit(service(2))
        #expect(count(site) == 2, "what does not scale any more has what its spec says")
        site.submit(service(4, Scaling(least: 1, most: 5)))
        #expect(count(site) == 4, "what begins to scale begins there")
    }

    @Test func gangsSystemJobsAndWhatIsOverAreNotScaled() {
        var site = Site()
        site.submit(Site.job("web", count: 2, gang: true))
        #expect(scale(to: 3, in: &site).code == .invalid)
        site.submit(Site.job("web", type: .system))
        #expect(scale(to: 3, in: &site).code == .invalid)
        site.apply(.stopJob(JobID(name: "web")))
        #expect(scale(to: 3, in: &site).code == .conflict)
        let unknown = site.apply(.scaleJob(JobID(name: "no"), to: 1, from: nil, reason: "")).outcome
        #expect(unknown.code == .notFound)
        site.submit(Site.job("web", type: .service))
        #expect(scale(to: 0, in: &site).code == .invalid && scale(to: 100_001, in: &site).code == .invalid)
        #expect(scale(to: .max, in: &site).code == .invalid)
        #expect(count(site) == 1)
    }

    @Test func whoScalesIsKnownAlsoAfterASnapshot() throws {
        var site = Site()
        site.submit(service(2, Scaling(least: 1, most: 9)))
        site.submit(Site.job("plain", type: .service))
        _ = scale(to: 3, in: &site)
        #expect(site.state.scalingJobs.elements == [JobID(name: "web")])
        let copy = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(copy.scalingJobs.elements == [JobID(name: "web")] && copy.stateHash == site.state.stateHash)
        #expect(copy.jobs[JobID(name: "web")]?.scaled?.to == 3)
        site.submit(service(2))
        #expect(site.state.scalingJobs.elements.isEmpty)
        site.submit(service(2, Scaling(least: 1, most: 9)))
        site.apply(.stopJob(JobID(name: "web")))
        site.now = site.now + .seconds(10)
        site.apply(.collectGarbage(before: site.now))
        #expect(site.state.scalingJobs.elements.isEmpty)
    }

    @Test func theCodesAreFixed() throws {
        let windows = [
            ScalingWindow(days: .init(bits: 3), from: 480, to: 1_080, least: 4), ScalingWindow(from: 0, to: 1, most: 9),
        ]
        let scaling = Scaling(least: 2, most: 20, cpuPercent: 70, downAfter: .seconds(60), schedule: windows)
        for operation in [
            .scaleJob(JobID(name: "web"), to: 4, from: 3, reason: "why"), .submitJob(service(3, scaling)),
        ] as [Operation] {
            let entry = FleetEntry(time: .epoch, actor: "root", operation: operation)
            #expect(try FleetEntry.decode(entry.canonicalBytes) == entry)
            #expect(entry.canonicalBytes.first == 4)
        }
        let bytes = FleetEntry(
            time: .epoch, actor: "root", operation: .scaleJob(JobID(name: "web"), to: 4, from: nil, reason: "")
        ).canonicalBytes
        #expect(bytes.prefix(2) == [4, 60])
    }
}
